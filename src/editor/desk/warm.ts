/** A first study that nobody sees: what is made on first use is there when somebody asks. Pure. */
import { defaultLimits } from '../../language/syntax';
import type { Shown } from './answers';
import { Desk } from './desk';

const TEXT = '$\\frac{1}{1 + e^{-(w_0 x_0 + \\max(0, b))}}$ with $w_0 = 2$ and $x_0 = -1$.';

/** Shows a small formula to a desk of its own. */
export function warmUp(): Shown {
  return new Desk().show({
    sheet: { uri: '', version: 0, language: 'markdown', text: TEXT },
    beside: { readings: {}, lastUsed: {}, cells: [], macros: {}, limits: defaultLimits },
    settings: { decimals: 2, palette: 'classic' },
    pointer: { start: 1, end: 1 },
  });
}
