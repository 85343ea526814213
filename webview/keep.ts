/** Keeps what is equal as it is, so that nothing that depends on it is drawn again for nothing. */
import type { Signal } from '@preact/signals';
import { dequal } from 'dequal/lite';
import type { Picture } from '../src/protocol';

/** Gives the signal a value, unless the one it has says the same. */
export function keep<Value>(signal: Signal<Value>, value: Value): void {
  if (!dequal(signal.peek(), value)) signal.value = value;
}

/** A picture with the nodes and edges of the one before it that are equal; that one, if all of it is. */
export function keepParts(before: Picture | undefined, after: Picture): Picture {
  if (!before) return after;
  if (dequal(before, after)) return before;
  const nodes = keepEqual(before.nodes, after.nodes);
  return { ...after, nodes, edges: keepEqual(before.edges, after.edges) };
}

function keepEqual<Part extends { readonly id: number }>(
  before: readonly Part[],
  after: readonly Part[],
): Part[] {
  const known = new Map(before.map((part) => [part.id, part]));
  return after.map((part) => {
    const same = known.get(part.id);
    return same && dequal(same, part) ? same : part;
  });
}
