/** Signals that are computed from what a component was given. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';

/**
 * A signal that follows the signals read by `compute`. One of the library's own keeps what it computed
 * when a component is given something else; this is another as soon as anything in `given` is.
 */
export function useDerived<Value>(
  compute: () => Value,
  given: readonly unknown[],
): ReadonlySignal<Value> {
  return useMemo(() => computed(compute), given);
}
