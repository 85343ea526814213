/** Tokens -> expressions of C and its relatives, Julia, R and MATLAB: one small function per construct. */
import type { Span } from '../syntax';
import { areCases } from './cases';
import { readArguments, readCall, readElement, readTrailing, takesBraces } from './arguments';
import type { Cursor } from './cursor';
import { comprehended, ranged, readGoList, readList } from './lists';
import { hasTernary, isAssignment, isReserved, refusedWord, truthOf } from './reserved';
import { hasPointers } from './profile';
import { isRecord, readRecord } from './records';
import { readNewArray } from './lengths';
import type { Token } from './scan';
import { infixes, prefixes } from './signs';
import { isNumberType, kindOfType, passAngles } from './types';
import type { Item, Term } from './tree';

/** One expression, an assignment included. */
export function readTerm(cursor: Cursor): Term {
  return cursor.deeper(() => {
    if (cursor.profile.library === 'julia' && cursor.is('@') && cursor.peek(1).text === '.')
      return readDotted(cursor);
    const target = readChoice(cursor);
    const operator = cursor.peek();
    if (operator.kind !== 'operator' || cursor.lineEnds()) return target;
    if (cursor.profile.library === 'r' && /^->>?$/.test(operator.text)) {
      cursor.next();
      const name = readChoice(cursor);
      return {
        kind: 'assign',
        target: name,
        operator: '=',
        value: target,
        span: cursor.since(target.span),
      };
    }
    if (!isAssignment(operator.text)) return target;
    cursor.next();
    const value = ranged(cursor, readTerm(cursor));
    const written = /^(?:<<?-|:=)$/.test(operator.text) ? '=' : operator.text;
    const outer = operator.text === '<<-' ? { outer: true as const } : {};
    const span = cursor.since(target.span);
    return { kind: 'assign', target, operator: written, value, ...outer, span };
  });
}

/** Julia's `@. x^2 + 1`: element by element throughout. */
function readDotted(cursor: Cursor): Term {
  cursor.next();
  cursor.next();
  const { dotted: around } = cursor;
  cursor.dotted = true;
  const term = readTerm(cursor);
  cursor.dotted = around;
  return term;
}

/** `condition ? a : b`, or a row of operators. */
export function readChoice(cursor: Cursor): Term {
  const condition = readRow(cursor);
  if (!cursor.is('?') || cursor.lineEnds() || !hasTernary(cursor.profile)) return condition;
  cursor.next();
  const yes = readTerm(cursor);
  cursor.expect(':');
  const no = readTerm(cursor);
  return { kind: 'choice', condition, yes, no, span: cursor.since(condition.span) };
}

/** Operands and the operators between them. */
function readRow(cursor: Cursor): Term {
  const start = cursor.peek();
  const items: Item[] = [];
  const known = infixes(cursor.profile);
  const signs = prefixes(cursor.profile);
  for (;;) {
    while (cursor.peek().kind === 'operator' && signs.has(cursor.peek().text))
      items.push(mark(cursor.next()));
    items.push({ term: readSigned(cursor, items) });
    const token = cursor.peek();
    if (cursor.separates()) break;
    if (token.kind !== 'operator' && !(token.kind === 'word' && known.has(token.text))) break;
    if (!known.has(token.text) || (cursor.lineEnds() && !cursor.leads())) break;
    items.push(dotted(cursor, mark(cursor.next())));
  }
  const [first] = items;
  return items.length === 1 && first
    ? first.term
    : { kind: 'row', items, span: cursor.since(start) };
}

function dotted(cursor: Cursor, item: Item): Item {
  const { operator } = item;
  const isEach = cursor.dotted && infixes(cursor.profile).has(`.${operator}`);
  return isEach ? { ...item, operator: `.${operator}` } : item;
}

function mark(token: Token): Item {
  return { term: { kind: 'word', name: token.text, span: spanOf(token) }, operator: token.text };
}

/** In MATLAB `2^-x^2` is (2^-x)^2: a sign after `^` belongs to the next operand alone. */
function readSigned(cursor: Cursor, items: Item[]): Term {
  const signs: Item[] = [];
  if (cursor.profile.power === 'left') {
    let from = items.length;
    while (items[from - 1]?.operator === '-' || items[from - 1]?.operator === '+') from--;
    const before = items[from - 1]?.operator;
    if (before === '^' || before === '.^' || before === '**') signs.push(...items.splice(from));
  }
  const operand = readOperand(cursor);
  const [first] = signs;
  return first
    ? { kind: 'row', items: [...signs, { term: operand }], span: cursor.since(first.term.span) }
    : operand;
}

/** An operand with everything that follows it: calls, elements, fields, casts. */
function readOperand(cursor: Cursor): Term {
  const start = cursor.peek();
  let term = readPrimary(cursor);
  for (let i = 0; ; i++) {
    if (i > cursor.longest)
      cursor.refuse('This row of calls and fields is too long. Split it into named steps.');
    const token = cursor.peek();
    if (cursor.separates()) return term;
    if (cursor.lineEnds() && !(cursor.leads() && token.text === '.')) return term;
    const followed = readSuffix(cursor, term, token, start);
    if (!followed) return term;
    term = followed;
  }
}

function readSuffix(cursor: Cursor, term: Term, token: Token, start: Span): Term | undefined {
  const { library } = cursor.profile;
  if (
    token.kind === 'word' &&
    token.text === 'as' &&
    !token.breaks &&
    (library === 'rust' || library === 'swift' || library === 'kotlin')
  ) {
    cursor.next();
    const type = cursor.word();
    return { kind: 'cast', type: kindOfType([type.text]), value: term, span: cursor.since(start) };
  }
  if (
    term.kind === 'number' &&
    cursor.profile.coefficients &&
    token.glued &&
    (token.kind === 'word' || token.text === '(')
  )
    return coefficient(cursor, term, start);
  if (token.text === '(' && token.kind === 'open') return readCall(cursor, term, start);
  if (token.text === '{' && takesBraces(cursor, term)) return readTrailing(cursor, term, start);
  if (token.text === '[' && token.kind === 'open') return readElement(cursor, term, start);
  if (token.kind !== 'operator') return undefined;
  if (token.text === "'" || token.text === ".'") return readTransposed(cursor, term, start);
  if (token.text === '++' || token.text === '--') {
    cursor.next();
    return {
      kind: 'step',
      target: term,
      operator: token.text,
      before: false,
      span: cursor.since(start),
    };
  }
  if (token.text === '!!' || (token.text === '!' && token.glued && library === 'swift')) {
    cursor.next();
    return term;
  }
  if (token.text !== '.' && token.text !== '::' && !(token.text === '->' && isPointing(cursor)))
    return undefined;
  cursor.next();
  if (cursor.is('<') && library === 'rust') {
    passAngles(cursor);
    return term;
  }
  if (cursor.is('(') && library === 'julia') {
    const call = readCall(cursor, term, start);
    return call.kind === 'call' ? { ...call, each: true } : call;
  }
  const name = cursor.peek().kind === 'number' ? cursor.next() : cursor.word();
  if (cursor.is('<') && isTemplate(cursor, name.text)) passAngles(cursor);
  return { kind: 'member', object: term, name: name.text, span: cursor.since(start) };
}

/** `A'`; in Julia a name behind it is multiplied with it, as in `x'y`. */
function readTransposed(cursor: Cursor, object: Term, start: Span): Term {
  const mark = cursor.next();
  const callee: Term = { kind: 'word', name: mark.text, span: spanOf(mark) };
  const term: Term = { kind: 'call', callee, args: [{ value: object }], span: cursor.since(start) };
  const { kind, glued } = cursor.peek();
  const isProduct = cursor.profile.library === 'julia' && kind === 'word' && glued;
  return isProduct ? coefficient(cursor, term, start) : term;
}

/** `p->x` of C and C++. */
function isPointing({ profile }: Cursor): boolean {
  return profile.library === 'c' || profile.library === 'cpp' || profile.library === 'cuda';
}

/** Julia's `2x^3` is 2*(x^3), and 1/2x is 1/(2x). */
function coefficient(cursor: Cursor, number: Term, start: Span): Term {
  const times: Item = { term: { kind: 'word', name: '*', span: number.span }, operator: '*' };
  const items: Item[] = [{ term: number }, dotted(cursor, times), { term: readOperand(cursor) }];
  while (cursor.is('^') && !cursor.lineEnds()) {
    items.push(dotted(cursor, mark(cursor.next())));
    while (cursor.is('-', '+')) items.push(mark(cursor.next()));
    items.push({ term: readOperand(cursor) });
  }
  return { kind: 'row', items, span: cursor.since(start) };
}

function readPrimary(cursor: Cursor): Term {
  const anonymous = cursor.grammar.anonymous(cursor);
  if (anonymous) return anonymous;
  const token = cursor.peek();
  const span = spanOf(token);
  switch (token.kind) {
    case 'number':
      cursor.next();
      return { kind: 'number', value: token.value, whole: token.whole, span };
    case 'text':
      cursor.next();
      return { kind: 'text', text: token.text, span };
    case 'word':
      return cursor.lastIndex() ?? readWord(cursor);
    case 'open':
      return readBracket(cursor);
    default:
      return readSymbol(cursor);
  }
}

function readWord(cursor: Cursor): Term {
  const token = cursor.peek();
  const { text } = token;
  const span = spanOf(token);
  const made = readNewArray(cursor);
  if (made) return made;
  if (areCases(cursor)) return cursor.grammar.choice(cursor);
  const advice =
    cursor.profile.blocks === 'braces' || text === 'try' ? refusedWord(text) : undefined;
  if (advice !== undefined) cursor.refuse(advice);
  if (isReserved(cursor.profile, text)) cursor.misread();
  if (text === 'if') return cursor.grammar.choice(cursor);
  if (text === 'begin' && cursor.profile.library === 'julia') return cursor.grammar.block(cursor);
  if (text === 'vec!' && cursor.peek(1).text === '[') {
    cursor.next();
    return readList(cursor, ']');
  }
  if (/!$/.test(text))
    cursor.refuse(`The macro \`${text}\` is not read. Write what it stands for.`);
  cursor.next();
  const answer = truthOf(text);
  if (answer !== undefined) return { kind: 'truth', answer, span };
  if (cursor.is('<') && isTemplate(cursor, text)) {
    const words: string[] = [];
    for (let i = 1; cursor.peek(i).text !== '>'; i++) words.push(cursor.peek(i).text);
    passAngles(cursor);
    if (/^(?:static|reinterpret|const|dynamic)_cast$/.test(text))
      return cast(cursor, kindOfType(words), token);
  }
  if (isRecord(cursor, text)) return readRecord(cursor, cursor.records.get(text));
  const isConversion = isNumberType(text) && cursor.is('(') && cursor.profile.types !== 'none';
  return isConversion
    ? cast(cursor, kindOfType([text]), token)
    : { kind: 'word', name: text, span };
}

/** `double(x)` */
function cast(cursor: Cursor, type: ReturnType<typeof kindOfType>, start: Token): Term {
  const [argument, more] = readArguments(cursor);
  if (!argument || more)
    cursor.misread('One number is needed here. Write it between the brackets.');
  return { kind: 'cast', type, value: argument.value, span: cursor.since(start) };
}

/** Whether `<…>` here holds types and stands before arguments: `max<double>(a, b)`. */
function isTemplate(cursor: Cursor, name: string): boolean {
  for (let i = 1; i < 12; i++) {
    const token = cursor.peek(i);
    if (token.text === '>')
      return (
        i > 1 &&
        cursor.peek(i + 1).text === '(' &&
        (isNumberType(cursor.peek(i - 1).text) || /_cast$/.test(name))
      );
    if (token.kind !== 'word' && !['::', ',', '*', '&'].includes(token.text)) return false;
  }
  return false;
}

function readBracket(cursor: Cursor): Term {
  const token = cursor.peek();
  if (token.text === '(') return readParentheses(cursor);
  if (token.text === '{')
    return cursor.profile.types === 'before' || cursor.profile.types === 'after'
      ? readList(cursor, '}')
      : cursor.grammar.block(cursor);
  if (cursor.profile.library === 'go') return readGoList(cursor);
  return readList(cursor, ']');
}

/** `(x)`, or `(double)x`. */
function readParentheses(cursor: Cursor): Term {
  const start = cursor.next();
  const words: string[] = [];
  while (cursor.peek(words.length).kind === 'word') words.push(cursor.peek(words.length).text);
  const after = cursor.peek(words.length + 1);
  const isOperand =
    after.kind === 'word' || after.kind === 'number' || after.text === '(' || after.text === '-';
  const isCast =
    cursor.profile.types === 'before' &&
    cursor.peek(words.length).text === ')' &&
    words.some(isNumberType);
  if (isCast && isOperand) {
    for (let i = 0; i <= words.length; i++) cursor.next();
    const value = cursor.deeper(() => readCastOperand(cursor));
    return { kind: 'cast', type: kindOfType(words), value, span: cursor.since(start) };
  }
  const inside = cursor.within(() => comprehended(cursor, ranged(cursor, readTerm(cursor))));
  if (cursor.is(','))
    cursor.refuse('Several values in brackets are not one number. Take one at a time.');
  cursor.take(';');
  cursor.expect(')');
  // A row of its own, so that what is around it cannot take it apart.
  return inside.kind === 'row' ? { ...inside, span: cursor.since(start), bracketed: true } : inside;
}

/** A cast binds as tight as a sign. */
function readCastOperand(cursor: Cursor): Term {
  const start = cursor.peek();
  const items: Item[] = [];
  while (cursor.is('-', '+', '!')) items.push(mark(cursor.next()));
  items.push({ term: readOperand(cursor) });
  const [first] = items;
  return items.length === 1 && first
    ? first.term
    : { kind: 'row', items, span: cursor.since(start) };
}

function readSymbol(cursor: Cursor): Term {
  const token = cursor.peek();
  const { library } = cursor.profile;
  if (token.text === '++' || token.text === '--') {
    cursor.next();
    const target = cursor.deeper(() => readOperand(cursor));
    return { kind: 'step', target, operator: token.text, before: true, span: cursor.since(token) };
  }
  if (token.text === '.' && library === 'swift') {
    cursor.next();
    return { kind: 'word', name: `.${cursor.word().text}`, span: cursor.since(token) };
  }
  if (token.text === '::') {
    cursor.next();
    return cursor.deeper(() => readOperand(cursor));
  }
  if (token.text === '√') {
    cursor.next();
    const value = cursor.deeper(() => readOperand(cursor));
    const callee: Term = { kind: 'word', name: 'sqrt', span: spanOf(token) };
    return { kind: 'call', callee, args: [{ value }], span: cursor.since(token) };
  }
  if ((token.text === '&' || token.text === '*') && library === 'rust') {
    cursor.next();
    cursor.take('mut');
    return cursor.deeper(() => readOperand(cursor));
  }
  if (token.text === '&' && (hasPointers(cursor.profile) || library === 'swift')) {
    cursor.next();
    const object = cursor.deeper(() => readOperand(cursor));
    return { kind: 'address', object, span: cursor.since(token) };
  }
  if (token.text === '*' || token.text === '&')
    cursor.refuse(
      token.text === '*' && cursor.before()?.text === '*'
        ? `\`**\` is not ${cursor.profile.name}. Write \`pow(x, y)\` for a power.`
        : 'Pointers are not read. Name the number itself.',
    );
  return cursor.misread();
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
