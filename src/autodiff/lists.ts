/** Maxima of more than two: which steps of a circuit are one operation on a list, and what ties in it. */
import { ops } from '../ops';
import type { Graph, OpNode } from './graph';

/** The steps through lists, from the first of each. */
export function stepsThroughLists({ nodes, ties }: Graph): ReadonlySet<number> {
  const steps = new Set<number>();
  for (const [id, tie] of ties ?? []) {
    const node = nodes[id];
    if (tie !== 'evenly' || node?.kind !== 'op') continue;
    steps.add(id).add(node.operands[0] ?? 0);
  }
  return steps;
}

/** The steps of a list up to one of them, from the first; an operation of no list is one step. */
export function stepsUpTo(graph: Graph, last: OpNode): readonly OpNode[] {
  const steps = [last];
  for (let step = last; graph.ties?.get(step.id) === 'evenly';) {
    const before = graph.nodes[step.operands[0] ?? 0];
    if (before?.kind !== 'op' || before.op !== last.op) break;
    steps.push(before);
    step = before;
  }
  return steps.reverse();
}

/** The operands of an operation; those of a step through a list are all of the list up to there. */
export function listedOperands(graph: Graph, node: OpNode): readonly number[] {
  const [first = node, ...others] = stepsUpTo(graph, node);
  return [...first.operands, ...others.map(({ operands }) => operands[1] ?? 0)];
}

/**
 * Tells of a step through a list how many operands, up to there, tie for its result. By the values of
 * a tape, and counted once for each.
 */
export function alikeIn(graph: Graph, value: Float64Array): (step: number) => number {
  let alike = counted.get(value);
  if (!alike) {
    alike = countAlike(graph, value);
    counted.set(value, alike);
  }
  return (step) => alike.get(step) ?? alikeAtFirst(graph, value, step);
}

const counted = new WeakMap<Float64Array, ReadonlyMap<number, number>>();

function countAlike(graph: Graph, value: Float64Array): ReadonlyMap<number, number> {
  const alike = new Map<number, number>();
  for (const [id, tie] of graph.ties ?? []) {
    const node = graph.nodes[id];
    if (tie !== 'evenly' || node?.kind !== 'op') continue;
    const [list = 0, next = 0] = node.operands;
    const before = alike.get(list) ?? alikeAtFirst(graph, value, list);
    const wins = (operand: number): number => Number(value[operand] === value[id]);
    alike.set(id, wins(list) * before + wins(next));
  }
  return alike;
}

/** The same of the first step, which is of a pair. */
function alikeAtFirst({ nodes }: Graph, value: Float64Array, step: number): number {
  const node = nodes[step];
  if (node?.kind !== 'op' || !ops[node.op].sharesEvenly) return 1;
  return Math.max(1, node.operands.filter((id) => value[id] === value[step]).length);
}
