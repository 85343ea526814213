/** What the plain operators mean of vectors in Julia, R and MATLAB, where they are not element by element. */
import type { OpName } from '../../ops';
import { apply, fold } from '../code/arithmetic';
import { constant, nothing, unsupported, type Value } from '../code/value';
import type { Span } from '../syntax';
import { isShader } from './profile';
import type { Reader } from './reader';
import { broadcast, gridOf, isMatrix, multiplied, numbersOf, sizeOf, transposed } from './shapes';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['mul', '*'], ['div', '/'], ['pow', '^'], ['add', '+'], ['sub', '-'],
  ['eq', '=='], ['ne', '!='], ['lt', '<'], ['le', '<='], ['gt', '>'], ['ge', '>='],
]); // prettier-ignore

/** Refuses what means something else of vectors than of numbers, element by element. */
export function refuseWhole(
  reader: Reader,
  op: OpName,
  [a, b]: readonly [Value, Value],
  at: Span,
): void {
  const { library, name } = reader.profile;
  const sign = SIGNS.get(op);
  if (library === 'r' || sign === undefined) return;
  const isCompared = !['add', 'sub', 'mul', 'div'].includes(op);
  if (isShader(reader.profile)) {
    if (isCompared) unsupported('Vectors are compared number by number. Write one of them.', at);
    return;
  }
  const isSum = op === 'add' || op === 'sub';
  const isScaled = op === 'div' && b.kind !== 'list';
  const isEach = library === 'matlab' && op !== 'div' && op !== 'pow';
  if (isScaled || isEach || (isSum && haveOneSize(reader, a, b))) return;
  if (isSum && a.kind === b.kind)
    unsupported(`\`${sign}\` is of vectors that lie one way in ${name}. Write \`.${sign}\`.`, at);
  unsupported(
    `\`${sign}\` of vectors is not element by element in ${name}. Write \`.${sign}\`.`,
    at,
  );
}

function haveOneSize({ profile }: Reader, a: Value, b: Value): boolean {
  if (a.kind !== 'list' || b.kind !== 'list') return false;
  return sizeOf(gridOf(a, profile)).join() === sizeOf(gridOf(b, profile)).join();
}

/** `a * b` of Julia and MATLAB. */
export function product(reader: Reader, a: Value, b: Value, span: Span, at: Span): Value {
  if (a.kind !== 'list' || b.kind !== 'list')
    return broadcast(reader, [a, b], span, (cells) => apply(reader.recorder, 'mul', cells, span));
  const isPair = reader.profile.library === 'julia' && !isMatrix(a) && !isMatrix(b);
  return (
    (isPair ? undefined : multiplied(reader, a, b, span)) ??
    unsupported(
      `\`*\` of vectors is not element by element in ${reader.profile.name}. Write \`.*\`.`,
      at,
    )
  );
}

/** `a %*% b` of R, which turns a vector as it fits. */
export function productInR(reader: Reader, a: Value, b: Value, span: Span, at: Span): Value {
  const { profile } = reader;
  const refuseSizes = (): never =>
    unsupported('These do not fit for a product of matrices. Give them matching lengths.', at);
  if (a.kind !== 'list' || b.kind !== 'list') return refuseSizes();
  const turned = isMatrix(a) ? a : transposed(reader, a, span);
  const [, inner] = sizeOf(gridOf(a, profile));
  if (isMatrix(a) && !isMatrix(b) && inner === 1)
    return multiplied(reader, a, transposed(reader, b, span), span) ?? refuseSizes();
  return (
    multiplied(reader, turned, b, span) ??
    // A vector before a matrix of one row is a column.
    multiplied(reader, a, b, span) ??
    refuseSizes()
  );
}

/** The sum of the products of two vectors, whichever way they lie. */
export function dot(
  reader: Reader,
  [a = nothing, b = nothing]: readonly Value[],
  span: Span,
): Value {
  const { recorder, profile } = reader;
  if (a.kind !== 'list' || b.kind !== 'list') {
    if (a.kind !== 'list' && b.kind !== 'list') return apply(recorder, 'mul', [a, b], span);
    return unsupported('This takes two vectors. Write both.', span);
  }
  const [xs, ys] = [a, b].map((each) => numbersOf(recorder.share(each, span), profile));
  if (!xs || xs.length !== ys?.length)
    return unsupported('These arrays have different lengths. Give them as many elements.', span);
  recorder.count(xs.length, span);
  const products = xs.map((x, i) => apply(recorder, 'mul', [x, ys[i] ?? x], span));
  return fold(recorder, 'add', products, span) ?? nothing;
}

/** The square root of the sum of the squares. */
export function lengthOf({ recorder }: Reader, numbers: readonly Value[], span: Span): Value {
  const squares = numbers.map((x) => apply(recorder, 'pow', [x, constant(2, span)], span));
  return apply(recorder, 'masked_sqrt', [fold(recorder, 'add', squares, span) ?? nothing], span);
}
