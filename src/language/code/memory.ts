/** Whose memory the result of a library function is in: its own, but for a few that give what they were given. */
import type { Span } from '../syntax';
import { detached } from './arithmetic';
import { entriesOf, fieldsOf } from './objects';
import type { Recorder } from './recorder';
import {
  type Arguments,
  copyOf,
  type Func,
  list,
  type List,
  nothing,
  rowsOf,
  type Slice,
  sourcesOf,
  type Value,
} from './value';

/** What gives the same numbers in another form. */
const VIEWS: ReadonlySet<string> = new Set([
  'view', 'reshape', 'flatten', 'ravel', 'squeeze', 'unsqueeze', 'transpose', 't', 'detach', 'positive',
]); // prettier-ignore

/** What NumPy does the other way round. */
const DIFFERS: ReadonlySet<string> = new Set(['flatten', 'flip', 'positive']);

/** Whether a function of `module` called `name` gives the same numbers in another form. */
export const isView = (module: string, name: string): boolean =>
  VIEWS.has(name) !== (module === 'numpy' && DIFFERS.has(name));

/** Whether a result is a part of one array: `np.diag(A)`, `np.einsum('ij->ji', A)`. */
function isPart(name: string, [first = nothing, second]: readonly Value[]): boolean {
  if (name === 'diag') return first.kind === 'list' && rowsOf(first)[0] !== first;
  if (name !== 'einsum' || first.kind !== 'text' || second?.kind !== 'list') return false;
  const [from = '', to] = first.text.replace(/\s/g, '').split('->');
  const isOnce = (letter: string, at: number): boolean => from.indexOf(letter) === at;
  const letters = Array.from(from);
  return !from.includes(',') && letters.every((each, at) => to?.includes(each) ?? isOnce(each, at));
}

/** What decides about the memory of its result itself. */
const MAKERS: ReadonlySet<string> = new Set([
  'array', 'asarray', 'tensor', 'Tensor', 'as_tensor', 'FloatTensor', 'DoubleTensor', 'constant', 'Variable', 'Parameter',
  'float32', 'float64', 'double',
]); // prettier-ignore

/** Libraries that compute; others, such as `functools`, hand on what they are given. */
const COMPUTES = /^(?:torch|numpy|scipy|jax|tensorflow|math|statistics)$/;

/** The same function, whose result no change of its arguments changes unless it shares their numbers. */
export function owning(target: Func, module: string, recorder: Recorder): Func {
  const root = module.split('.')[0] ?? '';
  const { name } = target;
  const ofPython = root === '' && name === 'sum';
  if (!ofPython && (!COMPUTES.test(root) || MAKERS.has(name))) return target;
  const call = (args: Arguments, span: Span): Value => {
    const value = target.call(args, span);
    const of = args.positional.find(({ kind }) => kind === 'list');
    if (isView(root, name) || isPart(name, args.positional))
      return of?.kind === 'list' ? partOf(recorder, of, value) : value;
    return owned(value, ofPython && isTensor(value) ? 'torch' : root);
  };
  return { ...target, call };
}

/** A part of the array `of`, which shares its numbers: a change of one changes the other. */
export function partOf({ wholes }: Recorder, of: List, part: Value): Value {
  if (part.kind !== 'list' || !of.array) return part;
  const own = new Set(rowsOf(of));
  const sliced: Slice = { of: [...own].flatMap(sourcesOf) };
  const mark = (value: Value): Value => {
    if (value.kind !== 'list' || own.has(value)) return value;
    const items = rowsOf(value)[0] === value ? value.items : value.items.map(mark);
    return { ...value, items, module: value.module ?? of.module, sliced };
  };
  wholes.hasSlices = true;
  return mark(part);
}

const isTensor = (value: Value): boolean =>
  value.kind === 'scalar' && value.boxed?.module === 'torch';

/** The same numbers without their gradients, in the same memory. */
export function detachedAll(recorder: Recorder, value: Value, span: Span): Value {
  if (value.kind === 'scalar') return detached(recorder, value, span);
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => detachedAll(recorder, item, span));
  return partOf(recorder, value, list(items, value.array, value.module));
}

/** What `tolist` gives: numbers that cannot change, in lists. Those of tensors have no gradient. */
export function unboxed(recorder: Recorder, value: Value, span: Span): Value {
  if (value.kind === 'list') return list(value.items.map((item) => unboxed(recorder, item, span)));
  if (value.kind !== 'scalar') return value;
  return copyOf(isTensor(value) ? recorder.op('detach', [value], span) : value, '');
}

/** `value` in memory of its own. Only a tensor can change; of NumPy come numbers. */
export function owned(value: Value, module: string | undefined): Value {
  if (value.kind === 'list')
    return list(
      value.items.map((item) => owned(item, module)),
      value.array,
      value.array ? module : value.module,
    );
  if (value.kind === 'fields' && value.fields.parent === null)
    return fieldsOf(entriesOf(value).map(([name, item]) => [name, owned(item, module)]));
  return value.kind === 'scalar' ? copyOf(value, module === 'torch' ? module : '') : value;
}
