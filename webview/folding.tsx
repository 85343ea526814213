/** How much of a large picture is drawn, and the ways to draw less or more of it. */
import { UNFOLDED, details } from '../src/lens';
import { showDetail } from './groups';
import type { Drawing, View } from './view';

interface FoldingProps {
  readonly view: View;
  readonly drawing: Drawing;
}

type Way = readonly [detail: keyof typeof details, label: string, title: string];

const OUTLINE: Way = ['outline', 'Outline', 'Fold all but an outline'];
const LARGE: readonly Way[] = [
  OUTLINE,
  ['readable', 'Readable', 'Fold what is too much to read'],
  ['fitting', 'All that fits', 'Unfold all that fits'],
];
/** Of fewer nodes all are drawn. */
const SMALL: readonly Way[] = [OUTLINE, ['readable', 'All', 'Draw every node']];

/** Stands below a picture that is large, folded, or cannot be read whole in the room there is. */
export function Folding({ view, drawing }: FoldingProps) {
  const { nodes, whole } = drawing.picture;
  const { most, open, closed } = view.lens.value.folding;
  const untouched = most === details.readable && open.length + closed.length === 0;
  const folded = nodes.some(({ group }) => group);
  const camera = view.desk.camera.value;
  const isWhole = whole < details.outline || (camera?.fits(drawing.layout) ?? true);
  if (untouched && !folded && whole <= UNFOLDED && isWhole) return null;
  const ways = whole <= UNFOLDED ? SMALL : LARGE;
  return (
    <div class="folding" role="group" aria-label="Folding">
      <span role="status">
        {folded
          ? `${nodes.length} of ${whole.toLocaleString('en')} nodes`
          : `${whole.toLocaleString('en')} nodes`}
      </span>
      {ways.map(([detail, label, title]) => (
        <button
          key={detail}
          type="button"
          class="plain"
          title={title}
          aria-pressed={most === details[detail]}
          onClick={() => {
            showDetail(view, detail);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
