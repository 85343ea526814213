/** Kotlin's `when`, Rust's `match`, and `switch`: one case after another, as one `if` after another. */
import type { Cursor } from './cursor';
import type { Item, Statement, Term } from './tree';
import type { Span } from '../syntax';

/** A case: without a condition it is for all that is left. */
interface Case {
  readonly condition: Term | undefined;
  readonly body: readonly Statement[];
}

type ReadBlock = (cursor: Cursor) => Statement[];

const SWITCHES = /^(?:c|cpp|cuda|glsl|hlsl|opencl|java|csharp|go|swift)$/;

/** Whether cases begin here. */
export function areCases(cursor: Cursor): boolean {
  const { library } = cursor.profile;
  const next = cursor.peek(1).text;
  if (library === 'kotlin') return cursor.is('when') && (next === '{' || next === '(');
  if (SWITCHES.test(library)) return cursor.is('switch');
  return library === 'rust' && cursor.is('match');
}

/** `when { c -> a; else -> b }`, `match x { 1 | 2 => a, _ => b }` and `switch (k) { case 0: …; break; default: … }`. */
export function readCases(
  cursor: Cursor,
  readBlock: ReadBlock,
  readStatement: ReadBlock,
): Statement {
  const start = cursor.next();
  const subject = readSubject(cursor);
  const key = subject && keyOf(subject);
  cursor.expect('{');
  const cases = cursor.deeper(() =>
    cursor.apart(() =>
      start.text === 'switch'
        ? readLabelled(cursor, key, readStatement)
        : readBranches(cursor, key, readBlock),
    ),
  );
  cursor.next();
  const span = cursor.since(start);
  const chain = chained(cases, span);
  if (!chain) return cursor.refuse('There are no cases here. Write one.', span);
  if (!subject || key === subject) return chain;
  const kept: Statement = { kind: 'keep', name: KEY, value: subject, span: subject.span };
  return { kind: 'block', body: [kept, ...(chain.kind === 'block' ? chain.body : [chain])], span };
}

/** What keeps the subject of cases, which is computed once, however many cases it is compared with. */
const KEY = 'the subject';

/** What stands for a subject where it is compared: itself if it is a name or a number. */
function keyOf(subject: Term): Term {
  const isPlain = subject.kind === 'word' || subject.kind === 'number';
  return isPlain ? subject : { kind: 'word', name: KEY, span: subject.span };
}

function readBranches(cursor: Cursor, subject: Term | undefined, readBlock: ReadBlock): Case[] {
  const cases: Case[] = [];
  while (!cursor.is('}')) {
    cases.push(readCase(cursor, subject, readBlock));
    cursor.take(',', ';');
  }
  return cases;
}

/** The cases of a `switch`, of which none goes on into the next. */
function readLabelled(
  cursor: Cursor,
  subject: Term | undefined,
  readStatement: ReadBlock,
): readonly Case[] {
  const cases: Case[] = [];
  let rest: Case | undefined;
  let labels: Term[] = [];
  let isRest = false;
  while (!cursor.is('}')) {
    if (!cursor.is('case', 'default')) cursor.misread();
    if (cursor.next().text === 'default') isRest = true;
    else
      do
        labels.push(
          subject ? row([subject, '==', readNumber(cursor)]) : cursor.grammar.bound(cursor),
        );
      while (cursor.take(','));
    const isArrow = cursor.profile.library === 'java' && cursor.take('->') !== undefined;
    if (!isArrow) cursor.expect(':');
    // Several labels of one case.
    if (cursor.is('case', 'default') && !goesAlone(cursor)) continue;
    const body = isArrow
      ? refuseBreaks(cursor, readStatement(cursor))
      : readCaseBody(cursor, readStatement);
    if (isRest) rest = { condition: undefined, body };
    else cases.push({ condition: anyOf(labels), body });
    [labels, isRest] = [[], false];
  }
  return rest ? [...cases, rest] : cases;
}

/** Whether a case ends where the next begins. */
function goesAlone({ profile }: Cursor): boolean {
  return profile.library === 'go' || profile.library === 'swift';
}

function readCaseBody(cursor: Cursor, readStatement: ReadBlock): readonly Statement[] {
  const body: Statement[] = [];
  while (!cursor.is('case', 'default', '}')) {
    if (cursor.peek().kind === 'end') cursor.misread();
    body.push(...readStatement(cursor));
  }
  const inside = body.length === 1 && body[0]?.kind === 'block' ? body[0].body : body;
  const last = inside.at(-1);
  const leaves = last?.kind === 'jump' && last.to === 'break';
  const ends = leaves || last?.kind === 'return' || last?.kind === 'jump';
  const kept = leaves ? inside.slice(0, -1) : inside;
  if (!ends && !cursor.is('}') && !goesAlone(cursor))
    cursor.refuse('A case that goes on into the next is not read. End it with `break`.');
  return refuseBreaks(cursor, kept);
}

/** What a case does, which leaves it nowhere but at its end. */
function refuseBreaks(cursor: Cursor, body: readonly Statement[]): readonly Statement[] {
  if (body.some(breaks))
    cursor.refuse('A `break` inside a case is not read. Write `if … else`.', body.at(-1)?.span);
  return body;
}

/** Whether a statement leaves what is around it. */
function breaks(statement: Statement): boolean {
  if (statement.kind === 'jump') return statement.to === 'break';
  if (statement.kind === 'block') return statement.body.some(breaks);
  return statement.kind === 'if' && [...statement.yes, ...statement.no].some(breaks);
}

function anyOf(conditions: readonly Term[]): Term | undefined {
  return conditions.reduceRight<Term | undefined>(
    (rest, one) => (rest ? row([one, '||', rest]) : one),
    undefined,
  );
}

function readSubject(cursor: Cursor): Term | undefined {
  if (cursor.is('{')) return undefined;
  if (cursor.profile.library !== 'kotlin') {
    const subject = cursor.grammar.bound(cursor);
    if (cursor.is(':=', '=', ';'))
      cursor.refuse('A statement before what is compared is not read. Write it above `switch`.');
    return subject;
  }
  cursor.expect('(');
  const subject = cursor.within(() => cursor.grammar.bound(cursor));
  cursor.expect(')');
  return subject;
}

function readCase(cursor: Cursor, subject: Term | undefined, readBlock: ReadBlock): Case {
  const isRust = cursor.profile.library === 'rust';
  const isRest = cursor.take('else', '_') !== undefined;
  const patterns: Term[] = [];
  while (!isRest) {
    patterns.push(readPattern(cursor, subject));
    if (!cursor.take(isRust ? '|' : ',')) break;
  }
  if (cursor.is('if')) cursor.refuse('Conditions behind patterns are not read. Write `if … else`.');
  cursor.expect(isRust ? '=>' : '->');
  return { condition: anyOf(patterns), body: readResult(cursor, readBlock) };
}

function readResult(cursor: Cursor, readBlock: ReadBlock): readonly Statement[] {
  if (cursor.is('{')) return readBlock(cursor);
  const term = cursor.grammar.term(cursor);
  return [{ kind: 'evaluate', term, span: term.span }];
}

/** Without a subject a condition; else what it equals, or `in 1..5`. */
function readPattern(cursor: Cursor, subject: Term | undefined): Term {
  const isIn = subject !== undefined && cursor.take('in') !== undefined;
  // A bar of Rust is between patterns, not an operator.
  const value =
    cursor.profile.library === 'rust' ? readNumber(cursor) : cursor.grammar.bound(cursor);
  if (!subject) return value;
  if (!isIn) return row([subject, '==', value]);
  cursor.expect('..');
  const last = cursor.grammar.bound(cursor);
  return row([subject, '>=', value, '&&', subject, '<=', last]);
}

/** A number with its sign. */
function readNumber(cursor: Cursor): Term {
  const sign = cursor.take('-');
  const token = cursor.peek();
  if (token.kind !== 'number')
    return cursor.refuse('Only numbers are read as patterns. Write `if … else`.');
  cursor.next();
  const { start, end } = sign ? { start: sign.start, end: token.end } : token;
  const value = sign ? -token.value : token.value;
  return { kind: 'number', value, whole: token.whole, span: { start, end } };
}

/** Operands and the signs between them as one bracketed row. */
function row(parts: readonly (Term | string)[]): Term {
  const terms = parts.filter((part): part is Term => typeof part !== 'string');
  const span = { start: terms[0]?.span.start ?? 0, end: terms.at(-1)?.span.end ?? 0 };
  const items = parts.map((part): Item =>
    typeof part === 'string'
      ? { term: { kind: 'word', name: part, span }, operator: part }
      : { term: part },
  );
  return { kind: 'row', items, bracketed: true, span };
}

function chained([first, ...rest]: readonly Case[], span: Span): Statement | undefined {
  if (!first) return undefined;
  if (!first.condition) return { kind: 'block', body: first.body, span };
  const others = chained(rest, span);
  const no = others?.kind === 'block' ? others.body : others ? [others] : [];
  return { kind: 'if', condition: first.condition, yes: first.body, no, span };
}
