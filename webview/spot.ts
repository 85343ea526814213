/** What stands at a spot of the picture now: its number, or a dot while it is not computed yet. */
import { formatNumber } from '../src/numbers';
import { numberAt, type Spot } from './steps';
import type { View } from './view';

const NOT_YET = '·';

export function writeSpot(view: View, spot: Spot): string {
  const number = numberAt(view.moment.value, view.tape.value, spot);
  return number === null ? NOT_YET : formatNumber(number, view.digits.value);
}
