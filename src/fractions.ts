/** Exact rational numbers, small enough to be read. Imports nothing. */

/** In lowest terms, `below` > 0. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** An exact operation; null where the result is no fraction or too long to be read. */
export type Exactly = (x: Fraction, y: Fraction, z: Fraction) => Fraction | null;

// Twelve digits above and below: more would say less than a decimal number.
const LONGEST = 10n ** 12n;

function fraction(above: bigint, below: bigint): Fraction | null {
  if (below === 0n) return null;
  let [a, b] = [above < 0n ? -above : above, below < 0n ? -below : below];
  while (b > 0n) [a, b] = [b, a % b];
  const divisor = below < 0n ? -a : a;
  const lowest = { above: above / divisor, below: below / divisor };
  return lowest.above < LONGEST && lowest.above > -LONGEST && lowest.below < LONGEST
    ? lowest
    : null;
}

/** The decimal number a person would see, 0.1 as 1/10; null for what is not finite or too long. */
export function fractionOf(x: number): Fraction | null {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(x));
  if (!parts) return null;
  const [, whole = '', decimals = '', exponent = '0'] = parts;
  const places = Number(exponent) - decimals.length;
  if (Math.abs(places) > 40) return x === 0 ? ZERO : null;
  const scale = 10n ** BigInt(Math.abs(places));
  const digits = BigInt(whole + decimals);
  return places < 0 ? fraction(digits, scale) : fraction(digits * scale, 1n);
}

/**
 * The simplest fraction that a double may stand for, 0.16666666666666666 as 1/6; null if none is.
 * `within`: as far as it may be off, relative to x.
 */
export function simplestNear(x: number, within = 1e-12): Fraction | null {
  for (let below = 1; below <= 1000; below++) {
    const above = Math.round(x * below);
    if (Math.abs(above / below - x) <= within * Math.max(1, Math.abs(x))) {
      return fraction(BigInt(above), BigInt(below));
    }
  }
  return null;
}

/** `−3/4`, `−12`. */
export function writeFraction({ above, below }: Fraction): string {
  const sign = above < 0n ? '−' : '';
  const size = String(above < 0n ? -above : above);
  return sign + (below === 1n ? size : `${size}/${String(below)}`);
}

export const ZERO: Fraction = { above: 0n, below: 1n };
const ONE: Fraction = { above: 1n, below: 1n };

export const isZero = ({ above }: Fraction): boolean => above === 0n;
const truth = (holds: boolean): Fraction => (holds ? ONE : ZERO);

export const plus: Exactly = (x, y) =>
  fraction(x.above * y.below + y.above * x.below, x.below * y.below);
export const minus: Exactly = (x, y) => plus(x, { ...y, above: -y.above }, ZERO);
export const times: Exactly = (x, y) => fraction(x.above * y.above, x.below * y.below);
export const over: Exactly = (x, y) => fraction(x.above * y.below, x.below * y.above);
export const equal: Exactly = (x, y) => truth(x.above === y.above && x.below === y.below);
export const less: Exactly = (x, y) => truth(x.above * y.below < y.above * x.below);

/** Whole exponents; what a larger one gives would be too long, but for 0, 1 and −1. */
export const toPower: Exactly = (x, y) => {
  if (y.below !== 1n) return null;
  const size = y.above < 0n ? -y.above : y.above;
  const unit = x.below === 1n && x.above * x.above <= 1n;
  const exponent = unit ? (size === 0n ? 0n : 2n - (size % 2n)) : size;
  if (exponent > 64n) return null;
  const [above, below] = [x.above ** exponent, x.below ** exponent];
  return y.above < 0n ? fraction(below, above) : fraction(above, below);
};

export const down: Exactly = ({ above, below }) => {
  const rest = above % below;
  return fraction((above - rest) / below - (rest < 0n ? 1n : 0n), 1n);
};

/** Of squares of fractions only. */
export const squareRoot: Exactly = ({ above, below }) => {
  if (above < 0n) return null;
  const root = { above: wholeRoot(above), below: wholeRoot(below) };
  const square = times(root, root, ZERO);
  return square?.above === above && square.below === below ? root : null;
};

const wholeRoot = (n: bigint): bigint => BigInt(Math.round(Math.sqrt(Number(n))));

/** A function with one well-known rational point: exp(0) = 1. */
export const only =
  (at: bigint, value: bigint): Exactly =>
  ({ above, below }) =>
    above === at && below === 1n ? { above: value, below: 1n } : null;
