/** What comes out, beside the text of what is drawn: where the output is out of sight, it leads there. */
import type { Camera } from './camera';
import { useDerived } from './derive';
import type { PlacedShape } from './layout';
import { writeSpot } from './spot';
import type { Drawing, View } from './view';

interface OutcomeProps {
  readonly view: View;
  readonly drawing: Drawing;
}

export function Outcome({ view, drawing }: OutcomeProps) {
  const { output } = drawing.picture;
  const shape = drawing.layout.shapes.find((each) => each.output);
  const text = useDerived(
    () => writeSpot(view, { node: output, edge: null, of: 'value' }),
    [view, output],
  );
  const where = useDerived(() => {
    const camera = view.desk.camera.value;
    return camera && shape ? directionOf(shape, camera) : null;
  }, [view, shape]);
  const result = (
    <>
      = <span class="amount">{text}</span>
    </>
  );
  if (where.value === null) return <span class="outcome">{result}</span>;
  return (
    <button
      type="button"
      class="outcome link"
      title="The output is out of sight: go to it"
      onClick={() => {
        view.desk.visit(output);
      }}
    >
      {result} <span aria-hidden="true">{where}</span>
    </button>
  );
}

/** On which side of the stage the output is, with its number; null if it is in sight. */
function directionOf(shape: PlacedShape, { transform, size }: Camera): string | null {
  const { x, y, k } = transform.value;
  const { width, height } = size.value;
  const [left, right] = [x + k * shape.x, x + k * (shape.x + shape.body + shape.stem)];
  const axis = y + k * (shape.y + shape.axis);
  const [above, below] = [axis - k * ROOM, axis + k * ROOM];
  if (right > width) return '→';
  if (left < 0) return '←';
  if (below > height) return '↓';
  return above < 0 ? '↑' : null;
}

/** How far its numbers reach above the wire and below it, in the picture's pixels. */
const ROOM = 20;
