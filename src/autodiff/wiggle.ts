/** Wiggling one node: how far the output moves, beside what the gradient predicts. */
import { differentiate } from './differences';
import type { Graph, OpNode } from './graph';
import { fillValues } from './kernels/values';
import type { Tape } from './tape';
import { ABSENT, planPart } from './wiring';

/** The output at the node's value + h and − h, and the quotients of differences × seed. */
export interface Wiggle {
  readonly up: number;
  readonly down: number;
  readonly forward: number;
  readonly central: number;
  /** The output has no one slope here: to the left it is another than to the right. */
  readonly kink: boolean;
}

/** Nudges any node by h, as if a person held it there, and looks at the output. */
export function wiggle(graph: Graph, tape: Tape, node: number, h: number): Wiggle {
  const { outputAt } = outputAlong(graph, tape, node);
  const [here = NaN, output = NaN] = [tape.value[node], tape.value[graph.output]];
  const seed = tape.gradient[graph.output] ?? NaN;
  const [up, down] = [outputAt(here + h), outputAt(here - h)];
  return {
    up,
    down,
    forward: (seed * (up - output)) / h,
    central: (seed * (up - down)) / (2 * h),
    kink: differentiate(outputAt, here).kink,
  };
}

/**
 * The output as a function of one node, everything else as on the tape. `cost`: how many operations
 * are evaluated each time, those that the node has a part in.
 */
export function outputAlong(
  graph: Graph,
  tape: Tape,
  node: number,
): { readonly outputAt: (x: number) => number; readonly cost: number } {
  const below = dependentsOf(graph, tape, node);
  const { plan, values, places } = planPart(below, tape.value);
  const input = places[node] ?? ABSENT;
  const output = places[graph.output] ?? ABSENT;
  const outputAt = (x: number): number => {
    if (graph.output === node) return x;
    if (output === ABSENT) return tape.value[graph.output] ?? NaN;
    values[input] = x;
    fillValues(plan, values);
    return values[output] ?? NaN;
  };
  return { outputAt, cost: below.length };
}

/** The operations that a node has a part in, in order; a held one has its own value. */
function dependentsOf({ nodes }: Graph, { held }: Tape, id: number): readonly OpNode[] {
  const depends = new Uint8Array(nodes.length);
  const operations: OpNode[] = [];
  depends[id] = 1;
  // Operands come first: nothing before the node depends on it.
  for (let later = id + 1; later < nodes.length; later++) {
    const node = nodes[later];
    if (node?.kind !== 'op' || held.has(later)) continue;
    for (const from of node.operands) {
      if (depends[from]) depends[later] = 1;
    }
    if (depends[later]) operations.push(node);
  }
  return operations;
}
