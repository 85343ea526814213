/** Methods of lists in Rust, Kotlin and Swift, one behind another: `xs.iter().map(|x| x * x).sum()`. */
import { apply, asCondition, fold } from '../code/arithmetic';
import { refuseChoice } from '../code/choices';
import {
  asItems,
  constant,
  list,
  nothing,
  refuseInside,
  unsupported,
  type Func,
  type List,
  type Value,
} from '../code/value';
import type { Span } from '../syntax';
import { owned } from './owned';
import { asWhole, converted, isWhole, type Reader } from './reader';

interface Call {
  readonly reader: Reader;
  readonly items: readonly Value[];
  readonly args: readonly Value[];
  readonly span: Span;
}

type Method = (call: Call) => Value;

function invoke(callee: Value | undefined, positional: readonly Value[], span: Span): Value {
  if (callee?.kind !== 'function')
    return unsupported('A function is needed here. Write one.', span);
  return callee.call({ positional, named: new Map() }, span);
}

const itself: Method = ({ items }) => list([...items]);

const mapped: Method = ({ items, args: [callee], span }) =>
  list(items.map((item) => invoke(callee, [item], span)));

const indexed: Method = ({ items, args: [callee], span }) =>
  list(items.map((item, i) => invoke(callee, [constant(i, span), item], span)));

/** The sum of the elements, or of what a function makes of them. */
const summed: Method = (call) => {
  const { reader, items, args, span } = call;
  const parts = args.length > 0 ? asItems(mapped(call), span) : items;
  return fold(reader.recorder, 'add', parts, span) ?? constant(0, span);
};

const multiplied: Method = ({ reader, items, span }) =>
  fold(reader.recorder, 'mul', items, span) ?? constant(1, span);

const averaged: Method = (call) =>
  apply(
    call.reader.recorder,
    'div',
    [summed({ ...call, args: [] }), constant(call.items.length, call.span)],
    call.span,
  );

function accumulated(
  { reader, span }: Call,
  all: readonly Value[],
  callee: Value | undefined,
): Value {
  const [first, ...rest] = all;
  if (!first) return unsupported('This list is empty. Write a number in it.', span);
  return rest.reduce(
    (sum, item) => invoke(callee, [reader.recorder.share(sum, span), item], span),
    first,
  );
}

const folded: Method = (call) => {
  const [start = nothing, callee] = call.args;
  return accumulated(call, [start, ...call.items], callee);
};

const reduced: Method = (call) => accumulated(call, call.items, call.args[0]);

const zipped: Method = ({ items, args: [other = nothing, callee], span }) => {
  const others = asItems(other, span);
  const pairs = items.slice(0, others.length).map((item, i) => [item, others[i] ?? nothing]);
  return list(pairs.map((pair) => (callee ? invoke(callee, pair, span) : list(pair))));
};

const filtered: Method = ({ reader, items, args: [callee], span }) =>
  list(
    items.filter((item) => {
      const condition = asCondition(reader.recorder, invoke(callee, [item], span), span);
      return (
        reader.flow.decide(condition, true) ??
        unsupported('Which elements are kept depends on an input. Write `if … else`.', span)
      );
    }),
  );

const extreme =
  (op: 'max' | 'min'): Method =>
  ({ reader, items, span }) =>
    fold(reader.recorder, op, items, span) ??
    unsupported('This list is empty. Write a number in it.', span);

const countIn = ({ reader, args: [count = nothing], span }: Call): number =>
  Math.max(0, reader.recorder.shape(count, span, 'This count'));

const rust: readonly (readonly [string, Method])[] = [
  ...['iter', 'into_iter', 'copied', 'cloned', 'collect', 'to_vec', 'clone'].map(
    (name) => [name, itself] as const,
  ),
  ['map', mapped],
  ['sum', summed],
  ['product', multiplied],
  ['fold', folded],
  ['zip', zipped],
  ['filter', filtered],
  ['rev', ({ items }) => list([...items].reverse())],
  ['take', (call) => list(call.items.slice(0, countIn(call)))],
  ['skip', (call) => list(call.items.slice(countIn(call)))],
  ['enumerate', ({ items, span }) => list(items.map((item, i) => list([constant(i, span), item])))],
  ['len', ({ items, span }) => constant(items.length, span)],
];

const kotlin: readonly (readonly [string, Method])[] = [
  ...['toList', 'toDoubleArray', 'asSequence'].map((name) => [name, itself] as const),
  ['map', mapped],
  ['mapIndexed', indexed],
  ...['sum', 'sumOf', 'sumByDouble'].map((name) => [name, summed] as const),
  ['average', averaged],
  ['fold', folded],
  ['reduce', reduced],
  ['zip', zipped],
  ['filter', filtered],
  ...['max', 'maxOrNull', 'maxOf'].map((name) => [name, ofMapped(extreme('max'))] as const),
  ...['min', 'minOrNull', 'minOf'].map((name) => [name, ofMapped(extreme('min'))] as const),
  ['reversed', ({ items }) => list([...items].reverse())],
  ['take', (call) => list(call.items.slice(0, countIn(call)))],
  ['drop', (call) => list(call.items.slice(countIn(call)))],
  ['first', ({ items }) => items[0] ?? nothing],
  ['last', ({ items }) => items.at(-1) ?? nothing],
];

/** Of what a function makes of the elements, where one is given. */
function ofMapped(method: Method): Method {
  return (call) =>
    method(
      call.args.length > 0 ? { ...call, items: asItems(mapped(call), call.span), args: [] } : call,
    );
}

const swift: readonly (readonly [string, Method])[] = [
  ['map', mapped],
  ['reduce', folded],
  ['filter', filtered],
  ['max', extreme('max')],
  ['min', extreme('min')],
  ['reversed', ({ items }) => list([...items].reverse())],
];

const cpp: readonly (readonly [string, Method])[] = [
  ['size', ({ items, span }) => asWhole(constant(items.length, span))],
  ['front', ({ items }) => items[0] ?? nothing],
  ['back', ({ items }) => items.at(-1) ?? nothing],
  [
    'at',
    ({ reader, items, args: [at = nothing], span }) =>
      items[reader.recorder.shape(at, span, 'This index')] ?? nothing,
  ],
];

/** Puts an element behind the others, of the type that they have. */
const pushed =
  (of: List): Method =>
  ({ reader, args: [value = nothing], span }) => {
    if (reader.flow.openBranches > 0)
      return unsupported('This list grows or not, depending on an input.', span);
    refuseChoice(of, reader, span);
    refuseInside(of, value, span);
    const [first] = of.items;
    const kind = of.element ?? (first && isWhole(first) ? 'whole' : 'open');
    const own = converted(reader, owned(reader, value), kind, span);
    of.items.push(reader.recorder.share(own, span));
    return nothing;
  };

/** What puts an element behind the others in each language. */
const PUSHING: ReadonlyMap<string, RegExp> = new Map([
  ['cpp', /^(?:push_back|emplace_back)$/],
  ['cuda', /^(?:push_back|emplace_back)$/],
  ['rust', /^push$/],
  ['kotlin', /^add$/],
  ['swift', /^append$/],
]);

const tables: ReadonlyMap<string, ReadonlyMap<string, Method>> = new Map([
  ['rust', new Map(rust)],
  ['kotlin', new Map(kotlin)],
  ['swift', new Map(swift)],
  ['cpp', new Map(cpp)],
]);

/** The method of a list, or undefined. */
export function methodOfList(name: string, of: List, reader: Reader): Func | undefined {
  const { library } = reader.profile;
  const isPush = PUSHING.get(library)?.test(name);
  const method = isPush ? pushed(of) : tables.get(library)?.get(name);
  if (!method) return undefined;
  const call: Func['call'] = ({ positional }, span) => {
    reader.recorder.count(of.items.length, span);
    return method({ reader, items: of.items, args: positional, span });
  };
  return { kind: 'function', name, call };
}

const LISTS =
  /^(?:listOf|mutableListOf|arrayOf|doubleArrayOf|floatArrayOf|intArrayOf|arrayListOf|sequenceOf)$/;

/** Kotlin's functions that make a list of their arguments. */
export function listFunction(name: string, { profile }: Reader): Func | undefined {
  if (profile.library !== 'kotlin' || !LISTS.test(name)) return undefined;
  return { kind: 'function', name, call: ({ positional }) => list([...positional]) };
}
