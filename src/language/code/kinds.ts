/** Which numbers are of an integer type, which keeps no fraction: NumPy and PyTorch go by the dtype of an array. */
import type { OpName } from '../../ops';
import type { Span } from '../syntax';
import { apply } from './arithmetic';
import type { Recorder } from './recorder';
import {
  asScalar,
  constant,
  copyOf,
  type Arguments,
  type Func,
  type Scalar,
  type Value,
} from './value';

type Kind = 'whole' | 'real';

/** What `np.int64`, `float` or `'float32'` says of numbers; undefined for what is no such type. */
export function kindOf(type: Value | undefined): Kind | undefined {
  const name = type?.kind === 'function' ? type.name : type?.kind === 'text' ? type.text : '';
  if (/^(?:u?int|long|short)/i.test(name)) return 'whole';
  return /^(?:float|double|half|bfloat)/i.test(name) ? 'real' : undefined;
}

const everyNumber = (value: Value, holds: (number: Scalar) => boolean): boolean => {
  if (value.kind !== 'list') return value.kind === 'scalar' && holds(value);
  return value.items.length > 0 && value.items.every((item) => everyNumber(item, holds));
};

/** Whether all numbers are whole, or true or false. */
export const isWhole = (value: Value): boolean =>
  everyNumber(value, (number) => number.truth || number.whole === true);

/** Whether an array keeps no fraction: it is one of integers. */
export const holdsWholes = (value: Value): boolean =>
  everyNumber(value, (number) => number.whole === true);

function mapped(value: Value, change: (number: Scalar) => Scalar): Value {
  if (value.kind === 'scalar') return change(value);
  if (value.kind !== 'list') return value;
  return { ...value, items: value.items.map((item) => mapped(item, change)) };
}

/** The same numbers, called whole or not. */
export const marked = (value: Value, whole: boolean): Value =>
  everyNumber(value, (number) => (number.whole ?? false) === whole)
    ? value
    : mapped(value, (number) => ({ ...number, whole }));

/** The numbers in an array of this type: one of integers drops their fractions. */
export function cast(recorder: Recorder, value: Value, kind: Kind, span: Span): Value {
  const isSuch = ({ whole = false }: Scalar): boolean => whole === (kind === 'whole');
  if (everyNumber(value, isSuch)) return value;
  return mapped(value, (number) => {
    const isCut = kind === 'whole' && !isSuch(number) && !number.truth;
    const cut = isCut ? truncated(recorder, number, span) : number;
    return { ...copyOf(cut, number.boxed?.module), whole: kind === 'whole' };
  });
}

function truncated(recorder: Recorder, number: Scalar, span: Span): Scalar {
  if (!number.fixed) return asScalar(apply(recorder, 'trunc', [number], span), span);
  return Number.isInteger(number.known)
    ? number
    : constant(Math.trunc(number.known ?? NaN), number.expr.span);
}

const KEEPING: ReadonlySet<OpName> = new Set<OpName>(['add', 'sub', 'mul', 'mod', 'neg', 'floor']);

/** What `op` gives of `operands`: a whole number of whole ones, but for quotients and the like. */
export function ofKind(op: OpName, operands: readonly Value[], result: Value): Value {
  const [, by] = operands;
  const isPower = op === 'pow' && by?.kind === 'scalar' && by.fixed && (by.known ?? -1) >= 0;
  return (KEEPING.has(op) || isPower) && operands.every(isWhole) ? marked(result, true) : result;
}

/** Functions that give whole numbers of whole ones. */
const KEEPERS: ReadonlySet<string> = new Set([
  'array', 'asarray', 'tensor', 'as_tensor', 'constant', 'full', 'arange', 'sum', 'prod', 'max', 'min', 'amax', 'amin',
  'maximum', 'minimum', 'abs', 'absolute', 'where', 'cumsum', 'cumprod', 'concatenate', 'cat', 'stack', 'vstack', 'hstack',
  'dot', 'matmul', 'outer', 'clip', 'clamp', 'add', 'sub', 'subtract', 'mul', 'multiply', 'negative', 'neg', 'square', 'sign',
  'trace', 'diff', 'sort', 'flip', 'roll', 'diag', 'einsum',
]); // prettier-ignore

/** Functions that give floats of whatever numbers. */
const FLOATING = /^(?:float\w*|double|Tensor|FloatTensor|DoubleTensor|mean|linspace)$/;

const isType = (value: Value): boolean => kindOf(value) !== undefined;

/** The same function of a library, whose numbers have the type that `dtype` or its arguments say. */
export function typed(target: Func, module: string, recorder: Recorder): Func {
  if (module === 'definitions' || module === 'js') return target;
  const { name } = target;
  const call = ({ positional, named, ...more }: Arguments, span: Span): Value => {
    const makes = /^(?:(?:as)?array|(?:zeros|ones|full|empty)(?:_like)?|arange|eye)$/.test(name);
    const at = makes ? positional.findIndex(isType) : -1;
    const others = at > 0 ? positional.filter((_, i) => i !== at) : positional;
    const value = target.call({ positional: others, named, ...more }, span);
    const type = named.get('dtype') ?? positional[at];
    if (type && type.kind !== 'nothing') return cast(recorder, value, kindOf(type) ?? 'real', span);
    const [like] = positional;
    if (name.endsWith('_like') && like)
      return cast(recorder, value, holdsWholes(like) ? 'whole' : 'real', span);
    if (name === 'int') return marked(value, true);
    if (FLOATING.test(name)) return marked(value, false);
    const numbers = others.filter(({ kind }) => kind !== 'text');
    return KEEPERS.has(name) ? marked(value, numbers.every(isWhole)) : value;
  };
  return { ...target, call };
}
