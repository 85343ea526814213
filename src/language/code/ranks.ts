/** What depends on the order of numbers, which has to be known while reading: sorting, medians, places. */
import type { Span } from '../syntax';
import { apply } from './arithmetic';
import { flat, type Builtin, type BuiltinCall } from './lists';
import { fieldsOf } from './objects';
import type { Recorder } from './recorder';
import { constant, counted, list, nothing, unsupported, type Value } from './value';

/** The numbers from the smallest to the largest, each with the place that it had; what is no number is last. */
export function ranked(
  recorder: Recorder,
  items: readonly Value[],
  span: Span,
): { readonly item: Value; readonly place: number; readonly at: number }[] {
  const placed = items.map((item, place) => ({
    item,
    place,
    at: recorder.shape(item, span, 'This order'),
  }));
  const isLast = ({ at }: { at: number }): number => Number(Number.isNaN(at));
  return placed.sort((a, b) => isLast(a) - isLast(b) || a.at - b.at || 0);
}

/** The last of the numbers if it is none: then what is asked of all of them is none either. */
function lost(order: ReturnType<typeof ranked>): Value | undefined {
  const last = order.at(-1);
  return last && Number.isNaN(last.at) ? last.item : undefined;
}

/** In the order that is asked for. A function whose name says so leaves out what is not a number. */
function rankedIn(call: BuiltinCall): ReturnType<typeof ranked> {
  const { recorder, named, name, span } = call;
  const items = flat(call, call.args[0]);
  recorder.count(items.length, span);
  const order = ranked(recorder, items, span).filter(
    ({ at }) => !name.startsWith('nan') || !Number.isNaN(at),
  );
  if (order.length === 0) unsupported('This list is empty. Write a number in it.', span);
  const falls = named.get('descending');
  return falls?.kind === 'scalar' && falls.known !== 0 ? order.reverse() : order;
}

const sort: Builtin = (call) => {
  const { module, span } = call;
  const order = rankedIn(call);
  const sorted = list(
    order.map(({ item }) => item),
    true,
    module.split('.')[0],
  );
  if (module !== 'torch') return sorted;
  const places = list(order.map(({ place }) => counted(place, span)));
  return fieldsOf([
    ['values', sorted],
    ['indices', places],
    ['0', sorted],
    ['1', places],
  ]);
};

const argsort: Builtin = (call) =>
  list(
    rankedIn(call).map(({ place }) => counted(place, call.span)),
    true,
  );

/** The place of the first of the largest or of the smallest. */
const placeOf =
  (which: 'largest' | 'smallest'): Builtin =>
  (call) => {
    const { recorder, args, span } = call;
    const known = flat(call, args[0]).map((item) => recorder.shape(item, span, 'This place'));
    if (known.length === 0) unsupported('This list is empty. Write a number in it.', span);
    const found = which === 'largest' ? Math.max(...known) : Math.min(...known);
    // What is not a number is found first of all.
    const unknown = known.findIndex(Number.isNaN);
    return counted(unknown >= 0 ? unknown : known.indexOf(found), span);
  };

/** The number below which this part of the others lie, between two of them if need be. */
function quantileAt(call: BuiltinCall, part: number): Value {
  const { recorder, named, span } = call;
  const order = rankedIn(call);
  const how = named.get('method') ?? named.get('interpolation');
  if (how && !(how.kind === 'text' && how.text === 'linear'))
    unsupported('Only the linear way between two numbers is read. Delete this method.', span);
  if (!(part >= 0 && part <= 1))
    unsupported('A quantile lies between 0 and 1, and a percentile between 0 and 100.', span);
  const none = lost(order);
  if (none) return none;
  const at = part * (order.length - 1);
  const [low = nothing, high = nothing] = [Math.floor(at), Math.ceil(at)].map(
    (place) => order[place]?.item,
  );
  const share = at - Math.floor(at);
  if (share === 0) return low;
  const between = apply(recorder, 'sub', [high, low], span);
  const step = apply(recorder, 'mul', [constant(share, span), between], span);
  return apply(recorder, 'add', [low, step], span);
}

const quantile =
  (whole: number): Builtin =>
  (call) => {
    const part = call.args[1] ?? call.named.get('q') ?? nothing;
    return quantileAt(call, call.recorder.shape(part, call.span, 'This part') / whole);
  };

/** Of an even count the mean of the middle two; PyTorch takes the lower one. */
const median: Builtin = (call) => {
  const order = rankedIn(call);
  const none = lost(order);
  if (none) return none;
  const middle = (order.length - 1) / 2;
  const low = order[Math.floor(middle)]?.item ?? nothing;
  const high = order[Math.ceil(middle)]?.item ?? nothing;
  if (low === high || call.module === 'torch') return low;
  const sum = apply(call.recorder, 'add', [low, high], call.span);
  return apply(call.recorder, 'div', [sum, constant(2, call.span)], call.span);
};

/** By name. */
export const rankBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['sort', sort],
  ['argsort', argsort],
  ['argmax', placeOf('largest')],
  ['argmin', placeOf('smallest')],
  ['median', median],
  ['nanmedian', median],
  ['quantile', quantile(1)],
  ['nanquantile', quantile(1)],
  ['percentile', quantile(100)],
]);
