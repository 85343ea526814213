/** A graph as flat arrays: what is computed from what, and through which wires a gradient flows back. */
import { arity, opNames, type OpName } from '../ops';
import type { Graph, Node } from './graph';
import { rulesOf } from './rules';

/** What the kernels read of a graph. */
export interface Wiring {
  /** By node: the row of its op in the table; GIVEN and more: its value is given. */
  readonly codes: Uint8Array;
  /** By edge: the node it comes from; two more at the end, so that any op may look for operands. */
  readonly from: Uint32Array;
  /** By edge: SHUT, PASSES or CLOSES. */
  readonly passes: Uint8Array;
  /** Inputs and constants. */
  readonly leaves: Uint32Array;
}

/** Nothing flows back: the operand follows from constants alone. */
export const SHUT = 0;
const PASSES = 1;
/** Passes unless the local derivative is 0; then nothing flows back, not even 0 × ∞. */
export const CLOSES = 2;

/** The code of a node that is given its value is GIVEN + the number of its operands. */
export const GIVEN = opNames.length;

/** Number of operands by code. */
export const operandCounts = Uint8Array.of(...opNames.map(arity), 0, 1, 2, 3);

const rows: ReadonlyMap<OpName, number> = new Map(opNames.map((op, row) => [op, row]));

// By the nodes and not by the graph, which may ask for another output of the same nodes.
const known = new WeakMap<readonly Node[], Wiring>();

/** The wiring of a graph, made once; nodes that are `held` are given their value. */
export function wiringOf(graph: Graph, held: ReadonlyMap<number, number>): Wiring {
  const before = known.get(graph.nodes);
  const wiring = before ?? wire(graph);
  if (!before) known.set(graph.nodes, wiring);
  if (held.size === 0) return wiring;
  const codes = wiring.codes.slice();
  for (const id of held.keys()) {
    const node = graph.nodes[id];
    if (node?.kind === 'op') codes[id] = GIVEN + node.operands.length;
  }
  return { ...wiring, codes };
}

function wire({ nodes, edges, varies }: Graph): Wiring {
  const codes = new Uint8Array(nodes.length).fill(GIVEN);
  const from = new Uint32Array(edges.length + 2);
  const passes = new Uint8Array(edges.length);
  const leaves: number[] = [];
  let edge = 0;
  for (const node of nodes) {
    if (node.kind !== 'op') {
      leaves.push(node.id);
      continue;
    }
    codes[node.id] = rows.get(node.op) ?? GIVEN;
    const { local } = rulesOf(node.op);
    for (const [operand, id] of node.operands.entries()) {
      from[edge] = id;
      passes[edge] = !varies[id] ? SHUT : local[operand]?.closes ? CLOSES : PASSES;
      edge++;
    }
  }
  return { codes, from, passes, leaves: Uint32Array.from(leaves) };
}
