/** Several names declared in brackets: `let (a, b) = (x, y)`. */
import type { Cursor } from './cursor';
import { readTerm, spanOf } from './terms';
import { words, type Statement } from './tree';
import { kindOfType, readType } from './types';

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
  return names.flatMap((name, i): Statement[] => {
    const value = values[i];
    if (!value || name.text === '_') return [];
    const type = types[i] ?? 'open';
    return [{ kind: 'declare', name: name.text, type, value, span: spanOf(name) }];
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
