/** How the person wants numbers written: with which digits, as which fractions, in how much room. */
import type { Lens } from '../src/lens';
import type { Digits } from '../src/numbers';
import type { HostMessage, Settings, TapeNumbers } from '../src/protocol';
import { ordinaryNumber } from './numbers';

type Fractions = Extract<HostMessage, { kind: 'tape' }>['exact'];

/** By hand as many as every step keeps; what is no exact fraction is written as usual. */
export function digitsOf({ digits, byHand }: Lens, { decimals }: Settings): Digits {
  return digits && digits.kind !== 'exact'
    ? digits
    : { kind: 'decimals', count: byHand ?? decimals };
}

/** Room is kept for numbers as wide as this; an inexact one is marked where fractions are shown. */
export function roomOf(lens: Lens, settings: Settings): string {
  const ordinary = ordinaryNumber(digitsOf(lens, settings));
  return lens.digits?.kind === 'exact' ? `≈${ordinary}` : ordinary;
}

/**
 * Which number is which fraction; undefined where fractions are not asked for. A number that also
 * stands where it may be rounded is left out.
 */
export function fractionsByNumber(
  tape: TapeNumbers,
  exact: Fractions,
): ReadonlyMap<number, string> | undefined {
  if (!exact) return undefined;
  const known = new Map<number, string>();
  const doubtful = new Set<number>();
  for (const of of ['value', 'gradient', 'local', 'contribution'] as const) {
    for (const [at, number] of tape[of].entries()) {
      const fraction = exact[of][at];
      if (typeof fraction === 'string') known.set(number, fraction);
      // A zero also stands where there is no number.
      else if (number !== 0) doubtful.add(number);
    }
  }
  for (const number of doubtful) known.delete(number);
  return known;
}
