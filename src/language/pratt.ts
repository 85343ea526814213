/** The precedence-climbing engine that plain math and LaTeX share: tokens in, expressions out. */
import { precedences } from '../ops';
import type { OpName } from '../ops';
import { readFunction, readRaised } from './application';
import { readBars, readGroup } from './brackets';
import { readMembership } from './intervals';
import { readName, refuseTemperature } from './naming';
import {
  TIGHTER,
  comparisons,
  missing,
  operandAfter,
  readComparison,
  readNumber,
  readPower,
  readProduct,
  readQuotient,
  readRadical,
  readRemainder,
} from './operators';
import { IMPLICIT, choose, deeper, fail, isOperator, make, number, peek, quote } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

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
      return r.tex ? r.grammar.command(r, token) : (readRaised(r, token) ?? readName(r, token));
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
      expect(
        r,
        token,
        'then',
        'This `if` needs `then` and `else`. Write `if x > 0 then x else 0`.',
      );
      const yes = readExpression(r);
      expect(r, token, 'else', 'This `if` needs `else`. Write `if x > 0 then x else 0`.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [condition, yes, no], cover(token, no.span));
    }
    default:
      return missing(r);
  }
}

/** `left` with the next operator and its operands, or null where the expression ends. */
function extend(r: Reading, left: Expr, least: number): Expr | null {
  const token = peek(r);
  if (!token) return null;
  if (token.text === '\\in') return readMembership(r, left, token, least);
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
    case '%':
      return precedences.product < least ? null : readRemainder(r, left, token);
    case '!':
      return readFactorials(r, left);
    case '°':
      refuseTemperature(r, left.span, token);
      r.at++;
      return make(r, 'radians', [left], cover(left.span, token));
    case '⁺':
      r.at++;
      return make(r, 'relu', [left], cover(left.span, token));
    case '√':
    case '∛':
    case '∜':
      return least <= IMPLICIT ? readProduct(r, left) : null;
    case '?': {
      if (precedences.conditional < least) return null;
      r.at++;
      const yes = readExpression(r, precedences.conditional);
      expect(r, token, ':', 'This `?` needs `:` and a second value. Write `x > 0 ? x : 0`.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [left, yes, no], cover(left.span, no.span));
    }
    case 'if': {
      if (precedences.conditional < least) return null;
      r.at++;
      const condition = readExpression(r, precedences.or);
      expect(r, token, 'else', 'This `if` needs `else`. Write `x if x > 0 else 0`.');
      const no = readExpression(r, precedences.conditional);
      return make(r, 'select', [condition, left, no], cover(left.span, no.span));
    }
    default:
      return null;
  }
}

/** `x!`, and with more signs what SymPy and mathjs take for factorials of factorials: 3!! is (3!)!. */
function readFactorials(r: Reading, left: Expr): Expr {
  let value = left;
  let signs = 0;
  for (let sign = peek(r); sign && isOperator(sign, '!'); sign = peek(r)) {
    value = make(r, 'factorial', [value], cover(left.span, sign));
    r.at++;
    signs++;
  }
  if (signs < 2) return value;
  const nested = { reading: 'nested', label: 'a factorial of a factorial' };
  const double = { reading: 'double', label: 'a double factorial, as 5·3·1 is of 5' };
  const message = `\`${quote(r, value.span)}\` is read in two ways.`;
  const readings = signs === 2 ? ([nested, double] as const) : ([nested] as const);
  const taken = choose(r, `factorial ${quote(r, left.span)}`, value.span, message, readings);
  return taken === 'double' ? doubleFactorial(r, left, value.span) : value;
}

/** 300!! is the last that is finite. */
const LAST_DOUBLE = 300;

/** 5!! is 5 · 3 · 1; of what is no written whole number it has no derivative. */
function doubleFactorial(r: Reading, left: Expr, span: Span): Expr {
  const last = left.kind === 'number' ? left.value : NaN;
  if (!Number.isInteger(last) || last < 0 || last > LAST_DOUBLE) {
    fail('unsupported', 'A double factorial is read of a written whole number only.', span, {
      advice: `Write its factors, or \`(${quote(r, left.span)}!)!\` for the factorial of a factorial.`,
    });
  }
  let product = number(1, span);
  for (let factor = last; factor > 1; factor -= 2)
    product = make(r, 'mul', [number(factor, span), product], span);
  return product;
}

/** One factor, signs allowed before it. */
export function readExponent(r: Reading): Expr {
  return readExpression(r, precedences.power);
}

/** Passes the operator that belongs to the one before, which is to blame if it does not come. */
function expect(r: Reading, before: Token, operator: string, message: string): void {
  if (!isOperator(peek(r), operator)) fail('syntax', message, before);
  r.at++;
}
