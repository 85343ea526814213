/** Vectors of GLSL and HLSL: made of numbers, computed with element by element, and taken apart again. */
import { apply } from '../code/arithmetic';
import { asItems, constant, list, unsupported, type List, type Value } from '../code/value';
import type { Span } from '../syntax';
import { dot as dotOf, lengthOf } from './products';
import { converted, type Reader } from './reader';
import { broadcast } from './shapes';

type Compute = (reader: Reader, args: readonly Value[], span: Span) => Value;

/** Names of the elements of a vector: of a place, a colour, a texture. */
const LETTERS = ['xyzw', 'rgba', 'stpq'];

/** `v.x` or `v.zyx`; undefined if that names no elements. */
export function swizzled({ items }: List, name: string, span: Span): Value | undefined {
  const letters = LETTERS.find((each) => Array.from(name).every((letter) => each.includes(letter)));
  if (letters === undefined || name.length > 4) return undefined;
  const taken = Array.from(name).map(
    (letter) =>
      items[letters.indexOf(letter)] ??
      unsupported(`This vector has no element \`${letter}\`. Write one that it has.`, span),
  );
  const [only] = taken;
  return taken.length === 1 ? only : list(taken, true);
}

/** `vec3(1.0, v)`: as many numbers, or one that is repeated. */
const vector =
  (length: number): Compute =>
  (reader, args, span) => {
    const numbers = args
      .flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))
      .map((number) => converted(reader, reader.recorder.share(number, span), 'real', span));
    const [only] = numbers;
    if (args.length === 1 && numbers.length === 1 && only)
      return list(Array<Value>(length).fill(only), true);
    // Of one longer vector the first numbers are taken.
    if (numbers.length === length || (args.length === 1 && numbers.length > length))
      return list(numbers.slice(0, length), true);
    return unsupported(
      `This takes ${length} numbers and gets ${numbers.length}. Write as many.`,
      span,
    );
  };

/** The elements of `count` vectors. */
function vectorsIn(
  reader: Reader,
  args: readonly Value[],
  count: number,
  span: Span,
): readonly (readonly Value[])[] {
  if (args.length !== count || args.some(({ kind }) => kind !== 'list'))
    return unsupported('This takes vectors whose numbers are known. Write those, as in `vec3(x, y, z)`.', span); // prettier-ignore
  const vectors = args.map((arg) => asItems(reader.recorder.share(arg, span), span));
  return vectors.every(({ length }) => length === vectors[0]?.length)
    ? vectors
    : unsupported('These arrays have different lengths. Give them as many elements.', span);
}

const dot: Compute = (reader, args, span) => {
  vectorsIn(reader, args, 2, span);
  return dotOf(reader, args, span);
};

const length: Compute = (reader, args, span) => {
  const [v = []] = vectorsIn(reader, args, 1, span);
  return lengthOf(reader, v, span);
};

/** An op of two arrays, element by element. */
function each(
  reader: Reader,
  op: 'add' | 'sub' | 'mul' | 'div',
  args: readonly Value[],
  span: Span,
): Value {
  return broadcast(reader, args, span, (cells) => apply(reader.recorder, op, cells, span));
}

const normalized: Compute = (reader, args, span) => {
  const size = reader.recorder.share(length(reader, args, span), span);
  return each(reader, 'div', [...args, size], span);
};

const distance: Compute = (reader, args, span) => {
  vectorsIn(reader, args, 2, span);
  return length(reader, [each(reader, 'sub', args, span)], span);
};

/** v − 2·(n·v)·n */
const reflected: Compute = (reader, args, span) => {
  const [v, n] = args;
  const product = reader.recorder.share(dot(reader, args, span), span);
  const twice = each(reader, 'mul', [constant(2, span), product], span);
  return each(reader, 'sub', [v, each(reader, 'mul', [twice, n].filter(isValue), span)].filter(isValue), span); // prettier-ignore
};

function isValue(value: Value | undefined): value is Value {
  return value !== undefined;
}

const cross: Compute = (reader, args, span) => {
  const [a = [], b = []] = vectorsIn(reader, args, 2, span);
  if (a.length !== 3) return unsupported('This takes vectors of three numbers. Write those.', span);
  const products = (i: number, j: number): Value =>
    each(reader, 'mul', [a[i], b[j]].filter(isValue), span);
  const minor = (i: number, j: number): Value =>
    each(reader, 'sub', [products(i, j), products(j, i)], span);
  return list([minor(1, 2), minor(2, 0), minor(0, 1)], true);
};

const shared: readonly (readonly [string, Compute])[] = [
  ['dot', dot],
  ['length', length],
  ['normalize', normalized],
  ['distance', distance],
  ['reflect', reflected],
  ['cross', cross],
];

const vectors = (name: string): readonly (readonly [string, Compute])[] =>
  [2, 3, 4].map((count) => [`${name}${count}`, vector(count)] as const);

/** Functions of vectors in GLSL and in HLSL. */
export const glslVectors: ReadonlyMap<string, Compute> = new Map([...shared, ...vectors('vec')]);
export const hlslVectors: ReadonlyMap<string, Compute> = new Map([
  ...shared,
  ...vectors('float'),
  ...vectors('half'),
]);
