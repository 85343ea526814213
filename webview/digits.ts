/** How much room the person's way to write numbers needs. */
import { digitsOf, type Lens } from '../src/lens';
import type { Settings } from '../src/protocol';
import type { Digits } from '../src/numbers';
import { ordinaryNumber } from './numbers';
import type { View } from './view';

/** Room is kept for numbers as wide as this; an inexact one is marked where fractions are shown. */
export function roomOf(lens: Lens, settings: Settings): string {
  const ordinary = ordinaryNumber(digitsOf(lens, settings.decimals));
  return lens.digits?.kind === 'exact' ? `≈${ordinary}` : ordinary;
}

/** So many figures of a number, whatever is asked of the picture's; what is 0 there is 0 here. */
export function figuresIn(view: View, count: number): Digits {
  const { zeros } = view.digits.value;
  return { kind: 'significant', count, ...(zeros && { zeros }) };
}
