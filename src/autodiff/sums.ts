/** Sums of more than two terms: which additions of a circuit are one gate with many operands. */
import { ops, type OpName } from '../ops';
import { incomingOf, type Edge, type Graph } from './graph';

/**
 * By node, the edges that enter a sum of more than two terms, in source order; none for the inner
 * additions it takes in, which are anonymous, used once and not `kept`. All local derivatives on the
 * way are 1, so every wire carries the gradient of the sum, as in the figure. A product is not drawn
 * so: its inner gradients differ from the outer one, and upstream × local would not be what is shown.
 */
export function findSums(
  graph: Graph,
  kept: readonly number[],
): ReadonlyMap<number, readonly Edge[]> {
  const incoming = incomingOf(graph);
  const uses = new Uint32Array(graph.nodes.length);
  for (const { from } of graph.edges) uses[from] = (uses[from] ?? 0) + 1;
  const visible = new Set([graph.output, ...kept]);
  const joins = (id: number): boolean => {
    const node = graph.nodes[id];
    if (node?.kind !== 'op' || node.name !== undefined) return false;
    return isSum(node.op) && uses[id] === 1 && !visible.has(id);
  };
  const sums = new Map<number, readonly Edge[]>();
  for (const node of graph.nodes.toReversed()) {
    if (node.kind !== 'op' || !isSum(node.op) || sums.has(node.id)) continue;
    const terms: Edge[] = [];
    const pending = incoming(node.id).toReversed();
    for (let edge = pending.pop(); edge; edge = pending.pop()) {
      if (joins(edge.from)) {
        sums.set(edge.from, []);
        pending.push(...incoming(edge.from).toReversed());
      } else {
        terms.push(edge);
      }
    }
    if (terms.length > 2) sums.set(node.id, terms);
  }
  return sums;
}

/** An op whose every local derivative is 1. */
function isSum(op: OpName): boolean {
  const { rules } = ops[op];
  return rules.length === 2 && rules.every((rule) => rule === '1');
}
