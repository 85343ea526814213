/** Whether a number that was written down is another one, as far as it was written down. */
import { formatNumber, type Digits } from '../numbers';

/** What was typed, and the number that it is. */
export interface Written {
  readonly text: string;
  readonly value: number;
}

/** So many decimals tell enough, even if more are shown. */
const ENOUGH = 2;
/** What computing with doubles costs, as a part of a number. */
const NOISE = 1e-9;

const DECIMAL = /^[+-]?(?:\d+\.?(\d*)|\.(\d+))(?:e([+-]?\d+))?$/;

/** How many decimals were typed, below 0 of 1.2e6; null: a fraction or an expression, which says exactly what it is. */
export function decimalsIn(text: string): number | null {
  const parts = DECIMAL.exec(text.trim().replaceAll('−', '-').toLowerCase());
  if (!parts) return null;
  const [, after, only, exponent = '0'] = parts;
  return (after ?? only ?? '').length - Number(exponent);
}

/** How many decimals are asked for at least. */
export function leastDecimals({ kind, count }: Digits): number {
  return kind === 'decimals' ? Math.min(ENOUGH, count) : ENOUGH;
}

/** How many digits were typed that count; the zeros that end a whole number may only keep its place. */
function figuresIn(text: string): number {
  const [mantissa = ''] = text
    .replace(/^[-+−]/, '')
    .toLowerCase()
    .split('e');
  const digits = mantissa.includes('.') ? mantissa.replace('.', '') : mantissa.replace(/0+$/, '');
  return digits.replace(/^0+/, '').length;
}

/**
 * Whether a number rounds to what was typed at the digits that were typed, but not fewer than are asked for;
 * or is written the same as `digits` write it. What is typed as a fraction is exact, and only 0 is 0.
 */
export function agrees({ text, value }: Written, number: number, digits: Digits): boolean {
  if (!Number.isFinite(number) || !Number.isFinite(value)) return Object.is(value, number);
  const gap = Math.abs(value - number);
  if (gap <= NOISE * Math.abs(number)) return true;
  const typed = decimalsIn(text);
  if (typed === null || value === 0) return false;
  const plain: Digits = { kind: digits.kind, count: digits.count };
  const shown = formatNumber(number, plain);
  const needed = Math.min(leastDecimals(digits), decimalsIn(shown) ?? 0);
  if (gap <= 0.5 * 10 ** -Math.max(typed, needed) * (1 + NOISE)) return true;
  return figuresIn(text) <= figuresIn(shown) && formatNumber(value, plain) === shown;
}

/** How a number was rounded that is nearly right; null: it is another one. */
export function roundingSlip(
  { text, value }: Written,
  number: number,
  digits: Digits,
): 'cut off' | 'rounded too far' | 'rounded to nothing' | 'off by one' | null {
  const typed = decimalsIn(text);
  if (typed === null || !Number.isFinite(number)) return null;
  const unit = 10 ** -typed;
  if (value === 0) return number !== 0 && Math.abs(number) < unit ? 'rounded to nothing' : null;
  const isAt = (other: number): boolean => Math.abs(value - other) < unit / 1000;
  const least = leastDecimals(digits);
  if (typed < least && isAt(Math.round(number / unit) * unit)) return 'rounded too far';
  if (typed >= least && isAt(Math.trunc(number / unit + Math.sign(number) * NOISE) * unit)) {
    return 'cut off';
  }
  const isFine = typed >= least && Math.abs(number) >= LARGE * unit;
  return isFine && Math.abs(value - number) < 1.5 * unit ? 'off by one' : null;
}

/** In units of the last place: only of so much one unit is little. */
const LARGE = 10;
