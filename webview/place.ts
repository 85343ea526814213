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
 * The best corner for a card of that size. A height that is cut counts most, then what of `meant` is
 * covered, which the card speaks of, then what of `shapes` is, then nearness to where cards usually
 * lie: at the bottom, to the right.
 */
export function choosePlace(
  frame: Box,
  card: { readonly width: number; readonly height: number },
  target: Box,
  meant: readonly Box[],
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
      const cover = (boxes: readonly Box[]): number =>
        boxes.reduce((sum, each) => sum + overlap(box, each), 0);
      const cut = 1e3 * (card.height - height);
      const cost = 1e6 * overlap(box, target) + cut + 20 * cover(meant) + cover(shapes);
      return { side, edge, height, cost };
    }),
  );
  const [first, ...others] = places;
  if (!first) return { side: 'right', edge: 'bottom', height: most };
  const { side, edge, height } = others.reduce((a, b) => (b.cost < a.cost ? b : a), first);
  return { side, edge, height };
}

/**
 * How far to move the picture, at least, so that `kept` is off the card and within the frame; null if
 * there is no room for it beside the card.
 */
export function makeWay(frame: Box, card: Box, kept: Box): { x: number; y: number } | null {
  // A box of the browser cannot be spread.
  const { left, top, right, bottom } = frame;
  const rooms: Box[] = [
    { left, top, right, bottom: card.top },
    { left, top: card.bottom, right, bottom },
    { left, top, right: card.left, bottom },
    { left: card.right, top, right, bottom },
  ];
  const ways = rooms.flatMap((room) => {
    const x = stepInto(room.left + MARGIN, room.right - MARGIN, kept.left, kept.right);
    const y = stepInto(room.top + MARGIN, room.bottom - MARGIN, kept.top, kept.bottom);
    return x === null || y === null ? [] : [{ x, y }];
  });
  const length = ({ x, y }: { x: number; y: number }): number => Math.hypot(x, y);
  const [first, ...others] = ways;
  return first ? others.reduce((a, b) => (length(b) < length(a) ? b : a), first) : null;
}

/**
 * How far to move the picture, at least, so that as much of it as can be is within the frame: the first of
 * `kept` that is not too wide, and the first that is not too high.
 */
export function bringInto(frame: Box, kept: readonly Box[]): { x: number; y: number } {
  const first = (steps: readonly (number | null)[]): number =>
    steps.find((step) => step !== null) ?? 0;
  const { left, top, right, bottom } = frame;
  return {
    x: first(kept.map((box) => stepInto(left + MARGIN, right - MARGIN, box.left, box.right))),
    y: first(kept.map((box) => stepInto(top + MARGIN, bottom - MARGIN, box.top, box.bottom))),
  };
}

/** How far to move from `begin` to `end` so that it is between two bounds; null if it is too long. */
function stepInto(low: number, high: number, begin: number, end: number): number | null {
  if (end - begin > high - low) return null;
  return Math.max(low - begin, Math.min(0, high - end));
}

/** The box around boxes. */
export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** The area two boxes share. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
