/** Python: what changes an array in its place, for every name that it has. */
import { type Place } from './code/place';
import { type List, Refusal, type Value } from './code/value';
import { type Span } from './syntax';

const FROZEN: ReadonlySet<string> = new Set(['jax', 'tensorflow']);

/** An array under another name is the same array, and a slice of one shares its numbers. */
export function refuseSlice(of: List, span: Span): void {
  if (!of.sliced) return;
  const message =
    'This slice shares its numbers with the array. Change the elements of the array itself.';
  // The array would change, too, and nobody says here which it is.
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}

/** Puts `result` in the place of what the array `of` held; undefined where that is no such array. */
export function changeArray(of: Value, result: Value, place: Place, span: Span): List | undefined {
  if (of.kind !== 'list' || result.kind !== 'list' || !of.array) return undefined;
  // Arrays of these libraries never change: the name gets a new one.
  if (FROZEN.has(of.module ?? '')) return undefined;
  if (of.items.length !== result.items.length) return undefined;
  refuseSlice(of, span);
  // In an open branch only the name can hold both outcomes.
  if (place.flow.openBranches > 0) return undefined;
  of.items.splice(0, of.items.length, ...result.items);
  return of;
}
