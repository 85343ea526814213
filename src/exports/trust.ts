/** Which gradients a library that differentiates by itself is held to. */
import { ops } from '../ops';
import { atKink, usualAtKink } from '../autodiff/kinks';
import { rulesOf } from '../autodiff/rules';
import { stepsInLists } from './lists';
import type { Exported } from './subject';

/**
 * Whose rules the backward pass follows: the table's, with the wires closed that its gates close; a
 * library's with the table's conventions at kinks; or a library's with its own.
 */
export type Conventions = 'table' | 'like the table' | 'own';

/**
 * The leaves whose gradient a backward pass must agree on. Left out are those where the circuit was
 * told another convention at a kink, where a library computes 0 × ∞ on a wire that the table closes,
 * and, for a library with its own conventions, all that lies behind a kink at this point.
 */
export function trustedLeaves(what: Exported, conventions: Conventions): ReadonlySet<number> {
  const { graph, tape } = what;
  const gradient = new Float64Array(graph.nodes.length);
  const reached = new Set([graph.output]);
  const kinked = new Set<number>();
  const inLists = stepsInLists(graph, tape.held);
  gradient[graph.output] = tape.gradient[graph.output] ?? NaN;
  for (const { from, to, operand } of graph.edges.toReversed()) {
    const node = graph.nodes[to];
    if (node?.kind !== 'op' || tape.held.has(to) || !reached.has(to)) continue;
    const [x = NaN, y = NaN, z = NaN] = node.operands.map((id) => tape.value[id] ?? NaN);
    const out = tape.value[to] ?? NaN;
    const rule = rulesOf(node.op).local[operand];
    if (!rule) continue;
    // A list is written as one; a library that has it shares as we do.
    const isTie = inLists.has(to) && atKink(node, tape.value);
    const derivative = isTie
      ? usualAtKink(graph, node, operand, tape.value)
      : rule.evaluate(x, y, z, out);
    const chooses = conventions === 'table' || ops[node.op].form.kind === 'conditional';
    if (rule.constant === 0 || (derivative === 0 && rule.closes && chooses)) continue;
    gradient[from] = (gradient[from] ?? NaN) + (gradient[to] ?? NaN) * derivative;
    reached.add(from);
    if (kinked.has(to) || atKink(node, tape.value)) kinked.add(from);
  }
  const leaves = [...what.inputs.map(({ node }) => node), ...tape.held.keys()];
  return new Set(
    leaves.filter(
      (id) => agree(gradient[id], tape.gradient[id]) && !(conventions === 'own' && kinked.has(id)),
    ),
  );
}

function agree(a = NaN, b = NaN): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
