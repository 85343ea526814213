/** The one file that reads numbers from text and steps them, and says how wide they are. */
import { formatNumber, withMinus, type Digits } from '../src/numbers';

const MINUS = '\u2212';
/** The widest text that is shown at full width; room is kept for it. Longer ones are squeezed. */
export function ordinaryNumber(digits: Digits): string {
  return formatNumber(digits.kind === 'decimals' ? -99 : -1 / 81, digits);
}

/** All digits of `value`, to be edited: a keyboard's minus, no rounding. */
export function exactNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'inf');
}

/** All digits of `value`, to be read. */
export function allDigits(value: number): string {
  return withMinus(exactNumber(value).replace('inf', '∞'));
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
