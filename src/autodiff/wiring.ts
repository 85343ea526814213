/** A graph as flat arrays: what is computed from what, and through which wires a gradient flows back. */
import { opNames, type OpName } from '../ops';
import type { ConstantNode, Graph, InputNode, Node, OpNode } from './graph';
import { NO_KIND, schedule, type Operations } from './schedule';
import { openings, ways } from './ways';

/** What is computed from what, in the order of the schedule; arrays by place, but where they say by run. */
export interface Computed {
  /** The node. */
  readonly order: Uint32Array;
  /** The operands; of a unary op both are the same. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Empty if no op has three operands. */
  readonly third: Uint32Array;
  /** By run, the row of its op in the table; GIVEN: the values are given. */
  readonly codes: Uint8Array;
  /** By run, the place after its last. */
  readonly ends: Uint32Array;
}

/** What the kernels read of a graph. */
export interface Wiring extends Computed {
  /** How many nodes there are. */
  readonly size: number;
  /** By run, the way a gradient takes; NOWHERE: nothing flows back. */
  readonly ways: Uint8Array;
  /** The first of the wires into the node: edges are numbered by consumer. */
  readonly starts: Uint32Array;
  readonly inputs: readonly InputNode[];
  /** The constants and what they are. */
  readonly constants: Uint32Array;
  readonly written: Float64Array;
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
  return held.size === 0 ? wiring : hold(wiring, held);
}

/** The same with some nodes taken out of their runs. */
function hold(wiring: Wiring, held: ReadonlyMap<number, number>): Wiring {
  const runs: { code: number; way: number; end: number }[] = [];
  let place = 0;
  wiring.ends.forEach((end, run) => {
    const [code = GIVEN, way = NOWHERE] = [wiring.codes[run], wiring.ways[run]];
    for (; place < end; place++) {
      if (!held.has(wiring.order[place] ?? 0)) continue;
      runs.push({ code, way, end: place }, { code: GIVEN, way: NOWHERE, end: place + 1 });
    }
    runs.push({ code, way, end });
  });
  return {
    ...wiring,
    codes: Uint8Array.from(runs, ({ code }) => code),
    ways: Uint8Array.from(runs, ({ way }) => way),
    ends: Uint32Array.from(runs, ({ end }) => end),
    flowsEverywhere: false,
  };
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
    kinds[own] = 8 * (rows.get(op) ?? 0);
    first[own] = x;
    second[own] = y;
    third[own] = z;
  }
  return { wiring: arrange({ kinds, first, second, third }), values, places };
}

type Triple = [Uint32Array, Uint32Array, Uint32Array];

/** Operations in the order of their schedule; `kinds`: by run, what `numbered` goes by. */
function arrange(operations: Operations): Computed & { readonly kinds: Uint16Array } {
  const { order, kinds, ends } = schedule(operations);
  const { first, second, third } = operations;
  const arranged = (numbers: Uint32Array): Uint32Array => {
    return numbers.length === 0 ? numbers : order.map((id) => numbers[id] ?? 0);
  };
  return {
    order,
    first: arranged(first),
    second: arranged(second),
    third: arranged(third),
    codes: Uint8Array.from(kinds, (kind) => kind >> 3),
    kinds,
    ends,
  };
}

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
      kinds[id] = 8 * (rows.get(op) ?? 0) + bits;
      edge += operands.length;
    }
  }
  const { kinds: byRun, ...computed } = arrange({ kinds, first, second, third });
  const flows = Uint8Array.from(byRun, (kind) => numbered[kind] ?? NOWHERE);
  const closes = flows.some((way) => openings(way).some((one) => one.closes));
  return {
    ...computed,
    size: nodes.length,
    ways: flows,
    starts: computed.order.map((id) => starts[id] ?? 0),
    inputs,
    constants: Uint32Array.from(constants, ({ id }) => id),
    written: Float64Array.from(constants, ({ value }) => value),
    flowsEverywhere: !closes && used.subarray(0, -1).every(Boolean),
  };
}
