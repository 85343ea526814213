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

const DIGITS = String.raw`(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const PI = String.raw`(?:\\pi(?![A-Za-z])|π|(?:math|np|numpy|torch|Math)\.(?:pi|PI)|pi(?!\w))`;
const ATOM = String.raw`(?:${DIGITS}\s*(?:\*\s*)?${PI}|${PI}|${DIGITS})`;
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

/** Digits, π, or digits times π. */
function atom(text: string): number {
  const digits = new RegExp(`^${DIGITS}`).exec(text)?.[0];
  const factor = digits === undefined ? 1 : Number(digits.replaceAll('_', ''));
  return digits?.length === text.length ? factor : factor * Math.PI;
}
