/** run(): forward fills the values, backward fills the gradients. */
import { ops } from '../ops';
import type { Graph, OpNode } from './graph';
import { atKink, derivativeAtKink, type KinkRule } from './kinks';
import { fillLocals, fillValues } from './kernels';
import { CLOSES, GIVEN, operandCounts, SHUT, wiringOf, type Wiring } from './wiring';

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
  const { held = NONE } = options;
  const value = forward(graph, valueOf, options);
  const wiring = wiringOf(graph, held);
  const local = localsOf(graph, wiring, value, options);
  return { value, local, ...backward(wiring, graph.output, local, options), held };
}

/** Fills the values in topological order. */
export function forward(
  graph: Graph,
  valueOf: (name: string) => number,
  { held = NONE, round }: RunOptions = {},
): Float64Array {
  const wiring = wiringOf(graph, held);
  const value = new Float64Array(graph.nodes.length);
  for (const id of wiring.leaves) {
    const node = graph.nodes[id];
    if (node?.kind === 'input') {
      value[id] = valueOf(node.name);
    } else if (node?.kind === 'constant') {
      value[id] = round && node.text !== undefined ? round(node.value) : node.value;
    }
  }
  for (const [id, given] of held) value[id] = given;
  fillValues(wiring, value, round ?? null);
  return value;
}

/** The value of an operation from those of its operands. */
export function evaluate({ op, operands }: OpNode, value: Float64Array): number {
  const [x = 0, y = x, z = x] = operands;
  return ops[op].value(at(value, x), at(value, y), at(value, z));
}

/** The local derivatives, as the convention at kinks has them, and rounded. */
function localsOf(
  graph: Graph,
  wiring: Wiring,
  value: Float64Array,
  { held = NONE, kinks = 'pytorch', round }: RunOptions,
): Float64Array {
  const local = new Float64Array(graph.edges.length);
  fillLocals(wiring, value, local);
  if (kinks !== 'pytorch' || graph.ties) {
    for (const { id, to, operand } of graph.edges) {
      const node = graph.nodes[to];
      const convention = kinks === 'pytorch' ? graph.ties?.get(to) : kinks;
      if (node?.kind !== 'op' || !convention || held.has(to)) continue;
      if (wiring.passes[id] === SHUT || !atKink(node, value)) continue;
      local[id] = derivativeAtKink(node, operand, value, convention);
    }
  }
  return round ? local.map(round) : local;
}

/**
 * The chain rule in reverse topological order, seeded at the output; nodes beyond the output have
 * local derivatives and no gradient. A gate that routes closes the wires it did not choose: nothing
 * flows back there, and so the branch of a conditional that was not taken contributes 0 and never
 * 0 × ∞ = NaN.
 */
function backward(
  { codes, from, passes }: Wiring,
  output: number,
  local: Float64Array,
  { seed = 1, round }: RunOptions,
): Omit<Tape, 'value' | 'local' | 'held'> {
  const gradient = new Float64Array(codes.length);
  const contribution = new Float64Array(passes.length);
  const reached = new Uint8Array(codes.length);
  const open = new Uint8Array(passes.length);
  const pass = (edge: number, upstream: number, flows: number): void => {
    const way = passes[edge] ?? SHUT;
    const derivative = local[edge] ?? NaN;
    if (way === SHUT || (way === CLOSES && derivative === 0)) return;
    open[edge] = 1;
    if (flows === 0) return;
    const product = upstream * derivative;
    const share = round ? round(product) : product;
    const source = from[edge] ?? 0;
    const sum = (gradient[source] ?? NaN) + share;
    contribution[edge] = share;
    gradient[source] = round ? round(sum) : sum;
    reached[source] = 1;
  };
  gradient[output] = seed;
  reached[output] = 1;
  for (let id = codes.length - 1, edge = passes.length; id >= 0; id--) {
    const code = codes[id] ?? GIVEN;
    const count = operandCounts[code] ?? 0;
    // Edges are numbered by consumer, so a node's own are the last ones not yet seen.
    edge -= count;
    if (code >= GIVEN) continue;
    const upstream = gradient[id] ?? NaN;
    const flows = reached[id] ?? 0;
    // Not a loop: so it is twice as fast.
    pass(edge, upstream, flows);
    if (count > 1) pass(edge + 1, upstream, flows);
    if (count > 2) pass(edge + 2, upstream, flows);
  }
  return { gradient, contribution, reached, open };
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

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
