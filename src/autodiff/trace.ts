/** The chain rule wire by wire: local derivatives, contributions, and which wires are open. */
import type { Graph } from './graph';
import { fillLocals } from './kernels/locals';
import { atKink, derivativeAtKink, usualAtKink, type KinkRule } from './kinks';
import { runsOf } from './plan';
import { zeros } from './slab';
import { openings, type Opening } from './ways';
import type { Wiring } from './wiring';

/**
 * What the chain rule gives. By node: `gradient` (adjoint, d output / d node). By edge: the local
 * derivative of its operation and its contribution = upstream gradient × local derivative. At a fork
 * the node's gradient is the sum of the contributions. `reached` tells which nodes the gradient flows
 * into; what follows from constants alone is never reached. `open` tells which wires pass derivatives
 * on: none from a constant, into a held node, or from a branch that was not taken.
 */
export interface Trace {
  readonly gradient: Float64Array;
  readonly local: Float64Array;
  readonly contribution: Float64Array;
  readonly reached: Uint8Array;
  readonly open: Uint8Array;
}

/** How the chain rule is applied. */
export interface TraceOptions {
  /** The gradient at the output, 1 if absent. */
  readonly seed?: number;
  /** Which derivative counts at a kink or tie, PyTorch's if absent. */
  readonly kinks?: KinkRule;
  /**
   * As by hand: each result is rounded before it is used, every value, local derivative,
   * contribution and sum. What is given stands as it was given: inputs, held values, the seed, and
   * numbers written in digits; a constant that has only a name (π) is written down rounded.
   */
  readonly round?: (x: number) => number;
}

/**
 * The chain rule in reverse order, seeded at the output; nodes beyond the output have local
 * derivatives and no gradient. A gate that routes closes the wires it did not choose: nothing flows
 * back there, and so the branch of a conditional that was not taken contributes 0 and never
 * 0 × ∞ = NaN.
 */
export function traceBack(
  graph: Graph,
  wiring: Wiring,
  value: Float64Array,
  options: TraceOptions,
): Trace {
  const { seed = 1, round = same } = options;
  const local = localsOf(graph, wiring, value, options);
  const gradient = zeros(value.length);
  const contribution = new Float64Array(local.length);
  const reached = new Uint8Array(value.length);
  const open = new Uint8Array(local.length);
  gradient[graph.output] = seed;
  reached[graph.output] = 1;
  eachBackward(wiring, (id, start, opened) => {
    const upstream = at(gradient, id);
    for (const { operand, closes } of opened) {
      const edge = start + operand;
      const derivative = at(local, edge);
      if (closes && derivative === 0) continue;
      open[edge] = 1;
      if (!reached[id]) continue;
      const share = round(upstream * derivative);
      const source = graph.edges[edge]?.from ?? 0;
      contribution[edge] = share;
      gradient[source] = round(at(gradient, source) + share);
      reached[source] = 1;
    }
  });
  return { gradient, local, contribution, reached, open };
}

/** Visits the operations in reverse order, each with the first of the wires into it and what they open. */
function eachBackward(
  { plan, starts }: Wiring,
  visit: (id: number, start: number, opened: readonly Opening[]) => void,
): void {
  for (const { way, start, end, size } of runsOf(plan).toReversed()) {
    const opened = openings(way);
    for (let i = end - size; i >= start; i -= size) {
      const id = plan[i] ?? 0;
      visit(id, starts[id] ?? 0, opened);
    }
  }
}

/** The local derivatives, as the convention at kinks has them, and rounded. */
function localsOf(
  graph: Graph,
  wiring: Wiring,
  value: Float64Array,
  { kinks = 'pytorch', round }: TraceOptions,
): Float64Array {
  const local = new Float64Array(graph.edges.length);
  fillLocals(wiring.plan, wiring.starts, value, local);
  if (kinks !== 'pytorch' || graph.ties) {
    eachBackward(wiring, (id, start, opened) => {
      const node = graph.nodes[id];
      const isUsual = kinks === 'pytorch' && !graph.ties?.has(id);
      if (node?.kind !== 'op' || isUsual || !atKink(node, value)) return;
      for (const { operand } of opened) {
        local[start + operand] =
          kinks === 'pytorch'
            ? usualAtKink(graph, node, operand, value)
            : derivativeAtKink(node, operand, value, kinks);
      }
    });
  }
  return round ? local.map(round) : local;
}

const same = (x: number): number => x;

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? NaN;
}
