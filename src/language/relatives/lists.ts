/** Lists as they are written: elements between brackets, ranges, comprehensions. */
import type { Cursor } from './cursor';
import type { Clause, Range, Term } from './tree';
import { hasVectors } from './profile';
import { declaredAs, kindOfElements } from './types';

/** The elements of a list between brackets, with commas; in Julia and MATLAB with blanks, row by row. */
export function readList(cursor: Cursor, closing: string): Term {
  const start = cursor.next();
  const { library } = cursor.profile;
  const spaced = closing === ']' && (library === 'matlab' || library === 'julia');
  const rows: Term[][] = [[]];
  let commas = 0;
  let filled: Term | undefined;
  cursor.within(() => {
    while (!cursor.is(closing)) {
      const row = cursor.peek();
      const goesOn = library === 'julia' && cursor.before()?.text === ',';
      const isNext = (row.breaks && !goesOn) || cursor.is(';');
      if (spaced && rows.at(-1)?.length !== 0 && isNext) {
        cursor.take(';');
        rows.push([]);
        continue;
      }
      rows.at(-1)?.push(comprehended(cursor, ranged(cursor, cursor.grammar.term(cursor))));
      const [only] = rows[0] ?? [];
      if (library === 'rust' && only && commas === 0 && cursor.take(';')) {
        const lengths = [cursor.grammar.term(cursor)];
        const span = cursor.since(start);
        filled = { kind: 'filled', name: 'list', lengths, fill: only, element: 'open', span };
        continue;
      }
      if (cursor.take(',')) commas++;
      else if (!cursor.is(closing) && !spaced)
        cursor.refuse('A list needs commas between its elements. Write them.');
    }
  }, spaced);
  cursor.next();
  if (filled) return filled;
  const span = cursor.since(start);
  const written = rows.filter((row) => row.length > 0);
  const items = written.flat();
  const [only] = items;
  if (only?.kind === 'comprehension' && items.length === 1) return { ...only, span };
  // With commas Julia makes a vector of what may be vectors.
  const isPlain = !spaced || (library === 'julia' && written.length < 2 && commas > 0);
  const isAlone = library === 'julia' && written.length < 2 && items.length < 2 && rows.length < 2;
  return {
    kind: 'list',
    items,
    ...(isPlain || isAlone ? {} : { rows: written.map(({ length }) => length) }),
    span,
  };
}

/** `1:3` and `1:2:9` as a vector. */
export function ranged(cursor: Cursor, from: Term): Term {
  if (!hasVectors(cursor.profile) || !cursor.is(':')) return from;
  refuseLooseBound(cursor, from);
  cursor.next();
  const second = cursor.grammar.bound(cursor);
  refuseLooseBound(cursor, second);
  const third = cursor.take(':') ? cursor.grammar.bound(cursor) : undefined;
  const range: Range = {
    kind: 'range',
    from,
    ...(third ? { by: second } : {}),
    to: third ?? second,
    inclusive: true,
    down: false,
  };
  return { kind: 'range', range, span: cursor.since(from.span) };
}

/** In R `1:n-1` is (1:n) − 1: a bound that is arithmetic needs brackets. */
export function refuseLooseBound(cursor: Cursor, bound: Term): void {
  if (cursor.profile.library !== 'r' || bound.kind !== 'row') return;
  const isSigned = bound.items.length === 2;
  if (isSigned || bound.bracketed) return;
  cursor.refuse(
    'In R `:` comes before arithmetic. Write brackets around the range, or around its bound.',
    bound.span,
  );
}

/** Julia's `x^i for i in 1:3 if i > 1` in brackets. */
export function comprehended(cursor: Cursor, element: Term): Term {
  if (cursor.profile.library !== 'julia' || !cursor.is('for')) return element;
  const clauses: Clause[] = [];
  let outer = 0;
  while (cursor.is('for') || cursor.is(',')) {
    // Of `for i in …, j in …` the first counts fastest; what a further `for` counts is inside.
    if (cursor.next().text === 'for') outer = clauses.length;
    const name = cursor.word().text;
    if (!cursor.take('in', '=', '∈')) cursor.misread();
    const isBeside = outer < clauses.length;
    clauses.splice(outer, 0, { name, range: cursor.grammar.range(cursor) });
    const inner = clauses[outer + 1];
    if (isBeside && inner) clauses.splice(outer + 1, 1, { ...inner, beside: true });
    const innermost = clauses.at(-1);
    if (innermost && cursor.take('if'))
      clauses.splice(-1, 1, { ...innermost, condition: cursor.grammar.term(cursor) });
  }
  return { kind: 'comprehension', element, clauses, span: cursor.since(element.span) };
}

/** `[]float64{1, 2}`, and `[2]float64{1, 2}`, of which every variable has its own. */
export function readGoList(cursor: Cursor): Term {
  const lengths: boolean[] = [];
  while (cursor.is('[')) {
    lengths.push(cursor.peek(1).text !== ']');
    for (let i = cursor.beyond(); i > 0; i--) cursor.next();
  }
  const words: string[] = [];
  while (!cursor.is('{')) {
    if (cursor.peek().kind === 'end') cursor.misread();
    words.push(cursor.next().text);
  }
  return declaredAs(withLengths(readList(cursor, '}'), lengths), kindOfElements(words));
}

/** A list of a type whose length is given, or not, and so on for its elements. */
function withLengths(term: Term, [hasLength, ...inner]: readonly boolean[]): Term {
  if (term.kind !== 'list' || hasLength === undefined) return term;
  const items = term.items.map((item) => withLengths(item, inner));
  return { ...term, items, ...(hasLength ? { apart: true } : {}) };
}
