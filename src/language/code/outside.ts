/**
 * Objects and lists that are not selected: their fields and elements are inputs, each of which is a variable
 * as soon as the text gives it a value.
 */
import type { Span } from '../syntax';
import { noteAssigned } from './meant';
import type { Place } from './place';
import { usedAt } from './recorder';
import type { Cell, Names, Value } from './value';
import { freeName } from './wholes';

/** What the text has given `path`, such as `self.w` or `out[0]`; undefined if nothing. */
export function outsideValue(place: Place, path: string, span: Span): Value | undefined {
  const value = rootOf(place).find(path)?.value;
  return value && usedAt(value, span);
}

/** Gives `path`, a part of what is called `whole`, a value, and returns it as later uses see it. */
export function setOutside(
  place: Place,
  whole: string,
  path: string,
  value: Value,
  span: Span,
): Value {
  const { recorder, flow } = place;
  const cell: Cell = rootOf(place).own(path);
  // Where a condition leaves it alone it is what it was.
  if (flow.openBranches > 0) cell.value ??= recorder.input(path, span);
  recorder.count(1, span);
  const kept = recorder.define(path, value, span);
  noteAssigned(place, cell, span);
  flow.set(cell, kept);
  recorder.wholes.notePart(whole, path);
  return kept;
}

/**
 * What a method gives that returns nothing or the object itself: the field that was given a value last;
 * undefined if it gave none of it any.
 */
export function lastField(place: Place, result: Value, span: Span): Value | undefined {
  const whole = freeName(place.recorder, result);
  if (result.kind !== 'nothing' && whole === null) return undefined;
  const part = place.recorder.wholes.lastField(whole);
  return part === undefined ? undefined : outsideValue(place, part, span);
}

/** The names of the whole text: a part that is set in a function is set for all. */
export function rootOf({ scope }: Place): Names {
  let root: Names = scope;
  while (root.parent) root = root.parent;
  return root;
}
