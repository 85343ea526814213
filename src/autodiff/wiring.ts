/** A graph as flat arrays: what is computed from what, and through which wires a gradient flows back. */
import type { ConstantNode, Graph, InputNode, Node, OpNode } from './graph';
import { kindOf, leaveOut, makePlan, runsOf, type Plan } from './plan';
import { NO_KIND } from './schedule';
import { openings } from './ways';

/** What the kernels read of a graph. */
export interface Wiring {
  readonly plan: Plan;
  /** How many nodes there are. */
  readonly size: number;
  /** By node, the first of the wires into it: edges are numbered by consumer. */
  readonly starts: Uint32Array;
  readonly inputs: readonly InputNode[];
  /** The constants and what they are. */
  readonly constants: Uint32Array;
  readonly written: Float64Array;
  /** From the last node a gradient flows into all others, whatever the values: no wire ever closes. */
  readonly flowsEverywhere: boolean;
}

const known = new WeakMap<readonly Node[], Wiring>();

/** The wiring of a graph, made once; nodes that are `held` are given their value. */
export function wiringOf(graph: Graph, held: ReadonlyMap<number, number>): Wiring {
  // By the nodes and not by the graph, which may ask for another output of the same nodes.
  let wiring = known.get(graph.nodes);
  if (!wiring) {
    wiring = wire(graph);
    known.set(graph.nodes, wiring);
  }
  if (held.size === 0) return wiring;
  return { ...wiring, plan: leaveOut(held, wiring.plan), flowsEverywhere: false };
}

/** Some operations by themselves: their plan, their values, and by node where its value stands. */
export interface Part {
  readonly plan: Plan;
  readonly values: Float64Array;
  /** ABSENT: neither one of the operations nor an operand. */
  readonly places: Int32Array;
}

export const ABSENT = -1;

/** Plans some operations, in order; what else they are computed from is given its value. */
export function planPart(operations: readonly OpNode[], value: Float64Array): Part {
  const most = operations.reduce((sum, { operands }) => sum + operands.length + 1, 0);
  const kinds = new Uint16Array(most).fill(NO_KIND);
  const [first, second, third] = [0, 1, 2].map(() => new Uint32Array(most)) as Triple;
  const values = new Float64Array(most);
  const places = new Int32Array(value.length).fill(ABSENT);
  let count = 0;
  const place = (id: number): number => {
    if (places[id] === ABSENT) {
      values[count] = value[id] ?? NaN;
      places[id] = count++;
    }
    return places[id] ?? 0;
  };
  for (const { id, op, operands } of operations) {
    const x = place(operands[0] ?? 0);
    const y = operands.length > 1 ? place(operands[1] ?? 0) : x;
    const z = operands.length > 2 ? place(operands[2] ?? 0) : x;
    const own = place(id);
    kinds[own] = kindOf(op, 0);
    first[own] = x;
    second[own] = y;
    third[own] = z;
  }
  return { plan: makePlan({ kinds, first, second, third }), values, places };
}

type Triple = [Uint32Array, Uint32Array, Uint32Array];

function wire({ nodes, varies }: Graph): Wiring {
  const kinds = new Uint16Array(nodes.length).fill(NO_KIND);
  const first = new Uint32Array(nodes.length);
  const second = new Uint32Array(nodes.length);
  const ternary = nodes.some((node) => node.kind === 'op' && node.operands.length > 2);
  const third = new Uint32Array(ternary ? nodes.length : 0);
  const starts = new Uint32Array(nodes.length);
  const inputs: InputNode[] = [];
  const constants: ConstantNode[] = [];
  const used = new Uint8Array(nodes.length);
  let edge = 0;
  for (const node of nodes) {
    const { id } = node;
    starts[id] = edge;
    if (node.kind === 'input') inputs.push(node);
    else if (node.kind === 'constant') constants.push(node);
    else {
      const { op, operands } = node;
      const [x = 0, y = x, z = x] = operands;
      first[id] = x;
      second[id] = y;
      if (ternary) third[id] = z;
      let bits = 0;
      for (let operand = 0; operand < operands.length; operand++) {
        const from = operands[operand] ?? 0;
        if (varies[from]) bits |= 1 << operand;
        used[from] = 1;
      }
      kinds[id] = kindOf(op, bits);
      edge += operands.length;
    }
  }
  const plan = makePlan({ kinds, first, second, third });
  const closes = runsOf(plan).some(({ way }) => openings(way).some((one) => one.closes));
  return {
    plan,
    size: nodes.length,
    starts,
    inputs,
    constants: Uint32Array.from(constants, ({ id }) => id),
    written: Float64Array.from(constants, ({ value }) => value),
    flowsEverywhere: !closes && used.subarray(0, -1).every(Boolean),
  };
}
