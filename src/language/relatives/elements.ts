/** Elements of lists: taken by their indices, or made one after another. */
import { element, sayElements } from '../code/access';
import { asCondition } from '../code/arithmetic';
import { refuseChoice } from '../code/choices';
import { noteElement } from '../code/meant';
import { Scope } from '../code/scope';
import {
  asItems,
  constant,
  list,
  refuseInside,
  unknown,
  unsupported,
  type List,
  type Value,
} from '../code/value';
import type { Span } from '../syntax';
import { owned } from './owned';
import { converted, isWhole as isWholeNumber, type Reader } from './reader';
import type { NumberKind, Term } from './tree';
import { gridOf, isMatrix, joined, numbersOf, shaped, sizeOf, vectorOf } from './shapes';
import { hasVectors } from './profile';
import { isNumberType, kindOfType } from './types';

/** A list as it is written. */
export function listed(term: Term & { readonly kind: 'list' }, reader: Reader): Value {
  const { element: kind = 'open' } = term;
  const items = term.items.map((item) =>
    converted(reader, owned(reader, reader.evaluateTerm(item, reader)), kind, item.span),
  );
  if (term.rows && items.length > 0) {
    let at = 0;
    const rows = term.rows.map((length) => items.slice(at, (at += length)));
    return joined(rows, reader.profile, term.span);
  }
  if (hasVectors(reader.profile)) return vectorOf(items);
  const made = listOf(items, kind);
  return term.apart ? { ...made, apart: true } : made;
}

/** A list whose elements are declared as this. */
export function listOf(items: Value[], element: NumberKind): List {
  const known = element === 'real' || element === 'whole' ? { element } : {};
  return { ...list(items), ...known };
}

/** A list that is made empty: Rust's `Vec::new()`, Swift's `[Double]()`. */
export function emptyList(callee: Term, { profile, scope }: Reader): List | undefined {
  if (profile.library === 'rust' && callee.kind === 'member' && callee.object.kind === 'word') {
    return callee.object.name === 'Vec' && callee.name === 'new' ? list([]) : undefined;
  }
  const [only, more] = callee.kind === 'list' ? callee.items : [];
  const isType = only?.kind === 'word' && !more && isNumberType(only.name);
  if (profile.library !== 'swift' || !isType || scope.find(only.name)) return undefined;
  return listOf([], kindOfType([only.name]));
}

/** An array of written lengths, with what it is given at first. */
export function filled(term: Term & { readonly kind: 'filled' }, reader: Reader): Value {
  const { name, span, given } = term;
  const { recorder, scope } = reader;
  const lengths = term.lengths.map((each) =>
    recorder.shape(reader.evaluateTerm(each, reader), each.span, 'This length'),
  );
  if (!lengths.every((length) => Number.isInteger(length) && length >= 0))
    return unsupported('A length is a whole number. Write one.', span);
  recorder.count(
    lengths.reduce((size, length) => size * length, 1),
    span,
  );
  const first = term.fill && reader.recorder.share(reader.evaluateTerm(term.fill, reader), span);
  const zero = given ? constant(0, span) : undefined;
  const fill = first ?? zero;
  const isLocal = scope.owner !== scope.root().owner;
  const empty = unknown(`An element of \`${name}\` has no value yet. Give it one before.`, span);
  const build = (path: string, [length, ...inner]: readonly number[], from?: Value): Value => {
    if (length === undefined) {
      if (from) return from;
      if (fill) return converted(reader, fill, term.element, span);
      return isLocal ? empty : recorder.input(path, span);
    }
    const items = from?.kind === 'list' ? from.items : [];
    if (items.length > length)
      unsupported('This array is given more values than it has places. Delete some.', span);
    const all = Array.from({ length }, (_, i) => build(`${path}[${i}]`, inner, items[i]));
    return listOf(all, term.element);
  };
  return build(name, lengths, given && reader.evaluateTerm(given, reader));
}

/** `xs[i]`, and `A[i, j]` of a matrix. */
export function indexed(term: Term & { readonly kind: 'index' }, reader: Reader): Value {
  const object = reader.evaluateTerm(term.object, reader);
  const { indices, span } = term;
  if (object.kind === 'list' && hasVectors(reader.profile))
    return taken(object, indices, reader, span);
  return indices.reduce(
    (inner, index) => elementAt(inner, indexIn(reader, index, undefined), span, reader),
    object,
  );
}

function elementAt(object: Value, index: Value, span: Span, reader: Reader): Value {
  if (object.kind !== 'list' || reader.profile.first === 0)
    return element(reader, object, index, false, span);
  const at = reader.recorder.shape(index, span, 'This index');
  return element(reader, object, constant(at - 1, span), false, span);
}

/** An index, in which `end` is how many places there are. */
function indexIn(reader: Reader, index: Term, length: number | undefined): Value {
  if (reader.profile.blocks !== 'end') return reader.evaluateTerm(index, reader);
  const scope = new Scope(reader.scope, reader.scope.owner);
  scope.own('end').value =
    length === undefined
      ? unknown('This is not a list whose length is known. Write its elements out.', index.span)
      : constant(length, index.span);
  return reader.evaluateTerm(index, { ...reader, scope });
}

/** Elements of a vector or a matrix, which keep the way they lie. */
function taken(object: List, indices: readonly Term[], reader: Reader, span: Span): Value {
  const { profile } = reader;
  const grid = gridOf(object, profile);
  const [rows, columns] = sizeOf(grid);
  const [first, second, ...more] = indices;
  if (!first || more.length > 0)
    return unsupported('A matrix has rows and columns. Write both, or one place.', span);
  const all = numbersOf(object, profile);
  if (!second) {
    const places = placesIn(reader, first, all.length, span);
    const items = places.at.flatMap((at) => all[at] ?? []);
    const [only] = items;
    if (places.isOne && only) return only;
    const isDown = isWhole(first) || (columns === 1 && rows !== 1);
    const isMatlabColumn = profile.library === 'matlab' && isDown;
    return isMatlabColumn
      ? shaped(items.map((item) => [item]), profile, false)
      : vectorOf(items); // prettier-ignore
  }
  if (!isMatrix(object) && profile.library === 'r')
    return unsupported('This vector has no rows and columns. Write one place.', span);
  const down = placesIn(reader, first, rows, span);
  const across = placesIn(reader, second, columns, span);
  const picked = down.at.map((i) => across.at.flatMap((j) => grid[i]?.[j] ?? []));
  const [[only] = []] = picked;
  if (down.isOne && across.isOne && only) return only;
  // Julia and R drop an axis that one place is taken of.
  if (profile.library !== 'matlab' && (down.isOne || across.isOne)) return vectorOf(picked.flat());
  return shaped(picked, profile, false);
}

function isWhole(index: Term): boolean {
  return index.kind === 'word' && index.name === ':';
}

/** Places of an axis, counted from 0, and whether it is one alone. */
function placesIn(
  reader: Reader,
  index: Term,
  length: number,
  span: Span,
): { readonly at: readonly number[]; readonly isOne: boolean } {
  if (isWhole(index)) return { at: Array.from({ length }, (_, i) => i), isOne: false };
  const value = indexIn(reader, index, length);
  const given = value.kind === 'list' ? numbersOf(value, reader.profile) : [value];
  const at = given.map((each) => {
    if (each.kind === 'scalar' && each.truth)
      return unsupported('Elements chosen by a condition are not read. Write them out.', span);
    const place = reader.recorder.shape(each, span, 'This index') - 1;
    if (!Number.isInteger(place) || place < 0 || place >= length)
      unsupported(sayElements(place + 1, length), span);
    return place;
  });
  return { at, isOne: value.kind !== 'list' };
}

/** `element for name in range if condition`, clause after clause. */
export function comprehension(
  term: Term & { readonly kind: 'comprehension' },
  reader: Reader,
): Value {
  const items: Value[] = [];
  let passes = 0;
  const run = (at: number, inner: Reader): void => {
    const clause = term.clauses[at];
    if (!clause) {
      inner.recorder.count(1, term.span);
      items.push(inner.evaluateTerm(term.element, inner));
      return;
    }
    for (const value of inner.countThrough(clause.range, inner, term.span)) {
      inner.recorder.step(term.span);
      if (at === 0) passes++;
      const scope = new Scope(inner.scope, inner.scope.owner);
      const next = { ...inner, scope, site: { ...inner.site, top: false } };
      next.scope.own(clause.name).value = inner.recorder.share(value, term.span);
      const condition =
        clause.condition &&
        asCondition(next.recorder, next.evaluateTerm(clause.condition, next), term.span);
      if (condition && !condition.fixed)
        unsupported('This filter depends on an input. Write `c ? a : 0` instead.', term.span);
      if (!condition || condition.known !== 0) run(at + 1, next);
    }
  };
  run(0, reader);
  const [, beside, ...more] = term.clauses;
  if (!beside?.beside || term.clauses.some(({ condition }) => condition) || items.length === 0)
    return vectorOf(items);
  if (more.length > 0)
    return unsupported('Only vectors and matrices are read. Count with two names.', term.span);
  // What counts fastest goes down.
  const rows = items.length / passes;
  const grid = Array.from({ length: rows }, (_, i) => items.filter((__, k) => k % rows === i));
  return shaped(grid, reader.profile, false);
}

/** Gives an element of a list another value. */
export function storeElement(
  target: Term & { readonly kind: 'index' },
  value: Value,
  reader: Reader,
  span: Span,
): Value {
  const array = reader.evaluateTerm(target.object, reader);
  if (array.kind !== 'list' || reader.flow.openBranches > 0)
    return unsupported(
      'Only variables and elements of lists in the text can be given a value. Write a name.',
      span,
    );
  const [index, more] = target.indices;
  if (!index || more || isMatrix(array))
    return unsupported('Elements of matrices cannot be given a value. Write a name.', span);
  const at =
    reader.recorder.shape(indexIn(reader, index, array.items.length), span, 'This index') -
    reader.profile.first;
  if (!Number.isInteger(at) || at < 0 || at >= asItems(array, span).length)
    return unsupported(
      `There is no element ${at + reader.profile.first} in this list. Write another.`,
      span,
    );
  refuseChoice(array, reader, span);
  refuseInside(array, value, span);
  // An element is of the type of those before it.
  const old = array.items[at];
  const kind = array.element ?? (old && isWholeNumber(old) ? 'whole' : 'open');
  const given = converted(reader, owned(reader, value), kind, span);
  const shared = reader.recorder.share(given, span);
  array.items[at] = shared;
  noteElement(reader, shared, span);
  return shared;
}
