/** Python: what changes an array or a tensor of one number in its place, for every name that it has. */
import { detached } from './code/arithmetic';
import { type Frame } from './code/flow';
import { rootOf } from './code/outside';
import { type Place } from './code/place';
import { type Recorder } from './code/recorder';
import {
  inBox,
  type Cell,
  type List,
  type Names,
  Refusal,
  type Scalar,
  type Value,
} from './code/value';
import { type Span } from './syntax';

const FROZEN: ReadonlySet<string> = new Set(['jax', 'tensorflow']);

function refuseWhole(message: string, span: Span): never {
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}

/** An array under another name is the same array, and a slice of one shares its numbers. */
export function refuseSlice(of: List, place: Place, span: Span): void {
  // The array would change, too, and nobody says here which it is.
  if (of.sliced)
    refuseWhole(
      'This slice shares its numbers with the array. Change the elements of the array itself.',
      span,
    );
  if (of.array && reachedFrom(place, span).lists.some(({ sliced }) => sliced === of))
    refuseWhole(
      'A slice of this array shares its numbers, and would change too. Take a copy of the slice.',
      span,
    );
}

/** Puts `result` in the place of what the array `of` held; undefined where that is no such array. */
export function changeArray(of: Value, result: Value, place: Place, span: Span): List | undefined {
  if (of.kind !== 'list' || result.kind !== 'list' || !of.array) return undefined;
  // Arrays of these libraries never change: the name gets a new one.
  if (FROZEN.has(of.module ?? '')) return undefined;
  if (of.items.length !== result.items.length) return undefined;
  refuseSlice(of, place, span);
  // In an open branch only the name can hold both outcomes.
  if (place.flow.openBranches > 0) return undefined;
  const items = result.items.map((item) => place.recorder.share(item, span));
  const changes = of.items.flatMap((item, i) => {
    const to = items[i];
    return item.kind === 'scalar' && item.boxed && to ? [[item, to] as const] : [];
  });
  of.items.splice(0, of.items.length, ...items);
  if (changes.length > 0) changeNumbers(place, changes, span);
  return of;
}

/**
 * Gives a tensor of one number another value, under every name and in every list that has it, and returns
 * it. What it was detached of, or was detached of it, has the same numbers.
 */
export function changeNumber(place: Place, old: Scalar, to: Value, span: Span): Value {
  return changeNumbers(place, [[old, to]], span)[0] ?? to;
}

function changeNumbers(
  place: Place,
  changes: readonly (readonly [Scalar, Value])[],
  span: Span,
): Value[] {
  const { recorder, flow } = place;
  const byIdentity = new Map<unknown, (value: Scalar) => Value>();
  const results = changes.map(([old, to]) => {
    const identity = identityOf(recorder, old);
    const result = to.kind === 'scalar' && old.boxed ? inBox(to, old) : to;
    // What is not in the text has a name from now on.
    if (typeof identity === 'string') flow.set(rootOf(place).own(identity), result);
    if (identity !== undefined) byIdentity.set(identity, afterChange(recorder, old, result, span));
    return result;
  });
  const changed = (value: Value | undefined): Value | undefined =>
    value?.kind === 'scalar' ? byIdentity.get(identityOf(recorder, value))?.(value) : undefined;
  const { cells, lists } = reachedFrom(place, span);
  for (const { items } of lists)
    items.forEach((item, i) => {
      const now = changed(item);
      // An open branch is taken back, and lists are not.
      if (now && flow.openBranches > 0)
        refuseWhole('This changes a number of a list or not, depending on an input.', span);
      if (now) items[i] = now;
    });
  for (const cell of cells) {
    const now = changed(cell.value);
    if (now) flow.set(cell, now);
  }
  return results;
}

/** What a number that is in the memory of `old` is after `result` was put there. */
function afterChange(
  recorder: Recorder,
  old: Scalar,
  result: Value,
  span: Span,
): (value: Scalar) => Value {
  let other: Value | undefined;
  return (value) => {
    if (value.cut === old.cut || result.kind !== 'scalar') return result;
    other ??= recorder.share(
      value.cut
        ? detached(recorder, result, span)
        : inBox(changedBeside(recorder, value, result, span), value),
      span,
    );
    return other;
  };
}

/** `value` after a change that autograd does not see: another number with the same gradient. */
function changedBeside(recorder: Recorder, value: Scalar, to: Scalar, span: Span): Scalar {
  const change = recorder.op('detach', [recorder.op('sub', [to, value], span)], span);
  return recorder.op('add', [value, change], span);
}

/**
 * Takes from what was computed under `no_grad` its gradients. A tensor that was changed there in its place
 * keeps the one it had.
 */
export function cutChanges(
  place: Place,
  changed: ReadonlyMap<Cell, Value | undefined>,
  span: Span,
): void {
  const { recorder, flow } = place;
  const kept = new Map<Value, Value>();
  const isInPlace = (old: Value | undefined, { boxed }: Scalar): old is Scalar =>
    old?.kind === 'scalar' && boxed !== undefined && old.boxed === boxed;
  const ordered = [...changed].sort(([, a], [, b]) => Number(!a) - Number(!b));
  for (const [cell, old] of ordered) {
    const { value } = cell;
    if (value?.kind !== 'scalar' || value.fixed) continue;
    const cut = (): Value => {
      const now = isInPlace(old, value)
        ? changedBeside(recorder, old, value, span)
        : recorder.op('detach', [value], span);
      return recorder.define(cell.name, inBox(now, value), span);
    };
    const now = kept.get(value) ?? cut();
    kept.set(value, now);
    flow.set(cell, now);
  }
}

/** Every variable, field and list that a name leads to from here. */
function reachedFrom(
  { scope, recorder, flow }: Place,
  span: Span,
): { cells: Cell[]; lists: List[] } {
  const cells: Cell[] = [];
  const lists = new Set<Value & List>();
  const seen = new Set<object>();
  const pending: Value[] = [];
  const open = (names: Names): void => {
    if (seen.has(names)) return;
    seen.add(names);
    for (const cell of names.cells.values()) {
      cells.push(cell);
      if (cell.value) pending.push(cell.value);
    }
  };
  for (let names: Names | null = scope; names; names = names.parent) open(names);
  // Whoever called a function still has what it was given.
  for (let frame: Frame | undefined = flow.frame; frame; frame = frame.caller)
    if (frame.names) open(frame.names);
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (value.kind === 'fields') open(value.fields);
    if (value.kind !== 'list' || lists.has(value)) continue;
    recorder.step(span);
    lists.add(value);
    pending.push(...value.items.filter(({ kind }) => kind === 'list' || kind === 'fields'));
  }
  return { cells, lists: [...lists] };
}

/** Whether `x += 1` changes `x` for every name that it has. */
export function isMutable(value: Value): boolean {
  return value.kind === 'scalar' && /^(?:torch|numpy)$/.test(value.boxed?.module ?? '');
}

/** What two names of one tensor have in common: its memory, or the step or the name that it comes from. */
function identityOf({ bindings }: Recorder, { expr, boxed }: Scalar): unknown {
  if (boxed) return boxed;
  let from = expr;
  for (;;) {
    if (from.kind === 'name') return from.name;
    if (from.kind !== 'ref') return undefined;
    const { value, input } = bindings[from.binding] ?? {};
    if (input || !value || value.kind === 'call' || value.kind === 'number') return from.binding;
    from = value;
  }
}
