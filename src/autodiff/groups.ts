/** The parts of a large picture: definitions, repeated parts, iterations, as a tree of groups. */
import type { DrawnEdge, DrawnNode } from './gates';
import type { Graph } from './graph';
import { findStretches, startInterning, startPairing, type Stretch } from './repeats';

/** A drawn node by its id, or several that can be drawn as one. */
export type Item = number | Group;

/**
 * A set of drawn nodes that can be drawn as one. `definition` is a name with the expression it stands
 * for; `part` an anonymous piece of an expression; `iteration` one round of a loop or of a sum;
 * `several` what stands for ⋯: rounds between the second and the last, or what is far from the output.
 */
export interface Group {
  readonly of: 'definition' | 'part' | 'iteration' | 'several';
  /** The last node: what a definition, a part and most rounds compute. */
  readonly root: number;
  /** Equal for groups with the same circuit inside. */
  readonly shape: string;
  readonly items: readonly Item[];
  /** All drawn nodes inside, in order. */
  readonly ids: readonly number[];
  /** Rounds that ⋯ stands for; otherwise 1. */
  readonly rounds: number;
}

/** What is drawn, by node id. */
export interface Circuit {
  readonly nodes: readonly (DrawnNode | undefined)[];
  readonly operands: readonly (readonly number[])[];
  readonly consumers: readonly (readonly number[])[];
  readonly output: number;
  /** Names the statement of the text, the same for every round of a loop. */
  readonly statement: (id: number) => number;
  readonly intern: (text: string) => string;
}

const LONGEST_TEXT = 2 ** 26;

// Two nodes drawn as one are not easier to read.
const SMALLEST = 3;

/** Looks a drawn graph up by node. */
export function readDrawing(
  drawn: { readonly nodes: readonly DrawnNode[]; readonly edges: readonly DrawnEdge[] },
  graph: Graph,
): Circuit {
  const nodes: (DrawnNode | undefined)[] = graph.nodes.map(() => undefined);
  const operands = graph.nodes.map((): number[] => []);
  const consumers = graph.nodes.map((): number[] => []);
  for (const node of drawn.nodes) nodes[node.id] = node;
  for (const { from, to } of drawn.edges) {
    operands[to]?.push(from);
    consumers[from]?.push(to);
  }
  const statement = (id: number): number => {
    const { start = 0, end = 0 } = graph.nodes[id]?.span ?? {};
    return start * LONGEST_TEXT + end;
  };
  const { output } = graph;
  return { nodes, operands, consumers, output, statement, intern: startInterning() };
}

/** Divides a circuit into at most `most` items, and every group into at most `fan`. */
export function divide(circuit: Circuit, most: number, fan: number): readonly Item[] {
  const ids = circuit.nodes.flatMap((node) => (node ? [node.id] : []));
  return divideRegion(circuit, ids, circuit.output, most, fan);
}

/** The items of the nodes `ids`, which all lead to `root`. */
function divideRegion(
  circuit: Circuit,
  ids: readonly number[],
  root: number,
  most: number,
  fan: number,
): readonly Item[] {
  const gathered = (roots: readonly number[], around?: number): readonly Item[] =>
    gather(circuit, ids, new Set([...roots, root]), around);
  const trees = once(() => readTrees(circuit, ids));
  // Every way is tried only if those before leave too much to draw.
  const ways = [
    () => gathered(...namedRoots(circuit, ids, root)),
    () => gathered(repeatedRoots(circuit, ids, trees()), root),
    () => ids,
    () => gathered(smallConeRoots(circuit, ids, trees(), fan), root),
  ];
  let best: Recurring | null = null;
  for (const way of ways) {
    const divided = way();
    if (divided.length === 0) continue;
    const other = findRecurring(circuit, divided, most);
    if (!best || other.length < best.length) best = other;
    if (best.length <= most) break;
  }
  const items = best ? collapse(circuit, best) : [];
  return keepLast(circuit, items, most, fan).map((item) => divideGroup(circuit, item, fan));
}

function once<T>(compute: () => T): () => T {
  let known: { readonly answer: T } | null = null;
  return () => (known ??= { answer: compute() }).answer;
}

function divideGroup(circuit: Circuit, item: Item, fan: number): Item {
  if (typeof item === 'number') return item;
  const known = item.items.some((inner) => typeof inner === 'object') || item.of === 'several';
  const items = known
    ? balance(circuit, item.items, fan, item.rounds > 1).map((inner) =>
        divideGroup(circuit, inner, fan),
      )
    : divideRegion(circuit, item.ids, item.root, fan, fan);
  return { ...item, items };
}

/**
 * Definitions: what the text gives a name. Those that only numbers go into, such as computed weights,
 * are parts of what uses them; where there are no others, what is left of that makes no group.
 */
function namedRoots(
  { nodes }: Circuit,
  ids: readonly number[],
  root: number,
): [roots: readonly number[], around?: number] {
  const named = ids.filter((id) => nodes[id]?.kind === 'op' && nodes[id].name !== null);
  const varying = named.filter((id) => nodes[id]?.varies);
  const hasOthers = varying.some((id) => id !== root) || varying.length === named.length;
  return hasOthers ? [varying] : [named, root];
}

/** The outermost of the expressions that occur at least three times, but for their leaves. */
function repeatedRoots(
  circuit: Circuit,
  ids: readonly number[],
  { shapes, sizes }: Trees,
): number[] {
  const counts = new Map<number, number>();
  for (const shape of shapes.values()) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return outermost(circuit, ids, (id) => {
    return (sizes.get(id) ?? 0) >= SMALLEST && (counts.get(shapes.get(id) ?? LEAF) ?? 0) >= 3;
  });
}

/** The outermost expressions that have at most `fan` nodes. */
function smallConeRoots(
  circuit: Circuit,
  ids: readonly number[],
  { sizes }: Trees,
  fan: number,
): number[] {
  return outermost(circuit, ids, (id) => {
    const size = sizes.get(id) ?? 0;
    return size >= SMALLEST && size <= fan;
  });
}

/** By op of a region, the shape and the size of its expression down to what is used elsewhere too. */
interface Trees {
  readonly shapes: ReadonlyMap<number, number>;
  readonly sizes: ReadonlyMap<number, number>;
}

function readTrees({ nodes, operands, consumers }: Circuit, ids: readonly number[]): Trees {
  const shapes = new Map<number, number>();
  const sizes = new Map<number, number>();
  const pair = startPairing();
  const rows = new Map<string | null, number>();
  for (const id of ids) {
    const node = nodes[id];
    if (node?.kind !== 'op') continue;
    const row = rows.get(node.op) ?? rows.size;
    rows.set(node.op, row);
    let size = 1;
    let shape = pair(LEAF, row);
    for (const from of operands[id] ?? []) {
      const own = consumers[from]?.length === 1;
      shape = pair(shape, (own && shapes.get(from)) || LEAF);
      if (own) size += sizes.get(from) ?? 1;
    }
    shapes.set(id, shape);
    sizes.set(id, size);
  }
  return { shapes, sizes };
}

/** The shape of what is no op of the region, or used elsewhere too. */
const LEAF = 0;

/** The nodes that are wanted and not below another that is. */
function outermost(
  { consumers }: Circuit,
  ids: readonly number[],
  wanted: (id: number) => boolean,
): number[] {
  const below = new Set<number>();
  const roots: number[] = [];
  for (const id of ids.toReversed()) {
    const users = consumers[id] ?? [];
    if (users.length === 1 && below.has(users[0] ?? -1)) below.add(id);
    else if (wanted(id)) {
      roots.push(id);
      below.add(id);
    }
  }
  return roots;
}

/**
 * Makes a group of every root with what feeds nothing but it. A node that feeds several groups is a
 * root too. So all wires that leave a group leave from its root, and groups cannot form a circle.
 * What is left `around` them, up to that root, makes no group. No items: all would be in one group.
 */
function gather(
  circuit: Circuit,
  ids: readonly number[],
  roots: ReadonlySet<number>,
  around: number | undefined,
): readonly Item[] {
  const owner = new Map<number, number>();
  const members = new Map<number, number[]>();
  for (const id of ids.toReversed()) {
    const own = roots.has(id) ? id : (onlyOwner(circuit.consumers[id] ?? [], owner) ?? id);
    owner.set(id, own);
    const group = members.get(own);
    if (group) group.push(id);
    else members.set(own, [id]);
  }
  const items: Item[] = [];
  for (const [root, group] of members) {
    group.reverse();
    if (group.length < SMALLEST || root === around) {
      for (const id of group) items.push(id);
    } else if (group.length < ids.length) {
      const of = circuit.nodes[root]?.name ? 'definition' : 'part';
      items.push({ of, root, shape: shapeOf(circuit, group), items: group, ids: group, rounds: 1 });
    }
  }
  return items.sort((a, b) => rootOf(a) - rootOf(b));
}

/** The group of all consumers, if they are in one. */
function onlyOwner(
  consumers: readonly number[],
  owner: ReadonlyMap<number, number>,
): number | undefined {
  const [first = -1] = consumers;
  const only = owner.get(first);
  return consumers.every((to) => owner.get(to) === only) ? only : undefined;
}

/** The circuit of some nodes as a text: ops, wires, and which operands from outside are the same. */
function shapeOf({ nodes, operands, intern }: Circuit, ids: readonly number[]): string {
  const places = new Map<number, string>(ids.map((id, i) => [id, String(i)]));
  let outside = 0;
  const words = ids.map((id) => {
    const from = (operands[id] ?? []).map((operand) => {
      const place = places.get(operand) ?? `o${outside++}`;
      places.set(operand, place);
      return place;
    });
    return `${nodes[id]?.op ?? nodes[id]?.kind ?? ''}(${from.join(' ')})`;
  });
  return intern(words.join(' '));
}

function rootOf(item: Item): number {
  return typeof item === 'number' ? item : item.root;
}

// First, second, ⋯ (two or more), last, if there is too much to draw.
const FEW = 5;
// Nobody reads as many rounds one by one, even if there were room.
const MANY = 13;

/** Items with the stretches in which they recur, and how many there are when those are collapsed. */
interface Recurring {
  readonly items: readonly Item[];
  readonly stretches: readonly Stretch[];
  readonly length: number;
}

/** Finds what recurs; the fewer rounds are enough, the more there is to draw. */
function findRecurring(circuit: Circuit, items: readonly Item[], most: number): Recurring {
  const fewest = items.length > most ? FEW : MANY;
  const statements = items.map((item) => circuit.statement(rootOf(item)));
  const counts = new Map<number, number>();
  for (const place of statements) counts.set(place, (counts.get(place) ?? 0) + 1);
  const tokens = items.map((item, i) => {
    const place = statements[i] ?? 0;
    const recurs = (counts.get(place) ?? 0) >= 3;
    if (typeof item === 'object') return recurs ? `${place}` : `shape ${item.shape}`;
    // All nodes of what is written out have one place in the text.
    return `${circuit.nodes[item]?.op ?? ''}${recurs ? place : ''}`;
  });
  const stretches = findStretches(tokens, fewest);
  const length = stretches.reduce(
    (rest, { period, times }) => rest - period * times + SHOWN,
    items.length,
  );
  return { items, stretches, length };
}

/** First, second, ⋯, last. */
const SHOWN = 4;

/** Draws what recurs as first, second, ⋯, last. */
function collapse(circuit: Circuit, { items, stretches }: Recurring): readonly Item[] {
  const result: Item[] = [];
  let at = 0;
  for (const { start, period, times } of stretches) {
    const end = start + period * times;
    const round = (from: number): Item =>
      join(circuit, 'iteration', items.slice(from, from + period), 1);
    const middle = Array.from({ length: times - 3 }, (_, i) => round(start + (i + 2) * period));
    result.push(
      ...items.slice(at, start),
      round(start),
      round(start + period),
      join(circuit, 'several', middle, middle.length),
      round(end - period),
    );
    at = end;
  }
  return [...result, ...items.slice(at)];
}

/** One group for items that follow one another, so that groups cannot form a circle. */
function join(
  circuit: Circuit,
  of: 'iteration' | 'several',
  items: readonly Item[],
  rounds: number,
): Item {
  const [only] = items;
  if (only !== undefined && items.length === 1) return only;
  const ids: number[] = [];
  for (const item of items) {
    if (typeof item === 'number') ids.push(item);
    else for (const id of item.ids) ids.push(id);
  }
  // As a rule they are.
  if (!ids.every((id, i) => i === 0 || (ids[i - 1] ?? 0) < id)) ids.sort((a, b) => a - b);
  const root = rootOf(items.at(-1) ?? 0);
  const shape = of === 'iteration' ? shapeOf(circuit, ids) : circuit.intern(`several ${root}`);
  return { of, root, shape, items, ids, rounds };
}

/** Keeps the items that are nearest to the output and puts the others into one group. */
function keepLast(
  circuit: Circuit,
  items: readonly Item[],
  most: number,
  fan: number,
): readonly Item[] {
  if (items.length <= most) return items;
  const far = items.length - most + 1;
  return [
    join(circuit, 'several', balance(circuit, items.slice(0, far), fan, false), 1),
    ...items.slice(far),
  ];
}

/** At most `fan` items, in groups of neighbours if there are more; each may be a round. */
function balance(
  circuit: Circuit,
  items: readonly Item[],
  fan: number,
  areRounds: boolean,
): readonly Item[] {
  if (items.length <= fan) return items;
  const length = Math.ceil(items.length / fan);
  return Array.from({ length: Math.ceil(items.length / length) }, (_, i) => {
    const some = items.slice(i * length, (i + 1) * length);
    return join(circuit, 'several', some, areRounds ? some.length : 1);
  });
}
