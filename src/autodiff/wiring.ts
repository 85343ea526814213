/** A graph as flat arrays: what is computed from what, and through which wires a gradient flows back. */
import { opNames, type OpName } from '../ops';
import type { ConstantNode, Graph, InputNode, Node, OpNode } from './graph';
import { openings, ways } from './ways';

/** What is computed from what; arrays by node. */
export interface Computed {
  /** The row of the op in the table; GIVEN: the value is given. */
  readonly codes: Uint8Array;
  /** The operands; of a unary op both are the same, and who has none reads node 0. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Empty if no op has three operands. */
  readonly third: Uint32Array;
}

/** What the kernels read of a graph; arrays by node. */
export interface Wiring extends Computed {
  /** The way a gradient takes; NOWHERE: nothing flows back. */
  readonly ways: Uint8Array;
  /** The first of the wires into a node, or where it would be: edges are numbered by consumer. */
  readonly starts: Uint32Array;
  readonly inputs: readonly InputNode[];
  readonly constants: readonly ConstantNode[];
  /** From the last node a gradient flows into all others, whatever the values: no wire ever closes. */
  readonly flowsEverywhere: boolean;
}

/** The code of a node that is given its value. */
const GIVEN = opNames.length;

/** The way of a node that nothing flows back through. */
const NOWHERE = ways.length;

const rows: ReadonlyMap<OpName, number> = new Map(opNames.map((op, row) => [op, row]));
const known = new WeakMap<readonly Node[], Wiring>();

const numbered = numberWays();

/** The number of a way by row and the operands that vary: three bits, the lowest is the first operand's. */
function numberWays(): Uint8Array {
  const numbers = new Uint8Array(8 * opNames.length).fill(NOWHERE);
  for (const [number, { op, varies }] of ways.entries()) {
    const bits = varies.reduce((sum, one, operand) => sum + (one ? 2 ** operand : 0), 0);
    numbers[8 * (rows.get(op) ?? 0) + bits] = number;
  }
  return numbers;
}

/** The wiring of a graph, made once; nodes that are `held` are given their value. */
export function wiringOf(graph: Graph, held: ReadonlyMap<number, number>): Wiring {
  // By the nodes and not by the graph, which may ask for another output of the same nodes.
  let wiring = known.get(graph.nodes);
  if (!wiring) {
    wiring = wire(graph);
    known.set(graph.nodes, wiring);
  }
  if (held.size === 0) return wiring;
  const codes = wiring.codes.slice();
  const flows = wiring.ways.slice();
  for (const id of held.keys()) {
    codes[id] = GIVEN;
    flows[id] = NOWHERE;
  }
  return { ...wiring, codes, ways: flows, flowsEverywhere: false };
}

/** Some operations by themselves: their wiring, their values, and by node where its value stands. */
export interface Part {
  readonly wiring: Computed;
  readonly values: Float64Array;
  /** ABSENT: neither one of the operations nor an operand. */
  readonly places: Int32Array;
}

export const ABSENT = -1;

/** Wires some operations, in order; what else they are computed from is given its value. */
export function wirePart(operations: readonly OpNode[], value: Float64Array): Part {
  const most = operations.reduce((sum, { operands }) => sum + operands.length + 1, 0);
  const codes = new Uint8Array(most).fill(GIVEN);
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
    codes[own] = rows.get(op) ?? GIVEN;
    first[own] = x;
    second[own] = y;
    third[own] = z;
  }
  return { wiring: { codes: codes.subarray(0, count), first, second, third }, values, places };
}

type Triple = [Uint32Array, Uint32Array, Uint32Array];

function wire({ nodes, varies }: Graph): Wiring {
  const codes = new Uint8Array(nodes.length).fill(GIVEN);
  const flows = new Uint8Array(nodes.length).fill(NOWHERE);
  const first = new Uint32Array(nodes.length);
  const second = new Uint32Array(nodes.length);
  const ternary = nodes.some((node) => node.kind === 'op' && node.operands.length > 2);
  const third = new Uint32Array(ternary ? nodes.length : 0);
  const starts = new Uint32Array(nodes.length);
  const inputs: InputNode[] = [];
  const constants: ConstantNode[] = [];
  const used = new Uint8Array(nodes.length);
  const taken = new Uint8Array(NOWHERE + 1);
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
      const row = rows.get(op) ?? 0;
      codes[id] = row;
      let bits = 0;
      for (let operand = 0; operand < operands.length; operand++) {
        const from = operands[operand] ?? 0;
        if (varies[from]) bits |= 1 << operand;
        used[from] = 1;
      }
      const way = numbered[8 * row + bits] ?? NOWHERE;
      flows[id] = way;
      taken[way] = 1;
      edge += operands.length;
    }
  }
  const closes = ways.some((_, way) => taken[way] && openings(way).some((one) => one.closes));
  const flowsEverywhere = !closes && used.subarray(0, -1).every(Boolean);
  const operands = { first, second, third, starts };
  return { codes, ways: flows, ...operands, inputs, constants, flowsEverywhere };
}
