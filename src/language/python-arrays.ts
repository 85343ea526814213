/** Python: what changes an array or a tensor of one number in its place, for every name that it has. */
import { rootOf } from './code/outside';
import { type Place } from './code/place';
import { type Recorder } from './code/recorder';
import { type List, type Names, Refusal, type Scalar, type Value } from './code/value';
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

/** Gives a tensor of one number another value, under every name and in every list that has it. */
export function changeNumber(place: Place, old: Scalar, result: Value, span: Span): void {
  const { recorder, flow } = place;
  const identity = identityOf(recorder, old);
  const isSame = (value: Value | undefined): boolean =>
    value?.kind === 'scalar' && identity !== undefined && identityOf(recorder, value) === identity;
  const seen = new Set<Value>();
  const changeIn = (value: Value | undefined): void => {
    if (value?.kind !== 'list' || seen.has(value)) return;
    seen.add(value);
    recorder.step(span);
    value.items.forEach((item, i) => {
      changeIn(item);
      if (!isSame(item)) return;
      // An open branch is taken back, and lists are not.
      if (flow.openBranches > 0)
        throw new Refusal(
          {
            kind: 'unsupported',
            message: 'This changes a number of a list or not, depending on an input.',
            span,
          },
          'whole',
        );
      value.items[i] = result;
    });
  };
  // What is not in the text has a name from now on.
  if (typeof identity === 'string') flow.set(rootOf(place).own(identity), result);
  for (let names: Names | null = place.scope; names; names = names.parent) {
    for (const cell of names.cells.values()) {
      changeIn(cell.value);
      if (isSame(cell.value)) flow.set(cell, result);
    }
  }
}

/** What two names of one tensor have in common: the step or the name that it comes from. */
function identityOf({ bindings }: Recorder, { expr, copied }: Scalar): string | number | undefined {
  let from = expr;
  for (;;) {
    if (copied) return undefined;
    if (from.kind === 'name') return from.name;
    if (from.kind !== 'ref') return undefined;
    const { value, input } = bindings[from.binding] ?? {};
    if (input || !value || value.kind === 'call' || value.kind === 'number') return from.binding;
    from = value;
  }
}
