/** Whose memory the result of a library function is in: its own, but for a few that give what they were given. */
import { entriesOf, fieldsOf } from './objects';
import { copyOf, type Func, list, type Value } from './value';

/** What gives the same numbers in another form, or decides about their memory itself. */
const SHARES: ReadonlySet<string> = new Set([
  'view', 'reshape', 'flatten', 'ravel', 'squeeze', 'unsqueeze', 'transpose', 'positive', 'detach', 'Parameter',
  'array', 'asarray', 'tensor', 'Tensor', 'as_tensor', 'FloatTensor', 'DoubleTensor', 'constant', 'Variable', 'float32', 'float64', 'double',
]); // prettier-ignore

/** Libraries that compute; others, such as `functools`, hand on what they are given. */
const COMPUTES = /^(?:torch|numpy|scipy|jax|tensorflow|math|statistics)$/;

/** The same function, whose result no change of its arguments changes. */
export function owning(target: Func, module: string): Func {
  const root = module.split('.')[0] ?? '';
  const ofPython = root === '' && target.name === 'sum';
  if (!ofPython && (!COMPUTES.test(root) || SHARES.has(target.name))) return target;
  return {
    ...target,
    call: (args, span) => {
      const value = target.call(args, span);
      return owned(value, ofPython && isTensor(value) ? 'torch' : root);
    },
  };
}

const isTensor = (value: Value): boolean =>
  value.kind === 'scalar' && value.boxed?.module === 'torch';

/** `value` in memory of its own. Only a tensor can change; of NumPy come numbers. */
function owned(value: Value, module: string): Value {
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
