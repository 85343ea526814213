/** What must be marked, not hidden: kinks and ties at the point, values that are not finite. */
import type { Graph, OpNode } from './graph';
import { rulesOf } from './rules';
import type { Tape } from './tape';
import { toText, writeCall, writeNumber } from './notation';

/** A mark on one node. */
export interface Remark {
  readonly node: number;
  readonly kind: 'kink' | 'domain';
  readonly message: string;
}

/** All kinks and ties that matter to the output, then the first causes of what is not finite. */
export function remarksOf(graph: Graph, tape: Tape): readonly Remark[] {
  return [...kinks(graph, tape), ...firstCauses(graph, tape), ...steepWires(graph, tape)];
}

function kinks(graph: Graph, tape: Tape): Remark[] {
  const matters = whatMatters(graph, tape);
  return graph.nodes.flatMap((node) => {
    if (node.kind !== 'op' || !matters[node.id] || !graph.varies[node.id]) return [];
    const { kink } = rulesOf(node.op);
    if (!kink || kink(...operandValues(node, tape), tape.value[node.id] ?? NaN) === 0) return [];
    const message = `${operation(node, tape)} has no derivative exactly here; the gradient shown follows PyTorch's convention.`;
    return [{ node: node.id, kind: 'kink' as const, message }];
  });
}

/** Nodes whose kink can be felt in the output: reached by the gradient, or deciding a branch. */
function whatMatters(graph: Graph, tape: Tape): Uint8Array {
  const matters = Uint8Array.from(tape.reached);
  for (const node of graph.nodes.toReversed()) {
    if (node.kind !== 'op' || !matters[node.id]) continue;
    const rules = rulesOf(node.op);
    for (const [operand, from] of node.operands.entries()) {
      if (rules.decides && rules.local[operand]?.constant === 0) matters[from] = 1;
    }
  }
  return matters;
}

/** Where a value that is not finite comes from: its operands were still finite. */
function firstCauses(graph: Graph, tape: Tape): Remark[] {
  const outputIsFinite = Number.isFinite(tape.value[graph.output]);
  return graph.nodes.flatMap((node) => {
    const value = tape.value[node.id] ?? NaN;
    if (Number.isFinite(value)) return [];
    // An ∞ that somebody wrote is only worth a word if it reaches the output.
    if (node.kind === 'constant' && outputIsFinite) return [];
    if (node.kind !== 'op') {
      const subject = node.kind === 'input' ? node.name : 'The number written here';
      return [{ node: node.id, kind: 'domain' as const, message: `${subject} is ${say(value)}.` }];
    }
    if (!node.operands.every((id) => Number.isFinite(tape.value[id]))) return [];
    const message = `${operation(node, tape)} is ${say(value)}.`;
    return [{ node: node.id, kind: 'domain' as const, message }];
  });
}

/** Finite values whose local derivative is not: the square root at 0. */
function steepWires(graph: Graph, tape: Tape): Remark[] {
  const marked = new Set<number>();
  return graph.edges.flatMap(({ id, to }) => {
    const node = graph.nodes[to];
    const steep = !Number.isFinite(tape.local[id]) && tape.reached[to] === 1;
    if (node?.kind !== 'op' || !steep || marked.has(to) || !Number.isFinite(tape.value[to]))
      return [];
    marked.add(to);
    const message = `The local derivative of ${operation(node, tape)} is ${say(tape.local[id] ?? NaN)} here.`;
    return [{ node: to, kind: 'domain' as const, message }];
  });
}

function operation(node: OpNode, tape: Tape): string {
  const operands = node.operands.map((id) => writeNumber(tape.value[id] ?? NaN));
  return toText(writeCall(node.op, operands).formula);
}

function operandValues(node: OpNode, tape: Tape): [number, number, number] {
  const [x = NaN, y = NaN, z = NaN] = node.operands.map((id) => tape.value[id] ?? NaN);
  return [x, y, z];
}

function say(value: number): string {
  return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞';
}
