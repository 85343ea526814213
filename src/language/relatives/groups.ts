/** Several names declared in brackets: `let (a, b) = (x, y)`. */
import type { Cursor } from './cursor';
import { readTerm, spanOf } from './terms';
import type { Token } from './scan';
import { words, type Statement, type Term } from './tree';
import { kindOfType, readType } from './types';

/** Julia's `a, b = 1.0, 2.0`. */
export function isOpenGroup(cursor: Cursor): boolean {
  if (cursor.profile.library !== 'julia') return false;
  let i = 0;
  while (cursor.peek(i).kind === 'word' && cursor.peek(i + 1).text === ',') i += 2;
  return i > 0 && cursor.peek(i).kind === 'word' && cursor.peek(i + 1).text === '=';
}

/** A value for each name, without brackets around them. */
export function readOpenGroup(cursor: Cursor): Statement[] {
  const start = cursor.peek();
  const names = [cursor.word()];
  while (cursor.take(',')) names.push(cursor.word());
  cursor.expect('=');
  const values = [readTerm(cursor)];
  while (cursor.take(',')) values.push(readTerm(cursor));
  return paired(cursor, start, names, values).map(({ name, value }) => ({
    kind: 'evaluate',
    term: {
      kind: 'assign',
      target: { kind: 'word', name: name.text, span: spanOf(name) },
      operator: '=',
      value,
      span: spanOf(name),
    },
    span: spanOf(name),
  }));
}

/** A declaration for each name. The values are those from before, so none may need a name beside it. */
export function readGroup(cursor: Cursor): Statement[] {
  const start = cursor.peek();
  const names = readItems(cursor, () => {
    cursor.take('mut', 'ref');
    return cursor.word();
  });
  const types =
    cursor.take(':', '::') && cursor.is('(')
      ? readItems(cursor, () => kindOfType(readType(cursor)))
      : [];
  const isGiven = cursor.take('=');
  // Kotlin's `Pair(1.0, 2.0)`.
  if (isGiven && cursor.peek(1).text === '(') cursor.take('Pair', 'Triple', 'listOf');
  if (!isGiven || !cursor.is('('))
    cursor.refuse('What these names stand for is not read. Declare them one by one.', start);
  const values = readItems(cursor, () => readTerm(cursor));
  return paired(cursor, start, names, values).flatMap(({ name, value }, i): Statement[] => {
    if (name.text === '_') return [];
    const type = types[i] ?? 'open';
    return [{ kind: 'declare', name: name.text, type, value, span: spanOf(name) }];
  });
}

/** Names with their values, of which there must be as many, and none that needs a name before it. */
function paired(
  cursor: Cursor,
  start: Token,
  names: readonly Token[],
  values: readonly Term[],
): { readonly name: Token; readonly value: Term }[] {
  if (values.length !== names.length)
    cursor.refuse(
      'There must be one value for each name here. Write as many.',
      cursor.since(start),
    );
  const early = values.some((value, i) =>
    names.slice(0, i).some(({ text }) => words(value).includes(text)),
  );
  if (early)
    cursor.refuse(
      'These names take their values from each other. Declare them one by one.',
      cursor.since(start),
    );
  return names.flatMap((name, i) => {
    const value = values[i];
    return value ? [{ name, value }] : [];
  });
}

/** What stands between two brackets, with commas. */
function readItems<Item>(cursor: Cursor, read: () => Item): Item[] {
  cursor.expect('(');
  const items: Item[] = [];
  cursor.within(() => {
    while (!cursor.is(')')) {
      items.push(read());
      if (!cursor.take(',') && !cursor.is(')')) cursor.misread();
    }
  });
  cursor.next();
  return items;
}
