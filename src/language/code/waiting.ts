/** Values that wait while others are computed, which may change them in their place. */
import type { Place } from './place';
import type { Cell, Value } from './value';

/** Runs what computes one value after the other; what it keeps is in sight until it ends. */
export function whileWaiting<T>({ flow }: Place, run: (keep: (value: Value) => Cell) => T): T {
  const { frame } = flow;
  const before = frame.waiting.length;
  const keep = (value: Value): Cell => {
    const cell: Cell = { name: '', owner: frame, value };
    frame.waiting.push(cell);
    return cell;
  };
  try {
    return run(keep);
  } finally {
    frame.waiting.length = before;
  }
}

/** Values that are computed one after the other, as they are once all are there. */
export function inTurn<T>(
  place: Place,
  parts: readonly T[],
  compute: (part: T) => readonly Value[],
): Value[] {
  return whileWaiting(place, (keep) =>
    parts.flatMap((part) => compute(part).map(keep)).flatMap(({ value }) => value ?? []),
  );
}
