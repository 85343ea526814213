/** What a screen reader says when numbers or the picture have changed: what changed, and no more. */
import type { Digits } from '../src/numbers';
import { formatNumber } from '../src/numbers';
import type { HostMessage } from '../src/protocol';

type Graph = Extract<HostMessage, { kind: 'graph' }>;
type Numbers = Pick<Graph, 'inputs' | 'remarks'>;

/** "w_0 = 1.00: f = 0.88, gradient of w_0 −0.10"; then the first of the marks that were not there before. */
export function sayChange(before: Numbers, graph: Graph, digits: Digits): string {
  const old = new Map(before.inputs.map(({ name, value }) => [name, value]));
  const changed = graph.inputs.filter(({ name, value }) => !Object.is(old.get(name), value));
  const marked = new Set(before.remarks.map(({ node, kind }) => `${node} ${kind}`));
  const mark = graph.remarks.find(({ node, kind }) => !marked.has(`${node} ${kind}`));
  const result = sayOutput(graph, digits);
  const [only] = changed;
  const news =
    changed.length > 1
      ? `${changed.length} inputs changed: ${result}`
      : only
        ? `${only.name} = ${formatNumber(only.value, digits)}: ${result}, gradient of ${only.name} ${formatNumber(only.gradient, digits)}`
        : result;
  return mark ? `${news}. ${mark.message}` : news;
}

/** "14 nodes, f = 0.73". */
export function sayDrawn(graph: Graph, digits: Digits): string {
  const { length } = graph.picture.nodes;
  return `${length === 1 ? '1 node' : `${length} nodes`}, ${sayOutput(graph, digits)}`;
}

function sayOutput({ picture: { nodes, output }, tape }: Graph, digits: Digits): string {
  const index = nodes.findIndex(({ id }) => id === output);
  const name = nodes[index]?.plainName;
  return `${name || 'Output'} = ${formatNumber(tape.value[index] ?? NaN, digits)}`;
}
