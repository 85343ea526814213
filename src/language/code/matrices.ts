/** Vectors and matrices: lists of numbers, and lists of rows. */
import type { Span } from '../syntax';
import { apply, axesOf, fold } from './arithmetic';
import type { Recorder } from './recorder';
import { freeName } from './wholes';
import { asItems, constant, list, unsupported, type List, type Value } from './value';

/** Whether `value` is a list of lists. */
export function isMatrix(value: Value | undefined): value is List {
  return value?.kind === 'list' && value.items.some((item) => item.kind === 'list');
}

/** The rows of a matrix, all of one length. */
function rowsOf(value: Value, span: Span): (readonly Value[])[] {
  const rows = asItems(value, span).map((row) => asItems(row, span));
  const isEven = rows.every((row) => row.length === rows[0]?.length);
  return isEven ? rows : unsupported('The rows of this matrix have different lengths.', span);
}

/** An array of these lengths, outermost first; one of them may be −1 and is what is left. */
export function reshape(items: readonly Value[], lengths: readonly number[], span: Span): Value {
  const known = lengths.reduce((size, length) => (length === -1 ? size : size * length), 1);
  const shape = lengths.map((length) => (length === -1 ? items.length / known : length));
  const isWhole = shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!isWhole || shape.reduce((size, length) => size * length, 1) !== items.length) {
    const numbers = items.length === 1 ? '1 number' : `${items.length} numbers`;
    return unsupported(`${numbers} cannot fill an array of this shape. Write one that fits.`, span);
  }
  const [first = 1, ...inner] = shape;
  if (shape.length === 0) return items[0] ?? constant(0, span);
  if (inner.length === 0) return list([...items], true);
  const size = items.length / first;
  const rows = Array.from({ length: first }, (_, i) => items.slice(i * size, (i + 1) * size));
  return list(
    rows.map((row) => reshape(row, inner, span)),
    true,
  );
}

/** The same numbers without the axes that have one element, or without `axis` if that has. */
export function squeeze(value: Value, axis?: number): Value {
  if (value.kind !== 'list') return value;
  const at = axis !== undefined && axis < 0 ? axis + axesOf(value) : axis;
  const isMeant = at === undefined || at === 0;
  const inner = at === undefined ? undefined : at - 1;
  const items = at === 0 ? value.items : value.items.map((item) => squeeze(item, inner));
  const [only] = items;
  return isMeant && only && items.length === 1 ? only : list([...items], true, value.module);
}

/** The same numbers with all axes from `axis` on as one; `all` finds the numbers of an array. */
export function flatten(
  value: Value,
  axis: number,
  all: (array: Value) => readonly Value[],
): Value {
  if (value.kind !== 'list') return value;
  const at = axis < 0 ? axis + axesOf(value) : axis;
  const items = at > 0 ? value.items.map((item) => flatten(item, at - 1, all)) : all(value);
  return list([...items], true, value.module);
}

/** The same numbers with one more axis: around all of them, or around each. */
export function unsqueeze(value: Value, axis: number, span: Span): Value {
  if (axis === 0 || value.kind !== 'list') return list([value], true);
  if (axis !== 1 && axis !== -1)
    return unsupported('Only vectors and matrices are read. Write it out row by row.', span);
  return list(
    value.items.map((item) => unsqueeze(item, axis === 1 ? 0 : axis, span)),
    true,
  );
}

/** Rows become columns; a vector stays one. */
export function transpose(value: Value, span: Span): Value {
  if (!isMatrix(value)) return value;
  const rows = rowsOf(value, span);
  const columns = rows[0]?.map((_, j) =>
    list(
      rows.flatMap((row) => row[j] ?? []),
      true,
    ),
  );
  return list(columns ?? [], true);
}

/** The sum of the products of two vectors. */
function inner(recorder: Recorder, a: readonly Value[], b: readonly Value[], span: Span): Value {
  if (a.length !== b.length) unsupported('These vectors have different lengths.', span);
  const products = a.map((x, i) => apply(recorder, 'mul', [x, b[i] ?? x], span));
  return fold(recorder, 'add', products, span) ?? constant(0, span);
}

const lengthOf = (value: Value): number => (value.kind === 'list' ? value.items.length : 0);

/** Whether a value is a name that nobody gave a number: x may be a vector, X would be a matrix. */
export function isOpenVector(recorder: Recorder, value: Value): boolean {
  const isUnknown = value.kind === 'scalar' && value.known === undefined;
  return isUnknown && /^\p{Ll}/u.test(freeName(recorder, value) ?? '');
}

/** A name that may be a vector is one beside a list; anything else is what it is. */
function asVector(
  recorder: Recorder,
  value: Value,
  beside: Value,
  length: number,
  span: Span,
): Value {
  if (beside.kind !== 'list' || length < 2 || !isOpenVector(recorder, value)) return value;
  return list([...elements(recorder, value, length, 'This', span)], true);
}

/** The product of vectors and matrices, as `@` and `dot` have it. */
export function product(recorder: Recorder, given: Value, other: Value, span: Span): Value {
  const a = asVector(recorder, given, other, lengthOf(other), span);
  const b = asVector(recorder, other, given, lengthOf(transpose(given, span)), span);
  if (a.kind === 'scalar' || b.kind === 'scalar') return apply(recorder, 'mul', [a, b], span);
  const [left, right] = [a, b].map((value) => recorder.share(value, span));
  if (!left || !right) return a;
  const columns = isMatrix(right)
    ? asItems(transpose(right, span), span).map((column) => asItems(column, span))
    : [asItems(right, span)];
  const rows = isMatrix(left) ? rowsOf(left, span) : [asItems(left, span)];
  const products = rows.map((row) => columns.map((column) => inner(recorder, row, column, span)));
  const kept = isMatrix(right)
    ? products.map((row) => list(row, true))
    : products.flatMap((row) => row);
  return isMatrix(left) ? list(kept, true) : (kept[0] ?? constant(0, span));
}

/** Every element of one vector times every one of the other. */
export function outer(recorder: Recorder, a: Value, b: Value, span: Span): Value {
  const [xs, ys] = [a, b].map((each) => asItems(recorder.share(each, span), span));
  return list(
    (xs ?? []).map((x) =>
      list(
        (ys ?? []).map((y) => apply(recorder, 'mul', [x, y], span)),
        true,
      ),
    ),
    true,
  );
}

/** A function of one vector, for every row or every column of a matrix. */
export function alongAxis(
  matrix: List,
  axis: number,
  keeps: boolean,
  ofVector: (vector: Value) => Value,
  span: Span,
): Value {
  if (matrix.items.some((row) => isMatrix(row)))
    return unsupported('Only vectors and matrices are read. Write it out row by row.', span);
  if (![0, 1, -1, -2].includes(axis)) return unsupported('A matrix has only two axes.', span);
  const isDown = axis === 0 || axis === -2;
  const vectors = asItems(isDown ? transpose(matrix, span) : matrix, span);
  const results = vectors.map((vector) =>
    ofVector(vector.kind === 'list' ? list(vector.items, true) : vector),
  );
  const whole = list(results, true);
  if (isMatrix(whole)) return isDown ? transpose(whole, span) : whole;
  if (!keeps) return whole;
  return isDown
    ? list([whole], true)
    : list(
        results.map((each) => list([each], true)),
        true,
      );
}

/** So many numbers: the elements of a list, or of a name that stands for one. */
export function elements(
  recorder: Recorder,
  given: Value,
  count: number,
  callee: string,
  span: Span,
): readonly Value[] {
  if (given.kind === 'scalar' && count === 1) return [given];
  if (given.kind === 'scalar' && given.expr.kind === 'name') {
    const { name } = given.expr;
    return Array.from({ length: count }, (_, i) => recorder.elementInput(name, i, span));
  }
  const items = given.kind === 'scalar' ? [given] : asItems(recorder.share(given, span), span);
  if (items.length === count) return items;
  const numbers = `${count} ${count === 1 ? 'number' : 'numbers'}`;
  return unsupported(
    `\`${callee}\` takes ${numbers} and gets ${items.length}. Give it as many, or change its size.`,
    span,
  );
}
