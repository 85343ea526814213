/** Forward mode: how every node moves with one of them. */
import type { Edge, Graph } from './graph';
import type { Tape } from './tape';

/** d node / d input by node id, and which nodes depend on the input through open wires. */
interface Tangents {
  readonly tangent: Float64Array;
  readonly moves: Uint8Array;
}

/** d node / d input by node id, for any node as the input (Griewank & Walther, ch. 3). */
export function runTangent(graph: Graph, tape: Tape, input: number): Float64Array {
  return moveAlong(graph, tape, input).tangent;
}

const NO_EDGE: Edge = { id: 0, from: 0, to: 0, operand: 0 };

/** The first of the wires into what comes after a node: edges are numbered by consumer. */
function firstBehind(edges: readonly Edge[], node: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? NO_EDGE).to > node) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Pushes a unit step of the input through the open wires. What does not depend on the input does not
 * move: its tangent is 0 and never 0 × ∞ = NaN.
 */
export function moveAlong({ nodes, edges }: Graph, tape: Tape, input: number): Tangents {
  const { open, local } = tape;
  const tangent = new Float64Array(nodes.length);
  const moves = new Uint8Array(nodes.length);
  tangent[input] = 1;
  moves[input] = 1;
  for (let i = firstBehind(edges, input); i < edges.length; i++) {
    const { id, from, to } = edges[i] ?? NO_EDGE;
    if (!moves[from] || !open[id]) continue;
    tangent[to] = (tangent[to] ?? NaN) + (local[id] ?? NaN) * (tangent[from] ?? NaN);
    moves[to] = 1;
  }
  return { tangent, moves };
}
