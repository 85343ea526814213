/** The textbook view: which gate an operation becomes, and what is drawn of a graph. */
import { ops, opSpelled, type OpName } from '../ops';
import type { Formula } from '../formula';
import { toText, writeCall, writeConstant, writeName } from './notation';
import type { ConstantNode, Graph, Node, OpNode } from './graph';

/** A gate with its operands. */
export interface Gate {
  readonly op: OpName;
  readonly operands: readonly number[];
}

/**
 * The gate the field's figures draw for an operation: 1/x instead of a division of 1 by x, and exp
 * instead of a power of e.
 */
export function chooseGate(op: OpName, operands: readonly number[], nodes: readonly Node[]): Gate {
  const [first = 0, ...rest] = operands;
  const { gate } = ops[op];
  const constant = nodes[first];
  const other = gate && opSpelled(gate.op);
  if (other && constant?.kind === 'constant' && constant.value === gate.first) {
    return { op: other, operands: rest };
  }
  return { op, operands };
}

/** The constant operand that is written into the gate itself (+1, *2, x²), or undefined. */
function foldedOperand(node: OpNode, graph: Graph): number | undefined {
  const form = ops[node.op].form.kind;
  if (form !== 'infix' && form !== 'fraction' && form !== 'power') return undefined;
  const constants = node.operands.filter((id) => graph.nodes[id]?.kind === 'constant');
  const [only] = constants;
  if (only === undefined || constants.length !== 1) return undefined;
  const constant = graph.nodes[only] as ConstantNode;
  return toText(writeConstant(constant).formula).length <= LONGEST ? only : undefined;
}

// A longer number would make the circle a banner; it is drawn as a leaf instead.
const LONGEST = 6;

const PLACE: Formula = 'x';

function labelOf(node: OpNode, folded: number | undefined, graph: Graph): Formula {
  const form = ops[node.op].form;
  if (form.kind === 'prefix') return form.symbol === '-' ? '*-1' : form.symbol;
  if (form.kind === 'reciprocal') return '1/x';
  if (folded !== undefined) {
    const constant = writeConstant(graph.nodes[folded] as ConstantNode);
    const first = node.operands[0] === folded;
    if (form.kind === 'infix' && (!first || COMMUTES.has(form.symbol))) {
      return toText({ form: 'row', parts: [form.symbol, constant.formula] }).replaceAll(' ', '');
    }
    if (form.kind === 'fraction') {
      const text = toText(constant.formula);
      return first ? `${text}/x` : `/${text}`;
    }
    const place = { formula: PLACE, precedence: constant.precedence };
    return writeCall(node.op, first ? [constant, place] : [place, constant]).formula;
  }
  switch (form.kind) {
    case 'infix':
      return form.symbol;
    case 'fraction':
      return '/';
    case 'power':
      return { form: 'power', parts: ['x', 'y'] };
    case 'root':
      return node.operands.length === 1 ? 'sqrt' : 'root';
    case 'bars':
      return '|x|';
    case 'postfix':
      return form.symbol;
    case 'conditional':
      return 'if';
    case 'call':
      return node.op;
  }
}

const COMMUTES = new Set(['+', '*']);

/** One thing drawn. */
export interface DrawnNode {
  readonly id: number;
  readonly kind: Node['kind'];
  readonly label: Formula;
  readonly name: Formula | null;
  readonly plainName: string;
  readonly varies: boolean;
}

export interface DrawnEdge {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly operand: number;
}

/** What is drawn of a graph: constants folded into gates are left out; ids are the graph's. */
export function drawGates(graph: Graph): { nodes: DrawnNode[]; edges: DrawnEdge[] } {
  const folded = graph.nodes.map((n) => (n.kind === 'op' ? foldedOperand(n, graph) : undefined));
  const edges: DrawnEdge[] = [];
  const used = new Set<number>([graph.output]);
  const drawn = new Map<number, number>();
  for (const { id, from, to } of graph.edges) {
    if (folded[to] === from) continue;
    const operand = drawn.get(to) ?? 0;
    drawn.set(to, operand + 1);
    used.add(from);
    edges.push({ id, from, to, operand });
  }
  const nodes = graph.nodes
    .filter((node) => used.has(node.id))
    .map((node) => {
      const name = node.kind === 'constant' ? undefined : node.name;
      const label =
        node.kind === 'op'
          ? labelOf(node, folded[node.id], graph)
          : node.kind === 'constant'
            ? writeConstant(node).formula
            : '';
      return {
        id: node.id,
        kind: node.kind,
        label,
        name: name === undefined ? null : writeName(name),
        plainName: name ?? '',
        varies: graph.varies[node.id] ?? false,
      };
    });
  return { nodes, edges };
}
