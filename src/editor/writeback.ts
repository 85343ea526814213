/** Where a study's input is written in the document, and how another number is written there. Pure. */
import { literalAt, type Written } from './literal';
import type { Subject } from './subject';

/**
 * The literal of the subject's document that gives an input its value, whatever the person tries
 * instead; null where nobody writes it there, or where one number is written for several names.
 */
export function literalOf({ places }: Subject, name: string): Written | null {
  return places.get(name)?.written ?? null;
}

/** An operator that a sign cannot follow without brackets; `x <-` and `x -=` are none. */
const OPERATOR = /(?:(?<!<)-|[+−*/^·×÷%])[ \t]*$/;

/**
 * What to put in place of the literal `like`, which stands after `before` in its document, so that
 * it says `value` in the same style: as many decimals, the same minus, an exponent where it had one.
 * What is not finite cannot be written: then `like` stays.
 */
export function writeLiteral(before: string, value: number, like: string): string {
  if (!Number.isFinite(value) || value === literalAt(like, 0)?.value) {
    return like;
  }
  const [, oldSign = '', point, decimals = ''] = /^([-+−]?)\s*\d*(\.?)(\d*)/.exec(like) ?? [];
  const exponent = /[eE](?=[+-]?\d)/.exec(like)?.[0];
  // Sums such as 0.1 + 0.2 are meant without their last digits.
  const size = Number(Math.abs(value).toPrecision(15));
  const scientific = exponent !== undefined && size !== 0 && (size < 0.01 || size >= 1e4);
  const digits = scientific
    ? size.toExponential().replace('e+', 'e').replace('e', exponent)
    : withDecimals(plainDigits(size), point === '.', decimals.length);
  const short = /^[-+−]?\s*\./.test(like) && !scientific ? digits.replace(/^0(?=\.)/, '') : digits;
  const negative = value < 0 && size !== 0;
  const sign = negative ? (oldSign === '−' ? '−' : '-') : oldSign === '+' ? '+' : '';
  return negative && oldSign === '' && OPERATOR.test(before.slice(-20))
    ? `(${sign}${short})`
    : sign + short;
}

/** Digits without an exponent, unless there would be too many of them to read. */
function plainDigits(size: number): string {
  const [mantissa = '', power = ''] = size.toExponential().split('e');
  const exponent = Number(power);
  const digits = mantissa.replace('.', '');
  if (Math.abs(exponent) > 21) {
    return `${mantissa}e${exponent}`;
  }
  if (exponent < 0) {
    return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  }
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** At least that many decimals, or a bare point. */
function withDecimals(digits: string, point: boolean, decimals: number): string {
  if (!point || digits.includes('e')) {
    return digits;
  }
  const [whole = '', rest = ''] = digits.split('.');
  return `${whole}.${rest.padEnd(decimals, '0')}`;
}
