/** Puts the rows of a picture that is cut below each other, and leads its wires from row to row. */
import type { Layout, PlacedWire, Point } from './layout';

/** Where a row ends and the next begins, and how high the wires are that go on there, from the top. */
export interface Cut {
  readonly x: number;
  readonly tracks: readonly number[];
}

/** Between wires that run side by side from row to row. */
export const LANE = 10;
/** Around the picture, as the layout engine leaves it. */
export const PAD = 12;
/** Two points nearer than that, in pixels, are on one line. */
export const HAIR = 0.5;
/** Above and below a wire, for its numbers. */
const BESIDE = 22;

/** The straight pieces of a way, each by its two ends. */
export function stretchesOf(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((point, i) => [points[i] ?? point, point]);
}

/** Whether two points stand at one height. */
export function isLevel(a: Point, b: Point): boolean {
  return Math.abs(a.y - b.y) < HAIR;
}

/** A row: what stands from `start` to `end`, and how far it moves. */
interface Row {
  readonly start: number;
  readonly dx: number;
  readonly dy: number;
  /** Below all of it; there the wires to the next row begin. */
  readonly bottom: number;
}

/** Wires run around the right end of a row to the left end of the next. */
export function stackRows(straight: Layout, cuts: readonly Cut[]): Layout {
  const { width, shapes } = straight;
  const wires = straighten(straight, cuts);
  const starts = [0, ...cuts.map(({ x }) => x)];
  const rowAt = (x: number): number => cuts.filter((cut) => cut.x <= x).length;
  const heights = starts.map((_, row) => {
    const within = shapes.filter(({ x }) => rowAt(x) === row);
    const points = wires.flatMap((wire) => wire.points).filter(({ x }) => rowAt(x) === row);
    const levels = [...points.map(({ y }) => y), ...(cuts[row]?.tracks ?? [])];
    return {
      top: Math.min(...within.map(({ y }) => y), ...levels.map((y) => y - BESIDE)),
      bottom: Math.max(
        ...within.map(({ y, height }) => y + height),
        ...levels.map((y) => y + BESIDE),
      ),
    };
  });
  let y = PAD;
  const rows = heights.map(({ top, bottom }, i): Row => {
    const start = starts[i] ?? 0;
    const before = cuts[i - 1]?.tracks.length ?? 0;
    const dx = i === 0 ? 0 : PAD + before * LANE - start;
    const dy = y - top;
    y += bottom - top + ((cuts[i]?.tracks.length ?? 0) + 1) * LANE;
    return { start, dx, dy, bottom: bottom + dy };
  });
  const right = Math.max(...rows.map(({ dx }, i) => (starts[i + 1] ?? width) + dx));
  const move = <T extends Point>(point: T): T => {
    const { dx = 0, dy = 0 } = rows[rowAt(point.x)] ?? {};
    return { ...point, x: point.x + dx, y: point.y + dy };
  };
  /** From the end of a row to the beginning of the next; none crosses another. */
  const turn = (row: number, leaves: number, enters: number): Point[] => {
    const { tracks = [] } = cuts[row] ?? {};
    const inner = tracks.length - tracks.indexOf(Math.round(leaves));
    const [out, back] = [right + inner * LANE, PAD + (inner - 1) * LANE];
    const between = (rows[row]?.bottom ?? 0) + inner * LANE - LANE / 2;
    return [
      { x: out, y: leaves + (rows[row]?.dy ?? 0) },
      { x: out, y: between },
      { x: back, y: between },
      { x: back, y: enters + (rows[row + 1]?.dy ?? 0) },
    ];
  };
  const lead = ({ points }: PlacedWire): Point[] =>
    points.flatMap((point, i) => {
      const before = points[i - 1] ?? point;
      const turns: Point[] = [];
      const last = rowAt(point.x) - 1;
      for (let row = rowAt(before.x); row <= last; row++) {
        turns.push(...turn(row, before.y, row === last ? point.y : before.y));
      }
      return [...turns, move(point)];
    });
  const lanes = Math.max(...cuts.map(({ tracks }) => tracks.length));
  return {
    ...straight,
    width: right + (lanes + 1) * LANE,
    height: y + PAD,
    shapes: shapes.map(move),
    wires: wires.map((wire) => ({
      ...wire,
      points: lead(wire),
      junctions: wire.junctions.map(move),
      label: wire.label && move(wire.label),
    })),
  };
}

/**
 * Without the bends at the beginning of a row before its first shape, where all wires that go on there have
 * one way only: a wire may as well enter as high as it goes on.
 */
function straighten({ shapes, wires }: Layout, cuts: readonly Cut[]): readonly PlacedWire[] {
  return cuts.reduce((all: readonly PlacedWire[], cut) => {
    const first = Math.min(...shapes.map(({ x }) => x).filter((x) => x > cut.x));
    const entering = all
      .flatMap((wire) => {
        const at = wire.points.findIndex(({ x }, i) => x >= cut.x && i > 0);
        const [before, bend, after] = wire.points.slice(Math.max(0, at - 1));
        if (!before || !bend || before.x >= cut.x || bend.x < cut.x) return [];
        const bends = after && bend.x < first && Math.abs(after.x - bend.x) < HAIR;
        return [
          { wire, level: before.y, entry: bends ? after.y : before.y, bend: bends ? bend : null },
        ];
      })
      .sort((a, b) => a.level - b.level);
    const inOrder = entering.every(
      ({ entry }, i) => entry > (entering[i - 1]?.entry ?? -Infinity) + LANE / 2,
    );
    if (entering.length !== cut.tracks.length || !inOrder) return all;
    const bends = new Map(entering.map(({ wire, bend }) => [wire, bend]));
    return all.map((wire) => {
      const bend = bends.get(wire);
      return bend ? { ...wire, points: wire.points.filter((point) => point !== bend) } : wire;
    });
  }, wires);
}
