/** What makes a function of a function, and computes nothing itself: `jax.jit(f)`, `jax.vmap(f)`. */
import type { Span } from '../syntax';
import { axesOf } from './arithmetic';
import type { Builtin, BuiltinCall } from './lists';
import {
  list,
  nothing,
  unknown,
  unsupported,
  type Arguments,
  type Func,
  type List,
  type Value,
} from './value';

/** The function itself, which is only to run faster. */
function faster({ args: [callee = nothing], span }: BuiltinCall): Value {
  return callee.kind === 'scalar'
    ? unknown('This function is not defined in the selection. Select its definition too.', span)
    : callee;
}

/** What is done with all of its arguments, by their places; `isWhole`: this one is the same in every call. */
type Spread = (
  callee: Func,
  args: readonly Value[],
  span: Span,
  isWhole: (at: number) => boolean,
) => Value;

/** Which arguments `in_axes` leaves whole; undefined where it names another axis than the first. */
function wholesIn(axes: Value | undefined): ((at: number) => boolean) | undefined {
  const each = axes?.kind === 'list' ? axes.items : [];
  const isRead = (axis: Value): boolean =>
    axis.kind === 'nothing' || (axis.kind === 'scalar' && axis.known === 0);
  if (!(axes?.kind === 'list' ? each : [axes ?? nothing]).every(isRead)) return undefined;
  return (at) => each[at]?.kind === 'nothing';
}

/** A function that calls what it is made of again and again, as `spread` says. */
const mapping =
  (spread: Spread): Builtin =>
  ({ args: [callee = nothing, ...more], named, span: at }) => {
    const [axes = named.get('in_axes'), ...others] = more;
    const isWhole = wholesIn(axes);
    const options = named.size - Number(named.has('in_axes'));
    if (!isWhole)
      return unknown('Only the axes 0 and None are read here. Turn the array with `.T`.', at);
    if (callee.kind !== 'function' || others.length > 0 || options > 0)
      return unknown('This is read of a function alone. Write a loop over its elements.', at);
    const call = ({ positional, named: given }: Arguments, span: Span): Value => {
      const [key] = given.keys();
      if (key !== undefined)
        return unsupported(
          `Arguments by name are not read here. Write \`${key}\` by its place.`,
          span,
        );
      return spread(callee, positional, span, isWhole);
    };
    return { kind: 'function', name: callee.name, call };
  };

const isList = (value: Value): value is List => value.kind === 'list';

/** One call for every place that the lists among `args` have; a number is the same in each, and so are others. */
function overPlaces(
  args: readonly Value[],
  module: string | undefined,
  span: Span,
  each: (row: readonly Value[]) => Value,
  isWhole: (at: number) => boolean = () => false,
): List {
  const lists = args.filter((arg, at): arg is List => isList(arg) && !isWhole(at));
  const length = lists[0]?.items.length ?? 0;
  if (lists.some(({ items }) => items.length !== length))
    return unsupported('These arrays have different lengths. Give them as many elements.', span);
  const items = Array.from({ length }, (_, i) =>
    each(args.map((arg, at) => (isList(arg) && !isWhole(at) ? (arg.items[i] ?? nothing) : arg))),
  );
  return list(items, true, module);
}

/** JAX's `vmap(f)`: the function of what the arrays hold along their first axis. */
const alongArrays: Spread = (callee, args, span, isWhole) => {
  const call = (positional: readonly Value[]): Value =>
    callee.call({ positional, named: new Map() }, span);
  const mapped = args.filter((_, at) => !isWhole(at));
  const lists = mapped.filter(isList);
  // A number of which nothing is said may be an array of any length.
  if (lists.length === 0) return call(args);
  if (lists.length < mapped.length)
    return unsupported('`vmap` goes along an array, and this is given a number, too.', span, {
      advice: 'Write an array, or `in_axes=(0, None)` where the number stays the same.',
    });
  const isArray = ({ array }: List): boolean => array;
  if (!lists.every(isArray))
    return unsupported(
      '`vmap` goes along arrays, and this is a list. Write `jnp.array([…])`.',
      span,
    );
  const result = overPlaces(args, lists[0]?.module, span, call, isWhole);
  return result.items.every((item) => item.kind === 'scalar' || (isList(item) && item.array))
    ? result
    : unsupported('This function gives more than one array. Map one that gives one.', span);
};

/** NumPy's `vectorize(f)`: the function of numbers, for every number. */
const forNumbers: Spread = (callee, args, span) => {
  const axes = args.filter(isList).map(axesOf);
  if (axes.some((count) => count !== axes[0]))
    return unsupported('These arrays have different shapes. Write arrays of one shape.', span);
  const spread = (row: readonly Value[]): Value =>
    row.some(isList)
      ? overPlaces(row, 'numpy', span, spread)
      : callee.call({ positional: row, named: new Map() }, span);
  return spread(args);
};

/** By name. */
export const wrapperBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['jit', faster],
  ['njit', faster],
  ['compile', faster],
  ['vmap', mapping(alongArrays)],
  ['vectorize', mapping(forNumbers)],
]);
