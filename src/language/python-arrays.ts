/** Python: what changes an array or a tensor of one number in its place, for every name that it has. */
import { detached } from './code/arithmetic';
import { refuseChoice } from './code/choices';
import { holdsWholes, isWhole, marked } from './code/kinds';
import { rootOf } from './code/outside';
import { type Place } from './code/place';
import { type Recorder } from './code/recorder';
import {
  asScalar,
  copyOf,
  inBox,
  type List,
  Refusal,
  rowsOf,
  type Scalar,
  sourcesOf,
  unsupported,
  type Value,
} from './code/value';
import { reachedFrom } from './code/reach';
import { type Span } from './syntax';

const FROZEN: ReadonlySet<string> = new Set(['jax', 'tensorflow']);

function refuseWhole(message: string, span: Span): never {
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}

/** An array under another name is the same array, and a slice of one shares its numbers. */
function refuseSlice(of: List, place: Place, span: Span): void {
  refuseChoice(of, place, span);
  if (!of.array || !place.recorder.wholes.hasSlices) return;
  const own = new Set(rowsOf(of));
  const sources = new Set([...own].flatMap(sourcesOf));
  const parts = new Set([...own].flatMap(({ sliced }) => sliced ?? []));
  const isOther = (row: List): boolean =>
    !own.has(row) &&
    !(row.sliced && parts.has(row.sliced)) &&
    sourcesOf(row).some((source) => sources.has(source));
  const { lists } = reachedFrom(place, span);
  if (!lists.some((each) => each.array && isOther(each))) return;
  // The other would change, too, and nobody says here which numbers it has of these.
  refuseWhole(
    parts.size > 0
      ? 'This slice shares its numbers with the array. Change the elements of the array itself.'
      : 'A slice of this array shares its numbers, and would change too. Take a copy of the slice.',
    span,
  );
}

/** Puts `result` in the place of what the array `of` held; undefined where that is no such array. */
export function changeArray(of: Value, result: Value, place: Place, span: Span): List | undefined {
  if (of.kind !== 'list' || result.kind !== 'list' || !of.array) return undefined;
  // Arrays of these libraries never change: the name gets a new one.
  if (FROZEN.has(of.module ?? '')) return undefined;
  refuseSlice(of, place, span);
  // In an open branch only the name can hold both outcomes.
  if (place.flow.openBranches > 0) {
    refuseOthers(of, place, span);
    return undefined;
  }
  fillArray(of, result, place, span);
  return of;
}

/** Gives the numbers of an array other values: those of an array of its shape, or one number. */
function fillArray(of: List, result: Value, place: Place, span: Span): void {
  const changes: Change[] = [];
  const put = (into: List, value: Value): void => {
    if (value.kind === 'list' && value.items.length !== into.items.length)
      unsupported('This has another shape than what it is put into. Write one that fits.', span);
    into.items.forEach((item, i) => {
      const to = value.kind === 'list' ? (value.items[i] ?? value) : value;
      if (item.kind === 'list') put(item, to);
      else changes.push({ into, at: i, to: kept(into, to, place, span) });
    });
  };
  put(of, result);
  changeElements(changes, place, span);
}

/** `A[at] = value` in an array: a number, or all numbers of a row. */
export function setElement(of: List, at: number, value: Value, place: Place, span: Span): void {
  const old = of.items[at];
  if (old?.kind === 'list') {
    refuseSlice(old, place, span);
    fillArray(old, value, place, span);
    return;
  }
  refuseSlice(of, place, span);
  changeElements([{ into: of, at, to: kept(of, value, place, span) }], place, span);
}

/** What an array of this type keeps of a number: NumPy and PyTorch drop fractions where it holds integers. */
function kept(of: List, value: Value, { recorder }: Place, span: Span): Value {
  const number = asScalar(value, span);
  const isInteger = isWhole(number) || (number.fixed && Number.isInteger(number.known));
  const holds = holdsWholes(of);
  if (holds && !isInteger)
    unsupported(
      'This array holds whole numbers, and keeps no fractions. Write them with a point.',
      span,
    );
  return recorder.share(marked(number, holds), span);
}

/** An element of an array that is given a value. */
interface Change {
  readonly into: List;
  readonly at: number;
  readonly to: Value;
}

/** Gives elements of arrays values: where they are tensors, under every name that they have. */
function changeElements(changes: readonly Change[], place: Place, span: Span): void {
  const [ofTensors, others] = [true, false].map((isBoxed) =>
    changes.filter(({ into, at }) => isBoxed === !!boxOf(into.items[at])),
  );
  const pairs = ofTensors?.flatMap(({ into, at, to }) => {
    const old = into.items[at];
    return old?.kind === 'scalar' ? [[old, to] as const] : [];
  });
  if (pairs && pairs.length > 0)
    changeNumbers(place, pairs, span).forEach((result, i) => {
      const { into, at } = ofTensors?.[i] ?? {};
      if (into && at !== undefined) into.items[at] = result;
    });
  // An array of NumPy holds numbers and not what they were.
  for (const { into, at, to } of others ?? [])
    into.items[at] = to.kind === 'scalar' && to.boxed ? copyOf(to, '') : to;
}

/** The memory of a number that can change. */
const boxOf = (value: Value | undefined): object | undefined =>
  value?.kind === 'scalar' && value.boxed?.module ? value.boxed : undefined;

/** Refuses to change an array or not, depending on an input, where another name or list has a part of it. */
function refuseOthers(of: List, place: Place, span: Span): void {
  const own = new Set<object>();
  const note = (value: Value): void => {
    const held = value.kind === 'list' ? value : boxOf(value);
    if (held) own.add(held);
    if (value.kind === 'list') value.items.forEach(note);
  };
  note(of);
  const { cells, lists } = reachedFrom(place, span);
  const values = [...cells.map(({ value }) => value), ...lists.flatMap(({ items }) => items)];
  const held = values.filter((value) => {
    const each = value?.kind === 'list' ? value : boxOf(value);
    return each && own.has(each);
  });
  if (held.length > own.size)
    refuseWhole(
      'This array has another name, too, and changes or not, depending on an input. Change a copy of it.',
      span,
    );
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
  for (const [old] of changes) refuseChoice(old, place, span);
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
export function changedBeside(recorder: Recorder, value: Scalar, to: Scalar, span: Span): Scalar {
  const change = recorder.op('detach', [recorder.op('sub', [to, value], span)], span);
  return recorder.op('add', [value, change], span);
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
