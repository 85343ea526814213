/** Functions without a name: `x -> x^2`, `[](double x) { … }`, `|x| …`, `\(x) …`, `@(x) …`, `{ x in … }`. */
import type { Cursor } from './cursor';
import { readParameters, readParts } from './parameters';
import { readBlock } from './statements';
import { readTerm, spanOf } from './terms';
import { kindOfType, readType } from './types';
import { returning, type NumberKind, type ParameterTerm, type Statement, type Term } from './tree';
import type { Token } from './scan';

/** The function without a name that starts here, or undefined. */
export function readAnonymous(cursor: Cursor): Term | undefined {
  const token = cursor.peek();
  const { library } = cursor.profile;
  const arrow =
    library === 'csharp' ? '=>' : library === 'java' || library === 'julia' ? '->' : undefined;
  if (arrow !== undefined && token.kind === 'word' && cursor.peek(1).text === arrow)
    return readArrow(cursor, token);
  if (
    arrow !== undefined &&
    token.text === '(' &&
    token.partner >= 0 &&
    cursor.peek(cursor.beyond()).text === arrow
  )
    return readArrow(cursor, token);
  if ((library === 'cpp' || library === 'cuda') && token.text === '[')
    return readCapturing(cursor, token);
  if (
    library === 'rust' &&
    (cursor.is('|', '||') || (token.text === 'move' && cursor.peek(1).text === '|'))
  )
    return readBars(cursor, token);
  if ((library === 'kotlin' || library === 'swift') && token.text === '{')
    return readBraces(cursor, token);
  if (library === 'matlab' && token.text === '@') return readHandle(cursor, token);
  const isFunction =
    (library === 'go' && token.text === 'func') ||
    (library === 'julia' && token.text === 'function') ||
    (library === 'r' && (token.text === 'function' || token.text === '\\'));
  return isFunction ? readFunctionLiteral(cursor, token) : undefined;
}

function lambda(
  cursor: Cursor,
  start: Token,
  parameters: readonly ParameterTerm[],
  body: readonly Statement[],
  result: NumberKind = 'open',
): Term {
  const span = cursor.since(start);
  return {
    kind: 'lambda',
    definition: { kind: 'function', name: 'function', parameters, result, body, span },
    span,
  };
}

function giving(value: Term): Statement[] {
  return [{ kind: 'return', value, span: value.span }];
}

/** A block, or an expression that is the result. */
function readBody(cursor: Cursor, isValued: boolean): readonly Statement[] {
  if (!cursor.is('{')) return giving(readTerm(cursor));
  const body = readBlock(cursor);
  return isValued ? returning(body) : body;
}

function readArrow(cursor: Cursor, start: Token): Term {
  const parameters: ParameterTerm[] = [];
  if (cursor.take('(')) parameters.push(...readParameters(cursor, ')'));
  else parameters.push({ name: cursor.word().text, type: 'open', span: spanOf(start) });
  cursor.next();
  return lambda(cursor, start, parameters, readBody(cursor, false));
}

/** C++: `[&](double x) -> double { … }` */
function readCapturing(cursor: Cursor, start: Token): Term {
  let copies = false;
  for (let i = cursor.beyond(); i > 0; i--) {
    const token = cursor.next();
    // `[=]` and `[t]`, not `[&]` and `[&t]`.
    if (token.text === '=' || (token.kind === 'word' && cursor.before(1)?.text !== '&'))
      copies = true;
  }
  const parameters = cursor.take('(') ? readParameters(cursor, ')') : [];
  if (cursor.is('mutable')) cursor.refuse('Functions that change what they keep are not read.');
  while (cursor.is('constexpr', 'noexcept', '__device__', '__host__')) cursor.next();
  const result = cursor.take('->') ? kindOfType(readType(cursor)) : 'open';
  const term = lambda(cursor, start, parameters, readBlock(cursor), result);
  return copies && term.kind === 'lambda'
    ? { ...term, definition: { ...term.definition, captures: true } }
    : term;
}

/** Rust: `|x: f64| x * x` */
function readBars(cursor: Cursor, start: Token): Term {
  cursor.take('move');
  const parameters = cursor.take('||') ? [] : (cursor.next(), readParameters(cursor, '|'));
  const result = cursor.take('->') ? kindOfType(readType(cursor)) : 'open';
  return lambda(cursor, start, parameters, readBody(cursor, true), result);
}

/** Kotlin's `{ x: Double -> … }` and Swift's `{ (x: Double) -> Double in … }` or `{ $0 * 2 }`. */
function readBraces(cursor: Cursor, start: Token): Term {
  const isKotlin = cursor.profile.library === 'kotlin';
  const arrow = isKotlin ? '->' : 'in';
  let head = -1;
  for (let i = 1; i < 40 && head < 0; i++) {
    const { text, kind } = cursor.peek(i);
    if (kind === 'end' || text === '{' || text === '}' || text === '=') break;
    if (text === arrow) head = i;
  }
  cursor.next();
  let parameters = implicit(cursor, isKotlin, start);
  if (head >= 0 && isKotlin && cursor.is('(')) {
    parameters = [readParts(cursor)];
    cursor.expect(arrow);
  } else if (head >= 0) {
    const bracketed = cursor.take('(');
    parameters = bracketed ? readParameters(cursor, ')') : readUntil(cursor, arrow);
    if (bracketed && cursor.take('->')) readType(cursor);
    if (bracketed) cursor.expect(arrow);
  }
  return lambda(cursor, start, parameters, returning(readBlock(cursor, true)));
}

/** Kotlin's `it`; Swift's `$0`, `$1` …, as many as are used. */
function implicit(cursor: Cursor, isKotlin: boolean, start: Token): ParameterTerm[] {
  const named = (name: string): ParameterTerm => ({ name, type: 'open', span: spanOf(start) });
  if (isKotlin) return [named('it')];
  let last = 0;
  for (let i = 0; i < start.partner - cursor.position(); i++)
    if (/^\$[1-9]$/.test(cursor.peek(i).text))
      last = Math.max(last, Number(cursor.peek(i).text.slice(1)));
  return Array.from({ length: last + 1 }, (_, i) => named(`$${i}`));
}

function readUntil(cursor: Cursor, arrow: string): ParameterTerm[] {
  return readParameters(cursor, arrow);
}

/** MATLAB: `@(x) …`; `@sin` is the function itself. */
function readHandle(cursor: Cursor, start: Token): Term {
  cursor.next();
  if (cursor.peek().kind === 'word') {
    const name = cursor.next();
    return { kind: 'word', name: name.text, span: spanOf(name) };
  }
  cursor.expect('(');
  const parameters = readParameters(cursor, ')');
  return lambda(cursor, start, parameters, giving(readTerm(cursor)));
}

/** Go's `func(x float64) float64 { … }`, R's `function(x) …`, Julia's `function (x) … end`. */
function readFunctionLiteral(cursor: Cursor, start: Token): Term {
  cursor.next();
  cursor.expect('(');
  const parameters = readParameters(cursor, ')');
  if (cursor.profile.library === 'r')
    return lambda(cursor, start, parameters, readBody(cursor, true));
  if (cursor.profile.library === 'julia')
    return lambda(cursor, start, parameters, returning(readBlock(cursor)));
  const result = cursor.is('{') ? 'open' : kindOfType(readType(cursor));
  return lambda(cursor, start, parameters, readBlock(cursor), result);
}
