/** Python: values between commas, comprehensions, and names that take a value apart. */
import { type Place, within } from './code/place';
import { Scope } from './code/scope';
import { elements } from './code/matrices';
import { parts, separated } from './code/source';
import { type Cell, type Value, asItems, list, nothing, tuple, unsupported } from './code/value';
import { inTurn, whileWaiting } from './code/waiting';
import { itemsThrough } from './python-collections';
import { evaluateCondition } from './python-rows';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** `a`, or `a, b` without brackets, which is a tuple. */
export function evaluateSequence(nodes: readonly SyntaxNode[], place: Place, span: Span): Value {
  const [first] = nodes;
  if (!first)
    return unsupported('A value is missing here. Write a number, a name or a bracket.', span);
  if (nodes.some((node) => node.name === 'for')) return comprehension(nodes, place);
  if (nodes.length === 1) return place.evaluate(first, place);
  return tuple(evaluateItems(nodes, place));
}

/** Elements between commas, `*xs` spread. */
export function evaluateItems(nodes: readonly SyntaxNode[], place: Place): Value[] {
  return inTurn(place, separated(nodes), (group) => {
    const [first, second] = group;
    if (!first) return [];
    if (!second) return [place.evaluate(first, place)];
    const span = place.source.span(second);
    const items = asItems(place.evaluate(second, place), span);
    place.recorder.count(items.length, span);
    return items;
  });
}

/** `element for target in items if condition`, clause after clause; `key: value for …` gives pairs. */
export function comprehension(nodes: readonly SyntaxNode[], place: Place): Value {
  const start = nodes.findIndex((node) => node.name === 'for' || node.name === 'async');
  const heads = nodes.slice(0, start).filter((node) => node.name !== ':');
  const [head] = heads;
  const inner = within(place, new Scope(place.scope, place.scope.owner));
  const run = (rest: readonly SyntaxNode[], keep: (value: Value) => void): void => {
    const [keyword, ...after] = rest;
    if (!head) return;
    if (!keyword) {
      inner.recorder.count(1, place.source.span(head));
      const values = heads.map((each) => inner.evaluate(each, inner));
      keep(heads.length > 1 ? list(values) : (values[0] ?? nothing));
      return;
    }
    const next = after.findIndex((node) => ['for', 'if', 'async'].includes(node.name));
    const clause = next < 0 ? after : after.slice(0, next);
    const following = next < 0 ? [] : after.slice(next);
    const span = place.source.span(keyword);
    if (keyword.name === 'if' && clause[0]) {
      const holds = inner.flow.decide(evaluateCondition(clause[0], inner), true);
      if (holds === undefined)
        unsupported('This filter depends on an input. Write `a if c else 0` instead.', span);
      else if (holds) run(following, keep);
      return;
    }
    const at = clause.findIndex((node) => node.name === 'in');
    const items = itemsThrough(evaluateSequence(clause.slice(at + 1), inner, span), span);
    for (const item of items) {
      inner.recorder.step(span);
      assignNames(clause.slice(0, at), item, inner, span);
      run(following, keep);
    }
  };
  return whileWaiting(place, (keep) => {
    const results: Cell[] = [];
    run(nodes.slice(start), (value) => results.push(keep(value)));
    return list(results.flatMap(({ value }) => value ?? []));
  });
}

/** Binds loop targets: a name, `a, b`, `(a, b), c`, `*rest`. */
export function assignNames(
  targets: readonly SyntaxNode[],
  value: Value,
  place: Place,
  span: Span,
): void {
  const groups = separated(targets);
  const [only] = groups;
  if (
    groups.length === 1 &&
    only?.length === 1 &&
    only[0] &&
    !targets.some((node) => node.name === ',')
  ) {
    const [target] = only;
    if (target.name !== 'VariableName') {
      assignNames(parts(target).slice(1, -1), value, place, span);
      return;
    }
    const name = place.source.slice(target);
    place.flow.set(
      place.scope.own(name),
      place.recorder.share(value, place.source.span(target), name),
    );
    return;
  }
  const items = unpack(value, groups, place, span);
  groups.forEach((group, i) => {
    assignNames(group.slice(-1), items[i] ?? nothing, place, span);
  });
}

/** One value per target; a starred target takes what the others leave. */
export function unpack(
  value: Value,
  groups: readonly (readonly SyntaxNode[])[],
  place: Place,
  span: Span,
): Value[] {
  const isOpen = value.kind === 'scalar' && value.expr.kind === 'name' && groups.length > 1;
  const isPlain = groups.every((group) => group[0]?.name !== '*');
  // What nobody gave a value has as many elements as there are names.
  if (isOpen && isPlain) return [...elements(place.recorder, value, groups.length, 'This', span)];
  const items = [...asItems(value, span)];
  const star = groups.findIndex((group) => group[0]?.name === '*' && group.length > 1);
  const extra = items.length - groups.length;
  if (star >= 0 && extra >= -1)
    items.splice(star, extra + 1, list(items.slice(star, star + extra + 1)));
  if (items.length === groups.length) return items;
  return unsupported(
    `${items.length} values cannot be given to ${groups.length} names. Write one for each.`,
    span,
  );
}
