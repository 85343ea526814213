/** How high the cells of every column stand: as straight as the order and the room between them allow. */
import type { Cell, Link } from './layers';

/** A place where a cell would stand if it were for one of its links alone. */
interface Wish {
  readonly at: number;
  readonly weight: number;
}

/** Neighbours that move together, and what they wish. */
interface Block {
  readonly cells: number;
  /** Sorted by place, as the first cell of the column would have to move. */
  readonly wishes: readonly Wish[];
  readonly at: number;
}

const ROUNDS = 2;

/**
 * Sets the height of every cell. Column by column, the sum of the heights that links climb is made as small as
 * the order allows: an isotonic median regression, by pooling adjacent violators (Robertson and Wright 1980);
 * to the right by where nets come from, to the left by where they lead, then by both.
 */
export function setHeights(columns: readonly (readonly Cell[])[]): void {
  const backwards = columns.toReversed();
  for (const column of columns) settle(column, fromLeft);
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of backwards) settle(column, fromRight);
    for (const column of columns) settle(column, fromLeft);
  }
  // What is wished for both ways with equal weight goes the way of the sweep.
  const both =
    (leading: (cell: Cell) => Wish[], other: (cell: Cell) => Wish[]) =>
    (cell: Cell): Wish[] => [...leading(cell).map(heavier), ...other(cell)];
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of backwards) settle(column, both(fromRight, fromLeft));
    for (const column of columns) settle(column, both(fromLeft, fromRight));
  }
  const cells = columns.flat();
  const top = cells.reduce((least, { y }) => Math.min(least, y), Infinity);
  for (const cell of cells) cell.y -= top;
}

function fromLeft({ entering }: Cell): Wish[] {
  return entering.map((link) => wish(link, link.from.y + link.start.y - link.end.y));
}

function fromRight({ leaving }: Cell): Wish[] {
  return leaving.map((link) => wish(link, link.to.y + link.end.y - link.start.y));
}

/** Long ways should be straight, Gansner et al. (1993), section 4: 1, 2 and 8. */
function wish({ from, to }: Link, at: number): Wish {
  const boxes = Number(from.box !== null) + Number(to.box !== null);
  return { at, weight: [8, 2, 1][boxes] ?? 1 };
}

function heavier({ at, weight }: Wish): Wish {
  return { at, weight: 1.01 * weight };
}

/** Free height between two cells, one above the other. */
function roomBetween(upper: Cell, lower: Cell): number {
  if (upper.labelled && lower.labelled) return 2;
  if (upper.labelled || lower.labelled) return 6;
  return 12;
}

/** Moves the cells of a column to where they wish to be, in their order, with room between. */
function settle(column: readonly Cell[], wishesOf: (cell: Cell) => readonly Wish[]): void {
  let offset = 0;
  const offsets = column.map((cell, i) => {
    const above = column[i - 1];
    if (above) offset += above.height + roomBetween(above, cell);
    return offset;
  });
  const blocks: Block[] = [];
  column.forEach((cell, i) => {
    const by = offsets[i] ?? 0;
    const now = cell.y - by;
    const wishes = wishesOf(cell).map(({ at, weight }) => ({ at: at - by, weight }));
    // A cell without links moves only to make room.
    if (wishes.length === 0) wishes.push({ at: now, weight: 0.01 });
    wishes.sort((a, b) => a.at - b.at);
    let block: Block = { cells: 1, wishes, at: best(wishes) };
    for (let above = blocks.at(-1); above && above.at > block.at; above = blocks.at(-1)) {
      blocks.pop();
      const all = merge(above.wishes, block.wishes);
      block = { cells: above.cells + block.cells, wishes: all, at: best(all) };
    }
    blocks.push(block);
  });
  let i = 0;
  for (const { cells, at } of blocks) {
    // Whole pixels are straight or not.
    for (const end = i + cells; i < end; i++) {
      const cell = column[i];
      if (cell) cell.y = Math.round(at) + (offsets[i] ?? 0);
    }
  }
}

/** The weighted median of what is wished, in the middle where there are several. */
function best(wishes: readonly Wish[]): number {
  const half = wishes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [i, { at, weight }] of wishes.entries()) {
    sum += weight;
    if (sum < half) continue;
    const high = sum === half ? (wishes[i + 1]?.at ?? at) : at;
    return (at + high) / 2;
  }
  return NaN;
}

/** Two sorted lists as one. */
function merge(a: readonly Wish[], b: readonly Wish[]): Wish[] {
  return [...a, ...b].sort((one, other) => one.at - other.at);
}
