/** Vectors of Julia, R and MATLAB: how they are computed with, and what is made of their elements. */
import type { OpName } from '../../ops';
import { apply, callEach, fold } from '../code/arithmetic';
import { alongAxis, isMatrix } from '../code/matrices';
import {
  asItems,
  constant,
  list,
  nothing,
  unsupported,
  type Func,
  type Value,
} from '../code/value';
import type { Span } from '../syntax';
import { functionCalled } from './library';
import type { Profile } from './profile';
import type { Reader } from './reader';

/** Whether lists of a language are vectors, with which one computes. */
export function hasVectors({ library }: Profile): boolean {
  return library === 'julia' || library === 'r' || library === 'matlab';
}

/** Refuses what means something else of vectors than of numbers, element by element. */
export function refuseWhole(
  { library, name }: Profile,
  op: OpName,
  [a, b]: readonly [Value, Value],
  at: Span,
): void {
  const [left, right] = [a, b].map((value) => value.kind === 'list');
  const sign = { mul: '*', div: '/', pow: '^', add: '+', sub: '-' }[op as string];
  if (library === 'r' || sign === undefined) return;
  const isSum = op === 'add' || op === 'sub';
  const across = [a, b].some((value) => value.kind === 'list' && value.way === 'across');
  const down = [a, b].some((value) => value.kind === 'list' && value.way === 'down');
  if (isSum && library === 'julia' && across && down)
    unsupported(`\`${sign}\` is of vectors that lie one way in ${name}. Write \`.${sign}\`.`, at);
  const isScaled = (op === 'mul' && left !== right) || (op === 'div' && !right);
  if (isScaled || (isSum && (library === 'matlab' || left === right))) return;
  unsupported(
    `\`${sign}\` of vectors is not element by element in ${name}. Write \`.${sign}\`.`,
    at,
  );
}

type Compute = (reader: Reader, args: readonly Value[], span: Span) => Value;

/** All numbers in some values. */
function flat(reader: Reader, values: readonly Value[], span: Span): Value[] {
  return values.flatMap((value) => {
    if (value.kind !== 'list') return [value];
    reader.recorder.count(value.items.length, span);
    return flat(reader, value.items, span);
  });
}

const total =
  (op: OpName, empty: number): Compute =>
  (reader, args, span) =>
    fold(reader.recorder, op, flat(reader, mapped(args, span), span), span) ??
    constant(empty, span);

/** `sum(f, xs)`: the elements are what the function makes of them. */
function mapped(args: readonly Value[], span: Span): readonly Value[] {
  const [first, ...rest] = args;
  return first?.kind === 'function' ? rest.map((each) => callEach(first, [each], span)) : args;
}

const extreme =
  (op: 'max' | 'min'): Compute =>
  (reader, args, span) =>
    fold(reader.recorder, op, flat(reader, args, span), span) ??
    unsupported('This list is empty. Write a number in it.', span);

function refuseMore(args: readonly Value[], span: Span): void {
  if (args.length > 1)
    unsupported('Only the vector itself is read here. Write it as the one argument.', span);
}

const mean: Compute = (reader, args, span) => {
  refuseMore(mapped(args, span), span);
  const numbers = flat(reader, mapped(args, span), span);
  const sum = fold(reader.recorder, 'add', numbers, span) ?? nothing;
  return apply(reader.recorder, 'div', [sum, constant(numbers.length, span)], span);
};

const variance: Compute = (reader, args, span) => {
  refuseMore(args, span);
  const { recorder } = reader;
  const numbers = flat(reader, args, span);
  const centre = recorder.share(mean(reader, args, span), span);
  const squares = numbers.map((x) =>
    apply(recorder, 'pow', [apply(recorder, 'sub', [x, centre], span), constant(2, span)], span),
  );
  const sum = fold(recorder, 'add', squares, span) ?? nothing;
  return apply(recorder, 'div', [sum, constant(numbers.length - 1, span)], span);
};

const dot: Compute = (reader, args, span) => {
  // However they lie.
  const [a = nothing, b = nothing] = args.map((value) => {
    return value.kind === 'list' ? list(value.items, true) : value;
  });
  const products = apply(reader.recorder, 'mul', [a, b], span);
  return fold(reader.recorder, 'add', flat(reader, [products], span), span) ?? nothing;
};

const norm: Compute = (reader, args, span) => {
  if (args.length > 1)
    return unsupported('Only the Euclidean norm is read. Write the others out.', span);
  const { recorder } = reader;
  const squares = flat(reader, args, span).map((x) =>
    apply(recorder, 'pow', [x, constant(2, span)], span),
  );
  return apply(recorder, 'masked_sqrt', [fold(recorder, 'add', squares, span) ?? nothing], span);
};

const size: Compute = (reader, args, span) => {
  const isOpen = (value: Value): boolean =>
    value.kind === 'unknown' || (value.kind === 'scalar' && value.expr.kind === 'name');
  // What nobody gave a value may be a vector of any length: that is refused.
  for (const open of args.filter(isOpen)) asItems(open, span);
  return constant(flat(reader, args, span).length, span);
};

/** MATLAB's `length` of a matrix is that of its longer side. */
const longest: Compute = (reader, [array = nothing], span) => {
  const rows = asItems(array, span);
  const lengths = isMatrix(array) ? rows.map((row) => asItems(row, span).length) : [];
  return constant(Math.max(rows.length, ...lengths), span);
};

/** What MATLAB computes of a matrix as a whole, or column by column. */
const ofVectors =
  (compute: Compute): Compute =>
  (reader, args, span) =>
    args.some(isMatrix)
      ? unsupported('This is read of vectors, not of matrices.', span)
      : compute(reader, args, span);

/** MATLAB's functions of a matrix are of each of its columns, or of what the second argument says. */
const byColumns =
  (compute: Compute): Compute =>
  (reader, args, span) => {
    const [matrix, axis] = args;
    if (!isMatrix(matrix)) {
      refuseMore(args, span);
      return compute(reader, args, span);
    }
    const at = axis ? reader.recorder.shape(axis, span, 'This axis') - 1 : 0;
    const found = alongAxis(matrix, at, false, (vector) => compute(reader, [vector], span), span);
    return found.kind === 'list' ? { ...found, way: at === 0 ? 'across' : 'down' } : found;
  };

const deviation: Compute = (reader, args, span) =>
  apply(reader.recorder, 'masked_sqrt', [variance(reader, args, span)], span);

/** `map(f, xs)` and R's `sapply(xs, f)`. */
const map: Compute = (_, args, span) => {
  const callee = args.find((arg): arg is Func => arg.kind === 'function');
  if (!callee) return unsupported('A function is needed here. Write `map(f, xs)`.', span);
  return callEach(
    callee,
    args.filter((arg) => arg !== callee),
    span,
  );
};

const SHARED: readonly (readonly [string, Compute])[] = [
  ['sum', total('add', 0)],
  ['prod', total('mul', 1)],
  ['mean', mean],
  ['var', variance],
];

const tables: ReadonlyMap<string, ReadonlyMap<string, Compute>> = new Map([
  [
    'julia',
    new Map<string, Compute>([
      ...SHARED,
      ['length', size],
      ['std', deviation],
      ['norm', norm],
      ['dot', dot],
      ['maximum', extreme('max')],
      ['minimum', extreme('min')],
      ['map', map],
    ]),
  ],
  [
    'r',
    new Map<string, Compute>([
      ...SHARED,
      ['length', size],
      ['sd', deviation],
      ['max', extreme('max')],
      ['min', extreme('min')],
      ['sapply', map],
      ['c', (reader, args, span) => list(flat(reader, args, span), true)],
    ]),
  ],
  [
    'matlab',
    new Map<string, Compute>([
      ...[
        ...SHARED,
        ['std', deviation] as const,
        ['max', extreme('max')] as const,
        ['min', extreme('min')] as const,
      ].map(([name, compute]) => [name, byColumns(compute)] as const),
      ['numel', size],
      ['length', longest],
      ['norm', ofVectors(norm)],
      ['dot', ofVectors(dot)],
      ['arrayfun', map],
    ]),
  ],
]);

/** The function of vectors with this name, which is called so; of numbers alone it is what else is called so. */
export function vectorFunction(name: string, reader: Reader): Func | undefined {
  const { library } = reader.profile;
  const compute = tables.get(library)?.get(name);
  if (!compute) return undefined;
  const ofNumbers = functionCalled(name, reader);
  const isPair = library === 'matlab' && (name === 'max' || name === 'min');
  return {
    kind: 'function',
    name,
    call: (args, span) => {
      const isWhole = args.positional.some(({ kind }) => kind === 'list' || kind === 'function');
      const isOther = !isWhole || (isPair && args.positional.length > 1);
      if (ofNumbers && isOther) return ofNumbers.call(args, span);
      const [label] = args.named.keys();
      if (label !== undefined && label !== 'na.rm')
        return unsupported(
          `\`${label}\` of \`${name}\` is not read here. Give plain arguments.`,
          span,
        );
      return compute(reader, args.positional, span);
    },
  };
}
