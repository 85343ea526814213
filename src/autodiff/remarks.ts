/** What must be marked, not hidden: kinks, values that are not finite, wires that carry little. */
import { cancellations, overflows, roundedZeros } from './digits';
import { incomingOf, type Graph } from './graph';
import { atKink } from './kinks';
import { rulesOf } from './rules';
import type { Tape } from './tape';
import { deadGates, saturatedGates } from './vanishing';
import { sayKink, saySlope, sayValue, type Mark } from './wording';

/** A mark on one node: what is the matter, and what it does to the gradient. */
export interface Remark extends Mark {
  readonly kind: 'kink' | 'domain' | 'dead' | 'saturated' | 'overflow' | 'cancelling';
}

const as = <Kind extends Remark['kind']>(
  kind: Kind,
  marks: readonly Mark[],
): (Mark & { readonly kind: Kind })[] => marks.map((mark) => ({ ...mark, kind }));

/** The remarks that put the numbers in doubt; the others are true of sound numbers too. */
export function faultsOf(
  graph: Graph,
  tape: Tape,
): readonly (Mark & { readonly kind: 'kink' | 'domain' })[] {
  return [
    ...as('kink', kinks(graph, tape)),
    ...as('domain', [...firstCauses(graph, tape), ...steepWires(graph, tape)]),
  ];
}

/**
 * All kinks and ties that matter to the output, then the first causes of what is not finite, then
 * gates that let nothing or hardly anything back, then numbers that are too large or lost digits.
 */
export function remarksOf(
  graph: Graph,
  tape: Tape,
  faults: readonly Remark[] = faultsOf(graph, tape),
): readonly Remark[] {
  return [
    ...faults,
    ...as('dead', deadGates(graph, tape)),
    ...as('saturated', saturatedGates(graph, tape)),
    ...as('overflow', overflows(graph, tape)),
    ...as('cancelling', [...cancellations(graph, tape), ...roundedZeros(graph, tape)]),
  ];
}

function kinks(graph: Graph, tape: Tape): Mark[] {
  const matters = whatMatters(graph, tape);
  const incoming = incomingOf(graph);
  return graph.nodes.flatMap((node) => {
    const { id } = node;
    if (node.kind !== 'op' || !matters[id] || !graph.varies[id] || tape.held.has(id)) return [];
    if (!atKink(node, tape.value)) return [];
    const locals = incoming(id).map((edge) => tape.local[edge.id] ?? NaN);
    return [{ node: id, message: sayKink(graph, tape, node, locals) }];
  });
}

/** Nodes whose kink can be felt in the output: reached by the gradient, or deciding a branch. */
function whatMatters(graph: Graph, tape: Tape): Uint8Array {
  const matters = Uint8Array.from(tape.reached);
  for (const node of graph.nodes.toReversed()) {
    if (node.kind !== 'op' || !matters[node.id] || tape.held.has(node.id)) continue;
    const rules = rulesOf(node.op);
    for (const [operand, from] of node.operands.entries()) {
      if (rules.decides && rules.local[operand]?.constant === 0) matters[from] = 1;
    }
  }
  return matters;
}

/** Where a value that is not finite comes from: its operands were still finite. */
function firstCauses(graph: Graph, tape: Tape): Mark[] {
  const outputIsFinite = Number.isFinite(tape.value[graph.output]);
  return graph.nodes.flatMap((node) => {
    const value = tape.value[node.id] ?? NaN;
    if (Number.isFinite(value)) return [];
    // An ∞ that somebody wrote is only worth a word if it reaches the output.
    if (node.kind === 'constant' && outputIsFinite) return [];
    const held = tape.held.has(node.id);
    if (
      node.kind === 'op' &&
      !held &&
      !node.operands.every((id) => Number.isFinite(tape.value[id]))
    )
      return [];
    return [{ node: node.id, message: sayValue(graph, tape, node.id) }];
  });
}

/** Finite values whose local derivative is not: the square root at 0. */
function steepWires(graph: Graph, tape: Tape): Mark[] {
  const marked = new Set<number>();
  return graph.edges.flatMap(({ id, to }) => {
    if (Number.isFinite(tape.local[id]) || tape.reached[to] !== 1) return [];
    const node = graph.nodes[to];
    if (node?.kind !== 'op' || marked.has(to) || !Number.isFinite(tape.value[to])) return [];
    marked.add(to);
    return [{ node: to, message: saySlope(tape, node, id) }];
  });
}
