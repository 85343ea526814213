/** Two orders of the backward pass: what each visit found, and what the picture shows after it. */
import type { HostMessage, Picture } from '../src/protocol';
import { isLeaf } from './figure';
import type { Moment, Received } from './steps';

export type Orders = Extract<HostMessage, { kind: 'order' }>;
export type Visit = Orders['naive'][number];
export type Side = 'topological' | 'naive';

/** A visit as it is listed: `again` counts the earlier visits of the same node. */
export interface ListedVisit extends Visit {
  readonly again: number;
}

/** The visits of nodes that are drawn, in order. */
export function listVisits(picture: Picture, orders: Orders, side: Side): ListedVisit[] {
  const drawn = new Set(picture.nodes.map(({ id }) => id));
  const seen = new Map<number, number>();
  return orders[side]
    .filter(({ node }) => drawn.has(node))
    .map((visit) => {
      const again = seen.get(visit.node) ?? 0;
      seen.set(visit.node, again + 1);
      return { ...visit, again };
    });
}

/**
 * The picture after that many visits: what each node had when it was last visited; after the last,
 * what all end with, and which of that is not their `gradient`.
 */
export function followVisits(
  picture: Picture,
  visits: readonly Visit[],
  position: number,
  final: Float64Array,
  gradient: Float64Array,
): Moment {
  const nodes = picture.nodes.map(({ id }) => id);
  const varying = new Set(picture.nodes.filter(({ varies }) => varies).map(({ id }) => id));
  const now = visits[position - 1];
  const gradients = new Map<number, Received>();
  const set = (node: number, sum: number): void => {
    gradients.set(node, { sum, whole: Object.is(sum, gradient[node]) });
  };
  for (const { node, upstream } of visits.slice(0, position)) set(node, upstream);
  const over = position >= visits.length;
  const wrong = over ? differing(picture, final, gradient) : [];
  if (over) {
    for (const id of nodes) set(id, final[id] ?? NaN);
  }
  const carried = picture.edges.filter(({ from, to }) => to === now?.node && varying.has(from));
  return {
    kind: now ? 'backward' : 'rest',
    node: now?.node ?? null,
    busy: new Set(carried.map(({ id }) => id)),
    values: new Set(nodes),
    gradients,
    contributions: new Set(),
    flows: [],
    wrong: new Set(wrong),
  };
}

/** Nodes that end with another gradient by recursion than they have. */
export function wrongNodes(picture: Picture, orders: Orders, gradient: Float64Array): number[] {
  return differing(picture, orders.naiveGradient, gradient);
}

function differing({ nodes }: Picture, other: Float64Array, gradient: Float64Array): number[] {
  return nodes.flatMap(({ id, varies }) => {
    const naive = other[id] ?? NaN;
    const right = gradient[id] ?? NaN;
    const near = Math.abs(naive - right) <= 1e-9 * Math.max(Math.abs(naive), Math.abs(right));
    return varies && !near && !Object.is(naive, right) ? [id] : [];
  });
}

/** Whether any node that hands its gradient on is used more than once. */
export function forks({ nodes, edges }: Picture): 'gates' | 'inputs' | 'none' {
  const uses = new Map<number, number>();
  for (const { from } of edges) uses.set(from, (uses.get(from) ?? 0) + 1);
  const forked = nodes.filter(({ id, varies }) => varies && (uses.get(id) ?? 0) > 1);
  if (forked.some((node) => !isLeaf(node))) return 'gates';
  return forked.length > 0 ? 'inputs' : 'none';
}
