/** JavaScript's Map: an object whose fields are reached by methods. */
import { keyOf, setMember } from './code/access';
import { entriesOf, fieldsOf, methodOfObjects } from './code/objects';
import { Scope } from './code/scope';
import {
  asItems,
  constant,
  list,
  nothing,
  truth,
  unsupported,
  type Fields,
  type Func,
  type Value,
} from './code/value';
import type { Script } from './javascript-script';
import type { Span } from './syntax';

type Method = (script: Script, map: Fields, args: readonly Value[], span: Span) => Value;

/** Owns the methods, so that a map is told from other objects. */
const MAPS = {};

const methods: Readonly<Record<string, Method>> = {
  get: (script, map, [key = nothing], span) => {
    const name = keyOf(script, key, span);
    const message = `This map has nothing under \`${name}\`. Write a key that it has.`;
    const missing: Value = { ...nothing, missing: { kind: 'unsupported', message, span } };
    return entriesOf(map).find(([own]) => own === name)?.[1] ?? missing;
  },
  set: (script, map, [key = nothing, value = nothing], span) => {
    setMember(script, map, keyOf(script, key, span), value, span);
    return map;
  },
  has: (script, map, [key = nothing], span) => {
    const name = keyOf(script, key, span);
    return truth(
      entriesOf(map).some(([own]) => own === name),
      span,
    );
  },
  keys: (_, map) => list(entriesOf(map).map(([name]) => ({ kind: 'text', text: name }))),
  values: (_, map) => list(entriesOf(map).map(([, value]) => value)),
  entries: (_, map) => list(pairs(map)),
  size: (_, map, __, span) => constant(map.fields.cells.size, span),
};

/** `new Map([['a', 1], ['b', 2]])` */
export function makeMap(script: Script, [given]: readonly Value[], span: Span): Value {
  const entries = given && given.kind !== 'nothing' ? itemsOf(given, span) : [];
  script.recorder.count(entries.length, span);
  const own = new Scope(null, MAPS);
  for (const [name, method] of Object.entries(methods)) {
    own.own(name).value = {
      ...methodOfObjects(name, (self) => ({
        kind: 'function',
        name,
        call: ({ positional }, at) =>
          self.kind === 'fields'
            ? method(script, self, positional, at)
            : unsupported(`\`${name}\` is a method of a map.`, at),
      })),
      ...(name === 'size' ? { getter: true } : {}),
    } satisfies Func;
  }
  const named = entries.map((entry) => {
    const [key = nothing, value = nothing] = asItems(entry, span);
    return [keyOf(script, key, span), value] as const;
  });
  return fieldsOf(named, own, script.flow.side);
}

/** What a loop goes through: the elements of a list, or the pairs of a map. */
export function itemsOf(value: Value, span: Span): readonly Value[] {
  const isMap = value.kind === 'fields' && value.fields.parent?.owner === MAPS;
  return isMap ? pairs(value) : asItems(value, span);
}

function pairs(map: Fields): Value[] {
  return entriesOf(map).map(([name, value]) => list([{ kind: 'text', text: name }, value]));
}
