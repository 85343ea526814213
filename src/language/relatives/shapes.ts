/** Which way the vectors of Julia, R and MATLAB lie, and what is made of a row beside a column. */
import { apply, fold } from '../code/arithmetic';
import { isMatrix as hasRows } from '../code/matrices';
import { constant, list, unsupported, type Func, type List, type Value } from '../code/value';
import type { Span } from '../syntax';
import type { Profile } from './profile';
import type { Reader } from './reader';

/** The numbers of a value in rows; a number alone is one row of one. */
export type Grid = readonly (readonly Value[])[];

/** Whether `value` is kept row by row. A column of MATLAB is, and a row of Julia: what the languages have less often. */
export function isMatrix(value: Value | undefined): value is List & { readonly array: true } {
  return hasRows(value) && value.array;
}

/** A vector lies as its language has it: down in Julia and R, across in MATLAB. */
export function gridOf(value: Value, { library }: Profile): Grid {
  if (value.kind !== 'list') return [[value]];
  if (isMatrix(value)) return value.items.map((row) => (row.kind === 'list' ? row.items : [row]));
  return library === 'matlab' ? [value.items] : value.items.map((item) => [item]);
}

/** Rows and columns. */
export function sizeOf(grid: Grid): readonly [number, number] {
  return [grid.length, grid[0]?.length ?? 0];
}

/** The columns as rows. */
export function columnsOf(grid: Grid): Value[][] {
  return (grid[0] ?? []).map((_, j) => grid.flatMap((row) => row[j] ?? []));
}

/** The value that a language has for a grid; a column `isVector` where it has one axis only. */
export function shaped(grid: Grid, { library }: Profile, isVector: boolean): List {
  if (library === 'matlab' ? grid.length <= 1 : isVector) return vectorOf(grid.flat());
  return list(
    grid.map((row) => list([...row], true)),
    true,
  );
}

/** A vector; of lists, as in Julia, it is no matrix. */
export function vectorOf(items: Value[]): List {
  return list(items, !items.some(({ kind }) => kind === 'list'));
}

/** All numbers, column after column, as these languages count them. */
export function numbersOf(value: Value, profile: Profile): Value[] {
  return columnsOf(gridOf(value, profile)).flat();
}

/** How long an axis is that these share: each has as many places there, or one. */
function commonLength(lengths: readonly number[], { library }: Profile, span: Span): number {
  const length = library === 'r' ? Math.max(...lengths) : (lengths.find((each) => each !== 1) ?? 1);
  // R begins a shorter vector again.
  const fits = (each: number): boolean =>
    each === 1 || each === length || (library === 'r' && each > 0 && length % each === 0);
  return lengths.every(fits)
    ? length
    : unsupported('These arrays have different lengths. Give them as many elements.', span);
}

/** R counts through a matrix column by column, and begins a shorter vector again in the next. */
function refuseUneven(reader: Reader, args: readonly Value[], span: Span): void {
  if (reader.profile.library !== 'r' || !args.some(isMatrix)) return;
  const sizes = args
    .filter((arg) => arg.kind === 'list')
    .map((arg) => sizeOf(gridOf(arg, reader.profile)));
  const isEven = sizes.every(([rows]) => rows === sizes[0]?.[0]);
  const columns = new Set(
    args.filter(isMatrix).map((arg) => sizeOf(gridOf(arg, reader.profile))[1]),
  );
  if (!isEven || columns.size > 1)
    unsupported('These matrices have different shapes. Give them as many rows and columns.', span);
}

/** A function of numbers, for every place of its arguments; a row beside a column fills a matrix. */
export function broadcast(
  reader: Reader,
  args: readonly Value[],
  span: Span,
  compute: (cells: readonly Value[]) => Value,
): Value {
  const { profile, recorder } = reader;
  if (!args.some(({ kind }) => kind === 'list')) return compute(args);
  refuseUneven(reader, args, span);
  const grids = args.map((arg) => gridOf(recorder.share(arg, span), profile));
  const sizes = grids.map(sizeOf);
  const rows = commonLength(
    sizes.map(([length]) => length),
    profile,
    span,
  );
  const columns = commonLength(
    sizes.map(([, length]) => length),
    profile,
    span,
  );
  recorder.count(rows * columns, span);
  const result = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) =>
      compute(grids.flatMap((grid) => cellAt(grid, i, j))),
    ),
  );
  return shaped(result, profile, !args.some(isMatrix));
}

function cellAt(grid: Grid, i: number, j: number): readonly Value[] {
  const row = grid[i % grid.length] ?? [];
  const cell = row[j % row.length];
  return cell ? [cell] : [];
}

/** A function called for every place of its arguments, as `f.(xs)` is. */
export function eachOf(reader: Reader, callee: Func, args: readonly Value[], span: Span): Value {
  return broadcast(reader, args, span, (positional) =>
    callee.call({ positional, named: new Map() }, span),
  );
}

/** The product of matrices; a row times a column is a number. Undefined where they do not fit. */
export function multiplied(reader: Reader, a: Value, b: Value, span: Span): Value | undefined {
  const { profile, recorder } = reader;
  const [left, right] = [a, b].map((each) => gridOf(recorder.share(each, span), profile));
  if (!left || !right || sizeOf(left)[1] !== right.length) return undefined;
  const cells = left.map((row) =>
    (right[0] ?? []).map((_, j) => {
      recorder.count(row.length, span);
      const products = row.map((x, k) => apply(recorder, 'mul', [x, right[k]?.[j] ?? x], span));
      return fold(recorder, 'add', products, span) ?? constant(0, span);
    }),
  );
  const [[only] = []] = cells;
  const isNumber = cells.length === 1 && cells[0]?.length === 1;
  return isNumber && only ? only : shaped(cells, profile, !isMatrix(b));
}

/** Rows become columns. */
export function transposed(reader: Reader, value: Value, span: Span): Value {
  const { profile } = reader;
  if (value.kind === 'scalar' && value.expr.kind !== 'name') return value;
  if (value.kind !== 'list' || (!value.array && value.items.length > 0))
    return unsupported(
      'Nothing says that this is a vector. Write its numbers, `x = [1; 2]`, or delete the mark.',
      span,
    );
  const grid = gridOf(reader.recorder.share(value, span), profile);
  return shaped(columnsOf(grid), profile, false);
}

/** Matrices beside each other in every row, and such rows below each other. */
export function joined(rows: readonly (readonly Value[])[], profile: Profile, span: Span): List {
  const refuseShape = (): never =>
    unsupported(
      'The parts of this matrix do not fit together. Give its rows as many numbers.',
      span,
    );
  const bands = rows.map((parts) => {
    const grids = parts
      .map((part) => gridOf(part, profile))
      .filter((grid) => sizeOf(grid)[0] * sizeOf(grid)[1] > 0 || parts.length === 1);
    const [first = []] = grids;
    if (grids.some((grid) => grid.length !== first.length)) refuseShape();
    return first.map((_, i) => grids.flatMap((grid) => grid[i] ?? []));
  });
  const grid = bands.flat();
  if (grid.some((row) => row.length !== grid[0]?.length)) refuseShape();
  const isVector = !rows.some((parts) => parts.length > 1 || parts.some(isMatrix));
  return shaped(grid, profile, isVector);
}
