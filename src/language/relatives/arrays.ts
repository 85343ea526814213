/** What Julia, R and MATLAB make of whole arrays: running sums, differences, areas, determinants, identities. */
import type { OpName } from '../../ops';
import { apply, fold } from '../code/arithmetic';
import {
  constant,
  counted,
  isLiteral,
  list,
  nothing,
  unsupported,
  type Value,
} from '../code/value';
import type { Span } from '../syntax';
import type { Reader } from './reader';
import { columnsOf, gridOf, shaped, sizeOf, type Grid } from './shapes';

type Compute = (
  reader: Reader,
  args: readonly Value[],
  span: Span,
  named?: ReadonlyMap<string, Value>,
) => Value;

/** Functions that read the names of their arguments themselves. */
export const NAMED: ReadonlySet<string> = new Set(['matrix']);

/** The numbers of a vector, whichever way it lies. */
function numbersIn(reader: Reader, value: Value, span: Span): readonly Value[] {
  const grid = gridOf(reader.recorder.share(value, span), reader.profile);
  if (!sizeOf(grid).includes(1)) unsupported('This is read of vectors, not of matrices.', span);
  return grid.flat();
}

/** A vector that lies as `like` does. */
function lying(reader: Reader, items: readonly Value[], like: Value): Value {
  const grid = gridOf(like, reader.profile);
  const isDown = grid.length > 1 && reader.profile.library === 'matlab';
  return isDown
    ? shaped(
        items.map((item) => [item]),
        reader.profile,
        false,
      )
    : list([...items], true);
}

/** Every element with all before it. */
const running =
  (op: OpName): Compute =>
  (reader, [values = nothing, ...more], span) => {
    if (more.length > 0)
      return unsupported(
        'Only the vector itself is read here. Write it as the one argument.',
        span,
      );
    const sums: Value[] = [];
    for (const item of numbersIn(reader, values, span)) {
      const before = sums.at(-1);
      const sum = before ? apply(reader.recorder, op, [before, item], span) : item;
      sums.push(reader.recorder.share(sum, span));
    }
    return lying(reader, sums, values);
  };

const differences: Compute = (reader, [values = nothing, ...more], span) => {
  if (more.length > 0)
    return unsupported('Only the vector itself is read here. Write it as the one argument.', span);
  return lying(reader, steps(reader, numbersIn(reader, values, span), span), values);
};

function steps({ recorder }: Reader, items: readonly Value[], span: Span): Value[] {
  return items.slice(1).map((item, i) => apply(recorder, 'sub', [item, items[i] ?? item], span));
}

/** MATLAB's `trapz(y)` and `trapz(x, y)`. */
const area: Compute = (reader, args, span) => {
  const { recorder } = reader;
  const [heights = [], places] = args.map((arg) => numbersIn(reader, arg, span)).reverse();
  if (args.length > 2 || heights.length < 2 || (places && places.length !== heights.length))
    return unsupported('This takes as many places as heights, two at least. Write those.', span);
  const widths = places && steps(reader, places, span);
  const parts = heights.slice(1).map((height, i) => {
    const sum = apply(recorder, 'add', [heights[i] ?? height, height], span);
    const mean = apply(recorder, 'div', [sum, constant(2, span)], span);
    return widths ? apply(recorder, 'mul', [widths[i] ?? nothing, mean], span) : mean;
  });
  return fold(recorder, 'add', parts, span) ?? nothing;
};

/** Larger ones are too many products. */
const LARGEST = 5;

const determinant: Compute = (reader, [matrix = nothing], span) => {
  const grid = gridOf(reader.recorder.share(matrix, span), reader.profile);
  const [rows, columns] = sizeOf(grid);
  if (rows !== columns || rows === 0 || rows > LARGEST || matrix.kind !== 'list')
    return unsupported(
      `The determinant of a written matrix of up to ${LARGEST} rows and as many columns is read. Write one.`,
      span,
    );
  return expanded(reader, grid, span);
};

/** Along the first row. */
function expanded(reader: Reader, [first = [], ...rest]: Grid, span: Span): Value {
  const { recorder } = reader;
  recorder.count(first.length, span);
  return first
    .map((factor, j) => {
      if (rest.length === 0) return factor;
      const columns = columnsOf(rest).filter((_, k) => k !== j);
      return apply(recorder, 'mul', [factor, expanded(reader, columnsOf(columns), span)], span);
    })
    .reduce((sum, term, j) => apply(recorder, j % 2 === 1 ? 'sub' : 'add', [sum, term], span));
}

const identity: Compute = (reader, args, span) => {
  const lengths = args.map((arg) => reader.recorder.shape(arg, span, 'This length'));
  const [rows = 1, columns = rows] = lengths;
  if (lengths.length > 2 || !lengths.every((each) => each >= 1))
    return unsupported('This takes how many rows there are. Write that.', span);
  reader.recorder.count(rows * columns, span);
  const grid = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => constant(Number(i === j), span)),
  );
  return grid.length === 1 && columns === 1
    ? constant(1, span)
    : shaped(grid, reader.profile, false);
};

/** The arguments of a call by parameter, as R hands them over: by name, of which the beginning is enough, then in order. */
function matched(
  called: string,
  parameters: readonly string[],
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  span: Span,
): readonly (Value | undefined)[] {
  const given = new Map<string, Value>();
  for (const [label, value] of named) {
    const meant = parameters.includes(label)
      ? [label]
      : parameters.filter((each) => each.startsWith(label));
    const [parameter = ''] = meant;
    if (meant.length !== 1 || given.has(parameter))
      return unsupported(`\`${label}\` of \`${called}\` is not read here. Delete it.`, span);
    given.set(parameter, value);
  }
  const left = parameters.filter((each) => !given.has(each));
  if (positional.length > left.length)
    return unsupported(`\`${called}\` is given too many arguments. Delete the last.`, span);
  positional.forEach((value, i) => given.set(left[i] ?? '', value));
  return parameters.map((each) => given.get(each));
}

/** R's `matrix(c(1, 2, 3, 4), nrow = 2, byrow = TRUE)`: down the columns, and from the start again. */
const matrix: Compute = (reader, positional, span, named = new Map()) => {
  const { recorder } = reader;
  const [values = nothing, down, along, across] = matched(
    'matrix',
    ['data', 'nrow', 'ncol', 'byrow'],
    positional,
    named,
    span,
  );
  const items = numbersIn(reader, values, span);
  const [first, second] = [down, along].map(
    (length) => length && recorder.shape(length, span, 'This length'),
  );
  const rows = first ?? Math.ceil(items.length / (second ?? 1));
  const columns = second ?? Math.ceil(items.length / rows);
  const isFilled = rows >= 1 && columns >= 1 && (rows * columns) % items.length === 0;
  if (!isFilled) return unsupported('These numbers do not fill the matrix. Write as many.', span);
  recorder.count(rows * columns, span);
  const byRow = across ? recorder.shape(across, span, 'This order') !== 0 : false;
  // A number that fills several places is no input of each.
  const isOnce = rows * columns === items.length;
  const filling = items.map((item) =>
    !isOnce && isLiteral(item) ? counted(item.known ?? NaN, span) : item,
  );
  const grid = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => {
      const at = byRow ? i * columns + j : j * rows + i;
      return filling[at % items.length] ?? nothing;
    }),
  );
  return shaped(grid, reader.profile, false);
};

const common: readonly (readonly [string, Compute])[] = [
  ['cumsum', running('add')],
  ['cumprod', running('mul')],
  ['diff', differences],
  ['det', determinant],
];

const tables: ReadonlyMap<string, ReadonlyMap<string, Compute>> = new Map([
  ['julia', new Map(common)],
  ['r', new Map([...common, ['matrix', matrix]])],
  ['matlab', new Map([...common, ['trapz', area], ['eye', identity]])],
]);

/** The function of arrays called `name` in a language, or undefined. */
export function arrayFunction(library: string, name: string): Compute | undefined {
  return tables.get(library)?.get(name);
}
