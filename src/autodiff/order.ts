/** Why reverse topological order: the backward pass beside a recursion that does not wait. */
import { incomingOf, type Graph } from './graph';
import type { Tape } from './tape';

/** A visit of a node: its gradient then, and whether each wire that leaves it had delivered once. */
export interface Step {
  readonly node: number;
  readonly upstream: number;
  readonly complete: boolean;
}

/**
 * Two ways to go backward. `topological` visits each node once, after all that it feeds. `naive` goes
 * from a node into each of its operands at once, once per path, and passes on what the node has by
 * then: what came before is passed on again, and `naiveGradient` (by node id) is too large (micrograd
 * PR 64: 8 instead of 4 for b = a + a; c = b + b). `cut`: the recursion was stopped, it would go on.
 */
export interface Orders {
  readonly topological: readonly Step[];
  readonly naive: readonly Step[];
  readonly naiveGradient: Float64Array;
  readonly cut: boolean;
}

// Enough to see where it leads; the number of paths grows exponentially.
const LONGEST = 200;

/** Replays both orders through the open wires of a tape. */
export function replayOrders(graph: Graph, tape: Tape): Orders {
  const topological = graph.nodes.toReversed().flatMap(({ id }): Step[] => {
    const visited = tape.reached[id] === 1 && graph.varies[id] === true;
    return visited ? [{ node: id, upstream: tape.gradient[id] ?? NaN, complete: true }] : [];
  });
  return { topological, ...recurse(graph, tape) };
}

function recurse(graph: Graph, tape: Tape): Omit<Orders, 'topological'> {
  const incoming = incomingOf(graph);
  const naive: Step[] = [];
  const naiveGradient = new Float64Array(graph.nodes.length);
  const awaited = new Int32Array(graph.nodes.length);
  for (const { id, from, to } of graph.edges) {
    if (tape.open[id] && tape.reached[to]) awaited[from] = (awaited[from] ?? 0) + 1;
  }
  let cut = false;
  const visit = (node: number): void => {
    if (naive.length >= LONGEST) {
      cut = true;
      return;
    }
    const upstream = naiveGradient[node] ?? NaN;
    naive.push({ node, upstream, complete: awaited[node] === 0 });
    const wires = incoming(node).filter(({ id }) => tape.open[id] === 1);
    for (const { id, from } of wires) {
      naiveGradient[from] = (naiveGradient[from] ?? NaN) + upstream * (tape.local[id] ?? NaN);
      awaited[from] = (awaited[from] ?? 0) - 1;
    }
    for (const { from } of wires) visit(from);
  };
  naiveGradient[graph.output] = tape.gradient[graph.output] ?? NaN;
  if (graph.varies[graph.output]) visit(graph.output);
  return { naive, naiveGradient, cut };
}
