/** Functions that put the same numbers into an array of another shape, or fill one. */
import type { Span } from '../syntax';
import { flat, type Builtin, type BuiltinCall } from './lists';
import { flatten, reshape, squeeze, unsqueeze } from './matrices';
import { constant, list, nothing, unsupported, type Value } from './value';

/** The lengths `(2, 3)`, or `2, 3` as arguments of their own. */
export function lengthsIn({ recorder, span }: BuiltinCall, shape: readonly Value[]): number[] {
  const [only] = shape;
  const lengths = shape.length === 1 && only?.kind === 'list' ? only.items : shape;
  return lengths.map((length) => recorder.shape(length, span, 'This shape'));
}

/** The axis that is written, by position or by one of these names. */
function axisIn(
  { recorder, args, named, span }: BuiltinCall,
  names: readonly string[],
): number | undefined {
  const given = args[1] ?? names.map((name) => named.get(name)).find((axis) => axis);
  return given && recorder.shape(given, span, 'This axis');
}

/** Numbers are taken row by row: another order would be other numbers at the same places. */
function refuseOrder(order: Value | undefined, span: Span): void {
  if (order && !(order.kind === 'text' && order.text === 'C'))
    unsupported('Arrays are read row by row. Delete the order.', span);
}

const reshaped: Builtin = (call) => {
  const { args, named, span } = call;
  refuseOrder(named.get('order'), span);
  const [value = nothing, ...shape] = args;
  const given = named.get('shape') ?? named.get('newshape');
  const lengths = lengthsIn(call, given ? [given] : shape);
  return value.kind === 'scalar' ? value : reshape(flat(call, value), lengths, span);
};

const full: Builtin = (call) => {
  const { recorder, args, named, span } = call;
  const [shape = nothing, given] = args;
  const lengths = lengthsIn(call, [shape]);
  const length = lengths.reduce((size, each) => size * Math.max(0, each), 1);
  recorder.count(length, span);
  const value = recorder.share(given ?? named.get('fill_value') ?? constant(0, span), span);
  return reshape(Array<Value>(length).fill(value), lengths, span);
};

/** An array of the same shape, every number of which is `fill`. */
const filledLike = (value: Value, fill: Value): Value =>
  value.kind === 'list'
    ? list(
        value.items.map((item) => filledLike(item, fill)),
        true,
        value.module,
      )
    : fill;

const fullLike: Builtin = ({ recorder, args: [value = nothing, given], named, span }) =>
  filledLike(value, recorder.share(given ?? named.get('fill_value') ?? constant(0, span), span));

const flattened: Builtin = (call) => {
  const { args, named, span } = call;
  const [value = nothing, from, to = named.get('end_dim')] = args;
  refuseOrder(from?.kind === 'text' ? from : named.get('order'), span);
  if (to) unsupported('Only a first axis is read here. Delete the last one.', span);
  const start = from?.kind === 'text' ? undefined : axisIn(call, ['start_dim']);
  return flatten(value, start ?? 0, (inner) => flat(call, inner));
};

const squeezed: Builtin = (call) => squeeze(call.args[0] ?? nothing, axisIn(call, ['dim', 'axis']));

const unsqueezed: Builtin = (call) => {
  const [value = nothing] = call.args;
  return value.kind === 'scalar'
    ? value
    : unsqueeze(value, axisIn(call, ['dim', 'axis']) ?? 0, call.span);
};

/** By name. */
export const shapeBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...['reshape', 'view'].map((name) => [name, reshaped] as const),
  ...['flatten', 'ravel'].map((name) => [name, flattened] as const),
  ['full', full],
  ['full_like', fullLike],
  ['zeros_like', ({ args: [value = nothing], span }) => filledLike(value, constant(0, span))],
  ['ones_like', ({ args: [value = nothing], span }) => filledLike(value, constant(1, span))],
  ['squeeze', squeezed],
  ['unsqueeze', unsqueezed],
]);
