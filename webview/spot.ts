/** What stands at a spot of the picture now: its number, or a dot while it is not computed yet. */
import { formatShown } from '../src/numbers';
import { allDigits } from './numbers';
import { numberAt, type Spot } from './steps';
import type { View } from './view';

const NOT_YET = '·';

/** What is written there; `number` if it is known already. */
export function writeSpot(view: View, spot: Spot, number = numberNow(view, spot)): string {
  if (number === null) return NOT_YET;
  return formatShown(number, fractionAt(view, spot), view.digits.value);
}

function numberNow(view: View, spot: Spot): number | null {
  return numberAt(view.moment.value, view.tape.value, spot);
}

/** The number as an exact fraction; null if it is none, or only the sum so far. */
function fractionAt(view: View, { node, edge, of }: Spot): string | null {
  const { value, gradient, carried, contribution } = view.exact.value ?? {};
  if (of === 'value') return (edge === null ? value?.[node] : carried?.[edge]) ?? null;
  if (edge !== null) return contribution?.[edge] ?? null;
  const whole = view.moment.value?.gradients.get(node)?.whole ?? true;
  return whole ? (gradient?.[node] ?? null) : null;
}

/** All digits of the number there, and the unrounded one beside it where every step is rounded. */
export function tellSpot(view: View, spot: Spot): string {
  const { unrounded } = view;
  const { of } = spot;
  const full = `${of} ${tell(numberNow(view, spot))}`;
  if (!unrounded.value) return full;
  const exact = numberAt(null, unrounded.value, spot);
  return `${full}, rounded at every step; not rounded: ${tell(exact)}`;
}

function tell(number: number | null): string {
  return number === null ? 'not computed yet' : allDigits(number);
}

/**
 * What stands in place of a gradient where one input is looked along: how fast the number of the node
 * changes with it. Null for a value, and along none.
 */
export function tangentAt(view: View, { node, of }: Pick<Spot, 'node' | 'of'>): number | null {
  if (of !== 'gradient' || !view.along.value) return null;
  return view.along.value.tangent[node] ?? NaN;
}
