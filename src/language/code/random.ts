/** Numbers that are drawn at random: inputs that nobody has given a value, called as the variable that holds them. */
import type { Builtin, BuiltinCall } from './lists';
import { reshape } from './matrices';
import { lengthsIn } from './shapes';
import { asItems, list, nothing, unsupported, type Value } from './value';

/** More than a small layer has are data, of which a circuit shows one alone. */
const MOST_DRAWN = 64;

/** How a function says the shape of what it draws: by all its arguments, or by the one at this place. */
type Shape = 'all' | 'like' | 'one' | number;

const ofNumPy: Readonly<Record<string, Shape>> = {
  randn: 'all',
  rand: 'all',
  random: 0,
  random_sample: 0,
  sample: 0,
  standard_normal: 0,
  normal: 2,
  uniform: 2,
};

/** By module, what draws numbers of a line. */
const shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  'numpy.random': ofNumPy,
  torch: { randn: 'all', rand: 'all', normal: 2, randn_like: 'like', rand_like: 'like' },
  'jax.random': { normal: 1, uniform: 1 },
  'tensorflow.random': { normal: 0, uniform: 0 },
  random: { random: 'one', uniform: 'one', gauss: 'one', normalvariate: 'one', normal: 1 },
};

/** The function of `module` that draws numbers, or a generator of them. */
export function randomBuiltin(module: string, name: string): Builtin | undefined {
  const shape = Object.entries(shapes[module] ?? {}).find(([key]) => key === name)?.[1];
  if (shape !== undefined) return (call) => drawn(call, shape);
  if (module === 'numpy.random' && /^(?:default_rng|RandomState)$/.test(name))
    return () => ({ kind: 'module', path: module });
  if (!/^(?:jax\.)?random$/.test(module)) return undefined;
  // A key of JAX is passed on, and decides nothing that is shown.
  const key: Value = { kind: 'text', text: 'key' };
  if (/^(?:PRNGKey|key|fold_in)$/.test(name)) return () => key;
  if (name !== 'split') return undefined;
  return ({ recorder, args: [, count], span }) => {
    const size = count ? recorder.shape(count, span, 'This number') : 2;
    recorder.count(size, span);
    return list(Array<Value>(Math.max(0, Math.trunc(size))).fill(key));
  };
}

function drawn(call: BuiltinCall, shape: Shape): Value {
  const { recorder, args, named, name, span } = call;
  if (shape === 'like') return likeIt(call, args[0] ?? nothing);
  const given = named.get('size') ?? named.get('shape');
  const sizes = shape === 'all' ? args : shape === 'one' ? [] : args.slice(shape, shape + 1);
  const written = (given ? [given] : sizes).filter(({ kind }) => kind !== 'nothing');
  const lengths = written.length === 0 ? [] : lengthsIn(call, written);
  const count = lengths.reduce((product, length) => product * Math.max(0, length), 1);
  if (count > MOST_DRAWN)
    unsupported(`\`${name}\` draws ${count} random numbers, and each would be an input.`, span, {
      advice: 'Write smaller sizes to see how it works.',
    });
  recorder.count(count, span);
  const isTensorOfOne = call.module === 'torch' && lengths.length === 1 && count === 1;
  if (lengths.length === 0 || isTensorOfOne) return recorder.drawn(span);
  return reshape(
    Array.from({ length: count }, () => recorder.drawn(span)),
    lengths,
    span,
  );
}

/** As many as `value` has, in its shape. */
function likeIt(call: BuiltinCall, value: Value): Value {
  const { recorder, span } = call;
  recorder.count(1, span);
  if (value.kind !== 'list') return recorder.drawn(span);
  const items = asItems(value, span).map((item) => likeIt(call, item));
  return list(items, true, value.module);
}
