/** run(): forward fills the values, the chain rule in reverse fills the gradients. */
import type { Graph } from './graph';
import { atKink, derivativeAtKink, type KinkRule } from './kinks';
import { fillGradients } from './kernels/gradients';
import { fillLocals } from './kernels/locals';
import { fillValues } from './kernels/values';
import { zeros } from './slab';
import { openings } from './ways';
import { wiringOf, type Wiring } from './wiring';

/**
 * The numbers of a graph. By node: `value` (primal) and `gradient` (adjoint, d output / d node). By
 * edge: the local derivative of its operation and its contribution = upstream gradient × local
 * derivative. At a fork the node's gradient is the sum of the contributions. `reached` tells which
 * nodes the gradient flows into; what follows from constants alone is never reached. `open` tells
 * which wires pass derivatives on: none from a constant, into a held node, or from a branch that
 * was not taken. `held` are the nodes that were given a value of their own. Never patched. What is by
 * edge, `reached` and `open` are computed when they are first read.
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
  const { held = NONE, seed = 1, kinks = 'pytorch', round } = options;
  const wiring = wiringOf(graph, held);
  const value = evaluateAll(wiring, valueOf, options);
  if (kinks === 'pytorch' && !graph.ties && !round) {
    const gradient = zeros(value.length);
    gradient[graph.output] = seed;
    fillGradients(wiring, value, gradient, graph.output);
    // What nothing flows into hands on 0 × its local derivative: no matter, unless that is not finite.
    const everywhere = wiring.flowsEverywhere && graph.output === value.length - 1;
    if (everywhere || !hasNaN(gradient))
      return new Recording(graph, wiring, value, options, gradient);
  }
  return new Recording(graph, wiring, value, options);
}

/** Fills the values in topological order. */
export function forward(
  graph: Graph,
  valueOf: (name: string) => number,
  options: RunOptions = {},
): Float64Array {
  return evaluateAll(wiringOf(graph, options.held ?? NONE), valueOf, options);
}

function evaluateAll(
  wiring: Wiring,
  valueOf: (name: string) => number,
  { held = NONE, round }: RunOptions,
): Float64Array {
  const value = zeros(wiring.codes.length);
  for (const { id, name } of wiring.inputs) value[id] = valueOf(name);
  for (const { id, value: written, text } of wiring.constants) {
    value[id] = round && text !== undefined ? round(written) : written;
  }
  if (held.size > 0) for (const [id, given] of held) value[id] = given;
  fillValues(wiring, value, round ?? null);
  return value;
}

/** What is known of each wire, and the gradients and what they reach. */
type Trace = Omit<Tape, 'value' | 'held'>;

/** A tape whose wires are looked into when somebody asks for them: most of the time nobody does. */
class Recording implements Tape {
  readonly gradient: Float64Array;
  readonly held: ReadonlyMap<number, number>;
  private traced: Trace | null = null;

  constructor(
    private readonly graph: Graph,
    private readonly wiring: Wiring,
    readonly value: Float64Array,
    private readonly options: RunOptions,
    gradient?: Float64Array,
  ) {
    this.held = options.held ?? NONE;
    this.gradient = gradient ?? this.trace.gradient;
  }

  get local(): Float64Array {
    return this.trace.local;
  }

  get contribution(): Float64Array {
    return this.trace.contribution;
  }

  get reached(): Uint8Array {
    return this.trace.reached;
  }

  get open(): Uint8Array {
    return this.trace.open;
  }

  private get trace(): Trace {
    return (this.traced ??= traceBack(this.graph, this.wiring, this.value, this.options));
  }
}

/**
 * The chain rule in reverse topological order, wire by wire, seeded at the output; nodes beyond the
 * output have local derivatives and no gradient. A gate that routes closes the wires it did not
 * choose: nothing flows back there, and so the branch of a conditional that was not taken contributes
 * 0 and never 0 × ∞ = NaN.
 */
function traceBack(graph: Graph, wiring: Wiring, value: Float64Array, options: RunOptions): Trace {
  const { seed = 1, round } = options;
  const { ways: flows, starts } = wiring;
  const local = localsOf(graph, wiring, value, options);
  const gradient = zeros(value.length);
  const contribution = new Float64Array(local.length);
  const reached = new Uint8Array(value.length);
  const open = new Uint8Array(local.length);
  gradient[graph.output] = seed;
  reached[graph.output] = 1;
  for (let id = value.length - 1; id >= 0; id--) {
    const start = starts[id] ?? 0;
    const upstream = at(gradient, id);
    for (const { operand, closes } of openings(flows[id])) {
      const edge = start + operand;
      const derivative = at(local, edge);
      if (closes && derivative === 0) continue;
      open[edge] = 1;
      if (!reached[id]) continue;
      const product = upstream * derivative;
      const share = round ? round(product) : product;
      const source = graph.edges[edge]?.from ?? 0;
      const sum = at(gradient, source) + share;
      contribution[edge] = share;
      gradient[source] = round ? round(sum) : sum;
      reached[source] = 1;
    }
  }
  return { gradient, local, contribution, reached, open };
}

/** The local derivatives, as the convention at kinks has them, and rounded. */
function localsOf(
  graph: Graph,
  wiring: Wiring,
  value: Float64Array,
  { kinks = 'pytorch', round }: RunOptions,
): Float64Array {
  const local = new Float64Array(graph.edges.length);
  fillLocals(wiring, value, local);
  if (kinks !== 'pytorch' || graph.ties) {
    for (const node of graph.nodes) {
      const convention = kinks === 'pytorch' ? graph.ties?.get(node.id) : kinks;
      if (node.kind !== 'op' || !convention || !atKink(node, value)) continue;
      for (const { operand } of openings(wiring.ways[node.id])) {
        const edge = (wiring.starts[node.id] ?? 0) + operand;
        local[edge] = derivativeAtKink(node, operand, value, convention);
      }
    }
  }
  return round ? local.map(round) : local;
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

function hasNaN(numbers: Float64Array): boolean {
  for (const number of numbers) if (Number.isNaN(number)) return true;
  return false;
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
