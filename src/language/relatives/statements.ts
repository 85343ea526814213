/** Tokens -> statements of C and its relatives, Julia, R and MATLAB: one small function per construct. */
import { areCases, readCases } from './cases';
import { declarations, isDeclaration, isFunctionHead, readFunction } from './declarations';
import type { Cursor } from './cursor';
import { isOpenGroup, readOpenGroup } from './groups';
import { readFor } from './loops';
import { readCall } from './arguments';
import { refusedWord } from './reserved';
import { isRecordType, passRecordType } from './records';
import { readTerm, spanOf } from './terms';
import { isModifier, passAngles } from './types';
import type { Argument, Item, Statement, Term } from './tree';

const IMPORTS: ReadonlySet<string> = new Set(['import', 'using', 'use', 'package', 'library', 'require', 'suppressPackageStartupMessages', 'source', 'precision', 'clc', 'clear', 'close', 'format', 'typedef', 'pkg']); // prettier-ignore
const WRAPPERS: ReadonlySet<string> = new Set(['class', 'struct', 'namespace', 'interface', 'object', 'impl', 'mod', 'enum', 'module', 'record', 'extension', 'trait', 'protocol']); // prettier-ignore
const ENDS = ['end', 'endif', 'endwhile', 'endfor', 'endfunction'];
const ELSES = ['else', 'elseif', 'elif'];

/** All statements up to the end of the text. */
export function readStatements(cursor: Cursor): Statement[] {
  const statements: Statement[] = [];
  while (cursor.peek().kind !== 'end') statements.push(...readStatement(cursor));
  return statements;
}

/** `{ … }`, or up to `end`, which is passed. `opened`: the brace was passed already. */
export function readBlock(cursor: Cursor, opened = false): Statement[] {
  const body = cursor.deeper(() => cursor.apart(() => readInside(cursor, opened)));
  if (cursor.profile.blocks === 'end' && !opened) expectEnd(cursor);
  return body;
}

function expectEnd(cursor: Cursor): void {
  if (!cursor.take(...ENDS)) cursor.missing('end');
}

function readInside(cursor: Cursor, opened: boolean): Statement[] {
  const statements: Statement[] = [];
  if (cursor.profile.blocks === 'end' && !opened) {
    while (!cursor.is(...ENDS, ...ELSES)) {
      if (cursor.peek().kind === 'end') cursor.missing('end');
      statements.push(...readStatement(cursor));
    }
    return statements;
  }
  if (!opened) cursor.expect('{');
  while (!cursor.is('}')) {
    if (cursor.peek().kind === 'end') cursor.misread();
    statements.push(...readStatement(cursor));
  }
  cursor.next();
  return statements;
}

/** A block, or one statement. */
function readBody(cursor: Cursor): Statement[] {
  if (cursor.profile.blocks === 'end' || cursor.is('{')) return readBlock(cursor);
  return cursor.deeper(() => cursor.apart(() => readStatement(cursor)));
}

/** One statement; several where a line declares several names, none where it says nothing about numbers. */
function readStatement(cursor: Cursor): Statement[] {
  if (cursor.take(';') ?? (hasCommas(cursor) ? cursor.take(',') : undefined)) return [];
  passAttributes(cursor);
  const token = cursor.peek();
  const span = spanOf(token);
  if (token.kind === 'close') return cursor.misread();
  if (token.kind === 'end') return [];
  if (isRecordType(cursor) && cursor.attempt(() => passRecordType(cursor))) return [];
  if (isFunctionHead(cursor)) return [readFunction(cursor, readBlock)];
  switch (
    token.kind === 'word'
      ? token.text
      : token.text === '{' && cursor.profile.blocks === 'braces'
        ? '{'
        : ''
  ) {
    case 'if':
      return [readIf(cursor)];
    case 'for':
    case 'foreach':
      return readFor(cursor, readBody);
    case 'while':
    case 'loop':
      return [readWhile(cursor)];
    case 'do':
    case 'repeat':
      return [readDo(cursor)];
    case 'when':
    case 'match':
    case 'switch':
      return areCases(cursor) ? [readCases(cursor, readBlock, readStatement)] : readSimple(cursor);
    case 'return':
      return [readReturn(cursor)];
    case 'break':
    case 'continue':
    case 'next':
      cursor.next();
      end(cursor);
      return [{ kind: 'jump', to: token.text === 'break' ? 'break' : 'continue', span }];
    case '{':
      return [{ kind: 'block', body: readBlock(cursor), span: cursor.since(token) }];
    default:
      return readSimple(cursor);
  }
}

/** What people write around functions that changes nothing about numbers. */
function passAttributes(cursor: Cursor): void {
  for (;;) {
    const next = cursor.peek(1);
    if (cursor.is('#') && next.text === '[')
      for (let i = cursor.beyond(1); i > 0; i--) cursor.next();
    else if (cursor.is('[') && next.text === '[' && cursor.profile.types === 'before')
      for (let i = cursor.beyond(); i > 0; i--) cursor.next();
    else if (cursor.is('@') && next.kind === 'word' && cursor.profile.library !== 'matlab') {
      cursor.next();
      cursor.next();
      if (cursor.is('(') && cursor.peek().glued && cursor.profile.blocks === 'braces')
        for (let i = cursor.beyond(); i > 0; i--) cursor.next();
    } else if (cursor.is('template') && next.text === '<') {
      cursor.next();
      passAngles(cursor);
    } else if (cursor.is('public', 'private', 'protected') && next.text === ':') {
      cursor.next();
      cursor.next();
    } else return;
  }
}

function readSimple(cursor: Cursor): Statement[] {
  const token = cursor.peek();
  if (token.kind === 'word' && isImport(cursor)) return passLine(cursor);
  if (
    token.kind === 'word' &&
    /^(?:std|cout|print|println|eprintln|eprint|debug_assert|assert)$|!$/.test(token.text) &&
    isShowing(cursor)
  ) {
    const shown = cursor.attempt(() => readShown(cursor));
    return shown ? [{ kind: 'evaluate', term: shown, span: shown.span }] : passLine(cursor);
  }
  if (isWrapper(cursor)) return readWrapper(cursor);
  if (cursor.is('global') && cursor.profile.library === 'julia') return readGlobal(cursor);
  if (isDeclaration(cursor)) {
    const declared = declarations(cursor);
    end(cursor);
    return declared;
  }
  if (isOpenGroup(cursor)) {
    const group = readOpenGroup(cursor);
    end(cursor);
    return group;
  }
  const term = readTerm(cursor);
  end(cursor);
  return [{ kind: 'evaluate', term, span: term.span }];
}

/** Julia's `global total += x` */
function readGlobal(cursor: Cursor): Statement[] {
  const start = cursor.next();
  const term = readTerm(cursor);
  end(cursor);
  if (term.kind !== 'assign')
    return cursor.refuse('Write `global` before the assignment itself.', cursor.since(start));
  return [{ kind: 'evaluate', term: { ...term, outer: true }, span: cursor.since(start) }];
}

function isImport(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  const { text } = cursor.peek();
  if (!IMPORTS.has(text) || next.kind === 'operator') return false;
  return (
    next.kind === 'word' ||
    next.kind === 'text' ||
    (next.text === '(' && cursor.profile.library === 'r') ||
    next.breaks
  );
}

/** `std::cout << x;` and `println!("{}", x);` */
function isShowing(cursor: Cursor): boolean {
  const { text } = cursor.peek();
  if (text === 'std') return /^(?:cout|cerr|clog)$/.test(cursor.peek(2).text);
  if (text === 'cout') return cursor.peek(1).text === '<<';
  return /^(?:println|print|eprintln|eprint|debug_assert|assert)!$/.test(text);
}

/** A stream or a macro that shows something, as a call of `print`. */
function readShown(cursor: Cursor): Term {
  const start = cursor.peek();
  const callee: Term = { kind: 'word', name: 'print', span: spanOf(start) };
  if (/!$/.test(start.text)) {
    cursor.next();
    const call = readCall(cursor, callee, start);
    end(cursor);
    return call;
  }
  const term = readTerm(cursor);
  end(cursor);
  const parts: Item[][] = [[]];
  for (const item of term.kind === 'row' ? term.items : []) {
    if (item.operator === '<<') parts.push([]);
    else parts.at(-1)?.push(item);
  }
  const args = parts.slice(1).flatMap((items): Argument[] => {
    const [first] = items;
    if (!first || isManipulator(first.term)) return [];
    if (items.length === 1) return [{ value: first.term }];
    const last = items.at(-1)?.term.span ?? first.term.span;
    const span = { start: first.term.span.start, end: last.end };
    return [{ value: { kind: 'row', items, span } }];
  });
  return { kind: 'call', callee, args, span: term.span };
}

/** `std::endl` and `std::setprecision(3)`, which say how something is shown. */
function isManipulator(term: Term): boolean {
  const named = term.kind === 'call' ? term.callee : term;
  return (
    (named.kind === 'word' || named.kind === 'member') &&
    /^(?:endl|flush|fixed|scientific|set\w+)$/.test(named.name)
  );
}

function passLine(cursor: Cursor): Statement[] {
  do cursor.next();
  while (!cursor.lineEnds() && !cursor.is(';') && cursor.peek().kind !== 'end');
  cursor.take(';');
  return [];
}

/** `public class A {`, `namespace n {`: what is inside counts as if it stood alone. */
function isWrapper(cursor: Cursor): boolean {
  let i = 0;
  while (
    cursor.peek(i).kind === 'word' &&
    isModifier(cursor.peek(i).text) &&
    !WRAPPERS.has(cursor.peek(i).text)
  )
    i++;
  const next = cursor.peek(i + 1);
  if (cursor.records.has(next.text) && /^[\p{L}_*&]/u.test(cursor.peek(i + 2).text)) return false;
  return (
    WRAPPERS.has(cursor.peek(i).text) &&
    (next.kind === 'word' || next.text === '{' || next.text === '<')
  );
}

function readWrapper(cursor: Cursor): Statement[] {
  const start = cursor.peek();
  if (cursor.profile.blocks === 'end')
    cursor.refuse('Modules and classes are not read. Select the function.');
  while (!cursor.is('{')) {
    if (cursor.is('='))
      cursor.refuse(
        'What fields this has is not in the selection. Select its definition, too.',
        cursor.since(start),
      );
    if (cursor.peek().kind === 'end' || cursor.is(';'))
      cursor.refuse('Classes are not read. Select the function.', cursor.since(start));
    cursor.next();
  }
  const body = readBlock(cursor);
  cursor.take(';');
  return body;
}

/** Whether commas stand between statements, as in MATLAB and C; elsewhere they make several values. */
function hasCommas({ profile }: Cursor): boolean {
  return profile.library === 'matlab' || profile.types === 'before';
}

/** The end of a statement. */
function end(cursor: Cursor): void {
  if (cursor.take(';') ?? (hasCommas(cursor) ? cursor.take(',') : undefined)) return;
  if (cursor.is('}', 'else', ...(cursor.profile.blocks === 'end' ? [...ENDS, ...ELSES] : [])))
    return;
  if (cursor.peek().kind === 'end' || cursor.lineEnds()) return;
  const advice = refusedWord(cursor.peek().text);
  if (advice !== undefined && cursor.peek().kind === 'word') cursor.refuse(advice);
  if (cursor.is(','))
    cursor.refuse('Several values at once are not read. Write one statement for each.');
  cursor.misread(
    cursor.profile.lines
      ? undefined
      : `A \`;\` or an operator is missing before \`${cursor.peek().text}\`. Write it.`,
  );
}

function readReturn(cursor: Cursor): Statement {
  const start = cursor.next();
  const value = cursor.ends() || cursor.is('end') ? undefined : readTerm(cursor);
  end(cursor);
  return { kind: 'return', ...(value ? { value } : {}), span: cursor.since(start) };
}

/** The condition after `if` or `while`. */
function readCondition(cursor: Cursor): Term {
  if (cursor.is('let', 'var') || (cursor.is('const') && cursor.profile.library !== 'julia'))
    cursor.refuse('Patterns in conditions are not read. Write a comparison.');
  const isBracketed =
    ['before', 'none'].includes(cursor.profile.types) || cursor.profile.library === 'kotlin';
  if (!isBracketed || cursor.profile.blocks === 'end') return readTerm(cursor);
  cursor.expect('(');
  const condition = cursor.within(() => readTerm(cursor));
  cursor.expect(')');
  return condition;
}

function readIf(cursor: Cursor): Statement {
  const start = cursor.next();
  cursor.take('constexpr');
  const condition = readCondition(cursor);
  const yes =
    cursor.profile.blocks === 'end'
      ? cursor.deeper(() => cursor.apart(() => readInside(cursor, false)))
      : readBody(cursor);
  const no = cursor.deeper(() => readElse(cursor));
  return { kind: 'if', condition, yes, no, span: cursor.since(start) };
}

function readElse(cursor: Cursor): readonly Statement[] {
  if (cursor.is('elseif', 'elif')) return [readIf(cursor)];
  const isEnd = cursor.profile.blocks === 'end';
  if (!cursor.take('else')) {
    if (isEnd) expectEnd(cursor);
    return [];
  }
  if (!isEnd && cursor.is('if')) return [readIf(cursor)];
  return isEnd ? readBlock(cursor) : readBody(cursor);
}

function readWhile(cursor: Cursor): Statement {
  const start = cursor.next();
  const condition = start.text === 'loop' ? undefined : readCondition(cursor);
  const body = readBody(cursor);
  return {
    kind: 'while',
    ...(condition ? { condition } : {}),
    body,
    update: [],
    checksFirst: true,
    span: cursor.since(start),
  };
}

/** `do … while (c);`, Swift's `repeat … while c`, R's `repeat { … }`. */
function readDo(cursor: Cursor): Statement {
  const start = cursor.next();
  const body = readBody(cursor);
  if (start.text === 'repeat' && cursor.profile.library === 'r') {
    return { kind: 'while', body, update: [], checksFirst: true, span: cursor.since(start) };
  }
  cursor.expect('while');
  const condition = readCondition(cursor);
  end(cursor);
  return {
    kind: 'while',
    condition,
    body,
    update: [],
    checksFirst: false,
    span: cursor.since(start),
  };
}

/** An `if` with a value. */
export function readIfTerm(cursor: Cursor): Term {
  const start = cursor.peek();
  const statement = cursor.apart(() =>
    areCases(cursor) ? readCases(cursor, readBlock, readStatement) : readIf(cursor),
  );
  const span = cursor.since(start);
  return blockOf(statement.kind === 'block' ? statement.body : [statement], span);
}

function choiceOf(statement: Statement & { readonly kind: 'if' }): Term {
  const { condition, yes, no, span } = statement;
  return { kind: 'choice', condition, yes: blockOf(yes, span), no: blockOf(no, span), span };
}

/** Statements as a value: that of the last one. */
function blockOf(body: readonly Statement[], span: Term['span']): Term {
  const last = body.at(-1);
  if (body.length === 1 && last?.kind === 'evaluate') return last.term;
  if (body.length === 1 && last?.kind === 'if') return choiceOf(last);
  if (last?.kind !== 'if') return { kind: 'block', body, span };
  const value: Statement = { kind: 'evaluate', term: choiceOf(last), span: last.span };
  return { kind: 'block', body: [...body.slice(0, -1), value], span };
}

/** A block with a value. */
export function readBlockTerm(cursor: Cursor): Term {
  const start = cursor.peek();
  cursor.take('begin');
  const body = readBlock(cursor);
  return blockOf(body, cursor.since(start));
}
