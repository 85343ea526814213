/** Nets -> layers: the column that each box stands in, and a cell in every column that a net passes. */
import type { NetEnd, Netlist } from './nets';
import { rankBoxes } from './ranks';

/** One thing in a column: a box, the label of a wire, or a net on its way to a later column. */
export interface Cell {
  /** Number of the box; null: a label or a net on its way. */
  readonly box: number | null;
  readonly labelled: boolean;
  readonly width: number;
  readonly height: number;
  /** One link leads into a label or a net on its way; a box may have any number. */
  readonly entering: Link[];
  readonly leaving: Link[];
  /** Place in its column, from the top, 0 first. */
  order: number;
  /** Upper edge. */
  y: number;
}

/** A piece of a net between two columns that follow one another. */
export interface Link {
  readonly from: Cell;
  readonly to: Cell;
  /** From the left and upper edges of the cells. */
  readonly start: { readonly x: number; readonly y: number };
  readonly end: { readonly x: number; readonly y: number };
}

export interface Layers {
  readonly columns: readonly (readonly Cell[])[];
  /** Links by the column that they lead out of. */
  readonly links: readonly (readonly Link[])[];
  /** By piece of a wire: its last link. */
  readonly lasts: ReadonlyMap<number, Link>;
}

/**
 * Spreads boxes over columns so that every net leads to the right. A net that passes a column has a cell there,
 * after Sugiyama, Tagawa and Toda (1981), section II; all pieces of a net share their cells.
 */
export function spread(netlist: Netlist): Layers {
  const { boxes, nets, label } = netlist;
  const ranks = rankBoxes(netlist);
  const rankOf = (box: number): number => ranks[box] ?? 0;
  // A label has a column of its own before that of its gate.
  const before = new Set(
    nets.flatMap(({ ends }) => ends.filter(isLabelled).map(({ box }) => rankOf(box))),
  );
  const columnOfRank: number[] = [];
  let count = 0;
  for (let rank = 0; rank <= Math.max(0, ...ranks); rank++) {
    if (before.has(rank)) count++;
    columnOfRank.push(count++);
  }
  const columns = Array.from({ length: count }, (): Cell[] => []);
  const links = Array.from({ length: count }, (): Link[] => []);
  const lasts = new Map<number, Link>();
  const cells = boxes.map(({ width, height }, box) =>
    addCell(columns, columnOfRank[rankOf(box)] ?? 0, { box, labelled: false, width, height }),
  );
  const join = (column: number, link: Link): Link => {
    links[column]?.push(link);
    link.from.leaving.push(link);
    link.to.entering.push(link);
    return link;
  };
  const passage = (column: number, from: Passage, size: Size, labelled: boolean): Passage => {
    const cell = addCell(columns, column, { box: null, labelled, ...size });
    const middle = size.height / 2;
    const end = { x: 0, y: middle };
    join(column - 1, { from: from.cell, start: from.at, to: cell, end });
    return { cell, at: { x: size.width, y: middle } };
  };
  for (const { box, port, ends } of nets) {
    const source = cells[box];
    if (!source) continue;
    const columnOf = (end: NetEnd): number => columnOfRank[rankOf(end.box)] ?? 0;
    const start = columnOfRank[rankOf(box)] ?? 0;
    const trunk: Passage[] = [{ cell: source, at: port }];
    const trunkAt = (column: number): Passage => {
      let last = trunk.at(-1) ?? { cell: source, at: port };
      while (start + trunk.length <= column) {
        last = passage(start + trunk.length, last, POINT, false);
        trunk.push(last);
      }
      return trunk[column - start] ?? last;
    };
    for (const end of ends) {
      const column = columnOf(end);
      const target = cells[end.box];
      if (!target) continue;
      const last = end.labelled
        ? passage(column - 1, trunkAt(column - 2), label, true)
        : trunkAt(column - 1);
      const link = { from: last.cell, start: last.at, to: target, end: end.port };
      lasts.set(end.piece, join(column - 1, link));
    }
  }
  return { columns, links, lasts };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A cell that a net comes from, and where it leaves it. */
interface Passage {
  readonly cell: Cell;
  readonly at: { readonly x: number; readonly y: number };
}

const POINT: Size = { width: 0, height: 0 };

function isLabelled({ labelled }: NetEnd): boolean {
  return labelled;
}

function addCell(
  columns: readonly Cell[][],
  column: number,
  what: Pick<Cell, 'box' | 'labelled' | 'width' | 'height'>,
): Cell {
  const cell: Cell = {
    ...what,
    entering: [],
    leaving: [],
    order: columns[column]?.length ?? 0,
    y: 0,
  };
  columns[column]?.push(cell);
  return cell;
}
