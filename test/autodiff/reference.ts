/** The tape as its definition says it, node by node and rule by rule: slow, and plain to see. */
import type { Graph, OpNode } from '../../src/autodiff/graph';
import { atKink, derivativeAtKink } from '../../src/autodiff/kinks';
import { rulesOf } from '../../src/autodiff/rules';
import type { RunOptions, Tape } from '../../src/autodiff/tape';
import { runsOf } from '../../src/autodiff/plan';
import { wiringOf } from '../../src/autodiff/wiring';
import { ops } from '../../src/ops';

/** What run() must answer, bit by bit. */
export function runPlainly(
  graph: Graph,
  valueOf: (name: string) => number,
  { seed = 1, held = new Map(), kinks = 'pytorch', round = (x) => x }: RunOptions = {},
): Tape {
  const value = new Float64Array(graph.nodes.length);
  const at = (id: number): number => value[id] ?? NaN;
  const operandsOf = ({ operands }: OpNode): [number, number, number] => {
    const [x = NaN, y = NaN, z = NaN] = operands.map(at);
    return [x, y, z];
  };
  for (const node of graph.nodes) {
    const given = held.get(node.id);
    if (given !== undefined) value[node.id] = given;
    else if (node.kind === 'input') value[node.id] = valueOf(node.name);
    else if (node.kind === 'op') value[node.id] = round(ops[node.op].value(...operandsOf(node)));
    else value[node.id] = node.text === undefined ? node.value : round(node.value);
  }
  const gradient = new Float64Array(graph.nodes.length);
  const reached = new Uint8Array(graph.nodes.length);
  const local = new Float64Array(graph.edges.length);
  const contribution = new Float64Array(graph.edges.length);
  const open = new Uint8Array(graph.edges.length);
  gradient[graph.output] = seed;
  reached[graph.output] = 1;
  for (const id of orderOf(graph).toReversed()) {
    const node = graph.nodes[id];
    if (node?.kind !== 'op' || held.has(node.id)) continue;
    for (const { id, from, operand } of graph.edges.filter(({ to }) => to === node.id)) {
      const rule = rulesOf(node.op).local[operand];
      if (!rule || !graph.varies[from]) continue;
      const derivative = round(
        kinks !== 'pytorch' && atKink(node, value)
          ? derivativeAtKink(node, operand, value, kinks)
          : rule.evaluate(...operandsOf(node), at(node.id)),
      );
      local[id] = derivative;
      if (rule.closes && derivative === 0) continue;
      open[id] = 1;
      if (!reached[node.id]) continue;
      contribution[id] = round((gradient[node.id] ?? NaN) * derivative);
      gradient[from] = round((gradient[from] ?? NaN) + (contribution[id] ?? NaN));
      reached[from] = 1;
    }
  }
  return { value, gradient, local, contribution, reached, open, held };
}

/** The operations in the order in which they are computed: on it depends in which order a sum is rounded. */
function orderOf(graph: Graph): readonly number[] {
  const { plan } = wiringOf(graph, new Map());
  return runsOf(plan).flatMap(({ start, end, size }) =>
    [...plan.subarray(start, end)].filter((_, i) => i % size === 0),
  );
}
