/** Where a program of these languages is read, and which of its numbers are whole. */
import type { Finding, Span } from '../syntax';
import type { Place } from '../code/place';
import { Scope } from '../code/scope';
import { apply } from '../code/arithmetic';
import { type Cell, constant, type Scalar, type Value } from '../code/value';
import type { AssignmentSite } from '../code/variables';
import type { Profile } from './profile';
import type { NumberKind, Range, Statement, Term } from './tree';
import type { Outcome } from '../code/program';

export interface Reader extends Place {
  readonly profile: Profile;
  readonly site: AssignmentSite;
  readonly problems: Finding[];
  /** Evaluates an operand; operands stand behind rows of operators. */
  readonly evaluateTerm: (term: Term, reader: Reader) => Value;
  /** Runs statements; they stand behind expressions. */
  readonly run: (statements: readonly Statement[], reader: Reader) => Outcome;
  /** The values that a loop or a comprehension counts through. */
  readonly countThrough: (range: Range, reader: Reader, span: Span) => readonly Value[];
  /** Declared types of variables. */
  readonly kinds: WeakMap<Cell, NumberKind>;
}

/** A number of an integer type. The mark goes with the value wherever it is used. */
interface Whole extends Scalar {
  readonly whole: true;
}

export function isWhole(value: Value): boolean {
  return value.kind === 'scalar' && (value.truth || value.whole === true);
}

export function asWhole(value: Scalar): Whole {
  return { ...value, whole: true };
}

function asReal({ kind, expr, known, fixed, truth }: Scalar): Scalar {
  return { kind, expr, known, fixed, truth };
}

/** `value` as a variable or a cast of this type holds it. */
export function converted(reader: Reader, value: Value, type: NumberKind, span: Span): Value {
  if (value.kind !== 'scalar' || reader.profile.wholeDivision === 'none') return value;
  if (type === 'real') return value.truth ? { ...asReal(value), truth: false } : asReal(value);
  if (type !== 'whole' || isWhole(value)) return value;
  if (value.fixed) return asWhole(constant(Math.trunc(value.known ?? NaN), span));
  if (value.expr.kind === 'name') return asWhole(value);
  const truncated = apply(reader.recorder, 'trunc', [value], span);
  return truncated.kind === 'scalar' ? asWhole(truncated) : truncated;
}

/** Says something once about a text that was read. */
export function remark(reader: Reader, problem: Finding): void {
  const isTold = reader.problems.some(
    ({ message, span }) => message === problem.message && span.start === problem.span.start,
  );
  if (!isTold && reader.problems.length < 100) reader.problems.push(problem);
}

/** A block inside the same call. */
export function blockOf(reader: Reader): Reader {
  const hasOwnNames = reader.profile.blocks === 'braces' && reader.profile.library !== 'r';
  const scope = hasOwnNames ? new Scope(reader.scope, reader.scope.owner) : reader.scope;
  return { ...reader, scope, site: { ...reader.site, top: false } };
}
