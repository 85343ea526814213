/** The table's expansions as circuits: what a composite gate becomes when it is written out. */
import { ops, type OpName } from '../ops';
import { buildGraph } from './build';
import { addNode, finishDraft, startDraft, type Draft, type NewNode } from './draft';
import type { Graph, OpNode } from './graph';
import { readRule } from './rules';

/** The places of the operands in the table's expressions. */
export const PLACES: readonly string[] = ['x', 'y', 'z'];

const known = new Map<OpName, Graph | null>();

/**
 * What an op becomes when it is written out all the way: a circuit over the inputs x, y, z in which
 * equal parts are one node, as e^(2x) in tanh. Null for an elementary op.
 */
export function expansionOf(op: OpName): Graph | null {
  const before = known.get(op);
  if (before !== undefined) return before;
  const { expansion } = ops[op];
  const circuit = expansion === undefined ? null : share(expandAll(readCircuit(expansion)));
  known.set(op, circuit);
  return circuit;
}

/** An expression of the table as a circuit over the inputs x, y, z. */
export function readCircuit(text: string): Graph {
  const value = readRule(text);
  const circuit = buildGraph({ text, bindings: [{ value, span: value.span }], problems: [] });
  if (!circuit) throw new Error(`expansion ${text} is empty`);
  return circuit;
}

/**
 * Adds a circuit of the table around operands that are already there and answers its root. `addOp`
 * adds one of its ops; the root takes the name of the node that is written out, and all its span.
 */
export function addExpansion(
  draft: Draft,
  circuit: Graph,
  { operands, ...written }: Pick<OpNode, 'operands' | 'name' | 'span'>,
  addOp: (node: Extract<NewNode, { kind: 'op' }>) => number,
): number {
  const { name, span } = written;
  const ids: number[] = [];
  for (const node of circuit.nodes) {
    const last = name !== undefined && node.id === circuit.output ? { name } : {};
    if (node.kind === 'input') ids.push(operands[PLACES.indexOf(node.name)] ?? 0);
    else if (node.kind === 'constant') ids.push(addNode(draft, { ...node, span }));
    else ids.push(addOp({ ...node, ...last, span, operands: through(ids, node.operands) }));
  }
  return ids[circuit.output] ?? 0;
}

const through = (ids: readonly number[], operands: readonly number[]): number[] =>
  operands.map((id) => ids[id] ?? 0);

/** Writes out the composites of an expansion in their turn. */
function expandAll(circuit: Graph): Graph {
  const draft = startDraft();
  const ids: number[] = [];
  const addOp = (node: NewNode): number => addNode(draft, node);
  for (const node of circuit.nodes) {
    if (node.kind !== 'op') {
      ids.push(addNode(draft, node));
      continue;
    }
    const placed = { ...node, operands: through(ids, node.operands) };
    const inner = expansionOf(node.op);
    ids.push(inner ? addExpansion(draft, inner, placed, addOp) : addOp(placed));
  }
  return finishDraft(draft, ids[circuit.output] ?? 0, []);
}

/** Makes equal parts one node. */
function share(circuit: Graph): Graph {
  const draft = startDraft();
  const ids: number[] = [];
  const first = new Map<string, number>();
  for (const node of circuit.nodes) {
    const operands = node.kind === 'op' ? through(ids, node.operands) : [];
    const content = node.kind === 'op' ? node.op : node.kind === 'input' ? node.name : node.value;
    const key = [node.kind, content, ...operands].join(' ');
    const id = first.get(key) ?? addNode(draft, node.kind === 'op' ? { ...node, operands } : node);
    first.set(key, id);
    ids.push(id);
  }
  return finishDraft(draft, ids[circuit.output] ?? 0, []);
}
