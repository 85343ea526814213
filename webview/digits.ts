/** How much room the person's way to write numbers needs. */
import { digitsOf, type Lens } from '../src/lens';
import type { Settings } from '../src/protocol';
import { ordinaryNumber } from './numbers';

/** Room is kept for numbers as wide as this; an inexact one is marked where fractions are shown. */
export function roomOf(lens: Lens, settings: Settings): string {
  const ordinary = ordinaryNumber(digitsOf(lens, settings.decimals));
  return lens.digits?.kind === 'exact' ? `≈${ordinary}` : ordinary;
}
