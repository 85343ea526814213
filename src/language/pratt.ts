/** The precedence-climbing engine that plain math and LaTeX share: tokens in, expressions out. */
import { precedences } from '../ops';
import type { OpName } from '../ops';
import { isApplied, readFunction } from './application';
import { readBars, readGroup } from './brackets';
import { readName } from './naming';
import {
  IMPLICIT,
  choose,
  deeper,
  fail,
  here,
  isOperator,
  make,
  number,
  peek,
  quote,
  startsFactor,
} from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

const TIGHTER = 0.25;

const binary: ReadonlyMap<string, readonly [OpName, number]> = new Map([
  ['or', ['or', precedences.or]],
  ['and', ['and', precedences.and]],
  ['+', ['add', precedences.sum]],
  ['-', ['sub', precedences.sum]],
  ['*', ['mul', precedences.product]],
  ['/', ['div', precedences.product]],
  ['mod', ['mod', precedences.product]],
  // {a \over b}: everything in the group before it, and everything after.
  ['\\over', ['div', 0.5]],
  ['\\choose', ['binom', 0.5]],
]);

const comparisons: ReadonlyMap<string, OpName> = new Map([
  ['<', 'lt'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['==', 'eq'],
  ['!=', 'ne'],
]);

/** Reads one expression whose operators bind at least as tight as `least`. */
export function readExpression(r: Reading, least = 0): Expr {
  return deeper(r, () => {
    let left = readOperand(r, least);
    for (;;) {
      if (r.depth === 1) r.soFar = left;
      const next = extend(r, left, least);
      if (!next) return left;
      left = next;
    }
  });
}

/** A prefix sign, a bracket, a name, a number, a function with its argument. */
function readOperand(r: Reading, least: number): Expr {
  const token = peek(r);
  if (!token) return missing(r);
  switch (token.kind) {
    case 'number':
      return readNumber(r, token);
    case 'name':
    case 'text':
      return r.tex ? r.grammar.command(r, token) : readName(r, token);
    case 'function':
      return readFunction(r, token);
    case 'open':
      return readGroup(r, token);
    case 'bar':
      return readBars(r, token);
    case 'command':
    case 'begin':
      return r.grammar.command(r, token);
    case 'operator':
      return readPrefix(r, token, least);
    default:
      return missing(r);
  }
}

function readPrefix(r: Reading, token: Token, least: number): Expr {
  const signed = Math.max(least, IMPLICIT);
  switch (token.text) {
    case '-':
    case '+': {
      r.at++;
      const operand = readExpression(r, signed);
      const span = cover(token, operand.span);
      return token.text === '-' ? make(r, 'neg', [operand], span) : { ...operand, span };
    }
    case 'not':
    case '!': {
      r.at++;
      const operand = readExpression(r, precedences.not);
      return make(r, 'not', [operand], cover(token, operand.span));
    }
    case '√':
    case '∛':
    case '∜':
      return readRadical(r, token);
    case 'if': {
      r.at++;
      const condition = readExpression(r);
      expect(r, 'then', 'An `if` needs `then` and `else`: if x > 0 then x else 0.');
      const yes = readExpression(r);
      expect(r, 'else', 'An `if` needs `else`: if x > 0 then x else 0.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [condition, yes, no], cover(token, no.span));
    }
    default:
      return missing(r);
  }
}

/** √ takes one factor; √2x is (√2)x, and √(…) ends at its bracket. */
function readRadical(r: Reading, token: Token): Expr {
  r.at++;
  const bracketed = peek(r)?.kind === 'open';
  let operand = bracketed ? readOperand(r, precedences.atom) : readExpression(r, precedences.power);
  let span = cover(token, operand.span);
  const next = peek(r);
  if (!bracketed && next?.glued && startsFactor(r, next)) {
    const taken = choose(
      r,
      `radical:${token.start}`,
      span,
      'A root without brackets can end early or late.',
      [
        { reading: 'factor', label: `the root of ${quote(r, operand.span)} alone` },
        { reading: 'product', label: 'the root of the whole product' },
      ],
    );
    if (taken === 'product') {
      for (let more = readProduct(r, operand); more; more = readProduct(r, operand)) operand = more;
      span = cover(token, operand.span);
    }
  }
  if (token.text === '√') return make(r, 'sqrt', [operand], span);
  if (token.text === '∛') return make(r, 'cbrt', [operand], span);
  return make(r, 'root', [operand, number(4, token)], span);
}

/** A number; in plain text `1/2` before a symbol is a fraction. */
function readNumber(r: Reading, token: Token): Expr {
  r.at++;
  const value = numberOf(token);
  const [slash, divisor, symbol] = [peek(r), peek(r, 1), peek(r, 2)];
  if (r.tex || !isOperator(slash, '/') || divisor?.kind !== 'number' || !symbol) return value;
  if (!['name', 'function', 'open'].includes(symbol.kind) || isOperator(r.tokens[r.at - 2], '^'))
    return value;
  const span = cover(token, divisor);
  const taken = choose(
    r,
    `fraction:${token.start}`,
    span,
    `\`${quote(r, cover(token, symbol))}\` is read in two ways.`,
    [
      { reading: 'fraction', label: `the fraction ${quote(r, span)}, times what follows` },
      { reading: 'divisor', label: `${token.text} divided by the whole product` },
    ],
  );
  if (taken === 'divisor') return value;
  r.at += 2;
  return make(r, 'div', [value, numberOf(divisor)], span);
}

function numberOf(token: Token): Expr {
  const written = token.text.startsWith('.') || /^\d/.test(token.text);
  return number(token.value ?? NaN, token, written ? undefined : token.text);
}

/** `left` with the next operator and its operands, or null where the expression ends. */
function extend(r: Reading, left: Expr, least: number): Expr | null {
  const token = peek(r);
  if (!token) return null;
  if (token.kind !== 'operator') {
    return least <= IMPLICIT ? readProduct(r, left) : null;
  }
  const rule = binary.get(token.text);
  if (rule) {
    const [op, precedence] = rule;
    if (precedence < least) return null;
    const start = ++r.at;
    const right = operandAfter(r, token, precedence + TIGHTER);
    if (token.text === '/') return readQuotient(r, start, left, right);
    return make(r, op, [left, right], cover(left.span, right.span));
  }
  if (comparisons.has(token.text)) {
    return precedences.comparison < least ? null : readComparison(r, left);
  }
  switch (token.text) {
    case '^':
      return precedences.power < least ? null : readPower(r, left, token);
    case '!':
      r.at++;
      return make(r, 'factorial', [left], cover(left.span, token));
    case '√':
    case '∛':
    case '∜':
      return least <= IMPLICIT ? readProduct(r, left) : null;
    case '?': {
      if (precedences.conditional < least) return null;
      r.at++;
      const yes = readExpression(r, precedences.conditional);
      expect(r, ':', 'A `?` needs a `:` and a second value: x > 0 ? x : 0.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [left, yes, no], cover(left.span, no.span));
    }
    case 'if': {
      if (precedences.conditional < least) return null;
      r.at++;
      const condition = readExpression(r, precedences.or);
      expect(r, 'else', 'An `if` after a value needs `else`: x if x > 0 else 0.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [condition, left, no], cover(left.span, no.span));
    }
    default:
      return null;
  }
}

function operandAfter(r: Reading, operator: Token, least: number): Expr {
  const next = peek(r);
  if (!next || next.kind === 'close' || next.kind === 'break') {
    fail('syntax', `\`${quote(r, operator)}\` needs an operand after it.`, operator);
  }
  return readExpression(r, least);
}

/** a/bc is a/(bc); the other reading is on offer. */
function readQuotient(r: Reading, start: number, left: Expr, right: Expr): Expr {
  const span = cover(left.span, right.span);
  if (right.kind === 'call' && right.op === 'mul' && isJuxtaposed(r, start, right)) {
    const taken = choose(
      r,
      `slash:${span.start}`,
      span,
      `\`${quote(r, span)}\` divides by one factor or by the product.`,
      [
        { reading: 'product', label: `division by ${quote(r, right.span)}` },
        { reading: 'factor', label: 'division by the first factor only' },
      ],
    );
    if (taken === 'factor') return divideByFirst(r, left, right);
  }
  return make(r, 'div', [left, right], span);
}

/** The divisor, which starts at a token, is a product that no bracket holds together. */
function isJuxtaposed(r: Reading, start: number, divisor: Expr): boolean {
  const first = r.tokens[start];
  const last = first?.kind === 'open' ? r.tokens[r.partner[start] ?? -1] : undefined;
  return last === undefined || last.end < divisor.span.end;
}

function divideByFirst(r: Reading, left: Expr, product: Expr): Expr {
  const factors: Expr[] = [];
  let rest = product;
  while (rest.kind === 'call' && rest.op === 'mul' && rest.args[0] && rest.args[1]) {
    factors.push(rest.args[1]);
    rest = rest.args[0];
  }
  let result = make(r, 'div', [left, rest], cover(left.span, rest.span));
  for (const factor of factors.reverse()) {
    result = make(r, 'mul', [result, factor], cover(result.span, factor.span));
  }
  return result;
}

/** a < b < c is (a < b) and (b < c). */
function readComparison(r: Reading, first: Expr): Expr {
  let left = first;
  let all: Expr | null = null;
  for (let token = peek(r); token?.kind === 'operator'; token = peek(r)) {
    const op = comparisons.get(token.text);
    if (!op) break;
    r.at++;
    const right = operandAfter(r, token, precedences.comparison + TIGHTER);
    const one = make(r, op, [left, right], cover(left.span, right.span));
    all = all ? make(r, 'and', [all, one], cover(first.span, right.span)) : one;
    left = right;
  }
  return all ?? first;
}

/** Right associative in plain text; in TeX an exponent is one token or one group. */
function readPower(r: Reading, base: Expr, caret: Token): Expr {
  r.at++;
  const next = peek(r);
  if (
    !next ||
    next.kind === 'close' ||
    next.kind === 'break' ||
    isOperator(next, '*', '/', '=', '^')
  ) {
    fail('syntax', `\`${quote(r, caret)}\` needs an exponent after it.`, caret);
  }
  const exponent = r.grammar.exponent(r);
  const power = make(r, 'pow', [base, exponent], cover(base.span, exponent.span));
  const after = peek(r);
  if (r.tex) {
    if (isOperator(after, '^')) {
      fail('syntax', 'Two exponents stand on one base; put one of them in braces.', after ?? caret);
    }
  } else if (
    next.kind !== 'open' &&
    r.text[caret.start] !== undefined &&
    isTyped(r, caret) &&
    after?.glued &&
    after.kind === 'name'
  ) {
    const taken = choose(
      r,
      `exponent:${caret.start}`,
      power.span,
      'An exponent without brackets can end early or late.',
      [
        { reading: 'factor', label: `the power ${quote(r, power.span)}, times what follows` },
        { reading: 'product', label: 'a power whose exponent is the whole product' },
      ],
    );
    if (taken === 'product') {
      let product = exponent;
      for (let more = readProduct(r, product); more; more = readProduct(r, product)) product = more;
      return make(r, 'pow', [base, product], cover(base.span, product.span));
    }
  }
  return power;
}

/** Whether an exponent was typed with ^ or **, not as a superscript that shows where it ends. */
function isTyped(r: Reading, caret: Token): boolean {
  const written = r.text.slice(caret.start, caret.end);
  return written === '^' || written === '**';
}

/** One factor, signs allowed before it. */
export function readExponent(r: Reading): Expr {
  return readExpression(r, precedences.power);
}

/** `left` times the factor that follows it without a sign, or null if none does. */
export function readProduct(r: Reading, left: Expr): Expr | null {
  const token = peek(r);
  if (!token || !startsFactor(r, token)) return null;
  if (r.inArgument && isApplied(token)) return null;
  const before = r.tokens[r.at - 1];
  if (token.kind === 'number' && before?.kind === 'number' && !(r.tex && isFraction(left))) {
    fail(
      'syntax',
      `Two numbers stand side by side: \`${quote(r, cover(before, token))}\`. Write * between them.`,
      cover(before, token),
    );
  }
  const right = readExpression(r, IMPLICIT + TIGHTER);
  return make(r, 'mul', [left, right], cover(left.span, right.span));
}

/** \frac1234 is ½·34: the digits of a fraction end it. */
function isFraction(left: Expr): boolean {
  return left.kind === 'call' && (left.op === 'div' || left.op === 'sqrt' || left.op === 'binom');
}

export function expect(r: Reading, operator: string, message: string): void {
  if (!isOperator(peek(r), operator)) fail('syntax', message, here(r));
  r.at++;
}

export function missing(r: Reading): never {
  const token = peek(r);
  const before = r.tokens[r.at - 1];
  const place: Span = token ?? before ?? { start: 0, end: r.text.length };
  if (!token) {
    return fail(
      'syntax',
      before ? `Something is missing after \`${quote(r, before)}\`.` : 'Nothing is written here.',
      place,
    );
  }
  return fail(
    'syntax',
    `\`${quote(r, token)}\` cannot stand here; a number, a name or a bracket is expected.`,
    place,
  );
}
