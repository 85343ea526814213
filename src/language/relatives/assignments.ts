/** Assignments of C and its relatives, Julia, R and MATLAB: to variables, elements and fields. */
import { setMember } from '../code/access';
import { eachOnce } from '../code/once';
import { setOutside } from '../code/outside';
import {
  type Cell,
  constant,
  type Fields,
  type Names,
  unsupported,
  type Value,
} from '../code/value';
import { assign } from '../code/variables';
import { freeName } from '../code/wholes';
import type { Span } from '../syntax';
import { storeElement } from './elements';
import { owned } from './owned';
import { hasPointers } from './profile';
import { asWhole, converted, isWhole, type Reader } from './reader';
import { combine } from './rows';
import type { Sign } from './signs';
import type { NumberKind, Term } from './tree';

/** Whether a variable is around the function being read, where assigning makes one of the function's own. */
function isBeyond(cell: Cell, { scope, profile }: Reader): boolean {
  if (cell.owner === scope.owner) return false;
  if (profile.library === 'julia') return cell.owner === scope.root().owner;
  return profile.library === 'r' || profile.library === 'matlab';
}

/** The variable that an assignment without declaration means. */
function cellFor(name: string, reader: Reader, outer: boolean): Cell {
  const { scope, profile } = reader;
  const found = (outer ? scope.parent : scope)?.find(name);
  if (found && !outer && isBeyond(found, reader)) return scope.own(name);
  if (!found && outer) return scope.root().own(name);
  return (
    found ??
    (profile.types === 'none' || profile.library === 'julia'
      ? scope.own(name)
      : scope.root().own(name))
  );
}

const UPDATES: ReadonlyMap<string, Sign['op']> = new Map<string, Sign['op']>([
  ['+=', 'add'],
  ['-=', 'sub'],
  ['*=', 'mul'],
  ['/=', 'div'],
  ['%=', 'fmod'],
  ['÷=', 'trunc division'],
]);

/** What stands in square brackets behind a value, and behind what that is an element of. */
const indicesIn = (target: Term): readonly Term[] =>
  target.kind === 'index' ? [...indicesIn(target.object), ...target.indices] : [];

/** The same reader, which computes the indices of `target` once. */
const updating = (reader: Reader, target: Term): Reader => ({
  ...reader,
  evaluateTerm: eachOnce(reader.evaluateTerm, indicesIn(target), (term) => term),
  site: { ...reader.site, top: false },
});

export function assignment(term: Term & { readonly kind: 'assign' }, reader: Reader): Value {
  const { target, operator, outer = false, span } = term;
  const value = reader.evaluateTerm(term.value, reader);
  if (operator === '=') return assignTo(target, value, reader, span, outer);
  const op = operator === '^=' && reader.profile.power ? 'pow' : UPDATES.get(operator);
  if (!op) return unsupported(`\`${operator}\` cannot be drawn. Write it with arithmetic.`, span);
  const inner = updating(reader, target);
  return assignTo(
    target,
    combine(reader, op, inner.evaluateTerm(target, inner), value, span, span),
    inner,
    span,
    outer,
  );
}

function assignTo(target: Term, value: Value, reader: Reader, span: Span, outer = false): Value {
  if (target.kind === 'word') {
    const cell = cellFor(target.name, reader, outer);
    // A name whose type is not in the selection is taken for a real number.
    return store(reader, cell, value, reader.kinds.get(cell) ?? 'real', span);
  }
  if (target.kind === 'index') return storeElement(target, value, reader, span);
  if (target.kind === 'call' && reader.profile.library === 'matlab') {
    const indices = target.args.map((argument) => argument.value);
    return storeElement(
      { ...target, kind: 'index', object: target.callee, indices },
      value,
      reader,
      span,
    );
  }
  const object = target.kind === 'member' ? reader.evaluateTerm(target.object, reader) : undefined;
  // In a function it may be that of the caller or a copy, which only C and C++ say where it is used.
  const isKnown = hasPointers(reader.profile) || reader.scope.owner === reader.scope.root().owner;
  if (target.kind === 'member' && object?.kind === 'fields' && isKnown)
    return setMember(
      reader,
      object,
      target.name,
      convertedAs(object, target.name, value, reader),
      span,
    );
  if (target.kind === 'member' && object && isOutside(target.object, object, reader)) {
    const whole = freeName(reader.recorder, object) ?? '';
    const kept = converted(reader, value, 'real', span);
    return setOutside(reader, whole, `${whole}.${target.name}`, kept, span);
  }
  return unsupported('A field cannot be given a value here. Write a name.', target.span);
}

/**
 * Whether `target` names an object about which the text says nothing, and nothing else that is in sight
 * may be a copy of it: at the top, or a parameter of the function that is shown, which nobody calls. What is no
 * parameter is the same everywhere, but in R and MATLAB, which copy it.
 */
function isOutside(target: Term, object: Value, reader: Reader): boolean {
  const { recorder, flow, scope, profile } = reader;
  const whole = freeName(recorder, object);
  if (target.kind !== 'word' || target.name !== whole) return false;
  const { caller } = flow.frame;
  const isCalled = caller && (caller.caller || !recorder.signature.has(whole));
  const isCopied = profile.library === 'r' || profile.library === 'matlab';
  if (isCalled && (isCopied || scope.find(whole))) return false;
  const cells: Cell[] = [];
  for (let names: Names | null = scope; names; names = names.parent)
    cells.push(...names.cells.values());
  return cells.every(
    ({ name, value }) => name === whole || !value || freeName(recorder, value) !== whole,
  );
}

/** What a field holds of a value: a whole number if it held one. */
function convertedAs(object: Fields, name: string, value: Value, reader: Reader): Value {
  const old = object.fields.find(name)?.value;
  return converted(reader, value, old && isWhole(old) ? 'whole' : 'real', { start: 0, end: 0 });
}

/** Gives a variable a value of its type. */
export function store(
  reader: Reader,
  cell: Cell,
  value: Value,
  kind: NumberKind,
  span: Span,
): Value {
  const whole =
    kind === 'whole' ||
    (kind === 'open' && isWhole(value) && !(value.kind === 'scalar' && value.truth));
  reader.kinds.set(cell, whole ? 'whole' : kind);
  return assign(
    reader,
    cell,
    converted(reader, kind === 'pointer' ? value : owned(reader, value), kind, span),
    reader.site,
    span,
  );
}

/** `i++` and `--i` */
export function step(term: Term & { readonly kind: 'step' }, reader: Reader): Value {
  const { target, span } = term;
  const inner = updating(reader, target);
  const old = inner.evaluateTerm(target, inner);
  const one = asWhole(constant(1, span));
  const updated = assignTo(
    target,
    combine(reader, term.operator === '++' ? 'add' : 'sub', old, one, span, span),
    inner,
    span,
  );
  return term.before ? updated : old;
}
