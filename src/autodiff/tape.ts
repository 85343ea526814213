/** run(): forward fills the values, backward fills the gradients. */
import { ops } from '../ops';
import type { Graph, OpNode } from './graph';
import { atKink, derivativeAtKink, type KinkRule } from './kinks';
import { rulesOf } from './rules';

/**
 * The numbers of a graph. By node: `value` (primal) and `gradient` (adjoint, d output / d node). By
 * edge: the local derivative of its operation and its contribution = upstream gradient × local
 * derivative. At a fork the node's gradient is the sum of the contributions. `reached` tells which
 * nodes the gradient flows into; what follows from constants alone is never reached. `open` tells
 * which wires pass derivatives on: none from a constant, into a held node, or from a branch that
 * was not taken. `held` are the nodes that were given a value of their own. Never patched.
 */
export interface Tape {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly local: Float64Array;
  readonly contribution: Float64Array;
  readonly reached: Uint8Array;
  readonly open: Uint8Array;
  readonly held: ReadonlyMap<number, number>;
}

/** How a graph is run. */
export interface RunOptions {
  /** The gradient at the output, 1 if absent. */
  readonly seed?: number;
  /** Nodes with a value of their own, by id: leaves now, nothing flows to their operands. */
  readonly held?: ReadonlyMap<number, number>;
  /** Which derivative counts at a kink or tie, PyTorch's if absent. */
  readonly kinks?: KinkRule;
  /**
   * As by hand: each result is rounded before it is used, every value, local derivative,
   * contribution and sum. What is given stands as it was given: inputs, held values, the seed, and
   * numbers written in digits; a constant that has only a name (π) is written down rounded.
   */
  readonly round?: (x: number) => number;
}

/** Evaluates forward, then differentiates in reverse; `valueOf` gives the inputs by name. */
export function run(
  graph: Graph,
  valueOf: (name: string) => number,
  options: RunOptions = {},
): Tape {
  const value = forward(graph, valueOf, options);
  return { value, ...backward(graph, value, options), held: options.held ?? NONE };
}

/** Fills the values in topological order. */
export function forward(
  graph: Graph,
  valueOf: (name: string) => number,
  { held, round = exactly }: RunOptions = {},
): Float64Array {
  const value = new Float64Array(graph.nodes.length);
  for (const node of graph.nodes) {
    const given = held?.get(node.id);
    if (given !== undefined) {
      value[node.id] = given;
    } else if (node.kind === 'op') {
      value[node.id] = round(evaluate(node, value));
    } else if (node.kind === 'input') {
      value[node.id] = valueOf(node.name);
    } else {
      value[node.id] = node.text === undefined ? node.value : round(node.value);
    }
  }
  return value;
}

/** The value of an operation from those of its operands. */
export function evaluate({ op, operands }: OpNode, value: Float64Array): number {
  const [x = 0, y = x, z = x] = operands;
  return ops[op].value(at(value, x), at(value, y), at(value, z));
}

/**
 * Fills the gradients in reverse topological order, seeded at the output; nodes beyond the output
 * have local derivatives and no gradient. A gate that routes closes the wires it did not choose:
 * nothing flows back there, and so the branch of a conditional that was not taken contributes 0 and
 * never 0 × ∞ = NaN.
 */
function backward(
  graph: Graph,
  value: Float64Array,
  { seed = 1, held, kinks = 'pytorch', round = exactly }: RunOptions,
): Omit<Tape, 'value' | 'held'> {
  const gradient = new Float64Array(graph.nodes.length);
  const local = new Float64Array(graph.edges.length);
  const contribution = new Float64Array(graph.edges.length);
  const reached = new Uint8Array(graph.nodes.length);
  const open = new Uint8Array(graph.edges.length);
  gradient[graph.output] = seed;
  reached[graph.output] = 1;
  for (let id = graph.nodes.length - 1, edge = graph.edges.length; id >= 0; id--) {
    const node = graph.nodes[id];
    if (node?.kind !== 'op') continue;
    // Edges are numbered by consumer, so a node's own are the last ones not yet seen.
    edge -= node.operands.length;
    if (!graph.varies[id] || held?.has(id)) continue;
    const [x = 0, y = x, z = x] = node.operands;
    const torn = kinks !== 'pytorch' && atKink(node, value);
    const rules = rulesOf(node.op).local;
    for (const [operand, from] of node.operands.entries()) {
      const rule = rules[operand];
      if (!rule || !graph.varies[from]) continue;
      const derivative = round(
        torn
          ? derivativeAtKink(node, operand, value, kinks)
          : rule.evaluate(at(value, x), at(value, y), at(value, z), at(value, id)),
      );
      local[edge + operand] = derivative;
      if (derivative === 0 && rule.closes) continue;
      open[edge + operand] = 1;
      if (!reached[id]) continue;
      const flow = round(at(gradient, id) * derivative);
      contribution[edge + operand] = flow;
      gradient[from] = round(at(gradient, from) + flow);
      reached[from] = 1;
    }
  }
  return { gradient, local, contribution, reached, open };
}

/**
 * Rounds to decimals as on paper: halves away from zero, decided by the decimal number that a person
 * would see and not by its binary neighbour, so 0.285 becomes 0.29 and 0.35 × 0.1 becomes 0.04.
 */
export function roundTo(digits: number): (x: number) => number {
  return (x) => {
    // Fifteen digits are what a double holds of any decimal: beyond them is binary noise.
    const size = shifted(Math.abs(x).toPrecision(15), digits);
    if (!(size < Number.MAX_SAFE_INTEGER)) return x;
    const rounded = shifted(String(Math.round(size)), -digits);
    return rounded === 0 ? 0 : Math.sign(x) * rounded;
  };
}

/** The decimal number of a text × 10^places, without binary arithmetic. */
function shifted(text: string, places: number): number {
  const [mantissa = '', exponent = '0'] = text.split('e');
  return Number(`${mantissa}e${String(Number(exponent) + places)}`);
}

const NONE: ReadonlyMap<number, number> = new Map();
const exactly = (x: number): number => x;

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
