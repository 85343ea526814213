/** How numbers are written as text, in the picture and everywhere else. Imports formulas only. */
import type { Formula } from './formula';

/** Digits after the point, or figures from the first that is not zero on. */
export interface Digits {
  readonly kind: 'decimals' | 'significant';
  readonly count: number;
  /** How numbers that are fractions are written. If there is any such list, others follow a ≈. */
  readonly fractions?: ReadonlyMap<number, string>;
  /** Numbers that are 0 but for rounding, and are written so. */
  readonly zeros?: ReadonlySet<number>;
}

const MINUS = '\u2212';
/** Digits before the point up to which all decimals are kept; further ones take their place. */
const WHOLE = 4;
/** From here on decimals give way to an exponent, so that no number outgrows the space kept for it. */
const LARGE = 1e6;
/** Below 10 to this power, leading zeros give way to an exponent. */
const SMALL = -3;

/**
 * `value` with that many digits: 4 as "4.00". What is too large for the space, or would look like
 * zero without being zero, is written with an exponent: "3.9e−5".
 */
export function formatNumber(value: number, digits: Digits): string {
  if (Number.isNaN(value)) return 'NaN';
  const fraction = digits.fractions?.get(value);
  if (fraction !== undefined) return fraction;
  const counted = digits.zeros?.has(value) ? 0 : value;
  const sign = counted < 0 ? MINUS : '';
  const size = Math.abs(counted);
  if (size === Infinity) return `${sign}∞`;
  const written = digits.kind === 'decimals' ? fix(size, digits.count) : limit(size, digits.count);
  return (digits.fractions ? '≈' : '') + sign + written;
}

/** A number that may be known as a `fraction`; what is too large for a double is the ∞ that others get. */
export function formatShown(
  value: number,
  fraction: string | null | undefined,
  digits: Digits,
): string {
  return Number.isFinite(value) && typeof fraction === 'string'
    ? fraction
    : formatNumber(value, digits);
}

/** Numbers that stand in a picture, place by place, of each kind. */
type Placed<Each> = Readonly<
  Record<'value' | 'gradient' | 'local' | 'contribution', ArrayLike<Each>>
>;

/**
 * Which number is which fraction. A number that also stands where it may be rounded is left out, since
 * there it is no fraction.
 */
export function fractionsByNumber(
  numbers: Placed<number>,
  exact: Placed<string | null>,
): ReadonlyMap<number, string> {
  const known = new Map<number, string>();
  const doubtful = new Set<number>();
  for (const of of ['value', 'gradient', 'local', 'contribution'] as const) {
    for (const [at, number] of Array.from(numbers[of]).entries()) {
      const fraction = exact[of][at];
      if (typeof fraction === 'string') known.set(number, fraction);
      // A zero also stands where there is no number.
      else if (number !== 0) doubtful.add(number);
    }
  }
  for (const number of doubtful) known.delete(number);
  return known;
}

/**
 * The formula with ≈ for the = beside numbers that lose digits as they are written: 0.1966 × (−3) is
 * ≈ 0.20 × (−3.00) and ≈ −0.59, which do not multiply out.
 */
export function approximately(formula: Formula, digits: Digits): Formula {
  const [marked = formula] = approximateLines([formula], digits);
  return marked;
}

/** The same for lines of which each goes on where the one before ends. */
export function approximateLines(lines: readonly Formula[], digits: Digits): readonly Formula[] {
  let lost = false;
  return lines.map((line) => {
    if (typeof line === 'string' || line.form !== 'row') return line;
    const { parts } = line;
    const marked = parts.map((part, i) => {
      if (part !== '=') {
        lost ||= losesDigits(part, digits);
        return part;
      }
      const next = parts.indexOf('=', i + 1);
      const before = lost;
      const side = parts.slice(i + 1, next < 0 ? undefined : next);
      lost = side.some((each) => losesDigits(each, digits));
      return before || lost ? '≈' : part;
    });
    return { ...line, parts: marked };
  });
}

function losesDigits(formula: Formula, digits: Digits): boolean {
  if (typeof formula === 'string') return false;
  if (formula.form !== 'number') return formula.parts.some((part) => losesDigits(part, digits));
  const { value, role } = formula;
  // What is no fraction has its ≈ already.
  if (!Number.isFinite(value) || (role !== 'plain' && digits.fractions)) return false;
  const written = role === 'plain' ? formatPlain(value) : formatNumber(value, digits);
  const read = Number(written.replaceAll(MINUS, '-'));
  return Math.abs(read - value) > ROUNDING * Math.abs(value);
}

/** What sixteen digits lose themselves is no loss: 0.1 + 0.2 is 0.30. */
const ROUNDING = 1e-14;

/** A number of the formula itself: 3 as "3", 0.1 as "0.1", π to six digits. */
export function formatPlain(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value, { kind: 'decimals', count: 0 });
  return withMinus(String(Number(value.toPrecision(6))));
}

function fix(size: number, decimals: number): string {
  const excess = Math.max(0, Math.floor(Math.log10(size)) + 1 - WHOLE);
  const fixed = size.toFixed(Math.max(0, decimals - excess));
  const rounded = Number(fixed);
  if (size === 0 || (rounded !== 0 && rounded < LARGE)) return fixed;
  return withMinus(size.toExponential(Math.max(1, decimals - 1)));
}

function limit(size: number, count: number): string {
  const figures = Math.max(1, count);
  const scientific = size.toExponential(figures - 1);
  // Of the rounded number: 9.99 with two figures is 10.
  const power = Number(scientific.slice(scientific.indexOf('e') + 1));
  return power < SMALL || power >= figures ? withMinus(scientific) : size.toPrecision(figures);
}

/** A text of numbers and signs with a minus for every hyphen, and exponents without a plus. */
export function withMinus(text: string): string {
  return text.replaceAll('e+', 'e').replaceAll('-', MINUS);
}
