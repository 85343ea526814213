/** A graph under construction: nodes are numbered as they come, edges follow from their operands. */
import type { Edge, Graph, Mention, Node } from './graph';

type Unnumbered<N> = N extends Node ? Omit<N, 'id'> : never;

/** A node that has no number yet; its operands have theirs. */
export type NewNode = Unnumbered<Node>;

export interface Draft {
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly varies: boolean[];
}

export function startDraft(): Draft {
  return { nodes: [], edges: [], varies: [] };
}

/** Adds a node after its operands and answers its number. */
export function addNode({ nodes, edges, varies }: Draft, node: NewNode): number {
  const id = nodes.length;
  nodes.push({ ...node, id });
  if (node.kind !== 'op') {
    varies.push(node.kind === 'input');
    return id;
  }
  for (const [operand, from] of node.operands.entries()) {
    edges.push({ id: edges.length, from, to: id, operand });
  }
  varies.push(node.operands.some((from) => varies[from]));
  return id;
}

export function finishDraft(draft: Draft, output: number, mentions: readonly Mention[]): Graph {
  return { ...draft, output, mentions };
}
