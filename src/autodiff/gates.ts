/** The textbook view: which gate an operation becomes, and what is drawn of a graph. */
import { ops, opSpelled, type OpName } from '../ops';
import type { Formula } from '../formula';
import { toText, writeCall, writeConstant, writeName } from './notation';
import { incomingOf, type ConstantNode, type Graph, type Node, type OpNode } from './graph';
import { findSums } from './sums';

/** How gates are drawn. */
export interface GateStyle {
  /** Whether σ, tanh, … are gates as the text has them, wherever it spells them out too, or nowhere. */
  readonly composites: 'written' | 'fused' | 'expanded';
  /** Textbooks draw *-1 and 1/x; plain are − and ÷. */
  readonly signs: 'textbook' | 'plain';
  /** Whether the only constant of a gate is written into it (+1) or is a leaf. */
  readonly constants: 'folded' | 'drawn';
  /** Whether a + b + c is two gates or one. */
  readonly sums: 'binary' | 'n-ary';
  /** Nodes as written that are drawn the other way than `composites` says. */
  readonly flipped: readonly number[];
}

/** Text by text, as the field's figures draw it. */
const textbook: GateStyle = {
  composites: 'written',
  signs: 'textbook',
  constants: 'folded',
  sums: 'binary',
  flipped: [],
};

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
  const { gate } = ops[op];
  const constant = nodes[operands[0] ?? 0];
  const other = gate && opSpelled(gate.op);
  if (other && constant?.kind === 'constant' && constant.value === gate.first) {
    return { op: other, operands: operands.slice(1) };
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

function labelOf(
  node: Node,
  folded: number | undefined,
  graph: Graph,
  { signs }: GateStyle,
): Formula {
  if (node.kind === 'constant') return writeConstant(node).formula;
  if (node.kind === 'input') return '';
  const { form, symbol } = ops[node.op];
  const over = signs === 'plain' ? '÷' : '/';
  if (form.kind === 'prefix') {
    return form.symbol === '-' && signs === 'textbook' ? '*-1' : form.symbol;
  }
  if (form.kind === 'reciprocal') return '1/x';
  if (folded !== undefined) {
    const constant = writeConstant(graph.nodes[folded] as ConstantNode);
    const first = node.operands[0] === folded;
    if (form.kind === 'infix' && (!first || COMMUTES.has(form.symbol))) {
      return toText({ form: 'row', parts: [form.symbol, constant.formula] }).replaceAll(' ', '');
    }
    if (form.kind === 'fraction') {
      const text = toText(constant.formula);
      return first ? `${text}${over}x` : `${over}${text}`;
    }
    const place = { formula: PLACE, precedence: constant.precedence };
    return writeCall(node.op, first ? [constant, place] : [place, constant]).formula;
  }
  switch (form.kind) {
    case 'infix':
      return form.symbol;
    case 'fraction':
      return over;
    case 'power':
      return { form: 'power', parts: ['x', 'y'] };
    case 'root':
      return symbol ?? 'root';
    case 'bars':
      return '|x|';
    case 'postfix':
      return form.symbol;
    case 'conditional':
      return 'if';
    case 'call':
      return symbol ?? node.op;
  }
}

const COMMUTES = new Set(['+', '*']);

/** One thing drawn. */
export interface DrawnNode {
  readonly id: number;
  readonly kind: Node['kind'];
  readonly label: Formula;
  /** The op's row in the table; null for a leaf. */
  readonly op: OpName | null;
  readonly name: Formula | null;
  readonly plainName: string;
  readonly varies: boolean;
  /** What drawing this gate the other way would do. */
  readonly flip: Flip | null;
}

/** Whether a gate can be written out, or its circuit drawn as one gate. */
export type Flip = 'expand' | 'fuse';

export interface DrawnEdge {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly operand: number;
}

/** By node: what can be flipped, and nodes that are drawn whatever the style says. */
interface DrawOptions {
  readonly flippable?: readonly (Flip | null)[];
  readonly kept?: readonly number[];
}

/**
 * What is drawn of a graph: all that leads to its output; ids are the graph's. Constants folded into
 * gates are left out, and so are the inner nodes of a sum that is drawn as one gate: its wires are
 * those that enter the sum.
 */
export function drawGates(
  graph: Graph,
  style: GateStyle = textbook,
  { flippable = [], kept = [] }: DrawOptions = {},
): { nodes: DrawnNode[]; edges: DrawnEdge[] } {
  const sums = style.sums === 'n-ary' ? findSums(graph, kept) : undefined;
  const folded = graph.nodes.map((node) => {
    const alone = node.kind === 'op' && style.constants === 'folded' && !sums?.has(node.id);
    return alone ? foldedOperand(node, graph) : undefined;
  });
  const incoming = incomingOf(graph);
  const wires = graph.nodes.map(({ id }) => {
    const entering = sums?.get(id) ?? incoming(id);
    const inside = folded[id];
    return inside === undefined ? entering : entering.filter(({ from }) => from !== inside);
  });
  const used = new Uint8Array(graph.nodes.length);
  used[graph.output] = 1;
  for (let to = graph.output; to >= 0; to--) {
    if (used[to]) for (const { from } of wires[to] ?? []) used[from] = 1;
  }
  const edges = wires.flatMap((entering, to) =>
    used[to] ? entering.map(({ id, from }, operand) => ({ id, from, to, operand })) : [],
  );
  const nodes: DrawnNode[] = [];
  for (const node of graph.nodes) {
    const { id, kind } = node;
    if (!used[id]) continue;
    const name = kind === 'constant' ? undefined : node.name;
    nodes.push({
      id,
      kind,
      label: labelOf(node, folded[id], graph, style),
      op: kind === 'op' ? node.op : null,
      name: name === undefined ? null : writeName(name),
      plainName: name ?? '',
      varies: graph.varies[id] ?? false,
      flip: flippable[id] ?? null,
    });
  }
  return { nodes, edges };
}
