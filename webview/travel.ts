/** Where an arrow key leads from a shape: along the wires sideways, to the nearest one up and down. */
import type { Layout, PlacedShape } from './layout';

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The shape to go to, or undefined where the picture ends. */
export function neighbour(
  layout: Layout,
  from: PlacedShape,
  key: ArrowKey,
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
        layout.shapes.filter((shape) => shape.y < from.y),
      );
    case 'ArrowDown':
      return nearest(
        from,
        layout.shapes.filter((shape) => shape.y > from.y),
      );
  }
}

/** Sideways distance counts three times, so that up and down stay in the column where they can. */
function nearest(from: PlacedShape, shapes: readonly PlacedShape[]): PlacedShape | undefined {
  const distance = (shape: PlacedShape): number =>
    3 * Math.abs(shape.x - from.x) + Math.abs(shape.y - from.y);
  return shapes.reduce<PlacedShape | undefined>(
    (best, shape) => (best && distance(best) <= distance(shape) ? best : shape),
    undefined,
  );
}
