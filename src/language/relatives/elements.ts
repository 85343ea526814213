/** Elements of lists: taken by their indices, or made one after another. */
import { element } from '../code/access';
import { asCondition } from '../code/arithmetic';
import { isMatrix } from '../code/matrices';
import { Scope } from '../code/scope';
import { asItems, constant, list, unsupported, type Value } from '../code/value';
import type { Span } from '../syntax';
import type { Reader } from './reader';
import type { Term } from './tree';
import { hasVectors } from './vectors';

/** A list as it is written. */
export function listed(term: Term & { readonly kind: 'list' }, reader: Reader): Value {
  const items = term.items.flatMap((item): readonly Value[] => {
    const value = reader.evaluateTerm(item, reader);
    if (!term.joins || value.kind !== 'list') return [value];
    const { items } = value;
    if (items.some(({ kind }) => kind === 'list')) return [value];
    const way = items.length > 1 ? (value.way ?? term.way) : term.way;
    if (way === term.way) return asItems(value, item.span);
    // Rows below each other are a matrix.
    if (way === 'across') return [value];
    const say = 'Columns beside each other make a matrix. Write its numbers row by row.';
    return unsupported(say, item.span);
  });
  const [only] = items;
  const isWhole = term.joins && items.length === 1 && only?.kind === 'list';
  if (isWhole) return only;
  const way = items.some(({ kind }) => kind === 'list') ? undefined : term.way;
  return list(items, hasVectors(reader.profile), undefined, way);
}

/** `xs[i]`, and `A[i, j]` of a matrix. */
export function indexed(term: Term & { readonly kind: 'index' }, reader: Reader): Value {
  const object = reader.evaluateTerm(term.object, reader);
  if (hasVectors(reader.profile) && isMatrix(object) && term.indices.length === 1)
    return unsupported('A number of a matrix has a row and a column. Write both.', term.span);
  return term.indices.reduce(
    (inner, index) => elementAt(inner, reader.evaluateTerm(index, reader), term.span, reader),
    object,
  );
}

function elementAt(object: Value, index: Value, span: Span, reader: Reader): Value {
  if (object.kind === 'list' && index.kind === 'list' && hasVectors(reader.profile))
    return list(
      index.items.map((each) => {
        if (each.kind === 'scalar' && each.truth)
          return unsupported('Elements chosen by a condition are not read. Write them out.', span);
        const one = reader.recorder.shape(each, span, 'This index');
        return element(reader, object, constant(one - 1, span), false, span);
      }),
      true,
      undefined,
      object.way,
    );
  if (object.kind !== 'list' || reader.profile.first === 0)
    return element(reader, object, index, false, span);
  const at = reader.recorder.shape(index, span, 'This index');
  return element(reader, object, constant(at - 1, span), false, span);
}

/** `element for name in range if condition`, clause after clause. */
export function comprehension(
  term: Term & { readonly kind: 'comprehension' },
  reader: Reader,
): Value {
  const items: Value[] = [];
  const run = (at: number, inner: Reader): void => {
    const clause = term.clauses[at];
    if (!clause) {
      inner.recorder.count(1, term.span);
      items.push(inner.evaluateTerm(term.element, inner));
      return;
    }
    for (const value of inner.countThrough(clause.range, inner, term.span)) {
      inner.recorder.step(term.span);
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
  return list(items, true, undefined, 'down');
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
  if (!index || more)
    return unsupported('Elements of matrices cannot be given a value. Write a name.', span);
  const at =
    reader.recorder.shape(reader.evaluateTerm(index, reader), span, 'This index') -
    reader.profile.first;
  if (!Number.isInteger(at) || at < 0 || at >= asItems(array, span).length)
    return unsupported(
      `There is no element ${at + reader.profile.first} in this list. Write another.`,
      span,
    );
  const shared = reader.recorder.share(value, span);
  array.items[at] = shared;
  return shared;
}
