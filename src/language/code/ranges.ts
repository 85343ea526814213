/** Numbers that are counted from one to another: `range(3)`, `np.arange(0, 1, 0.25)`. */
import { array, type Builtin, type BuiltinCall } from './lists';
import { constant, list, refuse, unsupported, type Value } from './value';

const LONGEST_RANGE = 20000;

function range({ recorder, args, span }: BuiltinCall): Value {
  const bounds = args.map((arg) => recorder.shape(arg, span, 'This range'));
  const [start = 0, stop = 0, by = 1] = bounds.length === 1 ? [0, ...bounds] : bounds;
  if (![start, stop, by].every(Number.isInteger) || by === 0) {
    return unsupported('The bounds of a range must be whole numbers. Write such.', span);
  }
  const length = Math.max(0, Math.ceil((stop - start) / by));
  if (length > LONGEST_RANGE)
    return refuse(
      'too large',
      `A range of ${length} steps is too long to unroll. Write fewer.`,
      span,
    );
  return list(
    Array.from({ length }, (_, i) => ({ ...constant(start + i * by, span), whole: true })),
  );
}

/** NumPy's `arange`, whose step may be a fraction. */
function steps(call: BuiltinCall): Value {
  const { recorder, args, span } = call;
  const bounds = args.map((arg) => recorder.shape(arg, span, 'This range'));
  if (bounds.every(Number.isInteger)) return range(call);
  const [start = 0, stop = 0, by = 1] = bounds.length === 1 ? [0, ...bounds] : bounds;
  const length = Math.max(0, Math.ceil((stop - start) / by));
  if (!(length <= LONGEST_RANGE))
    return refuse('too large', 'This range is too long to unroll. Write fewer steps.', span);
  return list(Array.from({ length }, (_, i) => constant(start + i * by, span)));
}

/** By name. */
export const rangeBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['range', range],
  ['arange', (call) => array({ ...call, args: [steps(call)] })],
]);
