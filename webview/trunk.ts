/** The way that several wires from one stem share is drawn once, and every wire from where it parts. */
import type { PlacedWire, Point } from './layout';

/** Less than that between two ways is a rounding error. */
const HAIR = 0.01;

/** By edge: the points of its wire from so far before the place where it parts from those before it. */
export function ownWays(
  wires: readonly PlacedWire[],
  before: number,
): ReadonlyMap<number, readonly Point[]> {
  const drawn = new Map<string, (readonly Point[])[]>();
  return new Map(
    wires.map(({ edge, from, points }) => {
      const others = drawn.get(from) ?? [];
      drawn.set(from, [...others, points]);
      const shared = Math.max(0, ...others.map((other) => sharedLength(points, other)));
      return [edge.id, wayFrom(points, Math.max(0, shared - before))];
    }),
  );
}

/** How long two ways go together from where they both begin. */
function sharedLength(way: readonly Point[], other: readonly Point[]): number {
  let length = 0;
  for (const [i, at] of way.entries()) {
    const to = way[i + 1];
    const end = other[i + 1];
    if (!to || !end) break;
    const ahead = { x: Math.sign(to.x - at.x), y: Math.sign(to.y - at.y) };
    const along = (end.x - at.x) * ahead.x + (end.y - at.y) * ahead.y;
    const aside = Math.abs((end.x - at.x) * ahead.y - (end.y - at.y) * ahead.x);
    const step = distance(at, to);
    if (aside > HAIR || along <= 0) break;
    length += Math.min(along, step);
    if (Math.abs(along - step) > HAIR) break;
  }
  return length;
}

/** A way without its first so many pixels. */
function wayFrom(way: readonly Point[], length: number): readonly Point[] {
  const [at, to, ...rest] = way;
  if (!at || !to || length <= 0) return way;
  const step = distance(at, to);
  if (length >= step) return rest.length > 0 ? wayFrom([to, ...rest], length - step) : way;
  const part = length / step;
  const begin = { x: at.x + (to.x - at.x) * part, y: at.y + (to.y - at.y) * part };
  return [begin, to, ...rest];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
