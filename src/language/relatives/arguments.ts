/** What stands in brackets behind an operand: arguments and indices. */
import type { Span } from '../syntax';
import type { Cursor } from './cursor';
import { comprehended, ranged } from './lists';
import { hasVectors } from './profile';
import type { Argument, Term } from './tree';

/** `f(x)`; in MATLAB an element, too, whose index may be `end`. */
export function readCall(cursor: Cursor, callee: Term, start: Span): Term {
  const read = (): Argument[] => readArguments(cursor);
  const args = cursor.profile.library === 'matlab' ? cursor.index(read) : read();
  const each = cursor.dotted ? { each: true as const } : {};
  return { kind: 'call', callee, args, ...each, span: cursor.since(start) };
}

export function readElement(cursor: Cursor, object: Term, start: Span): Term {
  cursor.next();
  const indices = cursor.index(() => {
    const found = [readIndex(cursor)];
    while (hasVectors(cursor.profile) && cursor.take(',')) found.push(readIndex(cursor));
    return found;
  });
  if (cursor.is(',')) cursor.refuse('Elements of matrices are not read. Give the number a name.');
  cursor.expect(']');
  return { kind: 'index', object, indices, span: cursor.since(start) };
}

function readIndex(cursor: Cursor): Term {
  const { start } = cursor.peek();
  // In R nothing between commas is all of them.
  if (cursor.profile.library === 'r' && cursor.is(',', ']'))
    return { kind: 'word', name: ':', span: { start, end: start } };
  return cursor.wholeIndex() ?? ranged(cursor, cursor.grammar.term(cursor));
}

/** Julia's `reduce(+, xs)` and Swift's `reduce(0, +)` */
function operatorAsName(cursor: Cursor): Term | undefined {
  const after = cursor.peek(1).text;
  const isName =
    /^(?:julia|swift)$/.test(cursor.profile.library) &&
    cursor.is('+', '*') &&
    (after === ',' || after === ')');
  if (!isName) return undefined;
  const { text: name, start, end } = cursor.next();
  return { kind: 'word', name, span: { start, end } };
}

/** `(a, n = 2, by: 3)` */
export function readArguments(cursor: Cursor): Argument[] {
  cursor.expect('(');
  const args: Argument[] = [];
  cursor.within(() => {
    while (!cursor.is(')')) {
      const { value, ...rest } = readArgument(cursor);
      args.push({ ...rest, value: comprehended(cursor, ranged(cursor, value)) });
      if (!cursor.take(',', ';') && !cursor.is(')')) cursor.misread();
    }
  });
  cursor.next();
  return args;
}

function readArgument(cursor: Cursor): Argument {
  const named = operatorAsName(cursor);
  if (named) return { value: named };
  const { library } = cursor.profile;
  if (library === 'csharp' && cursor.peek(1).kind === 'word') cursor.take('ref', 'out', 'in');
  const separator =
    library === 'swift' || library === 'csharp'
      ? ':'
      : ['r', 'kotlin', 'julia'].includes(library)
        ? '='
        : undefined;
  const isNamed =
    cursor.peek().kind === 'word' &&
    cursor.peek(1).text === separator &&
    cursor.peek(1).kind === 'operator';
  if (!isNamed) return { value: cursor.wholeIndex() ?? cursor.grammar.term(cursor) };
  const name = cursor.next().text;
  cursor.next();
  const value = cursor.grammar.term(cursor);
  return library === 'swift' ? { value } : { name, value };
}

/** `xs.map { … }`: in Kotlin always, in Swift, where a block may follow, only with `$0`. */
export function takesBraces(cursor: Cursor, term: Term): boolean {
  const { library } = cursor.profile;
  if (term.kind !== 'member' && !(term.kind === 'call' && term.callee.kind === 'member'))
    return false;
  if (library !== 'swift') return library === 'kotlin';
  for (let i = 1; i < cursor.beyond() - 1; i++) if (cursor.peek(i).text === '$0') return true;
  return false;
}

/** A function behind the brackets of a call is its last argument. */
export function readTrailing(cursor: Cursor, term: Term, start: Span): Term {
  const value = cursor.grammar.anonymous(cursor) ?? cursor.misread();
  const call = term.kind === 'call' ? term : { callee: term, args: [] };
  const args = [...call.args, { value }];
  return { kind: 'call', callee: call.callee, args, span: cursor.since(start) };
}
