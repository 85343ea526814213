/** Lists, objects and tensors of which an input decides which they are: a change of one changes that. */
import type { Span } from '../syntax';
import { candidatesOf, memoryOf } from './candidates';
import type { Place } from './place';
import { reachedFrom } from './reach';
import { Refusal, type Value } from './value';

/** Refuses to change what may be another that is in sight, depending on an input. */
export function refuseChoice(target: Value, place: Place, span: Span): void {
  if (!place.recorder.wholes.hasChoices) return;
  const candidates = new Set(candidatesOf(target));
  const { cells, lists, objects } = reachedFrom(place, span);
  const isNumber = target.kind === 'scalar';
  const others: readonly (Value | undefined)[] = isNumber
    ? [...cells.map(({ value }) => value), ...lists.flatMap(({ items }) => items)]
    : [...lists, ...objects];
  const isOther = (value: Value | undefined): boolean =>
    memoryOf(value) !== memoryOf(target) &&
    candidatesOf(value).some((each) => candidates.has(each));
  if (!others.some(isOther)) return;
  const message =
    'Which of several this is depends on an input, and another name of it would change, too. Change a copy of it.';
  throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
}
