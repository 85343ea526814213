/** Special functions that JavaScript's Math lacks, as plain functions of doubles. Imports nothing. */

/** Error function, to about 1e-15. Maclaurin series below 2.5, 1 − erfc above (DLMF 7.6.2). */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  if (size >= 2.5) return Math.sign(x) * (1 - erfc(size));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Complementary error function 1 − erf(x), without cancellation for large x (DLMF 7.9.2). */
export function erfc(x: number): number {
  if (x < 2.5) return 1 - erf(x);
  if (x === Infinity) return 0;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tailOf(x));
}

/** The continued fraction e^(−x²)/(√π·erfc(x)), for x ≥ 2.5 (Abramowitz & Stegun 7.1.14). */
function tailOf(x: number): number {
  let tail = x;
  for (let n = 120; n > 0; n--) tail = x + n / 2 / tail;
  return tail;
}

/** The logarithm of the normal distribution's Φ, also where Φ itself underflows or is all but 1. */
export function logNdtr(x: number): number {
  const size = -x / Math.SQRT2;
  if (x > -1) return Math.log1p(-erfc(-size) / 2);
  if (size < 2.5) return Math.log(erfc(size) / 2);
  if (x === -Infinity) return -Infinity;
  return -size * size - Math.log(2 * Math.sqrt(Math.PI) * tailOf(size));
}

// Lanczos coefficients for g = 7, n = 9 (P. Godfrey, 2001).
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

function lanczosSum(x: number): number {
  return LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (x + i)), 0);
}

/** Gamma function; NaN at the poles 0, −1, −2, …; exact factorials up to 170!. */
export function gamma(x: number): number {
  // Beyond, its factors are too large and too small for a double, and their product is no number.
  if (x > 172) return Infinity;
  if (!(x > 0) && Number.isInteger(x)) return NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  if (Number.isInteger(x) && x <= 171) {
    let product = 1;
    for (let k = 2; k < x; k++) product *= k;
    return product;
  }
  const t = x + 6.5;
  const half = Math.pow(t, (x - 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * lanczosSum(x - 1);
}

/** Logarithm of |Γ(x)|; +∞ at the poles. */
export function lgamma(x: number): number {
  if (x === Infinity) return Infinity;
  if (!(x > 0) && Number.isInteger(x)) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  if (x < 100) return Math.log(Math.abs(gamma(x)));
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(lanczosSum(x - 1));
}

// Even Bernoulli numbers B2, B4, … B20.
const BERNOULLI = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
];

/** Polygamma ψ⁽ⁿ⁾(x), n = 0, 1, 2, …; ψ⁽⁰⁾ is the digamma function. NaN at the poles (DLMF 5.15). */
export function polygamma(n: number, x: number): number {
  if (!Number.isInteger(n) || n < 0 || n > 20 || (x <= 0 && Number.isInteger(x))) return NaN;
  if (x < 0.5 && n === 0) return polygamma(0, 1 - x) - Math.PI / Math.tan(Math.PI * x);
  if (x < -1000) return NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  const factorial = gamma(n + 1);
  let shifted = x;
  let sum = 0;
  for (; shifted < 20; shifted++) sum += 1 / Math.pow(shifted, n + 1);
  const tail =
    n === 0
      ? -Math.log(shifted) + 1 / (2 * shifted)
      : gamma(n) / Math.pow(shifted, n) + factorial / (2 * Math.pow(shifted, n + 1));
  const series = BERNOULLI.reduce((total, b, i) => {
    const k = 2 * (i + 1);
    return total + (b * (gamma(k + n) / gamma(k + 1))) / Math.pow(shifted, k + n);
  }, 0);
  return sign * (factorial * sum + tail + series);
}

/** Binomial coefficient continued to real arguments through the gamma function. */
export function binomial(n: number, k: number): number {
  if (Number.isInteger(n) && Number.isInteger(k) && n >= 0 && Math.min(k, n - k) <= 1000) {
    if (k < 0 || k > n) return 0;
    let product = 1;
    for (let i = 1; i <= Math.min(k, n - k); i++) product = (product * (n - i + 1)) / i;
    return Math.round(product) === product || product > 2 ** 53 ? product : Math.round(product);
  }
  // All three are too large for doubles where what they come to is not.
  if (n > 170 && k > -1 && n - k > -1)
    return Math.exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1));
  return gamma(n + 1) / (gamma(k + 1) * gamma(n - k + 1));
}
