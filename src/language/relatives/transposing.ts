/** Rows and columns of Julia and MATLAB: how they are turned, and their products. */
import { apply } from '../code/arithmetic';
import { product, transpose } from '../code/matrices';
import type { Recorder } from '../code/recorder';
import { unsupported, type List, type Value, type Way } from '../code/value';
import type { Span } from '../syntax';

/** Rows become columns: x' and x.' of real numbers. */
export function transposed(value: Value, span: Span): Value {
  if (value.kind === 'list') {
    const way = wayOf(value);
    if (way === 'matrix') return transpose(value, span);
    if (way) return { ...value, way: way === 'down' ? 'across' : 'down' };
    return unsupported('Nothing says whether this is a row or a column. Write its numbers.', span);
  }
  if (value.kind === 'scalar' && !value.fixed)
    return unsupported(
      'Nothing says that this is a vector. Write its numbers, `x = [1; 2]`, or delete the mark.',
      span,
    );
  return value;
}

/** The product of matrices, rows and columns; undefined if they have none, or nobody knows how they lie. */
export function productOf(recorder: Recorder, a: List, b: List, span: Span): Value | undefined {
  const [left, right] = [wayOf(a), wayOf(b)];
  if (left === 'down' && right === 'across') return apply(recorder, 'mul', [a, b], span);
  if (!left || !right || left === 'down' || right === 'across') return undefined;
  const value = product(recorder, a, b, span);
  if (value.kind !== 'list' || wayOf(value) === 'matrix') return value;
  return { ...value, way: left === 'across' ? 'across' : 'down' };
}

/** How a list lies. */
function wayOf({ items, way }: List): Way | 'matrix' | undefined {
  return items.some(({ kind }) => kind === 'list') ? 'matrix' : way;
}
