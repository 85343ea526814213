/** Loops with a counter: `for (int i = 0; …)`, `for i in 0..3`, `for i := range n`, `for i = 1:2:n`. */
import type { Cursor } from './cursor';
import { declarations, isDeclaration } from './declarations';
import { refuseLooseBound } from './lists';
import { readChoice, readTerm, spanOf } from './terms';
import { kindOfType } from './types';
import { targets, type Range, type Statement, type Term } from './tree';

export type ReadBody = (cursor: Cursor) => Statement[];

/** A `for` loop of any language. */
export function readFor(cursor: Cursor, readBody: ReadBody): Statement[] {
  const start = cursor.next();
  const { library } = cursor.profile;
  if (library === 'go') return readGoFor(cursor, start, readBody);
  const bracket = cursor.is('(') ? cursor.next() : undefined;
  const isThreePart = bracket !== undefined && hasSemicolon(cursor, bracket);
  if (isThreePart) {
    const statements = readThreeParts(cursor, ')', start, readBody);
    return [{ kind: 'block', body: statements, span: cursor.since(start) }];
  }
  return [readEach(cursor, bracket !== undefined, start, readBody)];
}

function hasSemicolon(cursor: Cursor, bracket: { readonly partner: number }): boolean {
  for (let i = 0; bracket.partner >= 0; i++) {
    const token = cursor.peek(i);
    if (token.text === ';' || token.text === ')' || token.kind === 'end') return token.text === ';';
  }
  return false;
}

/** start; condition; update */
function readThreeParts(
  cursor: Cursor,
  closing: string,
  start: { start: number; end: number },
  readBody: ReadBody,
): Statement[] {
  const first = cursor.within(() => readPart(cursor));
  cursor.expect(';');
  const condition = cursor.is(';') ? undefined : cursor.within(() => readTerm(cursor));
  cursor.expect(';');
  const update: Statement[] = [];
  cursor.within(() => {
    while (!cursor.is(closing)) {
      update.push(...readPart(cursor));
      if (!cursor.take(',') && !cursor.is(closing)) cursor.misread();
    }
  });
  if (closing === ')') cursor.next();
  const body = readBody(cursor);
  return [
    ...first,
    {
      kind: 'while',
      ...(condition ? { condition } : {}),
      body,
      update,
      checksFirst: true,
      span: cursor.since(start),
    },
  ];
}

function readPart(cursor: Cursor): Statement[] {
  if (cursor.is(';')) return [];
  if (isDeclaration(cursor)) return declarations(cursor);
  const term = readTerm(cursor);
  return [{ kind: 'evaluate', term, span: term.span }];
}

function readGoFor(
  cursor: Cursor,
  start: { start: number; end: number },
  readBody: ReadBody,
): Statement[] {
  if (cursor.is('{'))
    return [
      {
        kind: 'while',
        body: readBody(cursor),
        update: [],
        checksFirst: true,
        span: cursor.since(start),
      },
    ];
  let ranges = -1;
  let parts = false;
  for (let i = 0; cursor.peek(i).text !== '{' && cursor.peek(i).kind !== 'end'; i++) {
    if (cursor.peek(i).text === 'range') ranges = i;
    if (cursor.peek(i).text === ';') parts = true;
  }
  if (parts)
    return [
      {
        kind: 'block',
        body: readThreeParts(cursor, '{', start, readBody),
        span: cursor.since(start),
      },
    ];
  if (ranges >= 0) return [readGoRange(cursor, start, readBody)];
  const condition = readTerm(cursor);
  return [
    {
      kind: 'while',
      condition,
      body: readBody(cursor),
      update: [],
      checksFirst: true,
      span: cursor.since(start),
    },
  ];
}

/** `for i := range 3` counts; over a list the second name holds the elements. */
function readGoRange(
  cursor: Cursor,
  start: { start: number; end: number },
  readBody: ReadBody,
): Statement {
  const names: string[] = [];
  while (!cursor.take('range')) {
    const token = cursor.next();
    if (token.kind === 'word') names.push(token.text);
    else if (token.kind === 'end') cursor.misread();
  }
  const list = readChoice(cursor);
  const [counter = '_', element] = names;
  if (element !== undefined && counter !== '_')
    cursor.refuse(
      'Counting and taking elements at once is not read. Use one of them.',
      cursor.since(start),
    );
  const zero: Term = { kind: 'number', value: 0, whole: true, span: list.span };
  const range: Range =
    element === undefined
      ? { kind: 'range', from: zero, to: list, inclusive: false, down: false }
      : { kind: 'elements', list };
  return {
    kind: 'count',
    name: element ?? counter,
    range,
    body: readBody(cursor),
    span: cursor.since(start),
  };
}

/** `i in range`, `i = 1:3`, `double w : ws`, brackets around or not. */
function readEach(
  cursor: Cursor,
  isBracketed: boolean,
  start: { start: number; end: number },
  readBody: ReadBody,
): Statement {
  let name = cursor.word();
  const words: string[] = [];
  let isConstant = name.text === 'const';
  let isReference = false;
  const isSeparator = (): boolean => cursor.is('in', '=', ':', '∈');
  while (!isSeparator()) {
    if (cursor.take('&', '*')) {
      isReference = true;
      continue;
    }
    words.push(name.text);
    name = cursor.word();
    isConstant ||= name.text === 'const';
  }
  cursor.next();
  const isMutable = cursor.is('&') && cursor.peek(1).text === 'mut';
  const range = isBracketed ? cursor.within(() => readRange(cursor)) : readRange(cursor);
  if (isBracketed) cursor.expect(')');
  const body = readBody(cursor);
  if ((isMutable || (isReference && !isConstant)) && targets(body).includes(name.text))
    cursor.refuse(
      `\`${name.text}\` changes the elements of the list here. Change them by their index.`,
      cursor.since(start),
    );
  const isOwn = !isReference && /^(?:cpp|cuda)$/.test(cursor.profile.library);
  return {
    kind: 'count',
    name: name.text,
    range,
    body,
    type: kindOfType(words),
    ...(isOwn ? { copies: true } : {}),
    span: cursor.since(start),
  };
}

/** `0..3`, `0..=n`, `0..<n`, `0 until n`, `3 downTo 0 step 2`, `1:n`, `1:2:n`, `seq_len(n)`, or a list. */
export function readRange(cursor: Cursor): Range {
  const bracket = cursor.profile.library === 'rust' && cursor.is('(') ? cursor.next() : undefined;
  const from = readChoice(cursor);
  const called = from.kind === 'call' && from.callee.kind === 'word' ? from.callee.name : '';
  if (called === 'seq_len' && from.kind === 'call' && from.args[0]) {
    const one: Term = { kind: 'number', value: 1, whole: true, span: spanOf(from.span) };
    // With its step it is empty up to 0.
    return {
      kind: 'range',
      from: one,
      by: one,
      to: from.args[0].value,
      inclusive: true,
      down: false,
    };
  }
  const dots = cursor.take('..', '..=', '..<', '...', 'until', 'downTo', ':');
  if (!dots) return { kind: 'elements', list: from };
  const second = readChoice(cursor);
  for (const bound of [from, second]) refuseLooseBound(cursor, bound);
  if (bracket) {
    cursor.expect(')');
    return { ...stepped(cursor, from, second, dots.text), down: false };
  }
  if (dots.text === ':' && cursor.take(':')) {
    return {
      kind: 'range',
      from,
      by: second,
      to: readChoice(cursor),
      inclusive: true,
      down: false,
    };
  }
  const step = cursor.take('step') ? readChoice(cursor) : undefined;
  return { ...stepped(cursor, from, second, dots.text), ...(step ? { by: step } : {}) };
}

function stepped(
  cursor: Cursor,
  from: Term,
  to: Term,
  dots: string,
): Range & { readonly kind: 'range' } {
  const isRust = cursor.profile.library === 'rust';
  const inclusive =
    dots === '..=' ||
    dots === '...' ||
    dots === ':' ||
    dots === 'downTo' ||
    (dots === '..' && !isRust);
  if (isRust && cursor.is('.'))
    cursor.refuse('Methods of ranges are not read. Write a loop over a plain range.');
  return { kind: 'range', from, to, inclusive, down: dots === 'downTo' };
}
