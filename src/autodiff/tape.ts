/** run(): forward fills the values, backward fills the gradients. */
import { ops } from '../ops';
import type { Graph } from './graph';
import { rulesOf } from './rules';

/**
 * The numbers of a graph. By node: `value` (primal) and `gradient` (adjoint, d output / d node). By
 * edge: the local derivative of its operation and its contribution = upstream gradient × local
 * derivative. At a fork the node's gradient is the sum of the contributions. `reached` tells which
 * nodes the gradient flows into; what follows from constants alone is never reached. Never patched.
 */
export interface Tape {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly local: Float64Array;
  readonly contribution: Float64Array;
  readonly reached: Uint8Array;
}

/** Evaluates forward, then differentiates in reverse; `valueOf` gives the inputs by name. */
export function run(graph: Graph, valueOf: (name: string) => number): Tape {
  const value = forward(graph, valueOf);
  return { value, ...backward(graph, value) };
}

/** Fills the values in topological order. */
export function forward(graph: Graph, valueOf: (name: string) => number): Float64Array {
  const value = new Float64Array(graph.nodes.length);
  for (const node of graph.nodes) {
    if (node.kind === 'op') {
      const [x = 0, y = x, z = x] = node.operands;
      value[node.id] = ops[node.op].value(at(value, x), at(value, y), at(value, z));
    } else {
      value[node.id] = node.kind === 'input' ? valueOf(node.name) : node.value;
    }
  }
  return value;
}

/**
 * Fills the gradients in reverse topological order, seeded with 1 at the output. A gate that routes
 * closes the wires it did not choose: nothing flows back there, and so the branch of a conditional
 * that was not taken contributes 0 and never 0 × ∞ = NaN.
 */
function backward(graph: Graph, value: Float64Array): Omit<Tape, 'value'> {
  const gradient = new Float64Array(graph.nodes.length);
  const local = new Float64Array(graph.edges.length);
  const contribution = new Float64Array(graph.edges.length);
  const reached = new Uint8Array(graph.nodes.length);
  gradient[graph.output] = 1;
  reached[graph.output] = 1;
  for (let id = graph.output, edge = graph.edges.length; id >= 0; id--) {
    const node = graph.nodes[id];
    if (node?.kind !== 'op') continue;
    // Edges are numbered by consumer, so a node's own are the last ones not yet seen.
    edge -= node.operands.length;
    if (!graph.varies[id]) continue;
    const [x = 0, y = x, z = x] = node.operands;
    const rules = rulesOf(node.op).local;
    for (const [operand, from] of node.operands.entries()) {
      const rule = rules[operand];
      if (!rule || !graph.varies[from]) continue;
      const derivative = rule.evaluate(at(value, x), at(value, y), at(value, z), at(value, id));
      local[edge + operand] = derivative;
      if (!reached[id] || (derivative === 0 && rule.closes)) continue;
      const flow = at(gradient, id) * derivative;
      contribution[edge + operand] = flow;
      gradient[from] = at(gradient, from) + flow;
      reached[from] = 1;
    }
  }
  return { gradient, local, contribution, reached };
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
