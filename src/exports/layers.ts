/** Places for a circuit that nobody has drawn: a column for every step from the leaves. */
import type { Figure } from './figure';
import type { Place } from './subject';

const COLUMN = 120;
const ROW = 58;
const SIZE = 30;
/** Rows by which a gate with one operand gives way to other uses of it. */
const ASIDE = 0.8;

/** A leaf stands in the column before its first use; rows follow the order of the operands. */
export function placeInLayers(figure: Figure): readonly Place[] {
  const columns = columnsOf(figure);
  const rows = rowsOf(figure);
  const taken = new Map<number, number>();
  return figure.shapes
    .map(({ id }) => ({ node: id, column: columns.get(id) ?? 0, row: rows.get(id) ?? 0 }))
    .sort((a, b) => a.row - b.row)
    .map(({ node, column, row }) => {
      // Two shapes of a column keep a row between them.
      const free = Math.max(row, (taken.get(column) ?? -1) + 1);
      taken.set(column, free);
      return { node, x: column * COLUMN, y: free * ROW, width: SIZE, height: SIZE };
    });
}

function columnsOf({ shapes, wires }: Figure): ReadonlyMap<number, number> {
  const columns = new Map(shapes.map(({ id }) => [id, 0]));
  const at = (id: number): number => columns.get(id) ?? 0;
  // Wires are in the order of what they lead to, so what they come from has its column already.
  for (const { from, to } of wires) columns.set(to, Math.max(at(to), at(from) + 1));
  for (const { id, kind } of shapes) {
    const uses = wires.filter(({ from }) => from === id).map(({ to }) => at(to));
    if (kind !== 'op' && uses.length > 0) columns.set(id, Math.min(...uses) - 1);
  }
  return columns;
}

/** Every leaf has a row of its own, in the order in which the formula reads; a gate is in the middle. */
function rowsOf({ shapes, wires, output }: Figure): ReadonlyMap<number, number> {
  const operands = new Map<number, number[]>(shapes.map(({ id }) => [id, []]));
  for (const { from, to } of wires) operands.get(to)?.push(from);
  const uses = new Map<number, number>();
  for (const { from } of wires) uses.set(from, (uses.get(from) ?? 0) + 1);
  const rows = new Map<number, number>();
  let leaves = 0;
  const pending = [{ id: output.from, next: 0 }];
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const below = operands.get(top.id) ?? [];
    const child = below[top.next++];
    if (child !== undefined) {
      if (!rows.has(child)) pending.push({ id: child, next: 0 });
      continue;
    }
    const known = below.map((id) => rows.get(id) ?? 0);
    const middle = known.reduce((sum, row) => sum + row, 0) / known.length;
    // The wire to another use has to get past.
    const aside = known.length === 1 && (uses.get(below[0] ?? -1) ?? 0) > 1 ? ASIDE : 0;
    rows.set(top.id, known.length === 0 ? leaves++ : middle + aside);
    pending.pop();
  }
  return rows;
}
