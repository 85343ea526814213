/** Where a key leads from a shape: along the wires sideways, to the nearest one up and down, to the ends. */
import type { Layout, PlacedShape } from './layout';

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type TravelKey = (typeof KEYS)[number];

export function isTravelKey(key: string): key is TravelKey {
  return KEYS.some((each) => each === key);
}

/** Where Tab enters a picture that nobody has been in yet: at the first of its inputs. */
export function entranceOf({ shapes }: Layout): PlacedShape | undefined {
  return shapes.find(({ node, reference }) => node.kind === 'input' && !reference) ?? shapes[0];
}

/** The shape to go to, or undefined where the picture ends. */
export function neighbour(
  layout: Layout,
  from: PlacedShape,
  key: TravelKey,
): PlacedShape | undefined {
  const find = (wanted: string | undefined): PlacedShape | undefined =>
    layout.shapes.find((shape) => shape.key === wanted);
  switch (key) {
    case 'ArrowRight':
      return find(layout.wires.find((wire) => wire.from === from.key)?.to);
    case 'ArrowLeft':
      return find(
        layout.wires
          .filter((wire) => wire.to === from.key)
          .sort((a, b) => a.edge.operand - b.edge.operand)[0]?.from,
      );
    case 'ArrowUp':
      return nearest(
        from,
        layout.shapes.filter((shape) => heightOf(from) - heightOf(shape) > SAME_ROW),
      );
    case 'ArrowDown':
      return nearest(
        from,
        layout.shapes.filter((shape) => heightOf(shape) - heightOf(from) > SAME_ROW),
      );
    case 'Home':
      return entranceOf(layout);
    case 'End':
      return layout.shapes.find((shape) => shape.output);
  }
}

/** Wires at most so far apart, in the picture's pixels, are seen as one row. */
const SAME_ROW = 8;

/** Where its wire runs: whatever stands above a gate, such as its name, makes it no higher. */
function heightOf({ y, axis }: PlacedShape): number {
  return y + axis;
}

function middleOf({ x, body }: PlacedShape): number {
  return x + body / 2;
}

/** Sideways distance counts three times, so that up and down stay in the column where they can. */
function nearest(from: PlacedShape, shapes: readonly PlacedShape[]): PlacedShape | undefined {
  const distance = (shape: PlacedShape): number =>
    3 * Math.abs(middleOf(shape) - middleOf(from)) + Math.abs(heightOf(shape) - heightOf(from));
  return shapes.reduce<PlacedShape | undefined>(
    (best, shape) => (best && distance(best) <= distance(shape) ? best : shape),
    undefined,
  );
}
