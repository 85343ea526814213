/** Python's dictionaries and lists: their methods, and the functions that make them. */
import { keyOf, setMember } from './code/access';
import { asCondition, equals } from './code/arithmetic';
import { refuseChoice } from './code/choices';
import { entriesOf, fieldsOf } from './code/objects';
import { ranked } from './code/ranks';
import { type Place } from './code/place';
import {
  type Arguments,
  type Fields,
  type Func,
  type List,
  type Scalar,
  type Value,
  asItems,
  constant,
  counted,
  list,
  nothing,
  refuseInside,
  truth,
  unsupported,
} from './code/value';
import { type Span } from './syntax';

type Method<Of> = (place: Place, of: Of, args: readonly Value[], span: Span) => Value;

/** A dictionary of pairs, as `dict(pairs)` and a comprehension make it. */
export function dictionaryOf(pairs: Value, place: Place, span: Span): Fields {
  return fieldsOf(
    asItems(pairs, span).map((pair) => {
      const [key, value] = asItems(pair, span);
      if (!key || !value) return unsupported('A dictionary is made of pairs.', span);
      return [keyIn(place, key, span), value];
    }),
  );
}

/** The name of the field that a key is: a text of digits is another than the number. */
export function keyIn(place: Place, key: Value, span: Span): string {
  const isDigits = key.kind === 'text' && /^['-]?\d/.test(key.text);
  return isDigits ? `'${key.text}'` : keyOf(place, key, span);
}

/** The key of a field: a number, as those of lists are, or a text. */
function keyFrom(name: string, span: Span): Value {
  if (/^-?\d/.test(name)) return constant(Number(name), span);
  return { kind: 'text', text: name.replace(/^'(.*)'$/s, '$1') };
}

/** What a loop goes through: the elements of a list, the keys of a dictionary. */
export function itemsThrough(value: Value, span: Span): readonly Value[] {
  const isDictionary = value.kind === 'fields' && value.fields.parent === null && !value.self;
  return isDictionary ? entriesOf(value).map(([key]) => keyFrom(key, span)) : asItems(value, span);
}

/** The text of a whole number that is known, or of a text; undefined of anything else. */
export function textOf(value: Value, { recorder }: Place, span: Span): string | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind !== 'scalar' || value.truth || !Number.isInteger(value.known)) return undefined;
  // Of a float it has a point, and what is computed of floats is one.
  if (!value.whole && (value.whole === false || value.expr.kind === 'call')) return undefined;
  return String(recorder.shape(value, span, 'This text'));
}

const dictionaryMethods: ReadonlyMap<string, Method<Fields>> = new Map<string, Method<Fields>>([
  ['keys', (_, of, __, span) => list(entriesOf(of).map(([key]) => keyFrom(key, span)))],
  ['values', (_, of) => list(entriesOf(of).map(([, value]) => value))],
  ['items', (_, of, __, span) => list(entriesOf(of).map(([key, value]) => list([keyFrom(key, span), value])))],
  ['copy', (_, of) => fieldsOf(entriesOf(of))],
  ['get', (place, of, [key = nothing, otherwise = nothing], span) =>
    of.fields.cells.get(keyIn(place, key, span))?.value ?? otherwise],
  ['update', (place, of, [others], span) => {
    if (others?.kind !== 'fields') return unsupported('This is not a dictionary that is written out.', span);
    for (const [key, value] of entriesOf(others)) setMember(place, of, key, value, span);
    return nothing;
  }],
]); // prettier-ignore

/** Refuses to change a list where it is open whether that is done at all. */
function refuseOpen(place: Place, of: List, span: Span): void {
  refuseChoice(of, place, span);
  if (place.flow.openBranches > 0)
    unsupported('This list grows or not, depending on an input.', span);
}

function insert(place: Place, of: List, at: number, items: readonly Value[], span: Span): Value {
  refuseOpen(place, of, span);
  for (const item of items) refuseInside(of, item, span);
  place.recorder.count(items.length, span);
  of.items.splice(at, 0, ...items.map((item) => place.recorder.share(item, span)));
  return nothing;
}

function remove(place: Place, of: List, at: number, span: Span): Value {
  refuseOpen(place, of, span);
  const [gone] = of.items.splice(at < 0 ? at + of.items.length : at, 1);
  return gone ?? unsupported('There is no such element.', span);
}

/** Gives a list other elements, under every name that it has. */
export function refill(place: Place, of: List, items: readonly Value[], span: Span): List {
  const copied = [...items];
  refuseOpen(place, of, span);
  of.items.length = 0;
  insert(place, of, 0, copied, span);
  return of;
}

const listMethods: ReadonlyMap<string, Method<List>> = new Map<string, Method<List>>([
  ['append', (place, of, [item = nothing], span) => insert(place, of, of.items.length, [item], span)],
  ['extend', (place, of, [items = nothing], span) =>
    insert(place, of, of.items.length, [...asItems(items, span)], span)],
  ['insert', (place, of, [at = nothing, item = nothing], span) =>
    insert(place, of, place.recorder.shape(at, span, 'This index'), [item], span)],
  ['pop', (place, of, [at], span) =>
    remove(place, of, at ? place.recorder.shape(at, span, 'This index') : -1, span)],
  ['copy', (_, of) => list([...of.items])],
  ['index', (place, of, [item = nothing], span) => {
    const at = of.items.findIndex((each) =>
      place.flow.decide(equals(place.recorder, each, item, span), true) ??
      unsupported('Which element this is depends on an input. Write its place.', span));
    return at < 0 ? unsupported('This list has no such element. Write one that it has.', span) : counted(at, span);
  }],
  ['reverse', (place, of, _, span) => {
    refuseOpen(place, of, span);
    of.items.reverse();
    return nothing;
  }],
  ['sort', (place, of, _, span) => {
    refuseOpen(place, of, span);
    of.items.splice(0, of.items.length, ...sorted(place, of.items, span));
    return nothing;
  }],
]); // prettier-ignore

/** Elements by size. */
function sorted({ recorder }: Place, items: readonly Value[], span: Span): Value[] {
  const order = ranked(recorder, items, span);
  if (Number.isNaN(order.at(-1)?.at))
    unsupported('Python leaves open where `nan` comes in this order. Write it out in order.', span);
  return order.map(({ item }) => item);
}

/** The method `name` of a dictionary or of a list that is no array. */
export function collectionMethod(place: Place, of: Value, name: string): Func | undefined {
  if (of.kind === 'fields' && of.fields.parent === null && !of.self) {
    const found = dictionaryMethods.get(name);
    const call: Func['call'] = ({ positional }, span) => {
      place.recorder.count(of.fields.cells.size, span);
      return found?.(place, of, positional, span) ?? nothing;
    };
    return found && named(name, call);
  }
  if (of.kind !== 'list' || of.array) return undefined;
  const found = listMethods.get(name);
  return found && named(name, ({ positional }, span) => found(place, of, positional, span));
}

function named(name: string, call: Func['call']): Func {
  return { kind: 'function', name, call };
}

type Placed = (place: Place, args: Arguments, span: Span) => Value;

/** Functions of Python that need to know where they stand. */
const placed: ReadonlyMap<string, Placed> = new Map<string, Placed>([
  ['dict', (place: Place, { positional: [from], named: options }: Arguments, span: Span) => {
    const start = from === undefined ? [] : entriesOf(from.kind === 'fields' ? from : dictionaryOf(from, place, span));
    return fieldsOf([...start, ...options]);
  }],
  ['sorted', (place: Place, { positional: [items = nothing], named: options }: Arguments, span: Span) => {
    if (options.has('key')) return unsupported('`sorted` with a key is not read. Write it without.', span);
    const found = sorted(place, asItems(items, span), span);
    const flip = options.get('reverse');
    return list(flip && place.recorder.shape(flip, span, 'This order') !== 0 ? found.reverse() : found);
  }],
  ['filter', (place: Place, { positional: [callee = nothing, items = nothing] }: Arguments, span: Span) =>
    list(asItems(items, span).filter((item) => {
      const answer = callee.kind === 'function' ? callee.call({ positional: [item], named: new Map() }, span) : item;
      const holds = place.flow.decide(asCondition(place.recorder, answer, span), true);
      return holds ?? unsupported('This filter depends on an input. Write `a if c else 0` instead.', span);
    }))],
  ['str', (place: Place, { positional: [value = nothing] }: Arguments, span: Span) => {
    const text = textOf(value, place, span);
    return text === undefined ? unsupported('Text has no gradient. Write a number instead.', span) : { kind: 'text', text };
  }],
  ['isinstance', (_: Place, { positional: [value = nothing, type = nothing] }: Arguments, span: Span) =>
    truth(isOf(value, type), span)],
]); // prettier-ignore

/** The function called `name` of Python itself. */
export function placedFunction(place: Place, name: string): Func | undefined {
  const found = placed.get(name);
  return found && named(name, (args, span) => found(place, args, span));
}

/** Whether `isinstance(value, type)`: a number is of the type of numbers, an object of its classes. */
function isOf(value: Value, type: Value): boolean {
  if (type.kind === 'list') return type.items.some((each) => isOf(value, each));
  if (type.kind !== 'function') return false;
  if (value.kind === 'scalar') return ['int', 'float'].includes(type.name);
  if (value.kind === 'list') return ['list', 'tuple'].includes(type.name);
  if (value.kind !== 'fields') return false;
  for (let names = value.fields.parent; names; names = names.parent)
    if (names === type.members) return true;
  return value.fields.parent === null && type.name === 'dict';
}

/** `item in values`: texts and fixed numbers are compared while reading, others in the circuit. */
export function contains(place: Place, values: Value, item: Value, span: Span): Scalar {
  const { recorder } = place;
  if (values.kind === 'fields')
    return truth(values.fields.cells.get(keyIn(place, item, span))?.value !== undefined, span);
  const answers = asItems(values, span).map((each) => equals(recorder, each, item, span));
  return answers.reduce<Scalar>(
    (found, answer) => {
      if (found.fixed) return found.known === 0 ? answer : found;
      if (answer.fixed) return answer.known === 0 ? found : answer;
      return recorder.op('or', [found, answer], span);
    },
    truth(false, span),
  );
}
