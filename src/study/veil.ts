/** Which numbers are hidden so that none gives a blank away. */
import type { Folded } from '../autodiff/fold';
import type { Graph } from '../autodiff/graph';
import type { Spot } from './spots';

/** What is hidden: values and gradients by node; by drawn edge what is carried, local derivative, contribution. */
export interface Veil {
  readonly value: ReadonlySet<number>;
  readonly gradient: ReadonlySet<number>;
  readonly carried: ReadonlySet<number>;
  readonly local: ReadonlySet<number>;
  readonly contribution: ReadonlySet<number>;
}

/** Hides the blanks, the same numbers elsewhere, and the local derivatives that are made of them. */
export function veilOver(
  graph: Graph,
  { edges }: Pick<Folded, 'edges'>,
  blanks: readonly Spot[],
): Veil {
  const nodes = (of: Spot['of']): Set<number> =>
    new Set(blanks.filter((spot) => spot.edge === null && spot.of === of).map(({ node }) => node));
  const [value, gradient] = [nodes('value'), nodes('gradient')];
  const asked = new Set(blanks.map(({ edge }) => edge));
  const uses = new Map<number, number>();
  for (const { from } of edges) uses.set(from, (uses.get(from) ?? 0) + 1);
  const of = (isHidden: (edge: Folded['edges'][number]) => boolean): Set<number> =>
    new Set(edges.filter(isHidden).map(({ id }) => id));
  const contribution = of(
    ({ id, from }) => asked.has(id) || (gradient.has(from) && uses.get(from) === 1),
  );
  return {
    value,
    gradient,
    carried: of(({ source }) => source !== null && value.has(source)),
    contribution,
    local: of(({ id, to }) => {
      const gate = graph.nodes[to];
      const around = gate?.kind === 'op' ? [to, ...gate.operands] : [to];
      return contribution.has(id) || around.some((node) => value.has(node));
    }),
  };
}

/** Whether anything is hidden. */
export function isVeiled(veil: Veil): boolean {
  return Object.values(veil).some((hidden: ReadonlySet<number>) => hidden.size > 0);
}
