/** Vectors of Julia, R and MATLAB: how they are computed with, and what is made of their elements. */
import type { OpName } from '../../ops';
import { apply, fold } from '../code/arithmetic';
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
import { arrayFunction, NAMED } from './arrays';
import { functionCalled } from './library';
import { dot, lengthOf, productInR } from './products';
import { glslVectors, hlslVectors } from './shaders';
import type { Reader } from './reader';
import {
  columnsOf,
  eachOf,
  gridOf,
  isMatrix,
  numbersOf,
  shaped,
  sizeOf,
  transposed,
  vectorOf,
  type Grid,
} from './shapes';

type Compute = (reader: Reader, args: readonly Value[], span: Span) => Value;

/** All numbers in some values, a matrix column by column. */
function flat(reader: Reader, values: readonly Value[], span: Span): Value[] {
  return values.flatMap((value) => {
    if (value.kind !== 'list') return [value];
    if (!value.array && value.items.length > 0)
      return unsupported('This is a list of lists. Take one of them, or all their numbers.', span);
    const numbers = numbersOf(value, reader.profile);
    reader.recorder.count(numbers.length, span);
    return numbers;
  });
}

const total =
  (op: OpName, empty: number): Compute =>
  (reader, args, span) =>
    fold(reader.recorder, op, flat(reader, mapped(reader, args, span), span), span) ??
    constant(empty, span);

/** `sum(f, xs)`: the elements are what the function makes of them. */
function mapped(reader: Reader, args: readonly Value[], span: Span): readonly Value[] {
  const [first, ...rest] = args;
  return first?.kind === 'function' ? [eachOf(reader, first, rest, span)] : args;
}

const extreme =
  (op: 'max' | 'min'): Compute =>
  (reader, args, span) =>
    fold(reader.recorder, op, flat(reader, mapped(reader, args, span), span), span) ??
    unsupported('This list is empty. Write a number in it.', span);

function refuseMore(args: readonly Value[], span: Span): void {
  if (args.length > 1)
    unsupported('Only the vector itself is read here. Write it as the one argument.', span);
}

const mean: Compute = (reader, args, span) => {
  const values = mapped(reader, args, span);
  refuseMore(values, span);
  const numbers = flat(reader, values, span);
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

const norm: Compute = (reader, args, span) => {
  if (args.length > 1)
    return unsupported('Only the Euclidean norm is read. Write the others out.', span);
  return lengthOf(reader, flat(reader, args, span), span);
};

const size: Compute = (reader, args, span) => {
  const isOpen = (value: Value): boolean =>
    value.kind === 'unknown' || (value.kind === 'scalar' && value.expr.kind === 'name');
  // What nobody gave a value may be a vector of any length: that is refused.
  for (const open of args.filter(isOpen)) asItems(open, span);
  const [rows, columns] = sizeOf(gridOf(args[0] ?? nothing, reader.profile));
  return constant(rows * columns, span);
};

/** MATLAB's `length` of a matrix is that of its longer side. */
const longest: Compute = (reader, [array = nothing], span) =>
  constant(
    Math.max(...sizeOf(gridOf(list([...asItems(array, span)], true), reader.profile))),
    span,
  );

/** What is computed of a vector, whichever way it lies, and not of a matrix. */
const ofVectors =
  (compute: Compute): Compute =>
  (reader, args, span) =>
    args.some((arg) => !sizeOf(gridOf(arg, reader.profile)).includes(1))
      ? unsupported('This is read of vectors, not of matrices.', span)
      : compute(reader, args, span);

/** MATLAB's functions of a matrix are of each of its columns, of a row of that row, or of what an axis says. */
const byColumns =
  (compute: Compute, axisAt: 1 | 2): Compute =>
  (reader, args, span) => {
    const { profile, recorder } = reader;
    const [array = nothing, ...rest] = args;
    const axis = rest[axisAt - 1];
    const before = rest.slice(0, axisAt - 1);
    const isPlain = before.every((arg) => arg.kind === 'list' && arg.items.length === 0);
    if (rest.length > axisAt || (rest.length > 0 && (!axis || !isPlain)))
      return unsupported('Only an array and its axis are read here. Write those.', span);
    const grid = gridOf(recorder.share(array, span), profile);
    const at = axis ? recorder.shape(axis, span, 'This axis') : grid.length === 1 ? 2 : 1;
    if (at !== 1 && at !== 2) return unsupported('A matrix has only two axes.', span);
    const results = along(reader, compute, grid, at, span);
    const [[only] = []] = results;
    return results.flat().length === 1 && only ? only : shaped(results, profile, false);
  };

/** What is computed along an axis, which stays, one long: 1 goes down every column, 2 through every row. */
function along(reader: Reader, compute: Compute, grid: Grid, axis: 1 | 2, span: Span): Grid {
  const lines = axis === 1 ? columnsOf(grid) : grid;
  const results = lines.map((line) => compute(reader, [list([...line], true)], span));
  return axis === 1 ? [results] : results.map((each) => [each]);
}

const deviation: Compute = (reader, args, span) =>
  apply(reader.recorder, 'masked_sqrt', [variance(reader, args, span)], span);

/** `map(f, xs)` and R's `sapply(xs, f)`. */
const map: Compute = (reader, args, span) => {
  const callee = args.find((arg): arg is Func => arg.kind === 'function');
  if (!callee) return unsupported('A function is needed here. Write `map(f, xs)`.', span);
  const lists = args.filter((arg) => arg !== callee);
  const lengths = new Set(lists.map((each) => (each.kind === 'list' ? each.items.length : 1)));
  if (lengths.size > 1)
    unsupported('These arrays have different lengths. Give them as many elements.', span);
  const result = eachOf(reader, callee, lists, span);
  // In R these would be columns, and MATLAB has no such vectors.
  if (reader.profile.library !== 'julia' && result.kind === 'list' && !result.array)
    return unsupported('The function has to give one number here. Let it.', span);
  return result;
};

/** `reduce(f, xs)`, `mapreduce(f, op, xs)` and R's `Reduce(f, xs)`, from the left. */
const reduce: Compute = (reader, given, span) => {
  const args = given.map((arg) =>
    arg.kind === 'text' ? (functionCalled(arg.text, reader) ?? arg) : arg,
  );
  const callees = args.filter((arg): arg is Func => arg.kind === 'function');
  const combining = callees.at(-1);
  const inner = callees.length > 1 ? callees[0] : undefined;
  const [values = nothing, start, ...more] = args.slice(callees.length);
  if (!combining || values.kind !== 'list' || more.length > 0 || callees.length > 2)
    return unsupported('This takes functions and a vector. Write `reduce(f, xs)`.', span);
  const parts = inner ? eachOf(reader, inner, [values], span) : values;
  const numbers = flat(reader, [parts], span);
  const all = start ? [start, ...numbers] : numbers;
  const [first = nothing, ...rest] = all;
  return rest.reduce(
    (sum, each) =>
      combining.call(
        { positional: [sum, each].map((x) => reader.recorder.share(x, span)), named: new Map() },
        span,
      ),
    first,
  );
};

/** R's `rep(x, n)`. */
const repeated: Compute = (reader, args, span) => {
  const [values, times, ...more] = args;
  if (!values || !times || more.length > 0)
    return unsupported('This takes a vector and how often. Write `rep(x, n)`.', span);
  const numbers = flat(reader, [reader.recorder.share(values, span)], span);
  const count = reader.recorder.shape(times, span, 'This count');
  reader.recorder.count(Math.max(0, count) * numbers.length, span);
  return vectorOf(Array.from({ length: Math.max(0, count) }, () => numbers).flat());
};

const turn: Compute = (reader, [value = nothing], span) => transposed(reader, value, span);
const crossed: Compute = (reader, [a = nothing, b = a], span) =>
  productInR(reader, a.kind === 'list' ? transposed(reader, a, span) : a, b, span, span);
const backwards: Compute = (reader, args, span) => vectorOf(flat(reader, args, span).reverse());

/** How many rows or columns. */
const measured: Compute = (reader, [array = nothing, axis], span) => {
  if (array.kind !== 'list' || !axis)
    return unsupported('Write which axis is meant, as in `size(A, 1)`.', span);
  const at = reader.recorder.shape(axis, span, 'This axis');
  return constant(sizeOf(gridOf(array, reader.profile))[at - 1] ?? 1, span);
};

/** `zeros(2, 3)` and its like; in MATLAB one length is that of rows and columns. */
const filled =
  (number: number): Compute =>
  (reader, args, span) => {
    if (args.length === 0 || args.length > 2)
      return unsupported(
        'Only vectors and matrices are read. Write their lengths as numbers.',
        span,
      );
    const [rows = 1, columns] = args.map((arg) => reader.recorder.shape(arg, span, 'This length'));
    const isVector = columns === undefined && reader.profile.library !== 'matlab';
    const across = columns ?? (isVector ? 1 : rows);
    reader.recorder.count(Math.max(0, rows) * Math.max(0, across), span);
    const row = Array<Value>(Math.max(0, across)).fill(constant(number, span));
    return shaped(
      Array.from({ length: Math.max(0, rows) }, () => row),
      reader.profile,
      isVector,
    );
  };

/** `linspace(a, b, n)` */
const spaced: Compute = (reader, args, span) => {
  const [from = 0, to = 0, count = 100] = args.map((arg) =>
    reader.recorder.shape(arg, span, 'This bound'),
  );
  if (args.length < 2) return unsupported('This takes both ends and how many. Write those.', span);
  reader.recorder.count(Math.max(0, count), span);
  return list(
    Array.from({ length: count }, (_, i) =>
      constant(i === count - 1 ? to : from + ((to - from) * i) / (count - 1), span),
    ),
    true,
  );
};

const SHARED: readonly (readonly [string, Compute])[] = [
  ['sum', total('add', 0)],
  ['prod', total('mul', 1)],
  ['mean', mean],
  ['var', variance],
];

const tables: ReadonlyMap<string, ReadonlyMap<string, Compute>> = new Map([
  ['glsl', glslVectors],
  ['hlsl', hlslVectors],
  [
    'julia',
    new Map<string, Compute>([
      ...SHARED,
      ['length', size],
      ['std', deviation],
      ['norm', ofVectors(norm)],
      ['dot', dot],
      ['maximum', extreme('max')],
      ['minimum', extreme('min')],
      ['map', map],
      ['reduce', reduce],
      ['mapreduce', reduce],
      ['foldl', reduce],
      ["'", turn],
      ['transpose', turn],
      ['size', measured],
      ['zeros', filled(0)],
      ['ones', filled(1)],
      ['reverse', backwards],
      ['collect', (reader, args, span) => vectorOf(flat(reader, args, span))],
      ['vec', (reader, args, span) => vectorOf(flat(reader, args, span))],
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
      ['Reduce', reduce],
      ['t', turn],
      ['crossprod', crossed],
      ['rev', backwards],
      ['numeric', filled(0)],
      ['rep', repeated],
    ]),
  ],
  [
    'matlab',
    new Map<string, Compute>([
      ['sum', byColumns(total('add', 0), 1)],
      ['prod', byColumns(total('mul', 1), 1)],
      ['mean', byColumns(mean, 1)],
      ['var', byColumns(variance, 2)],
      ['std', byColumns(deviation, 2)],
      ['max', byColumns(extreme('max'), 2)],
      ['min', byColumns(extreme('min'), 2)],
      ['numel', size],
      ['length', longest],
      ['norm', ofVectors(norm)],
      ['dot', ofVectors(dot)],
      ['arrayfun', map],
      ["'", turn],
      [".'", turn],
      ['transpose', turn],
      ['size', measured],
      ['zeros', filled(0)],
      ['ones', filled(1)],
      ['linspace', spaced],
    ]),
  ],
]);

/** What Julia computes along an axis. */
const AXES: ReadonlySet<string> = new Set(['sum', 'prod', 'mean', 'maximum', 'minimum']);

/** `sum(A, dims = 2)`: the axis stays, one long. */
function alongDims(
  reader: Reader,
  compute: Compute,
  args: readonly Value[],
  dims: Value,
  span: Span,
): Value {
  const [array] = mapped(reader, args, span);
  const axis = reader.recorder.shape(dims, span, 'This axis');
  if (!isMatrix(array) || (axis !== 1 && axis !== 2))
    return unsupported('Only an axis of a matrix is read here. Write 1 or 2.', span);
  const grid = gridOf(reader.recorder.share(array, span), reader.profile);
  return shaped(along(reader, compute, grid, axis, span), reader.profile, false);
}

/** The function of vectors with this name, which is called so; of numbers alone it is what else is called so. */
export function vectorFunction(name: string, reader: Reader): Func | undefined {
  const { library } = reader.profile;
  const compute = tables.get(library)?.get(name) ?? arrayFunction(library, name);
  if (!compute) return undefined;
  const ofNumbers = functionCalled(name, reader);
  const isEmpty = (arg: Value | undefined): boolean =>
    arg?.kind === 'list' && arg.items.length === 0;
  const isPair = library === 'matlab' && (name === 'max' || name === 'min');
  return {
    kind: 'function',
    name,
    call: (args, span) => {
      const isWhole = args.positional.some(({ kind }) => kind === 'list' || kind === 'function');
      const isOther =
        !isWhole || (isPair && args.positional.length > 1 && !isEmpty(args.positional[1]));
      if (NAMED.has(name)) return compute(reader, args.positional, span, args.named);
      if (ofNumbers && isOther) return ofNumbers.call(args, span);
      const [label] = args.named.keys();
      const dims = library === 'julia' ? args.named.get('dims') : undefined;
      if (dims && args.named.size === 1 && AXES.has(name))
        return alongDims(reader, compute, args.positional, dims, span);
      if (label !== undefined && label !== 'na.rm')
        return unsupported(
          `\`${label}\` of \`${name}\` is not read here. Give plain arguments.`,
          span,
        );
      return compute(reader, args.positional, span);
    },
  };
}
