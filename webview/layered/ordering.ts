/** The order of cells within their columns, so that few wires cross. */
import type { Cell, Layers, Link } from './layers';

/** Sweeps in a row that may leave as many crossings as there were. */
const PATIENCE = 4;
const MOST_SWEEPS = 24;

/**
 * Orders the cells of every column: first as the source has them, then by sweeps of barycentres, Sugiyama,
 * Tagawa and Toda (1981), section III. What crosses as often either way stays as the source has it.
 */
export function orderCells({ columns, links }: Layers): readonly (readonly Cell[])[] {
  let current = orderBySource(columns, links);
  let best = current;
  let least = number(best, links);
  for (let sweep = 0, idle = 0; least > 0 && sweep < MOST_SWEEPS && idle < PATIENCE; sweep++) {
    current = sweep % 2 === 0 ? sweepRight(current) : sweepLeft(current);
    exchange(current);
    const crossings = number(current, links);
    if (crossings < least) [best, least, idle] = [current, crossings, 0];
    else idle++;
  }
  number(best, links);
  return best;
}

/** Numbers the cells of every column, and counts the crossings. */
function number(columns: readonly (readonly Cell[])[], links: Layers['links']): number {
  for (const column of columns) {
    column.forEach((cell, order) => {
      cell.order = order;
    });
  }
  return links.reduce((sum, each) => sum + countCrossings(each), 0);
}

/** From the last column backwards, in the order of the operands: without shared inputs nothing crosses. */
function orderBySource(columns: Layers['columns'], links: Layers['links']): Cell[][] {
  const ordered = columns.map((column) => [...column]);
  for (let i = columns.length - 2; i >= 0; i--) {
    for (const [order, cell] of (ordered[i + 1] ?? []).entries()) cell.order = order;
    const leading = [...(links[i] ?? [])].sort(
      (a, b) => a.to.order - b.to.order || a.end.y - b.end.y,
    );
    // A set keeps what is added first.
    ordered[i] = [...new Set([...leading.map(({ from }) => from), ...(columns[i] ?? [])])];
  }
  return ordered;
}

/** Where a link begins and ends, in cells from the top. */
function startOf({ from, start }: Link): number {
  return from.order + (start.y + 1) / (from.height + 2);
}
function endOf({ to, end }: Link): number {
  return to.order + (end.y + 1) / (to.height + 2);
}

/** Each column by the barycentres of what the cells of the one before it are joined to, from left to right … */
function sweepRight(columns: readonly (readonly Cell[])[]): Cell[][] {
  return columns.map((column) => sortBy(column, ({ entering }) => entering.map(startOf)));
}

/** … or from right to left. */
function sweepLeft(columns: readonly (readonly Cell[])[]): Cell[][] {
  return columns
    .toReversed()
    .map((column) => sortBy(column, ({ leaving }) => leaving.map(endOf)))
    .reverse();
}

/** Sorts a column by averages; what is joined to nothing stays behind what was before it. */
function sortBy(column: readonly Cell[], placesOf: (cell: Cell) => readonly number[]): Cell[] {
  let last = -1;
  const keyed = column.map((cell) => {
    const places = placesOf(cell);
    if (places.length > 0) last = places.reduce((sum, place) => sum + place, 0) / places.length;
    return { cell, key: last };
  });
  keyed.sort((a, b) => a.key - b.key);
  return keyed.map(({ cell }, order) => {
    cell.order = order;
    return cell;
  });
}

/** Exchanges neighbours while that removes crossings. */
function exchange(columns: readonly Cell[][]): void {
  for (const column of columns) {
    for (let round = 0, moved = true; moved && round < PATIENCE; round++) {
      moved = false;
      for (let at = 0; at + 1 < column.length; at++) {
        const [upper, lower] = [column[at], column[at + 1]];
        if (!upper || !lower) continue;
        const gain =
          gained(upper.entering.map(startOf), lower.entering.map(startOf)) +
          gained(upper.leaving.map(endOf), lower.leaving.map(endOf));
        if (gain <= 0) continue;
        [column[at], column[at + 1]] = [lower, upper];
        [lower.order, upper.order] = [at, at + 1];
        moved = true;
      }
    }
  }
}

/** How many crossings fewer there are if the lower cell stands above. */
function gained(upper: readonly number[], lower: readonly number[]): number {
  let gain = 0;
  for (const a of upper) for (const b of lower) gain += Math.sign(a - b);
  return gain;
}

/** Inversions, by merging; pieces of one net do not cross one another. */
function countCrossings(links: readonly Link[]): number {
  const ends = links
    .map((link) => ({ start: startOf(link), end: endOf(link) }))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ end }) => end);
  const count = (from: number, to: number): number => {
    if (to - from < 2) return 0;
    const middle = (from + to) >> 1;
    let crossings = count(from, middle) + count(middle, to);
    const merged: number[] = [];
    let [left, right] = [from, middle];
    while (left < middle || right < to) {
      const [a = Infinity, b = Infinity] = [ends[left], ends[right]];
      if (right >= to || (left < middle && a <= b)) {
        merged.push(a);
        left++;
      } else {
        merged.push(b);
        crossings += middle - left;
        right++;
      }
    }
    ends.splice(from, merged.length, ...merged);
    return crossings;
  };
  return count(0, ends.length);
}
