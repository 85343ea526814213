/** Maxima of lists in a program: one call for all steps, and what each operand gets of the gradient. */
import { readRule } from '../autodiff/rules';
import { listedOperands, stepsUpTo } from '../autodiff/lists';
import type { Graph, OpNode } from '../autodiff/graph';
import type { CallExpr, Expr } from '../language/syntax';
import { substitute } from './writing';

// The share of each names all; a longer list is written in pairs.
const LONGEST = 16;

/**
 * By last step, the operands of every list that is written as one call: none of its other steps is
 * used elsewhere, has a name, is held or is the output.
 */
export function listsOf(
  graph: Graph,
  held: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly number[]> {
  const uses = new Uint32Array(graph.nodes.length);
  for (const { from } of graph.edges) uses[from] = (uses[from] ?? 0) + 1;
  const isInner = ({ id, name }: OpNode): boolean =>
    name === undefined && uses[id] === 1 && id !== graph.output && !held.has(id);
  const lists = new Map<number, readonly number[]>();
  const taken = new Set<number>();
  for (const id of Array.from(graph.ties?.keys() ?? []).reverse()) {
    const node = graph.nodes[id];
    if (node?.kind !== 'op' || graph.ties?.get(id) !== 'evenly' || taken.has(id)) continue;
    const inner = stepsUpTo(graph, node).slice(0, -1);
    for (const step of inner) taken.add(step.id);
    const operands = listedOperands(graph, node);
    if (operands.length <= LONGEST && inner.every(isInner)) lists.set(id, operands);
  }
  return lists;
}

/** All steps of those lists. */
export function stepsInLists(graph: Graph, held: ReadonlyMap<number, number>): ReadonlySet<number> {
  const steps = new Set<number>();
  for (const id of listsOf(graph, held).keys()) {
    const node = graph.nodes[id];
    if (node?.kind === 'op') for (const step of stepsUpTo(graph, node)) steps.add(step.id);
  }
  return steps;
}

/** What an operand of a list gets: 1 if it is the result, divided by how many are. */
export function evenShare({ args }: CallExpr, operand: number, out: Expr): Expr {
  const ties = args.map((arg) => put('x == y', arg, out));
  const [first = out, ...others] = ties;
  return put(
    'x/y',
    ties[operand] ?? first,
    others.reduce((sum, tie) => put('x + y', sum, tie), first),
  );
}

const put = (text: string, ...operands: readonly Expr[]): Expr =>
  substitute(readRule(text), operands);
