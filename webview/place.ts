/** Where a card may lie so that it leaves the number it explains in sight, and covers little else. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A corner of the frame, and how high the card may be there. */
export interface Place {
  readonly side: 'left' | 'right';
  readonly edge: 'top' | 'bottom';
  readonly height: number;
}

const MARGIN = 8;
/** Room for a title and two lines. */
const LEAST = 110;
/** A card takes no more than this part of the frame's height, unless it would be too low. */
const MOST = 0.86;

/**
 * The best corner for a card of that size. A height that is cut counts most, then what of `shapes` is
 * covered, then nearness to where cards usually lie: at the bottom, to the right.
 */
export function choosePlace(
  frame: Box,
  card: { readonly width: number; readonly height: number },
  target: Box,
  shapes: readonly Box[],
): Place {
  const most = Math.max(LEAST, MOST * (frame.bottom - frame.top));
  const places = (['bottom', 'top'] as const).flatMap((edge) =>
    (['right', 'left'] as const).map((side) => {
      const left = side === 'left' ? frame.left + MARGIN : frame.right - MARGIN - card.width;
      const beside = left > target.right || left + card.width < target.left;
      const room =
        edge === 'top'
          ? target.top - frame.top - 2 * MARGIN
          : frame.bottom - target.bottom - 2 * MARGIN;
      const free = beside ? Infinity : room;
      const height = Math.min(card.height, most, Math.max(LEAST, free));
      const top = edge === 'top' ? frame.top + MARGIN : frame.bottom - MARGIN - height;
      const box = { left, right: left + card.width, top, bottom: top + height };
      const covered = shapes.reduce((sum, shape) => sum + overlap(box, shape), 0);
      const cost = 1e6 * overlap(box, target) + 1e3 * (card.height - height) + covered;
      return { side, edge, height, cost };
    }),
  );
  const [first, ...others] = places;
  if (!first) return { side: 'right', edge: 'bottom', height: most };
  const { side, edge, height } = others.reduce((a, b) => (b.cost < a.cost ? b : a), first);
  return { side, edge, height };
}

/** The area two boxes share. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
