/** What is drawn of a study, and the numbers that stand in it: folded groups as one node each. */
import { groupsAround, type Folded, type FoldedEdge, type GroupNode } from './autodiff/fold';
import { callOperation } from './autodiff/calling';
import { writeRule } from './autodiff/explain';
import type { DrawnNode } from './autodiff/gates';
import { toText } from './autodiff/notation';
import type { Remark } from './autodiff/remarks';
import type { Tape } from './autodiff/tape';
import type { Span } from './language/syntax';
import { plainLens, type Lens } from './lens';
import type { Picture, TapeNumbers } from './protocol';
import { nodeAt, quote, remarksOn, spansOf, type Study } from './session';

/** What is drawn of the study, or null if there is nothing to draw. */
export function drawStudy(study: Study): Picture | null {
  const { circuit } = study;
  if (!circuit) return null;
  const { graph, origin } = circuit;
  const { nodes, edges, output, frames } = circuit.fold();
  const groups = new Set(nodes.filter(isGroup).map(({ id }) => id));
  return {
    nodes: nodes.map((node) => {
      const { id, kind, label, op, name, plainName, varies, flip } = node;
      const called = callOperation(graph, id);
      const shared = { id, kind, label, op, name, plainName, called, varies, flip };
      if (!isGroup(node)) {
        return { ...shared, text: textOf(study, id), written: origin[id] ?? null, group: null };
      }
      const { key, of, size, inputs, times, nth, alike, exits } = node;
      const text = of === 'several' ? '' : textOf(study, id);
      const group = { key, of, size, inputs, times, nth, alike, exits };
      return { ...shared, text, written: null, group };
    }),
    edges: edges.map(({ id, from, to, operand, source, edges: all }) => {
      const wire = all.length === 1 && !groups.has(to) ? graph.edges[id] : undefined;
      const rule = wire ? writeRule(graph, wire) : null;
      return { id, from, to, operand, source, count: all.length, rule };
    }),
    output,
    frames: frames.map(({ key, label, nodes: inside, root }) => {
      return { key, label, nodes: [...inside], root };
    }),
    whole: circuit.divide(lensOf(study).folding.most).drawn.nodes.length,
  };
}

function isGroup(node: DrawnNode | GroupNode): node is GroupNode {
  return node.kind === 'group';
}

function textOf({ text, graph }: Study, id: number): string {
  return quote(text, graph?.nodes[id]?.span ?? { start: 0, end: 0 });
}

function lensOf({ options }: Study): Lens {
  return options.lens ?? plainLens;
}

/** The numbers of a tape that stand in the picture. */
export function shownTape({ nodes, edges }: Folded, tape: Tape): TapeNumbers {
  const ofNodes = (numbers: Float64Array): Float64Array =>
    Float64Array.from(nodes, ({ id }) => numbers[id] ?? NaN);
  return {
    value: ofNodes(tape.value),
    gradient: ofNodes(tape.gradient),
    carried: Float64Array.from(edges, ({ source }) =>
      source === null ? NaN : (tape.value[source] ?? NaN),
    ),
    local: Float64Array.from(edges, ({ id, edges: all }) =>
      all.length === 1 ? (tape.local[id] ?? NaN) : NaN,
    ),
    contribution: Float64Array.from(edges, (edge) => sumOver(edge, tape.contribution)),
  };
}

function sumOver({ edges }: FoldedEdge, numbers: Float64Array): number {
  // From −0 on, which alone stays −0.
  return edges.reduce((sum, edge) => sum + (numbers[edge] ?? NaN), -0);
}

/** Remarks where they can be seen: those inside a folded group at the group, one of each kind. */
export function shownRemarks(study: Study): readonly Remark[] {
  const folded = study.circuit?.fold();
  if (!folded) return [];
  const inside = new Map<string, { first: Remark; count: number }>();
  const shown: Remark[] = [];
  for (const remark of remarksOn(study)) {
    const node = folded.shownAs[remark.node] ?? remark.node;
    const key = `${node} ${remark.kind}`;
    const known = inside.get(key);
    if (node === remark.node) shown.push(remark);
    else if (known) known.count++;
    else inside.set(key, { first: { ...remark, node }, count: 1 });
  }
  for (const { first, count } of inside.values()) {
    const more = count === 1 ? '' : ` So it is at ${count} places in here.`;
    shown.push({ ...first, message: `Inside: ${first.message}${more}` });
  }
  return shown;
}

/** What is drawn of the smallest expression at an offset of the text behind its lead, or before it. */
export function shownAt(study: Study, offset: number): number | null {
  const node = nodeAt(study, offset) ?? nodeAt(study, offset - 1);
  return node === null ? null : (study.circuit?.fold().shownAs[node] ?? node);
}

/** The places of the text that stand for what is drawn as one node; null: no node. */
export function shownSpans(study: Study, node: number | null): readonly Span[] {
  const { circuit } = study;
  if (node === null) return [];
  const group = circuit?.fold().nodes.find(({ id }) => id === node);
  if (!circuit || group?.kind !== 'group') return spansOf(study, node);
  const { shownAs } = circuit.fold();
  const inside = circuit.graph.nodes.filter(({ id }) => shownAs[id] === node);
  return outermost(inside.flatMap(({ id }) => spansOf(study, id).slice(0, 1)));
}

/** Without the spans that lie within others. */
function outermost(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.end > (kept.at(-1)?.end ?? -1)) kept.push(span);
  }
  return kept;
}

/** The lens under which a node is drawn by itself: all groups around it are unfolded. */
export function lensOn(study: Study, node: number): Lens {
  const lens = lensOf(study);
  const { folding } = lens;
  const around = study.circuit ? groupsAround(study.circuit.divide(folding.most), node) : [];
  const open = [...new Set([...folding.open, ...around])];
  return { ...lens, folding: { ...folding, open, closed: without(folding.closed, around) } };
}

function without(keys: readonly string[], some: readonly string[]): string[] {
  return keys.filter((key) => !some.includes(key));
}

/** Nodes inside folded groups, each with the group, whose name, gate or text has these words. */
export function findFolded(study: Study, query: string): { node: number; shown: number }[] {
  const wanted = query.trim().toLowerCase();
  const { circuit } = study;
  if (!circuit || wanted === '') return [];
  const { nodes, shownAs } = circuit.fold();
  const groups = new Set(nodes.filter(isGroup).map(({ id }) => id));
  return circuit.divide(lensOf(study).folding.most).drawn.nodes.flatMap((node) => {
    const shown = shownAs[node.id] ?? node.id;
    if (!groups.has(shown)) return [];
    const words = [node.plainName, toText(node.label), textOf(study, node.id)];
    return words.some((word) => word.toLowerCase().includes(wanted))
      ? [{ node: node.id, shown }]
      : [];
  });
}
