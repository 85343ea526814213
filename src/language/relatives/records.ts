/** Structures of numbers: which fields a type has, and its values as they are written. */
import type { Cursor } from './cursor';
import type { Field, FieldType, Term } from './tree';
import { isModifier, kindOfType, passAngles, readType } from './types';

/** Whether the definition of a structure may start here. */
export function isRecordType(cursor: Cursor): boolean {
  const { types, library } = cursor.profile;
  if (library === 'go') return cursor.is('type') && cursor.peek(2).text === 'struct';
  let i = 0;
  while (cursor.is('typedef', 'pub') && cursor.peek(i).kind === 'word' && i < 1) i++;
  const isStruct = cursor.peek(i).text === 'struct';
  return isStruct && (types === 'before' || library === 'rust');
}

/** Passes the definition of a structure of plain fields and remembers them; anything else cannot be read so. */
export function passRecordType(cursor: Cursor): true {
  const { library, types } = cursor.profile;
  const isNew = cursor.take('typedef', 'pub', 'type')?.text === 'typedef';
  const names: string[] = [];
  if (library === 'go') names.push(cursor.word().text);
  cursor.expect('struct');
  if (cursor.peek().kind === 'word') names.push(cursor.word().text);
  if (cursor.is('<')) passAngles(cursor);
  cursor.expect('{');
  const fields: FieldType[] = [];
  cursor.apart(() => {
    while (!cursor.is('}')) {
      if (types === 'before') fields.push(...readTypedFields(cursor));
      else fields.push(...readNamedFields(cursor));
    }
  });
  cursor.next();
  if (isNew && cursor.peek().kind === 'word') names.push(cursor.word().text);
  if (types === 'before') cursor.expect(';');
  for (const name of names) cursor.records.set(name, fields);
  return true;
}

/** `double x, y;` */
function readTypedFields(cursor: Cursor): FieldType[] {
  const names: string[] = [];
  const words: string[] = [];
  while (!cursor.is(';')) {
    if (cursor.is(',')) names.push(words.pop() ?? '');
    else if (cursor.peek().kind === 'word') words.push(cursor.peek().text);
    else if (!cursor.is('::')) cursor.misread();
    cursor.next();
  }
  cursor.next();
  names.push(words.pop() ?? '');
  if (words.length === 0 || names.includes('')) return cursor.misread();
  return names.map((name) => ({ name, type: kindOfType(words) }));
}

/** Rust's `pub x: f64,` and Go's `X, Y float64`. */
function readNamedFields(cursor: Cursor): FieldType[] {
  while (isModifier(cursor.peek().text) && cursor.peek(1).kind === 'word') cursor.next();
  const names = [cursor.word().text];
  const isGo = cursor.profile.library === 'go';
  while (isGo && cursor.take(',')) names.push(cursor.word().text);
  if (!isGo) cursor.expect(':');
  const words = readType(cursor);
  if (words.length === 0) cursor.misread();
  if (!cursor.take(',', ';') && !cursor.is('}') && !cursor.peek().breaks) cursor.misread();
  return names.map((name) => ({ name, type: kindOfType(words) }));
}

/** Whether a value of the structure called `name` is written out here, behind the name. */
export function isRecord(cursor: Cursor, name: string): boolean {
  if (!cursor.is('{') || !/^(?:cpp|cuda|go|rust)$/.test(cursor.profile.library)) return false;
  const isNamed = cursor.peek(1).kind === 'word' && cursor.peek(2).text === ':';
  const isOther = cursor.profile.library === 'go' || cursor.profile.library === 'rust';
  return cursor.records.has(name) || (isOther && /^[A-Z]/.test(name) && isNamed);
}

/** `{1.0, 2.0}`, `{.x = 1.0}`, `{x: 1.0}`: a value of a structure with these fields. */
export function readRecord(cursor: Cursor, known: readonly FieldType[] | undefined): Term {
  const start = cursor.expect('{');
  const fields: Field[] = [];
  cursor.within(() => {
    while (!cursor.is('}')) {
      fields.push(readField(cursor, known, fields.length));
      if (!cursor.take(',') && !cursor.is('}')) cursor.misread();
    }
  });
  cursor.next();
  const span = cursor.since(start);
  // What is left out is 0, but in Rust, where nothing is.
  const given = new Set(fields.map(({ name }) => name));
  for (const { name, type } of known ?? [])
    if (!given.has(name))
      fields.push({ name, type, value: { kind: 'number', value: 0, whole: false, span } });
  return { kind: 'record', fields, span };
}

function readField(cursor: Cursor, known: readonly FieldType[] | undefined, at: number): Field {
  const typed = (name: string, value: Term): Field => ({
    name,
    type: known?.find((field) => field.name === name)?.type ?? 'open',
    value,
  });
  if (cursor.take('.')) {
    const name = cursor.word().text;
    cursor.expect('=');
    return typed(name, cursor.grammar.bound(cursor));
  }
  const next = cursor.peek(1).text;
  const isShort = cursor.profile.library === 'rust' && (next === ',' || next === '}');
  if (cursor.peek().kind === 'word' && (next === ':' || isShort)) {
    const { text: name, start, end } = cursor.next();
    const value: Term = { kind: 'word', name, span: { start, end } };
    return typed(name, cursor.take(':') ? cursor.grammar.term(cursor) : value);
  }
  const name =
    known?.[at]?.name ?? cursor.misread('There are more values here than fields. Delete some.');
  return typed(name, cursor.grammar.term(cursor));
}

/** What a declaration gives its name: `= 2`, `(2)`, `{2}`, or the fields of a structure. */
export function readInitial(
  cursor: Cursor,
  isList: boolean,
  fields: readonly FieldType[] | undefined,
): Term | undefined {
  if (fields && cursor.is('=') && cursor.peek(1).text === '{') cursor.next();
  if (fields && cursor.is('{')) return readRecord(cursor, fields);
  if (cursor.take('=')) return cursor.grammar.term(cursor);
  if (!cursor.is('(', '{')) return undefined;
  if (cursor.is('{') && isList) return cursor.grammar.term(cursor);
  const closing = cursor.next().text === '(' ? ')' : '}';
  const value = cursor.within(() => cursor.grammar.term(cursor));
  cursor.expect(closing);
  return value;
}
