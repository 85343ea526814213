/** JavaScript: arrays, their length and their methods. */
import { asCondition, equals, fold } from './code/arithmetic';
import { refuseChoice } from './code/choices';
import { join } from './code/lists';
import { type Place } from './code/place';
import {
  type List,
  type Value,
  constant,
  counted,
  list,
  nothing,
  refuseInside,
  truth,
  unknown,
  unsupported,
} from './code/value';
import { type Span } from './syntax';

function invoke(callee: Value | undefined, positional: readonly Value[], span: Span): Value {
  if (callee?.kind !== 'function')
    return unsupported('A function is needed here. Write one, such as `x => x * x`.', span);
  return callee.call({ positional, named: new Map() }, span);
}

/** What a callback gives for every element. */
export function mapped(items: readonly Value[], callee: Value, span: Span): List {
  return list(items.map((item, i) => invoke(callee, [item, constant(i, span)], span)));
}

type ArrayMethod = (place: Place, array: List, args: readonly Value[], span: Span) => Value;

function reduced(
  place: Place,
  items: readonly Value[],
  indices: readonly number[],
  args: readonly Value[],
  span: Span,
): Value {
  const [callee, start] = args;
  const first = start ?? items[0];
  if (!first) return unsupported('An empty array needs a start value here. Write it.', span);
  return items
    .slice(start ? 0 : 1)
    .reduce<Value>(
      (sum, item, i) =>
        invoke(
          callee,
          [place.recorder.share(sum, span), item, constant(indices[start ? i : i + 1] ?? i, span)],
          span,
        ),
      first,
    );
}

/** Whether a condition of a callback holds, which has to be known while reading. */
function holds(
  place: Place,
  callee: Value | undefined,
  item: Value,
  i: number,
  span: Span,
): boolean {
  const condition = asCondition(
    place.recorder,
    invoke(callee, [item, constant(i, span)], span),
    span,
  );
  const known = place.flow.decide(condition, true);
  return (
    known ?? unsupported('Which elements are kept depends on an input. Write `c ? a : b`.', span)
  );
}

function bound(
  place: Place,
  value: Value | undefined,
  length: number,
  otherwise: number,
  span: Span,
): number {
  if (!value) return otherwise;
  const at = place.recorder.shape(value, span, 'This bound');
  return at < 0 ? Math.max(0, length + at) : at;
}

function refuseOpen(place: Place, array: List, span: Span): void {
  if (place.flow.openBranches > 0)
    unsupported(
      'This array changes or not, depending on an input. Write `c ? a : b` instead.',
      span,
    );
  refuseChoice(array, place, span);
}

/** Puts values into an array at a place; how long it is then. */
function inserted(
  place: Place,
  array: List,
  at: number,
  values: readonly Value[],
  span: Span,
): Value {
  refuseOpen(place, array, span);
  for (const value of values) refuseInside(array, value, span);
  place.recorder.count(values.length, span);
  array.items.splice(at, 0, ...values.map((value) => place.recorder.share(value, span)));
  return constant(array.items.length, span);
}

const methods: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['map', (_, { items }, [callee], span) => mapped(items, callee ?? nothing, span)],
  ['flatMap', ({ recorder }, { items }, [callee], span) => list(join(recorder, mapped(items, callee ?? nothing, span).items, span))],
  [
    'forEach',
    (_, { items }, [callee], span) => {
      mapped(items, callee ?? nothing, span);
      return nothing;
    },
  ],
  ['filter', (place, { items }, [callee], span) => list(items.filter((item, i) => holds(place, callee, item, i, span)))],
  ['reduce', (place, { items }, args, span) => reduced(place, items, items.map((_, i) => i), args, span)],
  ['reduceRight', (place, { items }, args, span) => reduced(place, [...items].reverse(), items.map((_, i) => items.length - 1 - i), args, span)],
  ['slice', (place, { items }, [from, to], span) => list(items.slice(bound(place, from, items.length, 0, span), bound(place, to, items.length, items.length, span)))],
  ['concat', ({ recorder }, array, others, span) => list(join(recorder, [array, ...others], span))],
  ['reverse', (place, array, _, span) => {
    refuseOpen(place, array, span);
    array.items.reverse();
    return array;
  }],
  ['toReversed', (_, { items }) => list([...items].reverse())],
  ['fill', (place, array, [value = nothing, from, to], span) => {
    refuseOpen(place, array, span);
    refuseInside(array, value, span);
    const { length } = array.items;
    array.items.fill(place.recorder.share(value, span), bound(place, from, length, 0, span), bound(place, to, length, length, span));
    return array;
  }],
  ['shift', (place, array, _, span) => (refuseOpen(place, array, span), array.items.shift() ?? nothing)],
  ['unshift', (place, array, args, span) => inserted(place, array, 0, args, span)],
  ['splice', (place, array, [from = nothing, count, ...args], span) => {
    const at = Math.min(bound(place, from, array.items.length, 0, span), array.items.length);
    const gone = Math.max(0, count ? place.recorder.shape(count, span, 'This number') : array.items.length);
    refuseOpen(place, array, span);
    const removed = list(array.items.splice(at, gone));
    inserted(place, array, at, args, span);
    return removed;
  }],
  ['flat', ({ recorder }, { items }, _, span) => list(join(recorder, items, span))],
  ['includes', (place, { items }, [item = nothing], span) => among(place, items, item, span)],
  ['sort', (place, array, [callee], span) => sorted(place, array, callee, span)],
  ['findIndex', (place, { items }, [callee], span) => counted(items.findIndex((item, i) => holds(place, callee, item, i, span)), span)],
  ['indexOf', (place, { items }, [item = nothing], span) =>
    counted(items.findIndex((each) => isSame(place, each, item, span)), span)],
  ['find', (place, { items }, [callee], span) => items.find((item, i) => holds(place, callee, item, i, span)) ?? nothing],
  ['pop', (place, array, _, span) => (refuseOpen(place, array, span), array.items.pop() ?? nothing)],
  ['keys', (_, { items }, __, span) => list(items.map((___, i) => constant(i, span)))],
  ['values', (_, { items }) => list([...items])],
  ['entries', (_, { items }, __, span) => list(items.map((item, i) => list([constant(i, span), item])))],
  ['at', (place, { items }, [index = nothing], span) => items.at(place.recorder.shape(index, span, 'This index')) ?? nothing],
  ['every', (place, { items }, [callee], span) => connected(place, 'and', items, callee, span)],
  ['some', (place, { items }, [callee], span) => connected(place, 'or', items, callee, span)],
  ['push', (place, array, args, span) => inserted(place, array, array.items.length, args, span)],
]); // prettier-ignore

/** Whether two values are equal, which has to be known while reading. */
function isSame(place: Place, a: Value, b: Value, span: Span): boolean {
  return (
    place.flow.decide(equals(place.recorder, a, b, span), true) ??
    unsupported('Which element this is depends on an input. Write its place.', span)
  );
}

/** Whether an item is one of several: an `or` of equalities where that is open. */
function among({ recorder }: Place, items: readonly Value[], item: Value, span: Span): Value {
  const answers = items.map((each) => equals(recorder, each, item, span));
  if (answers.some(({ fixed, known }) => fixed && known === 1)) return truth(true, span);
  const open = answers.filter(({ fixed }) => !fixed);
  return fold(recorder, 'or', open, span) ?? truth(false, span);
}

/** Sorts by a comparison whose answers have to be known while reading. */
function sorted(place: Place, array: List, callee: Value | undefined, span: Span): Value {
  refuseOpen(place, array, span);
  if (!callee)
    return unsupported('This array is sorted in a way that is not read. Give a comparison.', span);
  array.items.sort((a, b) =>
    place.recorder.shape(invoke(callee, [a, b], span), span, 'This order'),
  );
  return array;
}

function connected(
  place: Place,
  op: 'and' | 'or',
  items: readonly Value[],
  callee: Value | undefined,
  span: Span,
): Value {
  const conditions = mapped(items, callee ?? nothing, span).items;
  return (
    fold(
      place.recorder,
      op,
      conditions.map((condition) => asCondition(place.recorder, condition, span)),
      span,
    ) ?? constant(Number(op === 'and'), span)
  );
}

/** `xs.name` of an array: its length, or a method. */
export function memberOfArray(place: Place, array: List, name: string, span: Span): Value {
  if (name === 'length') return counted(array.items.length, span);
  const found = methods.get(name);
  if (!found) return unknown(`\`.${name}\` of an array is not known here. Write it out.`, span);
  return {
    kind: 'function',
    name,
    call: ({ positional }, at) => {
      place.recorder.count(array.items.length, at);
      return found(place, array, positional, at);
    },
  };
}
