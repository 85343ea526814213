/** Which numbers of a picture are asked, in the order in which a person works them out. */
import type { Folded } from '../autodiff/fold';
import type { Graph } from '../autodiff/graph';
import { rulesOf } from '../autodiff/rules';
import type { Tape } from '../autodiff/tape';
import { keyOf, numberIn, type Spot } from './spots';

/** What is asked: some numbers here and there, or all of a kind. */
export type Asked = 'few' | 'values' | 'gradients' | 'both';

type Drawn = Pick<Folded, 'nodes' | 'edges' | 'output'>;
type Wire = Drawn['edges'][number];

/**
 * Values forward, then gradients from the output back, at a fork every contribution before their sum.
 * Only what one can compute from what is drawn, and that is finite, is asked: nothing that comes
 * through a folded group, and no seed that somebody chose.
 */
export function listBlanks(graph: Graph, drawn: Drawn, tape: Tape, asked: Asked): readonly Spot[] {
  const isFinite = (spot: Spot): boolean => Number.isFinite(numberIn(tape, spot));
  const values = valuesOf(drawn, tape).filter(isFinite);
  if (asked === 'values') return values;
  const flowing = flowingWires(graph, drawn, tape);
  const gradients = gradientsOf(graph, drawn, tape, flowing).filter(isFinite);
  if (asked === 'gradients') return gradients;
  if (asked === 'both') return [...values, ...gradients];
  return [...fewValues(values), ...fewGradients(graph, gradients, flowing)];
}

function valuesOf({ nodes }: Drawn, { held }: Tape): readonly Spot[] {
  return nodes
    .filter(({ id, kind }) => kind === 'op' && !held.has(id))
    .map(({ id }) => ({ node: id, edge: null, of: 'value' }));
}

/** The wires along which a gradient comes back, in the order in which it does. */
function flowingWires(graph: Graph, drawn: Drawn, { held }: Tape): readonly Wire[] {
  const entering = grouped(drawn.edges, ({ to }) => to);
  const reached = new Set([drawn.output]);
  return drawn.nodes.toReversed().flatMap(({ id, varies }) => {
    if (!reached.has(id) || !varies || held.has(id)) return [];
    const wires = (entering.get(id) ?? []).filter(({ from }) => graph.varies[from]);
    for (const { from } of wires) reached.add(from);
    return wires;
  });
}

function gradientsOf(
  graph: Graph,
  drawn: Drawn,
  tape: Tape,
  flowing: readonly Wire[],
): readonly Spot[] {
  const groups = new Map(
    drawn.nodes.flatMap((node) => (node.kind === 'group' ? [[node.id, node.exits]] : [])),
  );
  const uses = grouped(drawn.edges, ({ from }) => from);
  const awaited = grouped(flowing, ({ from }) => from);
  const isPlain = ({ to, edges }: Wire): boolean => edges.length === 1 && !groups.has(to);
  const { output } = graph;
  const seed: Spot = { node: output, edge: null, of: 'gradient' };
  const isAsked = drawn.output === output && graph.varies[output] && tape.gradient[output] === 1;
  return [
    ...(isAsked ? [seed] : []),
    ...flowing.flatMap((wire): Spot[] => {
      const { id, from } = wire;
      if ((groups.get(from) ?? 1) !== 1) return [];
      const wires = awaited.get(from) ?? [];
      const forks = (uses.get(from)?.length ?? 0) > 1;
      const isLast = wire === wires.at(-1) && wires.every(isPlain);
      return [
        ...(forks && isPlain(wire) ? [{ node: from, edge: id, of: 'gradient' as const }] : []),
        ...(isLast ? [{ node: from, edge: null, of: 'gradient' as const }] : []),
      ];
    }),
  ];
}

/** Of a kind so many are a few. */
const FEW = 3;

/** One early on, and the last two. */
function fewValues(values: readonly Spot[]): readonly Spot[] {
  const { length } = values;
  const chosen = new Set([Math.floor((length - 1) / FEW), length - 2, length - 1]);
  return values.filter((_, i) => chosen.has(i));
}

/** The first, and those that take more than handing a number on, of inputs if there are such. */
function fewGradients(
  graph: Graph,
  gradients: readonly Spot[],
  flowing: readonly Wire[],
): readonly Spot[] {
  const wires = grouped(flowing, ({ from }) => from);
  const takesThought = ({ node }: Spot): boolean => {
    const own = wires.get(node) ?? [];
    return own.length > 1 || own.some((wire) => !isConstant(graph, wire));
  };
  const [first, ...rest] = gradients.filter(({ edge }) => edge === null);
  const isInput = ({ node }: Spot): boolean => graph.nodes[node]?.kind === 'input';
  const rank = (spot: Spot): number => 2 * Number(takesThought(spot)) + Number(isInput(spot));
  const sorted = rest.toSorted((a, b) => rank(b) - rank(a));
  const alike = sorted.filter((spot) => rank(spot) === rank(sorted[0] ?? spot));
  // In pairs, for most gates have two operands: both of one gate in the middle.
  const start = 2 * Math.floor((Math.ceil(alike.length / 2) - 1) / 2);
  const best = sorted.slice(start, start + FEW - 1);
  const chosen = new Set([...(first ? [first] : []), ...best].map(keyOf));
  return gradients.filter((spot) => chosen.has(keyOf(spot)));
}

/** Whether the local derivative of a wire is the same whatever the numbers. */
function isConstant({ nodes, edges }: Graph, { id }: Wire): boolean {
  const { to = -1, operand = 0 } = edges[id] ?? {};
  const gate = nodes[to];
  return gate?.kind === 'op' && rulesOf(gate.op).local[operand]?.constant !== null;
}

function grouped(wires: readonly Wire[], by: (wire: Wire) => number): ReadonlyMap<number, Wire[]> {
  const groups = new Map<number, Wire[]>();
  for (const wire of wires) groups.set(by(wire), [...(groups.get(by(wire)) ?? []), wire]);
  return groups;
}
