/** What the names that are in sight lead to. */
import { type Frame } from './flow';
import { type Place } from './place';
import { type Cell, type Fields, type List, type Names, type Value } from './value';
import { type Span } from '../syntax';

/** Values that are looked at in one step, so that hostile texts end. */
const PER_STEP = 1024;

/** Every variable, field and list that a name, or one of `roots`, leads to from here. */
export function reachedFrom(
  { scope, recorder, flow }: Place,
  span: Span,
  roots: readonly Value[] = [],
): { cells: Cell[]; lists: List[]; objects: Fields[] } {
  const cells: Cell[] = [];
  const objects: Fields[] = [];
  const lists = new Set<List>();
  const seen = new Set<object>();
  const pending: Value[] = [...roots];
  let looked = 0;
  const look = (count: number): void => {
    for (looked += count; looked >= PER_STEP; looked -= PER_STEP) recorder.step(span);
  };
  const note = (cell: Cell): void => {
    cells.push(cell);
    if (cell.value) pending.push(cell.value);
  };
  const open = (innermost: Names | null | undefined): void => {
    for (let names = innermost; names && !seen.has(names); names = names.parent) {
      seen.add(names);
      look(names.cells.size);
      for (const cell of names.cells.values()) note(cell);
    }
  };
  open(scope);
  // Whoever called a function still has what it was given, and what waits there.
  for (let frame: Frame | undefined = flow.frame; frame; frame = frame.caller) {
    open(frame.names);
    for (const cell of frame.waiting) note(cell);
  }
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (value.kind === 'fields') {
      objects.push(value);
      open(value.fields);
    }
    if (value.kind === 'function') [value.around, value.members].forEach(open);
    if (value.kind !== 'list' || lists.has(value)) continue;
    lists.add(value);
    look(value.items.length + 1);
    pending.push(...value.items.filter(({ kind }) => kind !== 'scalar'));
  }
  return { cells, lists: [...lists], objects };
}
