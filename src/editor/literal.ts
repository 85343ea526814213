/** Numbers as people write them beside a formula: 2, −1.5, 1e-3, 1/2, \frac{1}{3}, π/4. */

/** A number and the offset just after it. */
export interface Literal {
  readonly value: number;
  readonly end: number;
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
  const [, sign, over, under, digit, digits, whole, divisor] = found;
  const end = LITERAL.lastIndex;
  if (/[\p{L}\p{N}_]/u.test(text.charAt(end)) && !found[8]) {
    return null;
  }
  const top = over ?? digit ?? whole;
  const bottom = under ?? digits ?? divisor;
  const size = top === undefined ? Infinity : atom(top) / (bottom === undefined ? 1 : atom(bottom));
  return { value: sign === '' || sign === '+' ? size : -size, end };
}

/** Digits, π, or digits times π. */
function atom(text: string): number {
  const digits = new RegExp(`^${DIGITS}`).exec(text)?.[0];
  const factor = digits === undefined ? 1 : Number(digits.replaceAll('_', ''));
  return digits?.length === text.length ? factor : factor * Math.PI;
}
