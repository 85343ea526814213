/** Where a circuit spells out what figures draw as one gate: 1/(1 + e^-z) is σ(z). */
import { opNames, ops, type OpName } from '../ops';
import { PLACES, readCircuit } from './expand';
import { hasTies } from './kinks';
import { stepsThroughLists } from './lists';
import type { Graph, Node, OpNode } from './graph';

/** One gate for a part of a circuit: `inner` are the nodes that it makes superfluous. */
export interface Fusion {
  readonly op: OpName;
  readonly operands: readonly number[];
  readonly inner: readonly number[];
  /** Whether what it replaces shares the gradient at a tie, as max(0, x) does at 0 and ReLU does not. */
  readonly shares: boolean;
}

interface Pattern {
  readonly op: OpName;
  readonly circuit: Graph;
  readonly root: OpNode;
  readonly shares: boolean;
}

/** A node of a pattern and the node of the graph that it should be. */
type Pair = readonly [part: number, node: number];

interface Match {
  readonly operands: readonly (number | undefined)[];
  readonly inner: readonly number[];
}

/** What the search knows about the graph. */
interface Search {
  readonly graph: Graph;
  readonly fusions: (Fusion | undefined)[];
  readonly uses: Uint32Array;
  /** Nodes that must stay: the output, definitions, and those the caller keeps. */
  readonly stays: Uint8Array;
  readonly same: (a: number, b: number) => boolean;
}

/** The search for one pattern at one node. */
interface Trial {
  readonly search: Search;
  readonly circuit: Graph;
  readonly root: number;
}

/**
 * By node, the gate that could stand for the circuit that ends there. What it would hide is used
 * nowhere else, has no name and is neither the output nor one of `kept`; what ties in a list is
 * counted, and so its steps stay. The operands of + and the
 * like may stand in any order; constants are compared by value.
 */
export function findFusions(graph: Graph, kept: readonly number[] = []): Search['fusions'] {
  const uses = new Uint32Array(graph.nodes.length);
  for (const { from } of graph.edges) uses[from] = (uses[from] ?? 0) + 1;
  const named = (node: Node): boolean => node.kind !== 'constant' && node.name !== undefined;
  const stays = Uint8Array.from(graph.nodes, (node) => Number(named(node)));
  const lists = stepsThroughLists(graph);
  for (const id of [graph.output, ...kept, ...lists]) stays[id] = 1;
  const search: Search = { graph, fusions: [], uses, stays, same: compareParts(graph) };
  // Upwards, so that σ is found before the x·σ(x) it belongs to.
  for (const node of graph.nodes) {
    const alone = node.kind === 'op' && !lists.has(node.id);
    search.fusions.push(alone ? fusionAt(search, node) : undefined);
  }
  return search.fusions;
}

function fusionAt(search: Search, node: OpNode): Fusion | undefined {
  for (const { op, circuit, root, shares } of patternsEnding(node.op)) {
    if (!mayMatch({ search, circuit, root: node.id }, root, node)) continue;
    const match = descend({ search, circuit, root: node.id }, root, node, NOTHING, []);
    if (!match) continue;
    return { op, operands: match.operands.map((id) => id ?? 0), inner: match.inner, shares };
  }
  return undefined;
}

/** Whether every part right below the root is there in some place: almost nowhere, so it is asked first. */
function mayMatch(
  trial: Trial,
  root: OpNode,
  { operands: [x = 0, y = x, z = y] }: OpNode,
): boolean {
  for (const part of root.operands) {
    if (!admits(trial, part, x) && !admits(trial, part, y) && !admits(trial, part, z)) return false;
  }
  return true;
}

const NOTHING: Match = { operands: [], inner: [] };

/** Finds nodes for all pairs; as deep as the pattern is large. */
function unify(trial: Trial, pairs: readonly Pair[], match: Match): Match | undefined {
  const [first, ...rest] = pairs;
  if (!first) return isPrivate(trial, match) ? match : undefined;
  const [part, id] = first;
  const wanted = trial.circuit.nodes[part];
  const node = trial.search.graph.nodes[id];
  if (wanted?.kind === 'input') {
    const place = PLACES.indexOf(wanted.name);
    const before = match.operands[place];
    if (before !== undefined && !trial.search.same(before, id)) return undefined;
    const operands = [...match.operands];
    operands[place] = id;
    return unify(trial, rest, { ...match, operands });
  }
  if (wanted?.kind === 'op' && node?.kind === 'op') {
    return descend(trial, wanted, node, match, rest);
  }
  return unify(trial, rest, match);
}

/** Finds nodes for the operands of a part and for the rest, trying commuting ones in both orders. */
function descend(
  trial: Trial,
  wanted: OpNode,
  node: OpNode,
  match: Match,
  rest: readonly Pair[],
): Match | undefined {
  const fused = trial.search.fusions[node.id];
  for (const view of fused ? [fused, node] : [node]) {
    if (view.op !== wanted.op) continue;
    for (const operands of orders(view.op, view.operands)) {
      if (!wanted.operands.every((part, i) => admits(trial, part, operands[i] ?? 0))) continue;
      const below = wanted.operands.map((part, i): Pair => [part, operands[i] ?? 0]);
      const hidden = view === fused ? fused.inner : [];
      const own = node.id === trial.root ? [] : [node.id];
      const inner = [...match.inner, ...hidden, ...own];
      const found = unify(trial, [...below, ...rest], { ...match, inner });
      if (found) return found;
    }
  }
  return undefined;
}

/** Whether a node may be a part of the pattern, as far as can be told without its operands. */
function admits({ circuit, search }: Trial, part: number, id: number): boolean {
  const wanted = circuit.nodes[part];
  const node = search.graph.nodes[id];
  if (wanted?.kind === 'input') return true;
  if (wanted?.kind === 'constant') return node?.kind === 'constant' && node.value === wanted.value;
  if (node?.kind !== 'op' || search.stays[id]) return false;
  return node.op === wanted?.op || search.fusions[id]?.op === wanted?.op;
}

/** Whether nothing but the match uses its inner nodes. */
function isPrivate({ search: { graph, uses }, root }: Trial, { inner }: Match): boolean {
  const within = new Set(inner);
  let left = 0;
  for (const id of within) left += uses[id] ?? 0;
  for (const id of [root, ...within]) {
    const node = graph.nodes[id];
    if (node?.kind === 'op') left -= node.operands.filter((from) => within.has(from)).length;
  }
  return left === 0;
}

function orders(op: OpName, operands: readonly number[]): readonly (readonly number[])[] {
  return operands.length === 2 && commutes(op) ? [operands, operands.toReversed()] : [operands];
}

const commuting = new Map<OpName, boolean>();

/** Whether the op gives the same for (x, y) as for (y, x), by trial. */
function commutes(op: OpName): boolean {
  const before = commuting.get(op);
  if (before !== undefined) return before;
  const { value } = ops[op];
  const answer = [
    [2, 3],
    [-1, 4],
    [0.5, -2],
  ].every(([x = 0, y = 0]) => Object.is(value(x, y, NaN), value(y, x, NaN)));
  commuting.set(op, answer);
  return answer;
}

const patterns = new Map<OpName, Pattern[]>();

/** The table's recognised circuits that end in an op, large ones first. */
function patternsEnding(root: OpName): readonly Pattern[] {
  if (patterns.size === 0) readPatterns();
  return patterns.get(root) ?? [];
}

function readPatterns(): void {
  for (const op of opNames) {
    const { expansion, recognised } = ops[op];
    if (expansion === undefined || recognised === undefined) continue;
    for (const text of [expansion, ...recognised]) {
      const circuit = readCircuit(text);
      const root = circuit.nodes[circuit.output];
      if (root?.kind !== 'op') continue;
      const others = patterns.get(root.op) ?? [];
      const shares = circuit.nodes.some((node) => node.kind === 'op' && hasTies(node.op));
      const all = [...others, { op, circuit, root, shares }];
      patterns.set(
        root.op,
        all.sort((a, b) => b.circuit.nodes.length - a.circuit.nodes.length),
      );
    }
  }
}

/** Tells whether two nodes compute the same because they are written the same, names aside. */
function compareParts(graph: Graph): Search['same'] {
  let classes: number[] | undefined;
  return (a, b) => {
    if (a === b) return true;
    classes ??= classify(graph);
    return classes[a] === classes[b];
  };
}

/** By node, the first node that is written the same. */
function classify({ nodes }: Graph): number[] {
  const first = new Map<string, number>();
  const classes: number[] = [];
  for (const node of nodes) {
    const key =
      node.kind === 'constant'
        ? `${node.value}`
        : node.kind === 'input' || node.name !== undefined
          ? `#${node.id}`
          : [node.op, ...node.operands.map((id) => classes[id])].join(' ');
    const id = first.get(key) ?? node.id;
    first.set(key, id);
    classes.push(id);
  }
  return classes;
}
