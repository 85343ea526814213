/** What the functions and modules of mathematics libraries mean, under any name they are imported by. */
import { arity, functionSpellings, opSpelled, type OpName } from '../../ops';
import { lastOf, unknownFunction } from '../spelling';
import type { Span } from '../syntax';
import { apply, applyNamed } from './arithmetic';
import { aliases, layers } from './definitions';
import { typed } from './kinds';
import { layerBuiltins } from './layers';
import { listBuiltins, type Builtin, type BuiltinCall } from './lists';
import { alongAxis, isMatrix } from './matrices';
import { owning, isView } from './memory';
import { einsum } from './einsum';
import { rangeBuiltins } from './ranges';
import { randomBuiltin } from './random';
import { rankBuiltins } from './ranks';
import type { Recorder } from './recorder';
import { shapeBuiltins } from './shapes';
import { wrapperBuiltins } from './wrappers';
import {
  asScalar,
  constant,
  copyOf,
  nothing,
  Refusal,
  unknown,
  unsupported,
  type Arguments,
  type Func,
  type Module,
  type Value,
} from './value';

/** Reads the definition of a library function for a call at `span`. */
export type Definitions = (name: string, recorder: Recorder, span: Span) => Func | undefined;

/** Modules that are read, by the first part of their path. */
const MODULES: ReadonlySet<string> = new Set([
  'math', 'numpy', 'torch', 'jax', 'scipy', 'tensorflow', 'autograd', 'cupy', 'functools', 'statistics', 'micrograd', 'operator',
  'random',
]); // prettier-ignore

/** Modules inside modules whose functions are read. */
const SUBMODULES: ReadonlySet<string> = new Set([
  'nn', 'functional', 'special', 'scipy', 'stats', 'norm', 'lax', 'linalg', 'numpy', 'math', 'autograd', 'parameter',
  'engine', 'activations', 'keras', 'random',
]); // prettier-ignore

/** Names that modules have by convention when the selection leaves the import out. */
export const conventionalModules: ReadonlyMap<string, string> = new Map([
  ['np', 'numpy'],
  ['numpy', 'numpy'],
  ['math', 'math'],
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['F', 'torch.nn.functional'],
  ['jax', 'jax'],
  ['jnp', 'jax.numpy'],
  ['lax', 'jax.lax'],
  ['tf', 'tensorflow'],
  ['scipy', 'scipy'],
  ['special', 'scipy.special'],
  ['stats', 'scipy.stats'],
  ['functools', 'functools'],
  ['operator', 'operator'],
  ['statistics', 'statistics'],
  ['anp', 'numpy'],
  ['random', 'random'],
]);

/** Arguments that change nothing about a number. */
const IDLE = [
  'dtype', 'device', 'requires_grad', 'inplace', 'keepdim', 'keepdims', 'copy', 'label', '_label', 'name', 'axis', 'dim',
  'reduction', 'trainable',
]; // prettier-ignore

const CONSTANTS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['pi', [Math.PI, 'π']],
  ['e', [Math.E, 'e']],
  ['tau', [2 * Math.PI, 'τ']],
  ['inf', [Infinity, '∞']],
  ['Inf', [Infinity, '∞']],
  ['nan', [NaN, 'NaN']],
  ['euler_gamma', [0.5772156649015329, 'γ']],
]);

/** Ops whose name means something else in a module. */
const MISLEADING: ReadonlySet<string> = new Set(['select', 'root', 'logb', 'step', 'neg']);

/** The module called `path`, or an unknown thing: a module outside mathematics. */
export function moduleAt(path: string, span: Span): Value {
  const root = path.split('.')[0] ?? '';
  if (MODULES.has(root))
    return { kind: 'module', path: path.replace(/^(autograd\.numpy|cupy)/, 'numpy') };
  return unknown(
    `\`${path}\` is not a module of mathematics, so nothing of it can be drawn. Select what it defines, too.`,
    span,
  );
}

/** Functions of arrays: of their numbers, and of their shape. */
const arrayBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...listBuiltins,
  ...shapeBuiltins,
  ...rangeBuiltins,
  ['einsum', einsum],
  ...rankBuiltins,
  ...wrapperBuiltins,
]);

/** Types of whole numbers. */
const INTEGERS = /^(?:u?int\d+|int_|intp|long|short)$/;

const DIFFERENTIATES = /^(?:grad|value_and_grad|jacobian|jacfwd|jacrev|hessian|elementwise_grad)$/;

/** `module.name`: a constant, a function or a module inside. */
export function attributeOf(
  module: Module,
  name: string,
  recorder: Recorder,
  read: Definitions,
  span: Span,
): Value {
  if (DIFFERENTIATES.test(name))
    throw new Refusal(
      {
        kind: 'unsupported',
        message: 'Gradients are what the graph shows. Select the function itself.',
        span,
      },
      'step',
    );
  const found = CONSTANTS.get(name);
  if (found) return constant(found[0], span, found[1]);
  const isDistribution = module.path.endsWith('stats') && name === 'norm';
  const builtin =
    (module.path === 'jax' && !/^(?:jit|vmap)$/.test(name)) || isDistribution
      ? undefined
      : builtinFunction(module.path, INTEGERS.test(name) ? 'int' : name, recorder, read);
  if (builtin) return builtin;
  if (SUBMODULES.has(name)) return { kind: 'module', path: `${module.path}.${name}` };
  return unknown(
    `\`${name}\` of \`${module.path}\` is not known here.`,
    span,
    unknownFunction(name, lastOf(span, name), [...functionSpellings, ...aliases.keys(), ...layers]),
  );
}

/** A constant that a bare name stands for when nothing else does. */
export function bareConstant(name: string, span: Span): Value | undefined {
  const found =
    name === 'π'
      ? CONSTANTS.get('pi')
      : name === 'pi' || name === 'e'
        ? CONSTANTS.get(name)
        : undefined;
  return found && constant(found[0], span, found[1]);
}

/** The function called `name` in `module` ('' for a bare name, 'definitions' inside the definitions). */
export function builtinFunction(
  module: string,
  name: string,
  recorder: Recorder,
  read: Definitions,
): Func | undefined {
  const found = functionCalled(module, name, recorder, read);
  return found && typed(owning(found, module, recorder), module, recorder);
}

function functionCalled(
  module: string,
  name: string,
  recorder: Recorder,
  read: Definitions,
): Func | undefined {
  const root = module.split('.')[0] ?? '';
  const layered = /^torch(?:\.nn)?(?:\.functional)?$/.test(module)
    ? layerBuiltins.get(name)
    : undefined;
  const builtin =
    randomBuiltin(module, name) ?? layered ?? arrayBuiltins.get(name) ?? numberBuiltins.get(name);
  if (builtin && !(module === 'math' && !['prod', 'fsum', 'sumprod'].includes(name))) {
    const call = ({ positional, named }: Arguments, span: Span): Value => {
      const owner = module === 'definitions' ? '' : module;
      return builtin({ recorder, module: owner, name, args: positional, named, span });
    };
    return alongAxes({ kind: 'function', name, call }, module, recorder);
  }
  const op = spelledIn(module, name);
  if (op && module === 'definitions') return opFunction(name, op, recorder);
  const last = module.split('.').at(-1) ?? '';
  const target = aliases.get(name) ?? (layers.has(name) ? layerFunction(name) : name);
  const spellings = [`${last}__${target}`, `${root}__${target}`, target];
  const isDefined = spellings.find((spelling) => read(spelling, recorder, { start: 0, end: 0 }));
  const whole: Func | undefined = isDefined
    ? {
        kind: 'function',
        name,
        call: (args, span) => {
          const definition = read(isDefined, recorder, span);
          return definition
            ? definition.call(withoutIdle(args, isDefined), span)
            : unsupported(`\`${name}\` is not known here. Write it out with arithmetic.`, span);
        },
      }
    : op && opFunction(name, op, recorder);
  if (!whole || !layers.has(name) || module === '') {
    return whole && isDefined !== undefined ? alongAxes(whole, module, recorder) : whole;
  }
  return layer(alongAxes(whole, module, recorder));
}

/** Functions of one vector that take an axis as their second argument. */
const REDUCTIONS: ReadonlySet<string> = new Set([
  'sum', 'nansum', 'mean', 'nanmean', 'prod', 'max', 'min', 'amax', 'amin', 'all', 'any', 'logsumexp', 'softmax', 'log_softmax', 'median', 'argmax', 'argmin',
  'softmin', 'cumsum', 'cumprod', 'ptp', 'var', 'std', 'Softmax', 'LogSoftmax',
]); // prettier-ignore

/** Functions of one vector that are meant row by row where no axis is given. */
const BY_ROWS: ReadonlySet<string> = new Set([
  'softmax', 'log_softmax', 'softmin', 'Softmax', 'LogSoftmax', 'Softmin', 'normalize',
  'sort', 'argsort',
]); // prettier-ignore

/** Functions of PyTorch that give values and places along an axis, and what to do instead. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['max', 'Use `amax`.'],
  ['min', 'Use `amin`.'],
  ...['median', 'nanmedian', 'sort'].map((name) => [name, 'Write a row, such as `x[0]`.'] as const),
]);

/** Functions that read their axis themselves. */
const OF_AXES: ReadonlySet<string> = new Set([
  'stack', 'concatenate', 'cat', 'concat', 'hstack', 'vstack', 'squeeze', 'unsqueeze',
]); // prettier-ignore

/** A library function of one vector, called for every row or column of a matrix where an axis says so. */
function alongAxes(target: Func, module: string, recorder: Recorder): Func {
  const { name } = target;
  if (module === '' || module === 'definitions' || OF_AXES.has(name)) return target;
  const call = (args: Arguments, span: Span): Value => {
    const [matrix, second, ...rest] = args.positional;
    if (!isMatrix(matrix)) return target.call(args, span);
    const named = new Map(args.named);
    const isSecond = REDUCTIONS.has(name) && second?.kind === 'scalar';
    const given = named.get('axis') ?? named.get('dim') ?? (isSecond ? second : undefined);
    const axis = given?.kind === 'nothing' ? undefined : given;
    if (!axis && !BY_ROWS.has(name)) return target.call(args, span);
    const instead = PAIRS.get(name);
    if (module === 'torch' && instead !== undefined)
      return unsupported(`\`${name}\` along an axis gives two tensors.`, span, { advice: instead });
    const keeps = ['keepdims', 'keepdim'].some((key) => {
      const value = named.get(key);
      return value?.kind === 'scalar' && value.known === 1;
    });
    for (const key of ['axis', 'dim', 'keepdims', 'keepdim']) named.delete(key);
    const others = [...(second && !isSecond ? [second] : []), ...rest];
    return alongAxis(
      matrix,
      axis ? recorder.shape(axis, span, 'This axis') : -1,
      keeps,
      (vector) => target.call({ positional: [vector, ...others], named }, span),
      span,
    );
  };
  return { ...target, call };
}

/** Functions of lists that arrays have as methods. */
const LIST_METHODS: ReadonlySet<string> = new Set([
  'sum', 'mean', 'prod', 'max', 'min', 'amax', 'amin', 'logsumexp', 'all', 'any', 'double', 'dot', 'matmul', 'mm', 'mv', 'outer',
  'median', 'argmax', 'argmin', 'argsort', 'quantile',
  'transpose', 'reshape', 'view', 'flatten', 'ravel', 'squeeze', 'unsqueeze',
]); // prettier-ignore

/** The method of a number, which is the function of PyTorch by that name. */
export function methodOf(
  receiver: Value,
  written: string,
  recorder: Recorder,
  read: Definitions,
): Func | undefined {
  const name = written === 't' && receiver.kind === 'list' ? 'transpose' : written;
  if (arrayBuiltins.has(name) && !LIST_METHODS.has(name)) return undefined;
  const of = receiver.kind === 'list' ? receiver.module : undefined;
  const boxed = receiver.kind === 'scalar' ? receiver.boxed?.module : undefined;
  const module = (boxed === 'numpy' ? boxed : of) ?? 'torch';
  const target = builtinFunction(module, name, recorder, read);
  if (!target) return undefined;
  return {
    ...target,
    call: (args, span) => {
      const value = target.call({ ...args, positional: [receiver, ...args.positional] }, span);
      const isNumber = boxed !== undefined && boxed !== 'torch' && value.kind === 'scalar';
      return isNumber && !isView(boxed, name) ? copyOf(value, '') : value;
    },
  };
}

function opFunction(name: string, op: OpName, recorder: Recorder): Func {
  const call = (args: Arguments, span: Span): Value => {
    const { positional, named } = withoutIdle(args);
    const operands = [...positional];
    for (const [key, value] of named) {
      if (
        ['input', 'x', 'a', 'other', 'exponent', 'y'].includes(key) &&
        operands.length < arity(op)
      )
        operands.push(value);
      else unsupported(`\`${name}\` has no parameter \`${key}\` here. Delete it.`, span);
    }
    return applyNamed(recorder, op, name, operands, span);
  };
  return { kind: 'function', name, call };
}

/** Python's numeric built-ins that are not in the table. */
const numberBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['float', toNumber],
  ['int', (call) => truncated(toNumber(call), call)],
  [
    'item',
    ({ recorder, args: [value = nothing], span }) => {
      const number = asScalar(value, span);
      // NumPy knows no gradients that it could cut.
      const isTensor = number.boxed === undefined || number.boxed.module === 'torch';
      return copyOf(isTensor ? recorder.op('detach', [number], span) : number, '');
    },
  ],
]);

/** float(x); float('inf') too. */
function toNumber({ args: [value], span }: BuiltinCall): Value {
  if (value?.kind !== 'text') return copyOf(asScalar(value ?? constant(0, span), span), '');
  const match = /^\s*([+-]?)(inf|infinity|nan)\s*$/i.exec(value.text);
  const number = match
    ? (match[2]?.toLowerCase() === 'nan' ? NaN : Infinity) * (match[1] === '-' ? -1 : 1)
    : Number(value.text);
  return constant(number, span);
}

function truncated(value: Value, { recorder, span }: BuiltinCall): Value {
  const number = asScalar(value, span);
  return number.fixed
    ? constant(Math.trunc(number.known ?? NaN), span)
    : apply(recorder, 'trunc', [number], span);
}

/** An object that applies `target` with the options it was made with. */
function layer(target: Func): Func {
  const make = (options: Arguments): Func => ({
    ...target,
    call: (args, span) =>
      target.call(
        {
          positional: [...args.positional, ...options.positional],
          named: new Map([...options.named, ...args.named]),
        },
        span,
      ),
  });
  return { ...target, call: (args) => make(args) };
}

/** HuberLoss -> huber_loss, SmoothL1Loss -> smooth_l1_loss, Softplus -> softplus. */
function layerFunction(name: string): string {
  const snake = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const known = new Map([['re_lu', 'relu'], ['re_lu6', 'relu6'], ['si_lu', 'silu'], ['log_sigmoid', 'logsigmoid'], ['cross_entropy_loss', 'cross_entropy']]); // prettier-ignore
  return known.get(snake) ?? snake;
}

function spelledIn(module: string, name: string): OpName | undefined {
  if (module !== '' && module !== 'definitions' && MISLEADING.has(name) && !module.endsWith('lax'))
    return undefined;
  return opSpelled(name) ?? (layers.has(name) ? opSpelled(layerFunction(name)) : undefined);
}

function withoutIdle(args: Arguments, definition?: string): Arguments {
  const keepsReduction =
    definition !== undefined && /loss$|cross_entropy$|^binary|^kl/.test(definition);
  const named = new Map(
    [...args.named].filter(
      ([key]) => !IDLE.includes(key) || (key === 'reduction' && keepsReduction),
    ),
  );
  return { positional: args.positional, named };
}
