/** Narrow panels: a picture too wide to be read there is broken into rows, as a line of text is. */
import type { Layout } from './layout';
import { HAIR, LANE, PAD, isLevel, stackRows, stretchesOf, type Cut } from './stack';

/** Shown smaller than this, digits are seen, not read: their font would have less than 8 pixels. */
export const READABLE = 0.62;
/** A picture that is seen whole at this scale is better than a larger one that ends out of sight. */
export const LEAST = 0.55;
/** About so much of the panel's height the stage has, where nothing is said below it. */
const STAGE = 0.66;
/** Beside the picture and around it. */
const MARGINS = 24;
/**
 * What is larger, or would need more rows, is better walked along than followed from row to row; and what
 * is unfolded should stay where it is.
 */
const MOST_SHAPES = 45;
const MOST_ROWS = 5;
/** So many wires can be followed from the end of a row to the beginning of the next. */
const MOST_TRACKS = 3;

/** Of the whole panel. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** A way to come as far as its last cut. */
interface Chain {
  readonly cuts: readonly Cut[];
  readonly cost: number;
}

/** How many rows make a picture of this width readable in a panel of that width; 1 if none do. */
export function rowsFor(straight: number, panel: number): number {
  const rows = Math.ceil((straight * READABLE) / Math.max(1, panel - MARGINS));
  return rows > MOST_ROWS ? 1 : rows;
}

/**
 * The picture in rows if it is then readable and easy to follow, else as it is; so too if in rows it would
 * end below the stage, and need not.
 */
export function breakIntoRows(straight: Layout, panel: Room): Layout {
  const { width, shapes, frames } = straight;
  const long = shapes.length > MOST_SHAPES || frames.length > 0;
  if (long || rowsFor(width, panel.width) <= 1) return straight;
  const cuts = chooseCuts(width, findCuts(straight), (panel.width - MARGINS) / READABLE);
  if (!cuts) return straight;
  const broken = stackRows(straight, cuts);
  const isWhole = (shown: Layout): boolean =>
    LEAST * shown.width <= panel.width - MARGINS &&
    LEAST * shown.height <= STAGE * panel.height - MARGINS;
  return isWhole(straight) && !isWhole(broken) ? straight : broken;
}

/** Every place between shapes, numbers and bends where few wires go on. */
function findCuts({ shapes, wires }: Layout): readonly Cut[] {
  const taken = [
    ...shapes.map(({ x, width }) => [x - PAD, x + width]),
    ...wires.flatMap(({ label, points }) => [
      ...(label ? [[label.x - label.width / 2, label.x + label.width / 2]] : []),
      ...stretchesOf(points).flatMap(([a, b]) =>
        isLevel(a, b) ? [] : [[a.x, b.x].toSorted(rising)],
      ),
    ]),
  ];
  return taken.flatMap(([, end = 0]) => {
    const x = end + 1;
    if (taken.some(([from = 0, to = 0]) => from - HAIR < x && x < to + HAIR)) return [];
    const passing = wires.flatMap(({ points }) =>
      stretchesOf(points).flatMap(([a, b]) => (a.x < x !== b.x < x ? [Math.round(a.y)] : [])),
    );
    const tracks = [...new Set(passing)].sort(rising);
    return tracks.length > 0 && tracks.length <= MOST_TRACKS ? [{ x, tracks }] : [];
  });
}

const rising = (a: number, b: number): number => a - b;

/** As few rows as can be, no wider than there is room; then as few wires from row to row, and even rows. */
function chooseCuts(width: number, all: readonly Cut[], room: number): readonly Cut[] | null {
  let chains: readonly Chain[] = [{ cuts: [], cost: 0 }];
  const cheapest = (reaching: readonly Chain[]): Chain | undefined =>
    reaching.toSorted((a, b) => a.cost - b.cost)[0];
  /** The chains with another row up to `end`, of which `lanes` go on. */
  const extend = (end: number, lanes: number): Chain[] =>
    chains.flatMap(({ cuts, cost }) => {
      const last = cuts.at(-1);
      const filled =
        (end - (last?.x ?? 0) + (lanes + (last?.tracks.length ?? 0) + 1) * LANE + 2 * PAD) / room;
      const further = end > (last?.x ?? 0);
      return further && filled <= 1 ? [{ cuts, cost: cost + lanes + filled ** 2 / MOST_ROWS }] : [];
    });
  for (let rows = 1; rows <= MOST_ROWS; rows++) {
    const whole = cheapest(extend(width, 0));
    if (whole) return whole.cuts;
    chains = all.flatMap((cut) => {
      const chain = cheapest(extend(cut.x, cut.tracks.length));
      return chain ? [{ ...chain, cuts: [...chain.cuts, cut] }] : [];
    });
  }
  return null;
}
