/** `a[i++] += 1`: what an update reads and writes is found once. */
import type { SyntaxNode } from '@lezer/common';
import type { Place } from './place';
import { parts } from './source';
import type { Value } from './value';

type Evaluate<Node, At> = (node: Node, at: At) => Value;

/** The same evaluation, which computes each of `nodes` the first time only. */
export function eachOnce<Node, At>(
  evaluate: Evaluate<Node, At>,
  nodes: readonly Node[],
  keyOf: (node: Node) => unknown,
): Evaluate<Node, At> {
  const keys = new Set(nodes.map(keyOf));
  const values = new Map<unknown, Value>();
  return (node, at) => {
    const key = keyOf(node);
    const value = values.get(key) ?? evaluate(node, at);
    if (keys.has(key)) values.set(key, value);
    return value;
  };
}

/** What stands in square brackets behind a value, and behind what that is an element of. */
function indicesIn(target: SyntaxNode): SyntaxNode[] {
  if (target.name !== 'MemberExpression') return [];
  const [object, opening, ...rest] = parts(target);
  const own = opening?.name === '[' ? rest.slice(0, -1) : [];
  return [...(object ? indicesIn(object) : []), ...own];
}

/** The same place, where the indices of `target` are computed once. */
export function updating<P extends Place>(place: P, target: SyntaxNode): P {
  const indices = indicesIn(target);
  if (indices.length === 0) return place;
  const evaluate = (node: SyntaxNode, at: Place): Value => place.evaluate(node, at);
  return { ...place, evaluate: eachOnce(evaluate, indices, ({ from, to }) => `${from}:${to}`) };
}

/** The same place, where the indices of `target` are what they are now. */
export function settling<P extends Place>(place: P, target: SyntaxNode): P {
  const settled = updating(place, target);
  for (const index of indicesIn(target)) settled.evaluate(index, settled);
  return settled;
}
