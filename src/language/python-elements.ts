/** Python: what stands in square brackets behind a value, to read parts of it or to give them values. */
import { element, slice } from './code/access';
import { axesOf } from './code/arithmetic';
import { isWhole, marked } from './code/kinds';
import { owned, partOf } from './code/memory';
import { type Place } from './code/place';
import { separated } from './code/source';
import {
  type List,
  type Value,
  asItems,
  asScalar,
  constant,
  list,
  unsupported,
} from './code/value';
import { setElement } from './python-arrays';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** One part of an index: an element or several, a slice, a new axis, or all axes that are left. */
type Pick =
  | { readonly kind: 'at'; readonly value: Value }
  | { readonly kind: 'slice'; readonly bounds: readonly (Value | undefined)[] }
  | { readonly kind: 'new' | 'rest' };

const NEW_AXIS = /^(?:None|(?:\w+\.)?newaxis)$/;

/** The parts of an index, between commas. */
export function picksIn(inside: readonly SyntaxNode[], place: Place): readonly Pick[] {
  return separated(inside).flatMap((group, _, groups): readonly Pick[] => {
    const [only, more] = group;
    const written = only && !more ? place.source.slice(only) : '';
    if (written === '...') return [{ kind: 'rest' }];
    if (NEW_AXIS.test(written)) return [{ kind: 'new' }];
    if (!only || group.some(({ name }) => name === ':'))
      return [{ kind: 'slice', bounds: boundsIn(group, place) }];
    const value = place.evaluate(only, place);
    // `A[(0, 1)]` is `A[0, 1]`.
    const isPlace = groups.length === 1 && value.kind === 'list' && value.tuple;
    const values = isPlace ? value.items : [value];
    return values.map((each) => ({ kind: 'at', value: each }));
  });
}

function boundsIn(nodes: readonly SyntaxNode[], place: Place): (Value | undefined)[] {
  const bounds: (Value | undefined)[] = [undefined];
  for (const node of nodes) {
    if (node.name === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = place.evaluate(node, place);
  }
  return bounds;
}

/** `value[picks]`. What is picked by slices and single places shares the numbers of an array, by lists of places has its own. */
export function picked(value: Value, picks: readonly Pick[], place: Place, span: Span): Value {
  const [first, more] = picks;
  if (value.kind === 'list' && value.array) {
    const part = pick(value, expanded(picks, axesOf(value), span), place, span);
    return picks.some(isSeveral) ? owned(part, value.module) : partOf(place.recorder, value, part);
  }
  if (first?.kind === 'slice' && !more) return slice(place, value, first.bounds, span);
  return picks.reduce((inner, each) => {
    if (each.kind === 'at') return element(place, inner, each.value, true, span);
    asItems(value, span);
    return unsupported('This is read of arrays only. Write `np.array(…)` around the list.', span);
  }, value);
}

const isSeveral = (one: Pick): boolean => one.kind === 'at' && one.value.kind === 'list';

/** The same with whole axes in the place of `...`. */
function expanded(picks: readonly Pick[], axes: number, span: Span): readonly Pick[] {
  const isAt = ({ kind }: Pick): boolean => kind === 'at';
  const between = picks.slice(picks.findIndex(isAt), picks.findLastIndex(isAt));
  // NumPy would put the axis of the list first.
  if (picks.some(isSeveral) && !between.every(isAt))
    unsupported('Lists of places are read beside each other only.', span);
  const rest = picks.findIndex(({ kind }) => kind === 'rest');
  if (rest < 0) return picks;
  const taken = picks.filter(({ kind }) => kind === 'at' || kind === 'slice').length;
  const whole: Pick = { kind: 'slice', bounds: [undefined, undefined] };
  const left = Array.from({ length: Math.max(0, axes - taken) }, () => whole);
  return [...picks.slice(0, rest), ...left, ...picks.slice(rest + 1)];
}

function pick(value: Value, picks: readonly Pick[], place: Place, span: Span): Value {
  const [first, ...rest] = picks;
  if (!first) return value;
  const arrayOf = (items: readonly Value[]): List => list([...items], true, moduleOf(value));
  switch (first.kind) {
    case 'new':
      return arrayOf([pick(value, rest, place, span)]);
    case 'at':
      return first.value.kind === 'list'
        ? severally(value, picks, place, span)
        : pick(element(place, value, first.value, true, span), rest, place, span);
    default: {
      const bounds = first.kind === 'slice' ? first.bounds : [];
      const items = asItems(slice(place, value, bounds, span), span);
      return arrayOf(items.map((item) => pick(item, rest, place, span)));
    }
  }
}

const moduleOf = (value: Value): string | undefined =>
  value.kind === 'list' ? value.module : undefined;

/** `A[[0, 2]]`, and `A[[0, 1], [1, 0]]`, whose lists say together where each number is. */
function severally(value: Value, picks: readonly Pick[], place: Place, span: Span): Value {
  const [first] = picks;
  if (first?.kind === 'at' && isMask(first.value)) {
    if (picks.filter(({ kind }) => kind === 'at').length > 1)
      unsupported('A mask is read without other places beside it. Write it alone.', span);
    if (axesOf(first.value) > 1)
      return list([...numbersWhere(first.value, value, place, span)], true, moduleOf(value));
  }
  const end = picks.findLastIndex(isSeveral) + 1;
  const lists = picks.slice(0, end).flatMap((each): List[] => {
    if (each.kind !== 'at' || each.value.kind !== 'list')
      return unsupported('Lists of places are read beside each other only.', span);
    if (!isMask(each.value)) return [each.value];
    return [list([...placesWhere(each.value, value, place, span)])];
  });
  const length = lists[0]?.items.length ?? 0;
  if (lists.some(({ items }) => items.length !== length))
    unsupported('These lists of places have different lengths. Write as many places.', span);
  place.recorder.count(length, span);
  const rest = picks.slice(end);
  const items = Array.from({ length }, (_, i) => {
    const at = lists.map((each): Pick => ({ kind: 'at', value: each.items[i] ?? each }));
    return pick(value, [...at, ...rest], place, span);
  });
  return list(items, true, moduleOf(value));
}

/** Whether a list says of every element whether it is taken. */
function isMask(value: Value): value is List {
  const isOf = (item: Value): boolean => (item.kind === 'list' ? isMask(item) : isTruth(item));
  return value.kind === 'list' && value.items.length > 0 && value.items.every(isOf);
}

const isTruth = (value: Value): boolean => value.kind === 'scalar' && value.truth;

function isTaken(condition: Value, place: Place, span: Span): boolean {
  return (
    place.flow.decide(asScalar(condition, span), true) ??
    unsupported('Which elements are taken depends on an input. Write `np.where(c, a, 0)`.', span)
  );
}

/** The places where a mask as long as `value` is true. */
function placesWhere(mask: List, value: Value, place: Place, span: Span): readonly Value[] {
  if (mask.items.length !== asItems(value, span).length)
    unsupported('This says of more or fewer elements whether they are taken. Write as many.', span);
  return mask.items.flatMap((item, i) => (isTaken(item, place, span) ? constant(i, span) : []));
}

/** The numbers of `value` where a mask of its shape is true. */
function numbersWhere(mask: List, value: Value, place: Place, span: Span): readonly Value[] {
  const items = asItems(value, span);
  if (mask.items.length !== items.length)
    unsupported('This says of more or fewer elements whether they are taken. Write as many.', span);
  return mask.items.flatMap((item, i) => {
    const one = items[i] ?? item;
    if (item.kind === 'list') return numbersWhere(item, one, place, span);
    return isTaken(item, place, span) ? [one] : [];
  });
}

/** `of[picks] = value`: every number that is picked gets its own, or all get the same. */
export function setPicked(
  of: List,
  picks: readonly Pick[],
  value: Value,
  place: Place,
  span: Span,
): void {
  const [first, more] = picks;
  if (first?.kind === 'at' && !more && isMask(first.value) && value.kind === 'scalar') {
    setWhere(of, first.value, value, place, span);
    return;
  }
  const only = more ? undefined : placeIn(of, first);
  if (only !== undefined && value.kind === 'scalar') {
    setElement(of, only, value, place, span);
    return;
  }
  const places: { readonly of: List; readonly at: number }[] = [];
  const marked = (row: List): List => {
    const items = row.items.map((item, at) =>
      item.kind === 'list' ? marked(item) : constant(places.push({ of: row, at }) - 1, span),
    );
    return list(items, true);
  };
  const put = (mark: Value, to: Value): void => {
    if (mark.kind === 'list') {
      const items = to.kind === 'list' && axesOf(to) >= axesOf(mark) ? to.items : [to];
      if (items.length !== 1 && items.length !== mark.items.length)
        unsupported('This has another shape than what it is put into. Write one that fits.', span);
      mark.items.forEach((each, i) => {
        put(each, items[items.length === 1 ? 0 : i] ?? to);
      });
      return;
    }
    const at = mark.kind === 'scalar' ? places[mark.known ?? 0] : undefined;
    if (at) setElement(at.of, at.at, asScalar(to, span), place, span);
  };
  // What is put there may be a part of the same array.
  const own = value.kind === 'list' ? owned(value, value.module) : value;
  put(pick(marked(of), expanded(picks, axesOf(of), span), place, span), own);
}

/** Where one pick picks a number of a flat array: most elements are set so, one by one. */
function placeIn({ items }: List, pick: Pick | undefined): number | undefined {
  if (pick?.kind !== 'at' || pick.value.kind !== 'scalar' || !pick.value.fixed) return undefined;
  const { known = NaN } = pick.value;
  const at = known < 0 ? items.length + known : known;
  return items[at]?.kind === 'scalar' ? at : undefined;
}

/** `x[x < 0] = 0`: a gate for every element chooses. */
function setWhere(of: List, mask: List, value: Value, place: Place, span: Span): void {
  if (mask.items.length !== of.items.length)
    unsupported('This says of more or fewer elements whether they are taken. Write as many.', span);
  const to = place.recorder.share(value, span);
  mask.items.forEach((item, at) => {
    const old = of.items[at];
    if (item.kind === 'list' && old?.kind === 'list') setWhere(old, item, to, place, span);
    else if (old) {
      const condition = asScalar(item, span);
      const known = condition.fixed ? condition.known !== 0 : undefined;
      if (known === false) return;
      const chosen = known ? to : place.recorder.select(condition, to, old, span);
      setElement(of, at, marked(chosen, isWhole(old) && isWhole(to)), place, span);
    }
  });
}
