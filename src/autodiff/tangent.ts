/** Forward mode: how every node moves with one of them. */
import type { Graph } from './graph';
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

/**
 * Pushes a unit step of the input through the open wires. What does not depend on the input does not
 * move: its tangent is 0 and never 0 × ∞ = NaN.
 */
export function moveAlong({ nodes, edges }: Graph, tape: Tape, input: number): Tangents {
  const tangent = new Float64Array(nodes.length);
  const moves = new Uint8Array(nodes.length);
  tangent[input] = 1;
  moves[input] = 1;
  for (const { id, from, to } of edges) {
    if (!moves[from] || !tape.open[id] || to === input) continue;
    tangent[to] = (tangent[to] ?? NaN) + (tape.local[id] ?? NaN) * (tangent[from] ?? NaN);
    moves[to] = 1;
  }
  return { tangent, moves };
}
