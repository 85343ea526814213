/** The ledger of a gradient: every path from a node to the output, and what each contributes. */
import type { Edge, Graph } from './graph';
import type { Tape } from './tape';

/** One path: its nodes from the node to the output, the wires between, their local derivatives. */
export interface Path {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly locals: readonly number[];
  /** The seed × all local derivatives. */
  readonly product: number;
}

/**
 * The paths of a node through open wires in the order of the text, or the largest first if not all
 * are listed. Their products, with those of the `omitted` (a count, ∞ if beyond counting), sum up to
 * `total`, which is the gradient.
 */
export interface Ledger {
  readonly rows: readonly Path[];
  readonly total: number;
  readonly omitted: number;
}

/** The rest of a path from some node on. */
interface Trail {
  readonly product: number;
  readonly edge: Edge | null;
  readonly rest: Trail | null;
}

/** The paths of a node, or null if it has no gradient. Takes no more time than nodes × `most`. */
export function ledgerOf(graph: Graph, tape: Tape, node: number, most = 32): Ledger | null {
  if (!graph.varies[node]) return null;
  const { output } = graph;
  const below = descendantsOf(graph, tape, node);
  const count = new Float64Array(graph.nodes.length);
  const trails = new Map<number, Trail[]>();
  count[output] = below[output] ?? 0;
  if (below[output]) {
    trails.set(output, [{ product: tape.gradient[output] ?? NaN, edge: null, rest: null }]);
  }
  // Consumers come last first, so what leaves a node is complete when its own wires are met.
  let consumer = -1;
  for (const edge of graph.edges.toReversed()) {
    const { from, to, id } = edge;
    const onward = below[from] && tape.open[id] ? trails.get(to) : undefined;
    if (!onward) continue;
    if (to !== consumer) keepLargest(onward, most);
    consumer = to;
    count[from] = (count[from] ?? 0) + (count[to] ?? 0);
    const known = trails.get(from) ?? [];
    trails.set(from, known);
    const local = tape.local[id] ?? NaN;
    for (const rest of onward) known.push({ product: rest.product * local, edge, rest });
  }
  const found = trails.get(node) ?? [];
  keepLargest(found, most);
  const omitted = (count[node] ?? 0) - found.length;
  const rows = found.map((trail) => pathOf(node, trail, tape));
  if (omitted === 0) rows.sort(inOrderOfText);
  return { rows, total: tape.gradient[node] ?? NaN, omitted };
}

/** Which nodes depend on a node through open wires. */
function descendantsOf({ nodes, edges }: Graph, tape: Tape, node: number): Uint8Array {
  const below = new Uint8Array(nodes.length);
  below[node] = 1;
  for (const { id, from, to } of edges) if (below[from] && tape.open[id]) below[to] = 1;
  return below;
}

/** Sorts by size, what is not a number first, and drops what is too many. */
function keepLargest(trails: Trail[], most: number): void {
  const size = ({ product }: Trail): number =>
    Number.isNaN(product) ? Infinity : Math.abs(product);
  trails.sort((a, b) => {
    const [left, right] = [size(a), size(b)];
    return left === right ? (a.edge?.id ?? 0) - (b.edge?.id ?? 0) : right - left;
  });
  trails.length = Math.min(trails.length, most);
}

function pathOf(node: number, trail: Trail, tape: Tape): Path {
  const edges: Edge[] = [];
  for (let at: Trail | null = trail; at?.edge; at = at.rest) edges.push(at.edge);
  return {
    nodes: [node, ...edges.map(({ to }) => to)],
    edges: edges.map(({ id }) => id),
    locals: edges.map(({ id }) => tape.local[id] ?? NaN),
    product: trail.product,
  };
}

function inOrderOfText(a: Path, b: Path): number {
  const place = a.edges.findIndex((edge, i) => edge !== b.edges[i]);
  return (a.edges[place] ?? 0) - (b.edges[place] ?? 0);
}
