/** Functions of the languages that are a few ops of the table, or an op under another name. */
import type { OpName } from '../../ops';
import type { Span } from '../syntax';
import { apply, asCondition, fold } from '../code/arithmetic';
import { constant, unsupported, type Value } from '../code/value';
import { asWhole, isWhole, type Reader } from './reader';

type Compute = (reader: Reader, args: readonly Value[], span: Span) => Value;
/** Writes `op` down. */
type Write = (op: OpName, ...args: readonly (Value | number)[]) => Value;

interface Operands {
  1: [Value];
  2: [Value, Value];
  3: [Value, Value, Value];
}

/** A function of exactly `count` numbers. */
function formula<Count extends 1 | 2 | 3>(
  count: Count,
  compute: (write: Write, ...args: Operands[Count]) => Value,
): Compute {
  return (reader, args, span) => {
    if (args.length !== count)
      return unsupported(
        `This function takes ${count} ${count === 1 ? 'number' : 'numbers'}, not ${args.length}. Write as many.`,
        span,
      );
    const shared = args.map((arg) => reader.recorder.share(arg, span));
    const write: Write = (op, ...operands) =>
      apply(
        reader.recorder,
        op,
        operands.map((each) => (typeof each === 'number' ? constant(each, span) : each)),
        span,
      );
    return compute(write, ...(shared as Operands[Count]));
  };
}

/** An op under another name. */
function same(op: OpName, count: 1 | 2): Compute {
  return formula(count, (write, ...args) => write(op, ...args));
}

const halfAway = formula(1, (write, x) =>
  write('copysign', write('floor', write('add', write('abs', x), 0.5)), x),
);
const halfUp = formula(1, (write, x) => write('floor', write('add', x, 0.5)));
const halfEven = same('round', 1);
const floored = same('mod', 2);
const truncated = same('fmod', 2);
const logOfBase: Compute = (reader, args, span) =>
  apply(reader.recorder, args.length === 2 ? 'logb' : 'log', args.slice(0, 2), span);
const baseFirst: Compute = (reader, args, span) => logOfBase(reader, [...args].reverse(), span);
const choice: Compute = (reader, args, span) => {
  const [condition, yes, no] = args;
  if (!condition || !yes || !no)
    return unsupported('A condition and two values are needed here. Write `(c, a, b)`.', span);
  return reader.recorder.select(asCondition(reader.recorder, condition, span), yes, no, span);
};
const powered: Compute = (reader, args, span) => {
  if (args.length !== 2)
    return unsupported(`A power takes 2 numbers, not ${args.length}. Write as many.`, span);
  return apply(reader.recorder, 'pow', args, span);
};
const clipped = formula(3, (write, x, low, high) => write('clip', x, low, high));
const mixed = formula(3, (write, a, b, t) => write('add', a, write('mul', t, write('sub', b, a))));
const fused = formula(3, (write, a, b, c) => write('add', write('mul', a, b), c));
const largest =
  (op: 'max' | 'min'): Compute =>
  (reader, args, span) => {
    const value =
      fold(reader.recorder, op, args, span) ??
      unsupported('Numbers are missing here. Write them between the brackets.', span);
    return args.every(isWhole) && value.kind === 'scalar' ? asWhole(value) : value;
  };
const wholeOf =
  (compute: Compute): Compute =>
  (reader, args, span) => {
    const value = compute(reader, args, span);
    return value.kind === 'scalar' ? asWhole(value) : value;
  };

/** R's functions of a normal distribution: of x, its mean and its spread, 0 and 1 unless given. */
function ofNormal(compute: (write: Write, z: Value, spread: Value) => Value): Compute {
  return (reader, args, span) => {
    const [x, mean = constant(0, span), spread = constant(1, span), ...more] = args;
    if (!x || more.length > 0)
      return unsupported('This takes x, a mean and a spread. Write those.', span);
    const whole = formula(3, (write, at, centre, width) =>
      compute(write, write('div', write('sub', at, centre), width), width),
    );
    return args.length > 1
      ? whole(reader, [x, mean, spread], span)
      : formula(1, (write, at) => compute(write, at, spread))(reader, [x], span);
  };
}

const bell = ofNormal((write, z, spread) => {
  const height = write('exp', write('div', write('neg', write('pow', z, 2)), 2));
  return write('div', height, write('mul', spread, Math.sqrt(2 * Math.PI)));
});

const logBell = ofNormal((write, z, spread) =>
  write(
    'sub',
    write('div', write('neg', write('pow', z, 2)), 2),
    write('log', write('mul', spread, Math.sqrt(2 * Math.PI))),
  ),
);

/** R's `dnorm(x, mean, sd, log)` */
const density: Compute = (reader, args, span) => {
  const isLog = args[3] && reader.recorder.shape(args[3], span, 'This answer') !== 0;
  return (isLog ? logBell : bell)(reader, args.slice(0, 3), span);
};

const everywhere: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ['pow', powered],
  ['fma', fused],
  ['clamp', clipped],
  ['lerp', mixed],
  ['fmod', truncated],
  ['rsqrt', formula(1, (write, x) => write('div', 1, write('sqrt', x)))],
  ['sinpi', formula(1, (write, x) => write('sin', write('mul', Math.PI, x)))],
  ['cospi', formula(1, (write, x) => write('cos', write('mul', Math.PI, x)))],
  ['exp10', formula(1, (write, x) => write('pow', 10, x))],
]);

const c: readonly (readonly [string, Compute])[] = [
  ['round', halfAway],
  ['lround', wholeOf(halfAway)],
  ['llround', wholeOf(halfAway)],
  ['rint', halfEven],
  ['nearbyint', halfEven],
  ['fdim', formula(2, (write, x, y) => write('relu', write('sub', x, y)))],
  ['fdivide', same('div', 2)],
  ['saturate', formula(1, (write, x) => write('clip', x, 0, 1))],
  ['tgamma', same('gamma', 1)],
  ['lgamma', same('lgamma', 1)],
  ['log', same('log', 1)],
];

const shader: readonly (readonly [string, Compute])[] = [
  ['mix', mixed],
  ['mad', fused],
  ['saturate', formula(1, (write, x) => write('clip', x, 0, 1))],
  ['fract', formula(1, (write, x) => write('sub', x, write('floor', x)))],
  ['frac', formula(1, (write, x) => write('sub', x, write('floor', x)))],
  ['inversesqrt', formula(1, (write, x) => write('div', 1, write('sqrt', x)))],
  ['rcp', formula(1, (write, x) => write('div', 1, x))],
  ['mod', floored],
  ['roundEven', halfEven],
  ['step', formula(2, (write, edge, x) => write('ge', x, edge))],
  ['smoothstep', formula(3, (write, a, b, x) => {
    const t = write('clip', write('div', write('sub', x, a), write('sub', b, a)), 0, 1);
    return write('mul', write('mul', t, t), write('sub', 3, write('mul', 2, t)));
  })],
]; // prettier-ignore

const r: readonly (readonly [string, Compute])[] = [
  ['+', same('add', 2)],
  ['*', same('mul', 2)],
  ['log', logOfBase],
  ['ifelse', choice],
  ['pmax', largest('max')],
  ['pmin', largest('min')],
  ['ceiling', same('ceil', 1)],
  ['plogis', same('sigmoid', 1)],
  ['qlogis', same('logit', 1)],
  ['pnorm', ofNormal((write, z) => write('ndtr', z))],
  ['dnorm', density],
  [
    'dpois',
    formula(2, (write, x, mean) =>
      write(
        'div',
        write('mul', write('pow', mean, x), write('exp', write('neg', mean))),
        write('factorial', x),
      ),
    ),
  ],
  [
    'dbinom',
    formula(3, (write, x, size, prob) =>
      write(
        'mul',
        write('mul', write('binom', size, x), write('pow', prob, x)),
        write('pow', write('sub', 1, prob), write('sub', size, x)),
      ),
    ),
  ],
  [
    'dexp',
    (reader, [x, rate], span) =>
      formula(2, (write, at, pace) => {
        const height = write('mul', pace, write('exp', write('neg', write('mul', pace, at))));
        return write('select', write('ge', at, 0), height, 0);
      })(reader, x ? [x, rate ?? constant(1, span)] : [], span),
  ],
  ['gamma', same('gamma', 1)],
  ['choose', same('binom', 2)],
  ['round', halfEven],
  ['as.numeric', formula(1, (_, x) => x)],
  ['identity', formula(1, (_, x) => x)],
  ['invisible', formula(1, (_, x) => x)],
];

const julia: readonly (readonly [string, Compute])[] = [
  ['+', same('add', 2)],
  ['*', same('mul', 2)],
  [
    'log',
    (reader, args, span) =>
      args.length === 2 ? baseFirst(reader, args, span) : logOfBase(reader, args, span),
  ],
  ['ifelse', choice],
  ['mod', floored],
  ['rem', truncated],
  ['fld', formula(2, (write, x, y) => write('floor', write('div', x, y)))],
  ['div', formula(2, (write, x, y) => write('trunc', write('div', x, y)))],
  ['abs2', formula(1, (write, x) => write('pow', x, 2))],
  ['inv', formula(1, (write, x) => write('div', 1, x))],
  ['muladd', fused],
  ['round', halfEven],
  ['gamma', same('gamma', 1)],
  ['float', formula(1, (_, x) => x)],
  ['identity', formula(1, (_, x) => x)],
  ['sinc', same('sinc', 1)],
];

const matlab: readonly (readonly [string, Compute])[] = [
  ['log', same('log', 1)],
  ['mod', floored],
  ['rem', truncated],
  ['fix', same('trunc', 1)],
  ['round', halfAway],
  ['power', powered],
  ['times', same('mul', 2)],
  ['plus', same('add', 2)],
  ['minus', same('sub', 2)],
  ['rdivide', same('div', 2)],
  ['mrdivide', same('div', 2)],
  ['uminus', same('neg', 1)],
  ['nthroot', same('root', 2)],
  ['realsqrt', same('sqrt', 1)],
  ['gamma', same('gamma', 1)],
  ['gammaln', same('lgamma', 1)],
  ['double', formula(1, (_, x) => x)],
  ['single', formula(1, (_, x) => x)],
  ['merge', choice],
  ['sinc', same('sinc', 1)],
];

const mathClass: readonly (readonly [string, Compute])[] = [
  ['log', same('log', 1)],
  ['maxOf', largest('max')],
  ['minOf', largest('min')],
  ['toRadians', same('radians', 1)],
  ['toDegrees', same('degrees', 1)],
  ['rint', halfEven],
  ['dim', formula(2, (write, x, y) => write('relu', write('sub', x, y)))],
];

const tables: ReadonlyMap<string, ReadonlyMap<string, Compute>> = new Map<string, ReadonlyMap<string, Compute>>([
  ['c', new Map(c)],
  ['cpp', new Map(c)],
  ['cuda', new Map(c)],
  ['opencl', new Map([...shader, ...c])],
  ['glsl', new Map(shader)],
  ['hlsl', new Map([...shader.filter(([name]) => name !== 'mod'), ['round', halfEven]])],
  ['java', new Map([...mathClass, ['round', wholeOf(halfUp)]])],
  ['csharp', new Map([...mathClass, ['log', logOfBase], ['round', halfEven], ['ceiling', same('ceil', 1)], ['truncate', same('trunc', 1)], ['fusedMultiplyAdd', fused], ['clamp01', formula(1, (write, x) => write('clip', x, 0, 1))]])],
  ['go', new Map([...mathClass, ['round', halfAway], ['roundToEven', halfEven], ['mod', truncated], ['gamma', same('gamma', 1)], ['fMA', fused]])],
  ['rust', new Map([['log', logOfBase], ['round', halfAway], ['recip', formula(1, (write, x) => write('div', 1, x))], ['mul_add', fused], ['signum', formula(1, (write, x) => write('copysign', 1, x))], ['rem_euclid', formula(2, (write, x, y) => write('mod', x, write('abs', y)))], ['fract', formula(1, (write, x) => write('sub', x, write('trunc', x)))]])],
  ['kotlin', new Map([...mathClass, ['log', logOfBase], ['round', halfEven], ['withSign', same('copysign', 2)], ['mod', floored]])],
  ['swift', new Map([...mathClass, ['round', halfAway], ['+', same('add', 2)], ['*', same('mul', 2)]])],
  ['julia', new Map(julia)],
  ['r', new Map(r)],
  ['matlab', new Map(matlab)],
]); // prettier-ignore

/** What R calls the arguments of its functions, with the numbers that stand for those left out. */
const parameters: ReadonlyMap<string, readonly (readonly [string, number?])[]> = new Map<string, readonly (readonly [string, number?])[]>([
  ['dnorm', [['x'], ['mean', 0], ['sd', 1], ['log', 0]]],
  ['pnorm', [['q'], ['mean', 0], ['sd', 1]]],
  ['dpois', [['x'], ['lambda']]],
  ['dbinom', [['x'], ['size'], ['prob']]],
  ['dexp', [['x'], ['rate', 1]]],
  ['log', [['x'], ['base', Math.E]]],
  ['ifelse', [['test'], ['yes'], ['no']]],
  ['choose', [['n'], ['k']]],
]); // prettier-ignore

/** Arguments of R, some of them by name, in their order; undefined if a name or a place does not fit. */
export function inOrder(
  name: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  span: Span,
): readonly Value[] | undefined {
  const known = parameters.get(name);
  if (!known || [...named.keys()].some((label) => !known.some(([each]) => each === label)))
    return undefined;
  const rest = [...positional];
  const last = known.findLastIndex(([each]) => named.has(each));
  const found = known.slice(0, Math.max(last + 1, 0)).map(([label, otherwise]) => {
    const given = named.get(label) ?? rest.shift();
    return given ?? (otherwise === undefined ? undefined : constant(otherwise, span));
  });
  return found.every((value) => value !== undefined) ? [...found, ...rest] : undefined;
}

/** The function called `name` in a language, or undefined. */
export function composed(library: string, name: string): Compute | undefined {
  return tables.get(library)?.get(name) ?? everywhere.get(name);
}
