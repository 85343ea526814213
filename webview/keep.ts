/** Sets a signal only to what differs, so that nothing that depends on it is drawn again for nothing. */
import type { Signal } from '@preact/signals';
import { dequal } from 'dequal/lite';

/** Gives the signal a value, unless the one it has says the same. */
export function keep<Value>(signal: Signal<Value>, value: Value): void {
  if (!dequal(signal.peek(), value)) signal.value = value;
}
