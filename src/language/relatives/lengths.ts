/** Arrays whose lengths are written: `double a[3];`, `new double[n]`, `std::vector<double> v(3, 1.0);`. */
import { readArguments } from './arguments';
import type { Cursor } from './cursor';
import { readList } from './lists';
import type { Token } from './scan';
import { declaredAs, isNumberType, kindOfType } from './types';
import type { NumberKind, Term } from './tree';

/** `[3][n]`, and nothing for `[]`. */
export function readLengths(cursor: Cursor): (Term | undefined)[] {
  const lengths: (Term | undefined)[] = [];
  while (cursor.take('[')) {
    lengths.push(cursor.is(']') ? undefined : cursor.within(() => cursor.grammar.term(cursor)));
    cursor.expect(']');
  }
  return lengths;
}

/** `std::vector<double> v(3, 1.0);` */
export function readSized(cursor: Cursor, { text: name }: Token, element: NumberKind): Term {
  const start = cursor.peek();
  const [length, fill] = readArguments(cursor).map(({ value }) => value);
  const span = cursor.since(start);
  const zero: Term = { kind: 'number', value: 0, whole: true, span };
  if (!length) return cursor.misread();
  return { kind: 'filled', name, lengths: [length], fill: fill ?? zero, element, span };
}

/** What an array of written lengths holds: `double a[3] = {x};` */
export function filled(
  cursor: Cursor,
  { text: name }: Token,
  written: readonly (Term | undefined)[],
  given: Term | undefined,
  element: NumberKind,
): Term | undefined {
  const lengths = written.filter((length) => length !== undefined);
  const isWhole = written.length > 0 && lengths.length === written.length;
  if (!isWhole || (given && given.kind !== 'list')) return given;
  const span = cursor.since(lengths[0]?.span ?? cursor.peek());
  return { kind: 'filled', name, lengths, element, ...(given ? { given } : {}), span };
}

/** `new double[3]` and `new double[] {…}`; undefined if it is neither. */
export function readNewArray(cursor: Cursor): Term | undefined {
  const written = newArrayLength(cursor);
  if (written > 0) {
    const element = kindOfType([cursor.peek(1).text]);
    for (let i = 0; i < written; i++) cursor.next();
    return declaredAs(readList(cursor, '}'), element);
  }
  const isSized = cursor.is('new') && isNumberType(cursor.peek(1).text);
  return isSized && cursor.peek(2).text === '[' ? readZeros(cursor) : undefined;
}

/** `new double[3][n]` */
function readZeros(cursor: Cursor): Term {
  const start = cursor.next();
  const element = kindOfType([cursor.word().text]);
  const lengths = readLengths(cursor).filter((length) => length !== undefined);
  const span = cursor.since(start);
  const fill: Term = { kind: 'number', value: 0, whole: true, span };
  return { kind: 'filled', name: 'array', lengths, fill, element, span };
}

/** How many tokens of `new double[] {…}` and `new[] {…}` stand before the brace; 0 if it is none. */
function newArrayLength(cursor: Cursor): number {
  if (!cursor.is('new')) return 0;
  const length = isNumberType(cursor.peek(1).text) ? 4 : 3;
  const [open, close, brace] = [length - 2, length - 1, length].map((i) => cursor.peek(i).text);
  return open === '[' && close === ']' && brace === '{' ? length : 0;
}
