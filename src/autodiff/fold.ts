/** What is drawn of a large picture: which groups are folded into one node, and the wires between. */
import type { Formula } from '../formula';
import type { DrawnEdge, DrawnNode } from './gates';
import type { Graph } from './graph';
import { divide, readDrawing, type Circuit, type Group, type Item } from './groups';

/** A folded group. Its numbers and its text are those of node `id`, its root, if it has one exit. */
export interface GroupNode extends Omit<DrawnNode, 'kind'> {
  readonly kind: 'group';
  readonly key: string;
  readonly of: Group['of'];
  /** How many drawn nodes are inside, and how many of them are inputs. */
  readonly size: number;
  readonly inputs: number;
  /** ×N: how many of its shape are in the ⋯ around it, else in the picture; for ⋯, how many rounds it is. */
  readonly times: number;
  /** Which of all groups with its label it is, from 1, in topological order, and how many those are. */
  readonly nth: number;
  readonly alike: number;
  /** How many nodes inside are used outside; where there are several, no one number is the group's. */
  readonly exits: number;
  /** Equal for groups with the same circuit inside: laid out once. */
  readonly shape: string;
}

/** What is said of a group, folded or not. */
type GroupWords = Pick<
  GroupNode,
  'key' | 'of' | 'label' | 'size' | 'inputs' | 'times' | 'nth' | 'alike' | 'shape'
>;

/** A group that is shown unfolded: a frame around what is drawn of it, from which it can be folded. */
export interface Frame extends GroupWords {
  /** Ids of the drawn nodes inside. */
  readonly nodes: readonly number[];
  /** The group's root, the last of them. */
  readonly root: number;
}

/**
 * A wire as drawn. It stands for the graph's `edges`, whose contributions add up to its own; `source`
 * is the node whose value flows there, null if there are several. Its id is that of its first edge.
 */
export interface FoldedEdge extends DrawnEdge {
  readonly edges: readonly number[];
  readonly source: number | null;
}

export interface Folded {
  /** In topological order. */
  readonly nodes: readonly (DrawnNode | GroupNode)[];
  readonly edges: readonly FoldedEdge[];
  /** The drawn node that is or holds the output. */
  readonly output: number;
  readonly frames: readonly Frame[];
  /** By node of the graph: the node that is drawn for it. */
  readonly shownAs: Int32Array;
}

/** What the person folded and unfolded, by key: stronger than what fits. */
export interface Unfolding {
  readonly open?: readonly string[];
  readonly closed?: readonly string[];
  /** About how many nodes are drawn if the person says nothing. */
  readonly most?: number;
}

/** A picture with its groups, of which some fit unfolded. */
export interface Divided {
  readonly circuit: Circuit;
  readonly drawn: Drawn;
  readonly items: readonly Item[];
  readonly groups: readonly Named[];
  /** By label, the roots of the groups that have it, at whatever depth, in order. */
  readonly labels: ReadonlyMap<string, readonly number[]>;
  readonly fitting: ReadonlySet<Group>;
}

/** A group with what can be said of it once the whole tree is known. */
export interface Named {
  readonly group: Group;
  readonly key: string;
  readonly inner: readonly Named[];
}

/** A group never shows more of its own at once than this part of the picture, or than `LEAST`. */
const PART = 4;
const LEAST = 8;

/** More wires than this per node that may be drawn cannot be followed. */
const WIRES = 3;

export interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Folds a picture with more than `most` nodes, as `divideDrawing` and `foldDivided` say. */
export function foldPicture(
  drawn: Drawn,
  graph: Graph,
  { most = 200, ...wishes }: Unfolding = {},
): Folded {
  return foldDivided(divideDrawing(drawn, graph, most), wishes);
}

/**
 * Divides a picture with more than `most` nodes: definitions, repeated parts, rounds of loops and
 * sums become groups, and from the output on they fit unfolded again, all of one shape or none, as
 * long as there is room. There are so few that their wires can be followed too. Time is O(n log n).
 */
export function divideDrawing(drawn: Drawn, graph: Graph, most: number): Divided {
  const circuit = readDrawing(drawn, graph);
  if (drawn.nodes.length <= most) {
    const items = drawn.nodes.map(({ id }) => id);
    return { circuit, drawn, items, groups: [], labels: new Map(), fitting: new Set() };
  }
  for (let room = most; ; room = Math.ceil(room / 2)) {
    const items = divide(circuit, room, Math.max(LEAST, Math.ceil(room / PART)));
    const groups = nameGroups(circuit, items, '');
    const fitting = unfoldWhatFits(circuit, groups, items.length, room);
    const labels = labelRoots(circuit, groups);
    const divided = { circuit, drawn, items, groups, labels, fitting };
    const { edges } = foldDivided(divided);
    if (edges.length <= WIRES * most || room <= LEAST) return divided;
  }
}

/** Draws as one node every group that does not fit or was folded, and was not unfolded. */
export function foldDivided(
  divided: Divided,
  { open = [], closed = [] }: Omit<Unfolding, 'most'> = {},
): Folded {
  const [opened, shut] = [new Set(open), new Set(closed)];
  return draw(
    divided,
    ({ key, group }) => opened.has(key) || (divided.fitting.has(group) && !shut.has(key)),
  );
}

/** The keys of the groups around a node, from the outermost inwards. */
export function groupsAround({ groups }: Pick<Divided, 'groups'>, node: number): readonly string[] {
  const around = groups.find(({ group }) => group.ids.includes(node));
  return around ? [around.key, ...groupsAround({ groups: around.inner }, node)] : [];
}

/** Gives every group a key that says where it stands: `h/tanh#2`. */
function nameGroups(circuit: Circuit, items: readonly Item[], path: string): readonly Named[] {
  const counts = new Map<string, number>();
  return items.flatMap((item): Named[] => {
    if (typeof item === 'number') return [];
    const root = circuit.nodes[item.root];
    const word = item.of === 'several' ? '⋯' : root?.plainName || (root?.op ?? '');
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    const key = `${path}${word}${count > 1 ? `#${count}` : ''}`;
    return [{ group: item, key, inner: nameGroups(circuit, item.items, `${key}/`) }];
  });
}

/**
 * The groups that can be unfolded without drawing more than `most` nodes, level by level; what only
 * numbers go into is unfolded only where all else is.
 */
function unfoldWhatFits(
  { nodes }: Circuit,
  groups: readonly Named[],
  drawn: number,
  most: number,
): ReadonlySet<Group> {
  const fitting = new Set<Group>();
  const constant: Named[] = [];
  const tooMuch: Named[] = [];
  let count = drawn;
  const unfold = (level: readonly Named[], waiting?: Named[]): Named[] => {
    const alike = new Map<string, Named[]>();
    for (const named of level.toReversed()) {
      const { of, shape, root } = named.group;
      const others = alike.get(shape);
      if (waiting && !nodes[root]?.varies) waiting.push(named);
      else if (of === 'several') tooMuch.push(named);
      else if (others) others.push(named);
      else alike.set(shape, [named]);
    }
    const inner: Named[] = [];
    for (const all of alike.values()) {
      const added = all.reduce((sum, { group }) => sum + group.items.length - 1, 0);
      if (count + added > most) {
        for (const named of all) tooMuch.push(named);
        continue;
      }
      count += added;
      for (const { group } of all) fitting.add(group);
      for (const named of all) for (const one of named.inner) inner.push(one);
    }
    return inner;
  };
  for (let level = groups; level.length > 0;) level = unfold(level, constant);
  for (let level = tooMuch.length > 0 ? [] : constant; level.length > 0;) level = unfold(level);
  return fitting;
}

/** Draws every group that is not open as one node. */
function draw(
  { circuit, drawn, items, groups, labels }: Divided,
  isOpen: (named: Named) => boolean,
): Folded {
  const folded = new Map<number, GroupWords>();
  const frames: Frame[] = [];
  const shownAs = Int32Array.from(circuit.nodes, (_, id) => id);
  /** In the order of the groups, which is topological whatever is open. */
  const order: number[] = [];
  const tell = (named: Named, times: ReadonlyMap<string, number>): GroupWords =>
    describe(circuit, named, times, labels.get(labelOf(circuit, named.group)) ?? []);
  const show = (
    some: readonly Item[],
    inside: readonly Named[],
    times: ReadonlyMap<string, number>,
  ): void => {
    let next = 0;
    for (const item of some) {
      const named = typeof item === 'number' ? undefined : inside[next++];
      if (typeof item === 'number') {
        order.push(item);
      } else if (named && isOpen(named)) {
        const before = order.length;
        const isMany = named.group.of === 'several';
        show(item.items, named.inner, isMany ? countShapes(named.inner) : times);
        const nodes = order.slice(before);
        frames.push({ ...tell(named, times), nodes, root: item.root });
      } else if (named) {
        order.push(item.root);
        folded.set(item.root, tell(named, times));
        for (const id of item.ids) shownAs[id] = item.root;
      }
    }
  };
  show(items, groups, countShapes(groups));
  const exits = findExits(circuit, drawn, shownAs);
  const nodes = order.flatMap((id): readonly (DrawnNode | GroupNode)[] => {
    const node = circuit.nodes[id];
    const group = folded.get(id);
    if (!node || !group) return node ? [node] : [];
    const used = exits.get(id) ?? new Set();
    const { name, plainName } = node;
    const own = used.size === 1 ? { name, plainName } : { name: null, plainName: '' };
    const varies = [...used].some((exit) => circuit.nodes[exit]?.varies);
    return [
      { id, kind: 'group', ...group, ...own, op: null, varies, flip: null, exits: used.size },
    ];
  });
  const several = (id: number): boolean => (exits.get(id)?.size ?? 0) > 1;
  const edges = foldEdges(drawn.edges, shownAs, (from, to) => folded.has(to) || several(from));
  const output = shownAs[circuit.output] ?? circuit.output;
  return { nodes, edges, output, frames, shownAs };
}

/** By drawn node, the nodes in it whose values are used outside. */
function findExits(
  { output }: Circuit,
  { edges }: Drawn,
  shownAs: Int32Array,
): ReadonlyMap<number, ReadonlySet<number>> {
  const exits = new Map<number, Set<number>>();
  const leave = (id: number): void => {
    const node = shownAs[id] ?? id;
    const known = exits.get(node);
    if (known) known.add(id);
    else exits.set(node, new Set([id]));
  };
  leave(output);
  for (const { from, to } of edges) if (shownAs[from] !== shownAs[to]) leave(from);
  return exits;
}

function describe(
  circuit: Circuit,
  { group, key }: Named,
  times: ReadonlyMap<string, number>,
  roots: readonly number[],
): GroupWords {
  const { of, shape, ids, rounds, root } = group;
  const label: Formula = of === 'several' ? '⋯' : writtenOn(circuit, root);
  const count = of === 'several' ? rounds : (times.get(shape) ?? 1);
  const inputs = ids.filter((id) => circuit.nodes[id]?.kind === 'input').length;
  const [nth, alike] = of === 'several' ? [1, 1] : [roots.indexOf(root) + 1, roots.length];
  return { key, of, label, size: ids.length, inputs, times: count, nth, alike, shape };
}

function writtenOn({ nodes }: Circuit, root: number): Formula {
  return nodes[root]?.name ?? nodes[root]?.label ?? '';
}

function labelOf(circuit: Circuit, { root }: Group): string {
  return JSON.stringify(writtenOn(circuit, root));
}

function labelRoots(circuit: Circuit, groups: readonly Named[]): Divided['labels'] {
  const found = new Map<string, Set<number>>();
  const pending = [...groups];
  for (let named = pending.pop(); named; named = pending.pop()) {
    pending.push(...named.inner);
    if (named.group.of === 'several') continue;
    const label = labelOf(circuit, named.group);
    found.set(label, (found.get(label) ?? new Set()).add(named.group.root));
  }
  return new Map([...found].map(([label, roots]) => [label, [...roots].sort((a, b) => a - b)]));
}

/** How many there are of each shape, at whatever depth. */
function countShapes(groups: readonly Named[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const pending = [...groups];
  for (let named = pending.pop(); named; named = pending.pop()) {
    const { shape } = named.group;
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
    pending.push(...named.inner);
  }
  return counts;
}

/** The wires between drawn nodes; `joined` says between which two all are drawn as one. */
function foldEdges(
  edges: readonly DrawnEdge[],
  shownAs: Int32Array,
  joined: (from: number, to: number) => boolean,
): readonly FoldedEdge[] {
  interface Wire extends FoldedEdge {
    edges: number[];
    source: number | null;
  }
  const wires: Wire[] = [];
  const known = new Map<string, Wire>();
  const operands = new Map<number, number>();
  for (const edge of edges) {
    const [from = 0, to = 0] = [shownAs[edge.from], shownAs[edge.to]];
    if (from === to) continue;
    const key = joined(from, to) ? `${from} ${to}` : `edge ${edge.id}`;
    const wire = known.get(key);
    if (wire) {
      wire.edges.push(edge.id);
      if (wire.source !== edge.from) wire.source = null;
      continue;
    }
    const operand = operands.get(to) ?? 0;
    operands.set(to, operand + 1);
    const fresh = { id: edge.id, from, to, operand, edges: [edge.id], source: edge.from };
    known.set(key, fresh);
    wires.push(fresh);
  }
  return wires;
}
