/** run(): forward fills the values, the chain rule in reverse fills the gradients. */
import type { Graph } from './graph';
import { fillGradients } from './kernels/gradients';
import { fillValues } from './kernels/values';
import { breaksTies } from './kinks';
import { zeros } from './slab';
import { ops } from '../ops';
import { traceBack, type Trace, type TraceOptions } from './trace';
import { wiringOf, type Wiring } from './wiring';

/**
 * The numbers of a graph, by node `value` (primal) beside what a trace has. `held` are the nodes that
 * were given a value of their own. Never patched. What is by edge, `reached` and `open` are computed
 * when they are first read.
 */
export interface Tape extends Trace {
  readonly value: Float64Array;
  readonly held: ReadonlyMap<number, number>;
}

/** How a graph is run. */
export interface RunOptions extends TraceOptions {
  /** Nodes with a value of their own, by id: leaves now, nothing flows to their operands. */
  readonly held?: ReadonlyMap<number, number>;
}

/** Evaluates forward, then differentiates in reverse; `valueOf` gives the inputs by name. */
export function run(
  graph: Graph,
  valueOf: (name: string) => number,
  options: RunOptions = {},
): Tape {
  const { held = NONE, seed = 1, kinks = 'pytorch', round } = options;
  const wiring = wiringOf(graph, held);
  const value = evaluateAll(graph, wiring, valueOf, options);
  if (kinks === 'pytorch' && !round && !breaksTies(graph, value)) {
    const gradient = zeros(value.length);
    gradient[graph.output] = seed;
    fillGradients(wiring.plan, value, gradient);
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
  return evaluateAll(graph, wiringOf(graph, options.held ?? NONE), valueOf, options);
}

function evaluateAll(
  graph: Graph,
  wiring: Wiring,
  valueOf: (name: string) => number,
  { held = NONE, round }: RunOptions,
): Float64Array {
  const value = zeros(wiring.size);
  for (const { id, name } of wiring.inputs) value[id] = valueOf(name);
  const { constants, written } = wiring;
  for (let i = 0; i < constants.length; i++) value[constants[i] ?? 0] = written[i] ?? NaN;
  if (held.size > 0) for (const [id, given] of held) value[id] = given;
  if (round) fillRounded(graph, held, value, round);
  else fillValues(wiring.plan, value);
  return value;
}

/** By hand: each value is rounded before it is used. */
function fillRounded(
  { nodes }: Graph,
  held: ReadonlyMap<number, number>,
  value: Float64Array,
  round: (x: number) => number,
): void {
  for (const node of nodes) {
    if (held.has(node.id)) continue;
    if (node.kind === 'constant' && node.text !== undefined) value[node.id] = round(node.value);
    if (node.kind !== 'op') continue;
    const [x = NaN, y = NaN, z = NaN] = node.operands.map((id) => value[id]);
    value[node.id] = round(ops[node.op].value(x, y, z));
  }
}

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
  for (let i = 0; i < numbers.length; i++) if (Number.isNaN(numbers[i])) return true;
  return false;
}
