/** Works a circuit out number by number, as on paper, where one may go on with a wrong number. */
import type { Graph, OpNode } from '../autodiff/graph';
import { incomingOf } from '../autodiff/graph';
import { atKink, derivativeAtKink, usualAtKink } from '../autodiff/kinks';
import { rulesOf } from '../autodiff/rules';
import type { RunOptions } from '../autodiff/tape';
import { ops } from '../ops';
import type { Spot } from './spots';

/** By node value and gradient, by edge local derivative and contribution. */
export interface Worked {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly local: Float64Array;
  readonly contribution: Float64Array;
}

/** The number to go on with where one was worked out. */
type GoOn = (spot: Spot, worked: number) => number;

/**
 * The same numbers as a tape has, one after the other: values forward, then gradients from the output
 * back. `given` are the values of the inputs, by node.
 */
export function workOut(
  graph: Graph,
  given: Float64Array,
  { held, seed = 1, kinks = 'pytorch', round = same }: RunOptions,
  goOn: GoOn = (_, worked) => worked,
): Worked {
  const { nodes, edges, output, varies } = graph;
  const incoming = incomingOf(graph);
  const value = new Float64Array(nodes.length);
  for (const node of nodes) {
    const { id } = node;
    const own = held?.get(id);
    if (own !== undefined) value[id] = own;
    else if (node.kind === 'input') value[id] = given[id] ?? NaN;
    // As by hand, π stands as 3.14 where it is used.
    else if (node.kind === 'constant')
      value[id] = (node.text === undefined ? same : round)(node.value);
    else {
      const [x = NaN, y = NaN, z = NaN] = node.operands.map((operand) => value[operand] ?? NaN);
      value[id] = goOn({ node: id, edge: null, of: 'value' }, round(ops[node.op].value(x, y, z)));
    }
  }

  const gradient = new Float64Array(nodes.length);
  const local = new Float64Array(edges.length).fill(NaN);
  const contribution = new Float64Array(edges.length);
  const reached = new Uint8Array(nodes.length);
  gradient[output] = seed;
  reached[output] = 1;
  const slope = (node: OpNode, operand: number): number => {
    if (!atKink(node, value)) return localAt(node, operand, value);
    return kinks === 'pytorch'
      ? usualAtKink(graph, node, operand, value)
      : derivativeAtKink(node, operand, value, kinks);
  };
  for (const node of nodes.slice(0, output + 1).toReversed()) {
    const { id } = node;
    if (!varies[id]) continue;
    const upstream = goOn({ node: id, edge: null, of: 'gradient' }, gradient[id] ?? NaN);
    gradient[id] = upstream;
    // Behind a closed wire nothing comes back, unless somebody says so.
    const isLive = reached[id] === 1 || upstream !== 0;
    if (node.kind !== 'op' || held?.has(id)) continue;
    for (const { id: edge, from, operand } of incoming(id)) {
      if (!varies[from]) continue;
      const derivative = round(slope(node, operand));
      local[edge] = derivative;
      const isClosed = rulesOf(node.op).local[operand]?.closes === true && derivative === 0;
      if (isLive && !isClosed) reached[from] = 1;
      const share = isLive && !isClosed ? round(upstream * derivative) : 0;
      contribution[edge] = goOn({ node: from, edge, of: 'gradient' }, share);
      gradient[from] = round((gradient[from] ?? 0) + (contribution[edge] ?? NaN));
    }
  }
  return { value, gradient, local, contribution };
}

const same = (x: number): number => x;

/** What an op is computed from, by the letters of its rules. */
export type Point = readonly [x: number, y: number, z: number, out: number];

/** The operands and the result of an operation. */
export function pointOf(node: OpNode, value: Float64Array): Point {
  const [x = NaN, y = NaN, z = NaN] = node.operands.map((id) => value[id] ?? NaN);
  return [x, y, z, value[node.id] ?? NaN];
}

function localAt(node: OpNode, operand: number, value: Float64Array): number {
  return rulesOf(node.op).local[operand]?.evaluate(...pointOf(node, value)) ?? NaN;
}
