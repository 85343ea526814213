/** Objects and dictionaries: their fields, and the methods of their classes. */
import type { Span } from '../syntax';
import type { Place } from './place';
import type { Source } from './source';
import { Scope } from './scope';
import { unsupported, type Fields, type Func, type Names, type Value } from './value';

/** An object with these fields; `parent` is what its class gives it, `side` where it is made. */
export function fieldsOf(
  entries: Iterable<readonly [string, Value]>,
  parent: Names | null = null,
  side: object = {},
): Fields {
  const fields = new Scope(parent, side);
  for (const [name, value] of entries) fields.own(name).value = value;
  return { kind: 'fields', fields };
}

/** The fields of an object itself, in the order they were made. */
export function entriesOf({ fields }: Fields): (readonly [string, Value])[] {
  return [...fields.cells].flatMap(([name, { value }]) => (value ? [[name, value] as const] : []));
}

/** Numbers that an object starts with are inputs, unless its code changes them; `path` stands before their names. */
export function startWithInputs(
  object: Fields,
  { recorder, flow, source }: Place,
  span: Span,
  path = '',
): void {
  if (!flow.isOutermost()) return;
  const seen = new Set([object]);
  const pending = [{ object, path }];
  for (let each = pending.pop(); each; each = pending.pop()) {
    // The code of a class gives a field its first value, too.
    const first = each.object.fields.parent ? 1 : 0;
    for (const [key, value] of entriesOf(each.object)) {
      if ((countGiven(source).get(key) ?? 0) > first) continue;
      const name = each.path + key;
      if (value.kind !== 'fields')
        each.object.fields.own(key).value = recorder.written(name, value, span);
      else if (!seen.has(value)) pending.push({ object: value, path: `${name}.` });
      if (value.kind === 'fields') seen.add(value);
    }
  }
}

/** `self.w =`, `p['w'] +=` */
const GIVEN =
  /(?:\.([#\p{L}_$][\p{L}\p{N}_$]*)|\[["']([^"'\n]*)["']\])[ \t]*(?:[-+*/%]|\*\*|\/\/)?=(?![=>])/gu;

/** How often a text gives each field a value. */
const countsOf = new WeakMap<Source, ReadonlyMap<string, number>>();

function countGiven(source: Source): ReadonlyMap<string, number> {
  const known = countsOf.get(source);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const [, field, key = field ?? ''] of source.text.matchAll(GIVEN))
    counts.set(key, (counts.get(key) ?? 0) + 1);
  countsOf.set(source, counts);
  return counts;
}

/** What an object has under a name: a field, or a method that knows whose it is. */
export function memberOfObject(object: Fields, name: string, span: Span): Value | undefined {
  return bound(object.fields.find(name)?.value, object.self ?? object, span);
}

/** What a class itself has under a name. */
export function memberOfClass(type: Func, name: string, span: Span): Value | undefined {
  return bound(type.statics?.find(name)?.value, type, span);
}

function bound(found: Value | undefined, self: Value, span: Span): Value | undefined {
  if (found?.kind !== 'function' || !found.bind) return found;
  const method = found.bind(self);
  return found.getter ? method.call({ positional: [], named: new Map() }, span) : method;
}

/** A method that is made anew for every object, so that its body sees whose it is. */
export function methodOfObjects(name: string, make: (self: Value) => Func): Func {
  return {
    kind: 'function',
    name,
    bind: make,
    call: ({ positional: [self, ...positional], named }, span) =>
      self
        ? make(self).call({ positional, named }, span)
        : unsupported(`\`${name}\` is a method; call it on an object.`, span),
  };
}
