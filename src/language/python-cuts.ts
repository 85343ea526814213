/** Python: what is computed under `no_grad` lets no gradient through. */
import { type Completion } from './code/flow';
import { type Place } from './code/place';
import { type Recorder } from './code/recorder';
import { type Box, inBox, Refusal, type Scalar, type Value } from './code/value';
import { changedBeside } from './python-arrays';
import { reachedFrom } from './code/reach';
import { type Span } from './syntax';

/** Every number that a name leads to, by the memory it is in. */
type Snapshot = ReadonlyMap<Box, readonly Scalar[]>;

/**
 * Runs statements under `no_grad`, and takes from what they computed its gradients. A tensor that was changed
 * there in its place keeps the one it had.
 */
export function withoutGradient<T extends { readonly completion: Completion }>(
  place: Place,
  span: Span,
  run: () => T,
): T {
  const { recorder, flow } = place;
  const start = recorder.bindings.length;
  const before = snapshotOf(place, span);
  const exits = flow.frame.exits.length;
  const outcome = run();
  if (flow.frame.exits.length > exits) refuseOpenReturn(span);
  const { completion } = outcome;
  const result = completion.kind === 'return' ? [completion.value] : [];
  const { cells, lists } = reachedFrom(place, span, result);
  const cut = cutsOf(place, before, start, span);
  for (const cell of cells)
    if (cell.value?.kind === 'scalar') {
      const now = cut(cell.value, cell.name);
      if (now !== cell.value) flow.set(cell, now);
    }
  for (const { items } of lists)
    items.forEach((item, i) => {
      if (item.kind === 'scalar') items[i] = cut(item);
    });
  if (completion.kind !== 'return' || completion.value.kind !== 'scalar') return outcome;
  return { ...outcome, completion: { kind: 'return', value: cut(completion.value) } };
}

/** What a number stands for after the block: itself, unless it was made or changed there. */
function cutsOf(
  { recorder }: Place,
  before: Snapshot,
  start: number,
  span: Span,
): (value: Scalar, name?: string) => Value {
  const cuts = new Map<Scalar | undefined, Map<unknown, Value>>();
  return (value, name) => {
    if (value.fixed) return value;
    const old = value.boxed && before.get(value.boxed)?.find(({ cut }) => cut === value.cut);
    const from = originOf(recorder, value);
    const isSame = old
      ? originOf(recorder, old) === from
      : !value.boxed &&
        !(typeof from === 'number' && from >= start && !recorder.bindings[from]?.input);
    if (isSame) return value;
    const known = cuts.get(old) ?? new Map<unknown, Value>();
    cuts.set(old, known);
    const now = old
      ? changedBeside(recorder, old, value, span)
      : recorder.op('detach', [value], span);
    const wanted = name ?? nameOf(recorder, value);
    const made = known.get(from) ?? recorder.define(wanted, inBox(now, value), span);
    known.set(from, made);
    return made.kind === 'scalar' ? inBox(made, value) : made;
  };
}

function snapshotOf(place: Place, span: Span): Snapshot {
  const found = new Map<Box, Scalar[]>();
  const { cells, lists } = reachedFrom(place, span);
  const values = [...cells.map(({ value }) => value), ...lists.flatMap(({ items }) => items)];
  for (const value of values) {
    if (value?.kind !== 'scalar' || !value.boxed) continue;
    const same = found.get(value.boxed);
    if (same) same.push(value);
    else found.set(value.boxed, [value]);
  }
  return found;
}

/** The step or the name that a number comes from, past those that only give it another name. */
function originOf({ bindings }: Recorder, { expr }: Scalar): unknown {
  let from = expr;
  let at: unknown = from;
  while (from.kind === 'ref') {
    at = from.binding;
    const { value, input } = bindings[from.binding] ?? {};
    if (input || !value || (value.kind !== 'ref' && value.kind !== 'name')) return at;
    from = value;
  }
  return from.kind === 'name' ? from.name : at;
}

function nameOf({ bindings }: Recorder, { expr }: Scalar): string | undefined {
  return expr.kind === 'ref' ? bindings[expr.binding]?.name : undefined;
}

function refuseOpenReturn(span: Span): never {
  throw new Refusal(
    {
      kind: 'unsupported',
      message: 'Whether this block is left early depends on an input. Leave it behind `no_grad`.',
      span,
    },
    'whole',
  );
}
