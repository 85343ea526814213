/** What an assignment writes down: an input, a named step of the circuit, or a counter. */
import type { Span } from '../syntax';
import { isMeant, noteAssigned } from './meant';
import type { Place } from './place';
import { startWithInputs } from './starts';
import { type Cell, constant, isLiteral, type Scalar, type Value } from './value';

/** Where an assignment stands decides whether its literals are inputs. */
export interface AssignmentSite {
  /** At the top level, outside every block. */
  readonly top: boolean;
  /** Names that are assigned more than once. */
  readonly rebound: ReadonlySet<string>;
}

/** Gives `cell` a value and returns it as later uses see it. */
export function assign(
  place: Place,
  cell: Cell,
  value: Value,
  site: AssignmentSite,
  span: Span,
): Value {
  const counts = isFixed(value) && isFixed(cell.value);
  // A counter that goes on counting is a number, not a chain of additions.
  const kept = counts
    ? constant(value.known ?? NaN, span)
    : keep(place, cell.name, value, site, span);
  if (!counts || !place.flow.lastAssigned || isMeant(place, span)) noteAssigned(place, cell, span);
  place.flow.set(cell, kept);
  return kept;
}

function keep(place: Place, name: string, value: Value, site: AssignmentSite, span: Span): Value {
  const { recorder } = place;
  const isFirst = !recorder.hasLiteral(name);
  const isInput = site.top && isFirst && (recorder.isGiven(name) || !site.rebound.has(name));
  if (isLiteral(value) && (isInput || (site.top && isFirst && isStart(value, place))))
    return recorder.literalInput(name, value, span);
  if (isInput && value.kind === 'list') recorder.literalInputs(name, value.items, span);
  if (site.top && value.kind === 'fields' && value.fields.parent === null)
    startWithInputs(value, place, span, `${name}.`);
  return recorder.define(name, value, span);
}

/** The 0.3 that steps start from, other than a number that is counted on, or that sums start from. */
function isStart({ known, expr }: Scalar, { source }: Place): boolean {
  return known !== 0 && (!Number.isInteger(known) || source.isDecimal(expr.span));
}

function isFixed(value: Value | undefined): value is Scalar {
  return value?.kind === 'scalar' && value.fixed && !value.truth;
}
