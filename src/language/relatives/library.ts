/** What the mathematics of each language is called: functions, methods and constants. */
import { sayCount } from '../counts';
import { arity, opSpelled, type OpName } from '../../ops';
import type { Span } from '../syntax';
import { apply, fold } from '../code/arithmetic';
import { constant, unsupported, type Func, type Scalar, type Value } from '../code/value';
import { listFunction, methodOfList } from './chains';
import { composed, inOrder } from './composed';
import { asWhole, isWhole, type Reader } from './reader';
import { hasVectors, isShader } from './profile';
import { broadcast } from './shapes';
import { TEMPLATE_TYPE } from './types';

const MODULES =
  /^(?:(?:java\.lang|System)\.(?:Strict)?Math|(?:std|core)\.(?:f(?:32|64)(?:\.consts)?|numbers)|std\.math|f(?:32|64)(?:\.consts)?|consts|numbers|std|thrust|cuda\.std|cuda|glm|metal|sycl|kotlin\.math|Math|MathF|Mathf|StrictMath|math|cmath|Foundation|Darwin|Glibc|Numerics|Double|Float|CGFloat|double|float|Base|MathConstants|stats|base)\./; // prettier-ignore

/** Whether a dotted name starts with a module of mathematics. */
export function isModulePath(path: string): boolean {
  return MODULES.test(path);
}

/** Ops of the table whose names mean something else in these languages, or are no functions there. */
const MISLEADING: ReadonlySet<string> = new Set([
  'select', 'root', 'logb', 'step', 'neg', 'mod', 'fmod', 'remainder', 'gamma', 'round', 'around', 'recip', 'add', 'sub', 'mul', 'div', 'lt', 'le',
  'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not', 'where', 'tg', 'ch', 'sh', 'th', 'ctg', 'cth', 'lg', 'lb', 'less', 'greater', 'equal', 'detach',
  'logistic', 'multiply', 'subtract', 'divide', 'negative', 'power', 'comb', 'sinc', 'pow', 'fix',
]); // prettier-ignore

const C_LIKE: ReadonlySet<string> = new Set(['c', 'cpp', 'cuda', 'opencl']);

/** The function with this dotted name, or undefined. */
export function functionCalled(path: string, reader: Reader): Func | undefined {
  const { library } = reader.profile;
  const isQualified = isModulePath(path);
  let name = path.replace(MODULES, '');
  if (name.includes('.') && library !== 'r') return undefined;
  if (isQualified && (library === 'csharp' || library === 'go')) {
    if (!/^[A-Z]/.test(name)) return undefined;
    name = name.charAt(0).toLowerCase() + name.slice(1);
  }
  if (C_LIKE.has(library)) name = withoutSuffix(name.replace(/^__(?=[a-z])/, ''), reader);
  if (library === 'c' && path === 'abs') return named(path, reader, absoluteOfWhole);
  return listFunction(path, reader) ?? known(name, reader);
}

/** `expf` and `expl` are exp. */
function withoutSuffix(name: string, reader: Reader): string {
  const base = name.replace(/[fl]$/, '');
  return base !== name && base.length > 1 && !known(name, reader) && known(base, reader)
    ? base
    : name;
}

type Compute = (reader: Reader, args: readonly Value[], span: Span) => Value;

function named(name: string, reader: Reader, compute: Compute): Func {
  const call: Func['call'] = ({ positional: given, named: labels }, span) => {
    const [label] = labels.keys();
    const ordered = reader.profile.library === 'r' ? inOrder(name, given, labels, span) : undefined;
    const positional = ordered ?? given;
    if (label !== undefined && !ordered)
      return unsupported(
        `\`${label}\` of \`${name}\` is not read here. Give plain arguments.`,
        span,
      );
    const isVector = positional.some(({ kind }) => kind === 'list');
    if (isVector && reader.profile.library === 'julia')
      return unsupported(
        `\`${name}\` of a vector is not element by element in Julia. Write \`${name}.(…)\`.`,
        span,
      );
    return hasVectors(reader.profile) || isShader(reader.profile)
      ? broadcast(reader, positional, span, (cells) => compute(reader, cells, span))
      : compute(reader, positional, span);
  };
  return { kind: 'function', name, call };
}

function known(name: string, reader: Reader): Func | undefined {
  const { library } = reader.profile;
  const own = composed(library, name);
  if (own) return named(name, reader, own);
  if (TEMPLATE_TYPE.test(name) && (library === 'cpp' || library === 'cuda'))
    return named(name, reader, identity);
  const op = MISLEADING.has(name) ? undefined : opSpelled(name);
  return op && named(name, reader, (at, args, span) => applied(at, op, name, args, span));
}

/** `T(0)` */
function identity(_: Reader, [value]: readonly Value[], span: Span): Value {
  return value ?? unsupported('A number is missing here. Write it between the brackets.', span);
}

const VARIADIC: ReadonlySet<OpName> = new Set<OpName>(['max', 'min', 'hypot']);

function applied(
  reader: Reader,
  op: OpName,
  name: string,
  args: readonly Value[],
  span: Span,
): Value {
  const wanted = arity(op);
  // With its second operand, atan is atan2.
  if (op === 'atan' && args.length === 2) return apply(reader.recorder, 'atan2', args, span);
  const many =
    VARIADIC.has(op) && args.length > 2 ? fold(reader.recorder, op, args, span) : undefined;
  if (!many && args.length !== wanted) {
    const { message, advice } = sayCount(name, wanted, args.length);
    return unsupported(message, span, { advice });
  }
  const value = many ?? apply(reader.recorder, op, args, span);
  const keeps = /^(?:max|min|abs|clamp)$/.test(name) && args.every(isWhole);
  return keeps && value.kind === 'scalar' ? asWhole(value) : value;
}

/** C's abs is for whole numbers: abs(-2.5) is 2. */
function absoluteOfWhole(reader: Reader, args: readonly Value[], span: Span): Value {
  const [value] = args;
  if (value && !isWhole(value))
    return unsupported('In C `abs` takes whole numbers and drops fractions. Write `fabs`.', span);
  return applied(reader, 'abs', 'abs', args, span);
}

/** Methods that leave a number as it is. */
const IDENTITIES =
  /^(?:toDouble|toFloat|doubleValue|floatValue|into|clone|to_owned|copied|unwrap|detach|item)$/;
const METHODS: ReadonlySet<string> = new Set(['rust', 'kotlin', 'swift', 'java']);

/** The method of a number or of a list. */
export function methodCalled(name: string, receiver: Value, reader: Reader): Func | undefined {
  if (receiver.kind === 'list') return methodOfList(name, receiver, reader);
  if (receiver.kind !== 'scalar' || !METHODS.has(reader.profile.library)) return undefined;
  if (IDENTITIES.test(name))
    return named(name, reader, () => ({ ...receiver, expr: receiver.expr }));
  if (/^to(?:Int|Long)$|^(?:int|long)Value$/.test(name)) {
    return named(name, reader, (at, _, span) =>
      wholeOf(apply(at.recorder, 'trunc', [receiver], span)),
    );
  }
  const renamed = METHOD_NAMES.get(name) ?? name;
  const target = known(renamed, reader);
  if (!target) return undefined;
  const keepsWhole =
    reader.profile.library === 'rust' &&
    (name === 'pow' || name === 'max' || name === 'min' || name === 'abs');
  return {
    ...target,
    call: (args, span) => {
      const value = target.call({ ...args, positional: [receiver, ...args.positional] }, span);
      return keepsWhole && isWhole(receiver) ? wholeOf(value) : value;
    },
  };
}

function wholeOf(value: Value): Value {
  return value.kind === 'scalar' ? asWhole(value) : value;
}

const METHOD_NAMES: ReadonlyMap<string, string> = new Map([
  ['powf', 'pow'],
  ['powi', 'pow'],
  ['ln', 'ln'],
  ['exp_m1', 'expm1'],
  ['ln_1p', 'log1p'],
  ['to_radians', 'radians'],
  ['to_degrees', 'degrees'],
  ['squareRoot', 'sqrt'],
  ['rounded', 'round'],
  ['absoluteValue', 'abs'],
  ['magnitude', 'abs'],
  ['coerceAtLeast', 'max'],
  ['coerceAtMost', 'min'],
  ['coerceIn', 'clip'],
  ['clamp', 'clip'],
]);

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['PI', Math.PI], ['E', Math.E], ['TAU', 2 * Math.PI], ['LN_2', Math.LN2], ['LN2', Math.LN2], ['LN_10', Math.LN10], ['LN10', Math.LN10],
  ['LOG2E', Math.LOG2E], ['LOG2_E', Math.LOG2E], ['LOG10E', Math.LOG10E], ['LOG10_E', Math.LOG10E], ['SQRT2', Math.SQRT2], ['SQRT_2', Math.SQRT2],
  ['SQRT1_2', Math.SQRT1_2], ['FRAC_1_SQRT_2', Math.SQRT1_2], ['PI_2', Math.PI / 2], ['FRAC_PI_2', Math.PI / 2], ['PI_4', Math.PI / 4],
  ['FRAC_PI_4', Math.PI / 4], ['1_PI', 1 / Math.PI], ['FRAC_1_PI', 1 / Math.PI], ['INV_PI', 1 / Math.PI], ['2_PI', 2 / Math.PI], ['FRAC_2_PI', 2 / Math.PI],
  ['2_SQRTPI', 2 / Math.sqrt(Math.PI)], ['FRAC_2_SQRT_PI', 2 / Math.sqrt(Math.PI)], ['PHI', (1 + Math.sqrt(5)) / 2],
  ['INFINITY', Infinity], ['POSITIVEINFINITY', Infinity], ['POSITIVE_INFINITY', Infinity], ['NEGATIVEINFINITY', -Infinity], ['NEGATIVE_INFINITY', -Infinity], ['NEG_INFINITY', -Infinity], ['NAN', NaN], ['EPSILON', Number.EPSILON],
]); // prettier-ignore

const BARE: ReadonlyMap<string, number> = new Map([
  ['INFINITY', Infinity], ['NAN', NaN], ['DBL_EPSILON', Number.EPSILON], ['FLT_EPSILON', 2 ** -23], ['CUDART_PI', Math.PI], ['CUDART_PI_F', Math.fround(Math.PI)],
]); // prettier-ignore

/** The constant with this name, bare or dotted. */
export function constantCalled(
  path: string,
  { profile: { library } }: Reader,
  span: Span,
): Scalar | undefined {
  const value = valueOf(path, library);
  return value === undefined
    ? undefined
    : constant(
        value,
        span,
        value === Math.PI ? 'π' : value === Math.E ? 'e' : (path.split('.').at(-1) ?? path),
      );
}

function valueOf(path: string, library: string): number | undefined {
  if (/^M_\w+$/.test(path) && C_LIKE.has(library))
    return CONSTANTS.get(path.slice(2).replace(/(?:_?F|f)$/, ''));
  if (C_LIKE.has(library) && BARE.has(path)) return BARE.get(path);
  if (isModulePath(path) || /^\.(?:pi|infinity|nan)$/.test(path)) {
    const last = path.replace(/^.*\./, '');
    if (library === 'csharp' && last === 'Epsilon') return 5e-324;
    return (
      CONSTANTS.get(last.toUpperCase()) ??
      (library === 'rust' && last === 'MAX' ? Number.MAX_VALUE : undefined)
    );
  }
  if ((library === 'rust' || library === 'kotlin') && path === 'PI') return Math.PI;
  if (library === 'matlab' && path === 'eps') return Number.EPSILON;
  if (['julia', 'r', 'matlab'].includes(library) && (path === 'Inf' || path === 'inf'))
    return Infinity;
  if (['julia', 'r', 'matlab'].includes(library) && path === 'NaN') return NaN;
  return library === 'julia' && path === 'ℯ' ? Math.E : undefined;
}
