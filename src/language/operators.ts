/** What the signs between operands mean: quotients, powers, roots, comparisons, products without a sign. */
import { precedences } from '../ops';
import type { OpName } from '../ops';
import { isApplied } from './application';
import { NOTHING } from './characters';
import {
  IMPLICIT,
  choose,
  fail,
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

/** Added to the strength of an operator, what its right operand must exceed. */
export const TIGHTER = 0.25;

export const comparisons: ReadonlyMap<string, OpName> = new Map([
  ['<', 'lt'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['==', 'eq'],
  ['!=', 'ne'],
]);

/** A number; in plain text `1/2` before a symbol is a fraction. */
export function readNumber(r: Reading, token: Token): Expr {
  r.at++;
  const value = token.otherwise === undefined ? numberOf(token) : chooseComma(r, token);
  const [slash, divisor, symbol] = [peek(r), peek(r, 1), peek(r, 2)];
  if (isOperator(slash, '%') && !takesRemainder(r, divisor)) return readPercent(r, value, token);
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

/** 1{,}234: thousands in English, decimals in most of Europe. */
function chooseComma(r: Reading, token: Token): Expr {
  const { value = NaN, otherwise = NaN } = token;
  const taken = choose(
    r,
    `comma:${token.start}`,
    token,
    `The comma of \`${quote(r, token)}\` sets off thousands or decimals.`,
    [
      { reading: 'thousands', label: `the whole number ${value}` },
      { reading: 'decimals', label: `the decimal number ${otherwise}` },
    ],
  );
  return number(taken === 'thousands' ? value : otherwise, token);
}

function numberOf(token: Token): Expr {
  const written = token.text.startsWith('.') || /^\d/.test(token.text);
  return number(token.value ?? NaN, token, written ? undefined : token.text);
}

/** √ takes one factor; √2x is (√2)x, and √(…) ends at its bracket. */
export function readRadical(r: Reading, token: Token): Expr {
  r.at++;
  const bracketed = peek(r)?.kind === 'open';
  let operand = bracketed
    ? r.grammar.expression(r, precedences.atom)
    : r.grammar.expression(r, precedences.power);
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

export function operandAfter(r: Reading, operator: Token, least: number): Expr {
  const next = peek(r);
  if (!next || next.kind === 'close' || next.kind === 'break') {
    needsMore(r, operator);
  }
  return r.grammar.expression(r, least);
}

/** a/bc is a/(bc); the other reading is on offer. */
export function readQuotient(r: Reading, start: number, left: Expr, right: Expr): Expr {
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

function takesRemainder(r: Reading, next: Token | undefined): boolean {
  return next !== undefined && (startsFactor(r, next) || isOperator(next, '-', '%'));
}

/** 50% is 50/100; what 10 + 5% means, calculators dispute. */
function readPercent(r: Reading, value: Expr, token: Token): Expr {
  const sign = peek(r) ?? token;
  if (isOperator(r.tokens[r.at - 2], '+', '-')) {
    fail(
      'unsupported',
      'What this percentage is taken of is not clear. Write the number divided by 100.',
      sign,
    );
  }
  r.at++;
  return make(r, 'div', [value, number(100, sign)], cover(token, sign));
}

/** x % y is the remainder. */
export function readRemainder(r: Reading, left: Expr, sign: Token): Expr {
  if (!takesRemainder(r, peek(r, 1))) {
    fail('unsupported', 'Percent is read after a number only. Write `/100` instead.', sign);
  }
  r.at++;
  const right = r.grammar.expression(r, precedences.product + TIGHTER);
  return make(r, 'mod', [left, right], cover(left.span, right.span));
}

/** a < b < c is (a < b) and (b < c). */
export function readComparison(r: Reading, first: Expr): Expr {
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
export function readPower(r: Reading, base: Expr, caret: Token): Expr {
  r.at++;
  const next = peek(r);
  if (
    !next ||
    next.kind === 'close' ||
    next.kind === 'break' ||
    isOperator(next, '*', '/', '=', '^')
  ) {
    needsMore(r, caret);
  }
  const exponent = r.grammar.exponent(r);
  const power = make(r, 'pow', [base, exponent], cover(base.span, exponent.span));
  const after = peek(r);
  if (r.tex) {
    if (isOperator(after, '^')) {
      refuseScripts(after ?? caret, 'exponents');
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

/** `left` times the factor that follows it without a sign, or null if none does. */
export function readProduct(r: Reading, left: Expr): Expr | null {
  const token = peek(r);
  if (!token || !startsFactor(r, token)) return null;
  if (r.inArgument && isApplied(token)) return null;
  const before = r.tokens[r.at - 1];
  if (token.kind === 'number' && before?.kind === 'number' && !(r.tex && isFraction(left))) {
    const span = cover(before, token);
    fail('syntax', `Two numbers stand side by side: \`${quote(r, span)}\`.`, span, {
      fixes: token.glued ? [] : [{ span, text: `${quote(r, before)}*${quote(r, token)}` }],
      advice: token.glued
        ? 'A number has one point at most. Delete the other.'
        : 'Write `*` between them.',
    });
  }
  if (token.text === '[' && left.kind === 'name' && token.glued && isIndex(r)) {
    fail(
      'unsupported',
      'An element of a list is not read.',
      cover(left.span, peek(r, 2) ?? token),
      {
        fixes: [
          {
            span: cover(left.span, peek(r, 2) ?? token),
            text: `${quote(r, left.span)}_${peek(r, 1)?.text ?? '0'}`,
          },
        ],
        advice: 'Give the number a name of its own, such as `x_0`.',
      },
    );
  }
  const right = r.grammar.expression(r, IMPLICIT + TIGHTER);
  if (isMixedNumber(left, right, token) && chooseMixed(r, cover(left.span, right.span))) {
    return make(r, 'add', [left, right], cover(left.span, right.span));
  }
  return make(r, 'mul', [left, right], cover(left.span, right.span));
}

/** \frac1234 is ½·34: the digits of a fraction end it. */
function isFraction(left: Expr): boolean {
  return left.kind === 'call' && (left.op === 'div' || left.op === 'sqrt' || left.op === 'binom');
}

/** 2\frac{1}{2}, 2½ */
function isMixedNumber(left: Expr, right: Expr, token: Token): boolean {
  if (left.kind !== 'number' || !Number.isInteger(left.value)) return false;
  const fraction = right.kind === 'call' && right.op === 'div' && token.kind === 'command';
  return fraction && right.args.every((part) => part.kind === 'number');
}

function chooseMixed(r: Reading, span: Span): boolean {
  const taken = choose(
    r,
    `mixed:${span.start}`,
    span,
    `\`${quote(r, span)}\` is a product or a mixed number.`,
    [
      { reading: 'product', label: 'a product' },
      { reading: 'sum', label: 'a mixed number, the sum of both' },
    ],
  );
  return taken === 'sum';
}

/** x[0] */
function isIndex(r: Reading): boolean {
  return peek(r, 1)?.kind === 'number' && peek(r, 2)?.text === ']';
}

/** Refuses an operator, a sign or a command behind which nothing is written. */
export function needsMore(r: Reading, token: Token): never {
  const written = quote(r, token);
  const what = token.text === '^' ? 'an exponent' : 'a number, a name or a bracket';
  return fail('syntax', `\`${written}\` needs ${what} after it.`, token, {
    advice: `Write it, or delete the \`${written}\`.`,
  });
}

/** x^2^3, x_1_2 */
export function refuseScripts(second: Span, what: 'exponents' | 'subscripts'): never {
  const example = what === 'exponents' ? '`{x^a}^b` or `x^{a^b}`' : '`x_{ab}`';
  return fail('syntax', `Two ${what} stand on one name. Write ${example}.`, second);
}

/** Refuses the token that stands where an operand should. */
export function missing(r: Reading): never {
  const token = peek(r);
  const before = r.tokens[r.at - 1];
  if (!token && before) return needsMore(r, before);
  if (!token) return fail('syntax', NOTHING, { start: 0, end: r.text.length });
  const written = quote(r, token);
  const starts = before?.kind !== 'operator' || r.at === 0;
  if (token.kind === 'operator' && !starts) refusePair(r, before, token);
  const advice = starts
    ? 'Write a number, a name or a bracket before it, or delete it.'
    : 'Write a number, a name or a bracket instead.';
  return fail('syntax', `\`${written}\` cannot stand here.`, token, { advice });
}

/** x + * y, 2··x, x**2 in TeX */
function refusePair(r: Reading, before: Token, token: Token): never {
  const both = cover(before, token);
  const [one, two] = [quote(r, before), quote(r, token)];
  if (r.tex && before.text === '*' && token.text === '*' && one === '*')
    fail('syntax', 'A power is written with `^` here.', both, {
      fixes: [{ span: both, text: '^' }],
    });
  if (one === two)
    fail('syntax', `\`${two}\` stands here twice.`, token, {
      fixes: [{ span: { start: before.end, end: token.end }, text: '' }],
      advice: 'Delete one of them.',
    });
  return fail(
    'syntax',
    `Something is missing between \`${one}\` and \`${two}\`. Write a number or a name there, or delete one of the two.`,
    both,
  );
}
