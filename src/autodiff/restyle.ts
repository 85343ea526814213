/** The same circuit in another gate style: composites written out, or what is written out as one gate. */
import { opNames, ops, type OpName } from '../ops';
import { addNode, finishDraft, startDraft, type Draft, type NewNode } from './draft';
import { addExpansion, expansionOf } from './expand';
import { findFusions, type Fusion } from './fuse';
import type { Flip, GateStyle } from './gates';
import type { Graph, Tie } from './graph';
import { hasTies } from './kinks';

/** A circuit in a gate style, and how it belongs to the one that was written. */
export interface Restyled {
  readonly graph: Graph;
  /** By new node: the node as written; null inside what is written out. */
  readonly origin: readonly (number | null)[];
  /** By new node: what drawing it the other way would do to it. */
  readonly flippable: readonly (Flip | null)[];
}

/** How one op of the given graph is drawn, and what flipping it would do. */
interface Choice {
  readonly fusion?: Fusion;
  readonly expansion?: Graph;
  readonly flip: Flip | null;
}

/**
 * Draws every gate as the style says, except that nodes of `style.flipped` are drawn the other way.
 * Both circuits compute the same, at kinks and ties too; only where an expansion overflows or cancels
 * (log(1 + e^800)) do its numbers honestly differ. Nodes of `kept` are not fused away.
 * Spans and names stay; mentions of what is fused away go to the gate that took it in.
 */
export function restyle(graph: Graph, style: GateStyle, kept: readonly number[] = []): Restyled {
  const choices = choose(graph, style, kept);
  if (style.signs === 'textbook' && choices.every((c) => !c.fusion && !c.expansion)) {
    const origin = graph.nodes.map(({ id }) => id);
    return { graph, origin, flippable: choices.map(({ flip }) => flip) };
  }
  const owner = findOwners(graph, choices);
  const draft = startDraft();
  const origin: (number | null)[] = [];
  const flippable: (Flip | null)[] = [];
  const ties = new Map<number, Tie>();
  const placed: number[] = [];
  for (const node of graph.nodes) {
    if (owner[node.id] !== node.id) {
      placed.push(0);
      continue;
    }
    const { fusion, expansion, flip = null } = choices[node.id] ?? {};
    let root: number;
    if (node.kind === 'op') {
      const { op, operands } = fusion ?? node;
      const placedOperands = operands.map((id) => placed[id] ?? 0);
      root = addOp(draft, { ...node, op, operands: placedOperands }, style, expansion);
    } else {
      root = addNode(draft, node);
    }
    placed.push(root);
    while (origin.length < draft.nodes.length) {
      const id = origin.length;
      const isRoot = id === root;
      const added = draft.nodes[id];
      const fused = fusion?.shares ? 'shared' : undefined;
      const tie = expansion ? 'first' : fusion ? fused : graph.ties?.get(node.id);
      if (tie && added?.kind === 'op' && hasTies(added.op)) ties.set(id, tie);
      origin.push(isRoot ? node.id : null);
      flippable.push(isRoot ? flip : null);
    }
  }
  const at = (id: number): number => placed[owner[id] ?? id] ?? 0;
  const mentions = graph.mentions.map(({ node, span }) => ({ node: at(node), span }));
  const drawn = finishDraft(draft, at(graph.output), mentions);
  return { graph: ties.size > 0 ? { ...drawn, ties } : drawn, origin, flippable };
}

function choose(graph: Graph, style: GateStyle, kept: readonly number[]): readonly Choice[] {
  const flipped = new Set(style.flipped);
  const fusions = findFusions(graph, kept);
  return graph.nodes.map((node): Choice => {
    if (node.kind !== 'op') return { flip: null };
    const fusion = fusions[node.id];
    const expansion = expansionOf(node.op);
    // log1p(e^x) is itself a composite; only where all is fused does the larger gate come first.
    if (fusion && (style.composites === 'fused' || !expansion)) {
      const fuse = (style.composites === 'fused') !== flipped.has(node.id);
      return fuse ? { fusion, flip: 'expand' } : { flip: 'fuse' };
    }
    if (!expansion) return { flip: null };
    const expand = (style.composites === 'expanded') !== flipped.has(node.id);
    return expand ? { expansion, flip: 'fuse' } : { flip: 'expand' };
  });
}

/** By node, the node that is drawn for it: itself, or the fused gate that takes it in. */
function findOwners({ nodes, edges, output }: Graph, choices: readonly Choice[]): Int32Array {
  const owner = new Int32Array(nodes.length).fill(-1);
  const drawn = new Uint8Array(nodes.length).fill(1);
  for (const { from } of edges) drawn[from] = 0;
  drawn[output] = 1;
  for (const node of nodes.toReversed()) {
    if (drawn[node.id]) owner[node.id] = node.id;
    if (node.kind !== 'op') continue;
    const mine = owner[node.id] ?? node.id;
    for (const from of node.operands) if (owner[from] === -1) owner[from] = mine;
    if (!drawn[node.id]) continue;
    for (const from of choices[node.id]?.fusion?.operands ?? node.operands) drawn[from] = 1;
  }
  return owner;
}

/** Adds an op as it is drawn: written out if it has an `expansion`, 1/x as a division if plain. */
function addOp(draft: Draft, op: NewOp, style: GateStyle, expansion: Graph | undefined): number {
  if (expansion) {
    return addExpansion(draft, expansion, op, (part) => addOp(draft, part, style, undefined));
  }
  const division = style.signs === 'plain' ? DIVISIONS.get(op.op) : undefined;
  if (!division) return addNode(draft, op);
  const { span } = op;
  const numerator = addNode(draft, { kind: 'constant', value: division.first, span });
  return addNode(draft, { ...op, op: division.op, operands: [numerator, ...op.operands] });
}

type NewOp = Extract<NewNode, { kind: 'op' }>;

/** Gates that textbooks draw instead of a division of a constant. */
const DIVISIONS: ReadonlyMap<OpName, { readonly op: OpName; readonly first: number }> = new Map(
  opNames.flatMap((op) => {
    const { form, gate } = ops[op];
    const other = opNames.find((name) => name === gate?.op);
    return form.kind === 'fraction' && gate && other ? [[other, { op, first: gate.first }]] : [];
  }),
);
