/** Which assignment a trailing block is about: the last, or the last of the statement that is meant. */
import type { Span } from '../syntax';
import type { Place } from './place';
import type { Cell, Value } from './value';

/** Whether what stands at `span` belongs to the statement that is meant. */
export function isMeant({ recorder }: Place, span: Span): boolean {
  const { meant } = recorder.options;
  return meant !== undefined && meant.start <= span.start && span.end <= meant.end;
}

/** Remembers a variable that is about to be given a value. */
export function noteAssigned(place: Place, cell: Cell, span: Span): void {
  const { recorder, flow } = place;
  if (isMeant(place, span)) recorder.meant = cell;
  else if (recorder.meant === cell) {
    // What another statement makes of the variable is not what is meant.
    recorder.meant = { ...cell };
    flow.set(recorder.meant, cell.value);
  }
  flow.lastAssigned = recorder.meant ?? cell;
}

/** Gives a variable what cannot be read: a block that ends with it has no value before it. */
export function giveUnread(place: Place, cell: Cell, unread: Value, span: Span): void {
  noteAssigned(place, cell, span);
  place.flow.set(cell, unread);
}

/** Remembers what is about to change, a field or a tensor, only if the statement is meant or was. */
export function noteChanged(place: Place, cell: Cell, span: Span): void {
  if (isMeant(place, span) || place.recorder.meant === cell) noteAssigned(place, cell, span);
}

/** Remembers what an element of a list was given by the statement that is meant. */
export function noteElement(place: Place, value: Value, span: Span): void {
  if (!isMeant(place, span)) return;
  const cell: Cell = { name: '', owner: place.flow.frame, value: undefined };
  noteAssigned(place, cell, span);
  place.flow.set(cell, value);
}
