/** The two passes node by node: which steps there are, and what is known after each. */
import type { Picture, PictureEdge } from '../src/protocol';
import { isLeaf } from './figure';
import type { Tape } from './tape';

/** A gate computes its value, the output is given its seed, or a gate hands its gradient on. */
export interface Step {
  readonly kind: 'forward' | 'seed' | 'backward';
  readonly node: number;
  /** The wires that carry something: into the gate, or back from it to its operands. */
  readonly edges: readonly PictureEdge[];
}

/** What goes back over one wire, and the sum at its other end before and after. */
export interface Flow {
  readonly edge: PictureEdge;
  readonly upstream: number;
  readonly local: number;
  readonly contribution: number;
  /** null: it is the first that arrives. */
  readonly before: number | null;
  readonly after: number;
}

/** What of a gradient has arrived; `whole` when nothing more is to come. */
export interface Received {
  readonly sum: number;
  readonly whole: boolean;
}

/** What is known at one moment, and what happens in it. */
export interface Moment {
  readonly kind: Step['kind'] | 'rest';
  /** Where it happens; null where nothing does, as at the start. */
  readonly node: number | null;
  /** Wires, by id, that carry something now. */
  readonly busy: ReadonlySet<number>;
  /** Nodes whose value is known. */
  readonly values: ReadonlySet<number>;
  readonly gradients: ReadonlyMap<number, Received>;
  /** Wires whose contribution is known. */
  readonly contributions: ReadonlySet<number>;
  readonly flows: readonly Flow[];
  /** Nodes whose gradient is shown and wrong. */
  readonly wrong: ReadonlySet<number>;
}

/** A number of the picture: of a node, or of one wire when `edge` is given. */
export interface Spot {
  readonly node: number;
  readonly edge: number | null;
  readonly of: 'value' | 'gradient';
}

/**
 * Forward through the gates in topological order, then from the seed backward in the reverse of it.
 * Nodes of `held` were given their values: they are leaves. Beyond the output nothing flows back.
 */
export function listSteps(picture: Picture, held: ReadonlySet<number> = new Set()): Step[] {
  // Nodes stand in topological order.
  const { output, nodes, edges } = picture;
  const gates = nodes.filter((node) => !isLeaf(node) && !held.has(node.id));
  const varying = new Set(nodes.filter(({ varies }) => varies).map(({ id }) => id));
  const entering = new Map<number, PictureEdge[]>();
  for (const edge of edges) entering.set(edge.to, [...(entering.get(edge.to) ?? []), edge]);
  const into = (id: number): PictureEdge[] => entering.get(id) ?? [];
  const reached = new Set([output]);
  const forward = gates.map(({ id }): Step => ({ kind: 'forward', node: id, edges: into(id) }));
  const backward = gates.toReversed().flatMap(({ id }): Step[] => {
    if (!reached.has(id) || !varying.has(id)) return [];
    const open = into(id).filter(({ from }) => varying.has(from));
    for (const { from } of open) reached.add(from);
    return [{ kind: 'backward', node: id, edges: open }];
  });
  return [...forward, { kind: 'seed', node: output, edges: [] }, ...backward];
}

/** What is known after the first `position` steps; at 0 what is given. */
export function momentAt(
  picture: Picture,
  steps: readonly Step[],
  position: number,
  tape: Tape,
): Moment {
  const gates = new Set(steps.filter(({ kind }) => kind === 'forward').map(({ node }) => node));
  const values = new Set(picture.nodes.map(({ id }) => id).filter((id) => !gates.has(id)));
  const awaited = new Map<number, number>();
  for (const { kind, edges } of steps) {
    if (kind !== 'backward') continue;
    for (const { from } of edges) awaited.set(from, (awaited.get(from) ?? 0) + 1);
  }
  const gradients = new Map<number, Received>();
  const contributions = new Set<number>();
  let flows: Flow[] = [];
  const receive = ({ id, from }: PictureEdge): Pick<Flow, 'before' | 'after'> => {
    const before = gradients.get(from)?.sum ?? null;
    const left = (awaited.get(from) ?? 0) - 1;
    const added = (before ?? 0) + (tape.contribution[id] ?? NaN);
    const after = left === 0 ? (tape.gradient[from] ?? NaN) : added;
    awaited.set(from, left);
    contributions.add(id);
    gradients.set(from, { sum: after, whole: left === 0 });
    return { before, after };
  };

  for (const { kind, node, edges } of steps.slice(0, position)) {
    flows = [];
    if (kind === 'forward') {
      values.add(node);
    } else if (kind === 'seed') {
      for (const { id } of picture.nodes) {
        // What nothing arrives at is known now: the output, and what is not on the way to it.
        if (!awaited.has(id)) gradients.set(id, { sum: tape.gradient[id] ?? NaN, whole: true });
      }
    } else {
      flows = edges.map((edge) => ({
        edge,
        upstream: tape.gradient[node] ?? NaN,
        local: tape.local[edge.id] ?? NaN,
        contribution: tape.contribution[edge.id] ?? NaN,
        ...receive(edge),
      }));
    }
  }
  const step = steps[position - 1];
  return {
    kind: step?.kind ?? 'rest',
    node: step?.node ?? null,
    busy: new Set(step?.edges.map(({ id }) => id)),
    values,
    gradients,
    contributions,
    flows,
    wrong: new Set(),
  };
}

/** The number at a spot as far as it is known then; null: not yet. Without a moment all is known. */
export function numberAt(
  moment: Moment | null,
  tape: Tape,
  { node, edge, of }: Spot,
): number | null {
  if (of === 'value') {
    const value = edge === null ? tape.value[node] : tape.carried[edge];
    return !moment || moment.values.has(node) ? (value ?? NaN) : null;
  }
  if (edge !== null) {
    return !moment || moment.contributions.has(edge) ? (tape.contribution[edge] ?? NaN) : null;
  }
  if (!moment) return tape.gradient[node] ?? NaN;
  return moment.gradients.get(node)?.sum ?? null;
}
