/** The ways of wires between two columns: which vertical pieces there are, and how they lie side by side. */
import type { Cell, Link } from './layers';

/** The vertical piece of a net between two columns. */
interface Riser {
  readonly links: readonly Link[];
  /** Height at which the net comes in, and those at which it leaves. */
  readonly start: number;
  readonly ends: readonly number[];
  readonly top: number;
  readonly bottom: number;
}

export interface Channel {
  /** By link of a net that turns: the number of its track from the left. */
  readonly tracks: ReadonlyMap<Link, number>;
  readonly count: number;
  /** By link: heights on its track at which it parts from others. */
  readonly junctions: ReadonlyMap<Link, readonly number[]>;
}

/** Two wires nearer than that to one another look like one. */
const NEAR = 6;
/** What it costs to draw a wire upon another, in crossings. */
const UPON = 1000;

/** Lays the risers of a channel side by side, so that few wires cross and none lies upon another: Sander (2004). */
export function routeChannel(links: readonly Link[]): Channel {
  const risers = risersOf(links);
  const sorted = sort(risers);
  const tracks = new Map<Link, number>();
  const numbers: number[] = [];
  sorted.forEach((riser, i) => {
    const left = sorted.slice(0, i).flatMap((other, j) => {
      const apart = other.bottom + NEAR <= riser.top || riser.bottom + NEAR <= other.top;
      return apart ? [] : [(numbers[j] ?? 0) + 1];
    });
    const track = Math.max(0, ...left);
    numbers.push(track);
    for (const link of riser.links) tracks.set(link, track);
  });
  return {
    tracks,
    count: Math.max(0, ...numbers.map((number) => number + 1)),
    junctions: new Map(risers.flatMap(junctionsOf)),
  };
}

function risersOf(links: readonly Link[]): Riser[] {
  const ports = new Map<Cell, Map<number, Link[]>>();
  for (const link of links) {
    const nets = ports.get(link.from) ?? new Map<number, Link[]>();
    nets.set(link.start.y, [...(nets.get(link.start.y) ?? []), link]);
    ports.set(link.from, nets);
  }
  return [...ports].flatMap(([from, nets]) =>
    [...nets].flatMap(([port, net]) => {
      const start = from.y + port;
      const ends = net.map(endOf);
      const [top, bottom] = [Math.min(start, ...ends), Math.max(start, ...ends)];
      return top === bottom ? [] : [{ links: net, start, ends, top, bottom }];
    }),
  );
}

function endOf({ to, end }: Link): number {
  return to.y + end.y;
}

/** Where the first link parts from what goes straight on or both ways, and where each other one leaves. */
function junctionsOf({ links, start, ends, top, bottom }: Riser): [Link, number[]][] {
  const parts = (start > top && start < bottom) || ends.includes(start);
  return links.map((link, i) => {
    const end = endOf(link);
    const leaves = end > top && end < bottom && end !== start;
    return [link, [...(i === 0 && parts ? [start] : []), ...(leaves ? [end] : [])]];
  });
}

/** From the left to the right: always next what costs least before all that are left. */
function sort(risers: readonly Riser[]): readonly Riser[] {
  const left = new Set(risers);
  const cost = new Map(
    risers.map((riser) => {
      const others = risers.filter((other) => other !== riser);
      return [riser, others.reduce((sum, other) => sum + extra(riser, other), 0)];
    }),
  );
  const sorted: Riser[] = [];
  while (left.size > 0) {
    let next: Riser | null = null;
    for (const riser of left) {
      if (!next || (cost.get(riser) ?? 0) < (cost.get(next) ?? 0)) next = riser;
    }
    if (!next) break;
    left.delete(next);
    sorted.push(next);
    for (const riser of left) cost.set(riser, (cost.get(riser) ?? 0) - extra(riser, next));
  }
  return sorted;
}

/** What it costs more that `a` lies to the left of `b`, rather than to the right. */
function extra(a: Riser, b: Riser): number {
  return crossings(a, b) - crossings(b, a);
}

/** What wires cross if `left` lies to the left of `right`. */
function crossings(left: Riser, right: Riser): number {
  const through = (y: number, { top, bottom }: Riser): number => Number(y > top && y < bottom);
  const ends = left.ends.reduce((sum, y) => {
    const upon = Math.abs(y - right.start) < NEAR ? UPON : 0;
    return sum + through(y, right) + upon;
  }, 0);
  return ends + through(right.start, left);
}
