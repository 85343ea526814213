/** Objects and dictionaries: their fields, and the methods of their classes. */
import type { Span } from '../syntax';
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

/** What an object has under a name: a field, or a method that knows whose it is. */
export function memberOfObject(object: Fields, name: string, span: Span): Value | undefined {
  return bound(object.fields.find(name)?.value, object.self ?? object, span);
}

/** What is called where a field is given a value has a name that no field can have. */
export const setterOf = (name: string): string => `set ${name}`;

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

/** Whether two objects are of one kind, field by field. */
export function haveSameNames(a: Fields, b: Fields): boolean {
  const [names, others] = [a, b].map((object) => entriesOf(object).map(([name]) => name));
  return (
    a.fields.parent === b.fields.parent &&
    names?.length === others?.length &&
    names?.every((name) => others?.includes(name)) === true
  );
}
