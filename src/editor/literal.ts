/** Numbers as people write them beside a formula: 2, −1.5, 1e-3, 1/2, \frac{1}{3}, π/4. */

import type { Span } from '../language/syntax';

/** A number at its place in a text. */
export interface Literal extends Span {
  readonly value: number;
}

/** A piece of a document: where a number is written, and how. */
export interface Written {
  readonly span: Span;
  readonly text: string;
}

const PLAIN = String.raw`(?:\d+(?:_\d+)*(?:\.\d*|\{,\}\d+)?|\.\d+)`;
const DIGITS = String.raw`${PLAIN}(?:[eE][+-]?\d+)?`;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const EXPONENT = String.raw`(?:\^|\*\*)\s*(?:\{\s*[+\-−]?\d{1,3}\s*\}|[+\-−]?\d{1,3}(?!\.?\d))|[⁺⁻]?[${SUPERSCRIPTS}]{1,3}`;
const TIMES = String.raw`\s*(?:\\cdot|\\times|[*·×])\s*`;
/** A power of ten, perhaps with a factor: 10^{-5}, 2·10³. */
const POWER = String.raw`(?:${PLAIN}${TIMES})?10\s*(?:${EXPONENT})`;
const PI = String.raw`(?:\\pi(?![A-Za-z])|π|(?:math|np|numpy|torch|Math)\.(?:pi|PI)|pi(?!\w))`;
const ATOM = String.raw`(?:${POWER}|${DIGITS}\s*(?:\*\s*)?${PI}|${PI}|${DIGITS})`;
const LITERAL = new RegExp(
  String.raw`([+\-−]?)\s*(?:\\[dt]?frac\s*(?:\{\s*(${ATOM})\s*\}\s*\{\s*(${ATOM})\s*\}|(\d)(\d))|(${ATOM})(?:\s*/\s*(${DIGITS}))?|(\\infty|∞|[Ii]nf(?:inity)?(?!\w)))`,
  'y',
);

/** The number that starts at `offset`, or null. Letters right after it (2x) make it no number. */
export function literalAt(text: string, offset: number): Literal | null {
  LITERAL.lastIndex = offset;
  const found = LITERAL.exec(text);
  if (!found) {
    return null;
  }
  const [all, sign, over, under, digit, digits, whole, divisor] = found;
  const end = LITERAL.lastIndex;
  if (/[\p{L}\p{N}_]/u.test(text.charAt(end)) && !found[8]) {
    return null;
  }
  const top = over ?? digit ?? whole;
  const bottom = under ?? digits ?? divisor;
  const size = top === undefined ? Infinity : atom(top) / (bottom === undefined ? 1 : atom(bottom));
  const start = end - all.trimStart().length;
  return { value: sign === '' || sign === '+' ? size : -size, start, end };
}

/** A number of program code, perhaps with the letters of its type: 2.0f, 3_f64, 1e-3. */
const TYPED = /^([-+−]?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:_?[\p{L}]\w*)?$/u;

/** The literal that is all of a span of a text, without the letters of its type; null if it is none. */
export function literalIn(text: string, { start, end }: Span): Literal | null {
  const literal = literalAt(text, start);
  if (literal?.end === end) {
    return literal;
  }
  const typed = TYPED.exec(text.slice(start, end))?.[1]?.replace(/_+$/, '');
  const value = typed === undefined ? NaN : Number(typed.replace('−', '-').replaceAll('_', ''));
  return typed === undefined || Number.isNaN(value)
    ? null
    : { value, start, end: start + typed.length };
}

/** A literal of a sentence, where a full stop at its end is no decimal point. */
export function withoutStop(text: string, { start, end }: Span): Span {
  return { start, end: end - (text.charAt(end - 1) === '.' ? 1 : 0) };
}

/** Digits, a power of ten, π, or digits times π. */
function atom(text: string): number {
  const [, factor = '1', exponent] = SCIENTIFIC.exec(text) ?? [];
  if (exponent !== undefined) {
    return Number(`${decimal(factor)}e${exponentOf(exponent)}`);
  }
  const digits = new RegExp(`^${DIGITS}`).exec(text)?.[0];
  const factorOfPi = digits === undefined ? 1 : Number(decimal(digits));
  return digits?.length === text.length ? factorOfPi : factorOfPi * Math.PI;
}

const SCIENTIFIC = new RegExp(`^(?:(${PLAIN})${TIMES})?10\\s*(${EXPONENT})$`);

function decimal(digits: string): string {
  return digits.replaceAll('_', '').replace('{,}', '.');
}

/** The digits of an exponent, however they are raised. */
function exponentOf(raised: string): string {
  return raised
    .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)))
    .replace(/[⁻−]/, '-')
    .replace(/[^\d-]/g, '');
}
