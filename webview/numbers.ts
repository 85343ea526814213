/** The one file that writes numbers as text, reads them back and steps them. */

const MINUS = '\u2212';
/** Digits before the point up to which all decimals are kept; further ones take their place. */
const WHOLE = 4;
/** From here on numbers are written with an exponent, so that none outgrows the space kept for it. */
const LARGE = 1e6;

/**
 * `value` with that many decimals: 4 as "4.00". What is too large for the space, or would look like
 * zero without being zero, is written with an exponent: "3.9e−5".
 */
export function formatNumber(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 ? MINUS : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}∞`;
  const excess = Math.max(0, Math.floor(Math.log10(size)) + 1 - WHOLE);
  const fixed = size.toFixed(Math.max(0, decimals - excess));
  const rounded = Number(fixed);
  if (size === 0 || (rounded !== 0 && rounded < LARGE)) return sign + fixed;
  return (
    sign +
    size
      .toExponential(Math.max(1, decimals - 1))
      .replace('e+', 'e')
      .replace('-', MINUS)
  );
}

/** A number of the formula itself: 3 as "3", 0.1 as "0.1", π to six digits. */
export function formatPlain(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value, 0);
  return String(Number(value.toPrecision(6)))
    .replace('e+', 'e')
    .replaceAll('-', MINUS);
}

/** The widest text that is shown at full width; room is kept for it. Longer ones are squeezed. */
export function ordinaryNumber(decimals: number): string {
  return formatNumber(-99, decimals);
}

/** All digits of `value`, to be edited: a keyboard's minus, no rounding. */
export function exactNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'inf');
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const WORDS: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ...['inf', 'infinity', '∞'].flatMap((word): [string, number][] => [
    [word, Infinity],
    [`+${word}`, Infinity],
    [`-${word}`, -Infinity],
  ]),
]);

/** What a person typed, as a number: 1e-3, -.5, −2, 1/3, inf, nan. Undefined if it is none. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll(MINUS, '-').toLowerCase();
  const word = WORDS.get(plain);
  if (word !== undefined) return word;
  const parts = plain.split('/').map((part) => part.trim());
  if (parts.length > 2 || !parts.every((part) => DECIMAL.test(part))) return undefined;
  const [numerator = 0, denominator = 1] = parts.map(Number);
  return numerator / denominator;
}

/**
 * One step up (`direction` 1) or down (−1), `scale` times the ordinary step: a tenth, or less for
 * numbers below a tenth and more for large ones, so that every step shows.
 */
export function stepNumber(value: number, direction: 1 | -1, scale: number): number {
  if (!Number.isFinite(value)) return value;
  const size = Math.floor(Math.log10(Math.abs(value) || 1));
  const unit = size < -1 ? 10 ** size : Math.max(0.1, 10 ** (size - 3));
  // Twelve digits: 0.1 + 0.2 is 0.3 to whoever steps through it.
  return Number((value + direction * scale * unit).toPrecision(12));
}
