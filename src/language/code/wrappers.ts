/** What makes a function of a function, and computes nothing itself: `jax.jit(f)`, `jax.vmap(f)`. */
import type { Span } from '../syntax';
import type { Builtin, BuiltinCall } from './lists';
import { asItems, list, nothing, unknown, unsupported, type Arguments, type Value } from './value';

/** The function itself, which is only to run faster. */
function faster({ args: [callee = nothing], span }: BuiltinCall): Value {
  return callee.kind === 'scalar'
    ? unknown('This function is not defined in the selection. Select its definition too.', span)
    : callee;
}

/** JAX's `vmap(f)`: the function of numbers, for every element of what it is given. */
function mapped({
  args: [callee = nothing, ...more],
  named,
  module,
  span: at,
}: BuiltinCall): Value {
  if (callee.kind !== 'function' || more.length > 0 || named.size > 0)
    return unknown('This is read of a function alone. Write a loop over its elements.', at);
  const root = module.split('.')[0];
  const call = ({ positional }: Arguments, span: Span): Value => {
    const lengths = positional.flatMap((each) => (each.kind === 'list' ? [each.items.length] : []));
    const [length] = lengths;
    if (length === undefined) return callee.call({ positional, named }, span);
    if (lengths.length < positional.length || lengths.some((each) => each !== length))
      return unsupported('This takes lists of one length. Write those.', span);
    const items = Array.from({ length }, (_, i) =>
      callee.call(
        { positional: positional.map((each) => asItems(each, span)[i] ?? nothing), named },
        span,
      ),
    );
    return list(items, true, root);
  };
  return { kind: 'function', name: callee.name, call };
}

/** By name. */
export const wrapperBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['jit', faster],
  ['njit', faster],
  ['compile', faster],
  ['vmap', mapped],
  ['vectorize', mapped],
]);
