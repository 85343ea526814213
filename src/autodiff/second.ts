/** Second derivatives: forward mode over reverse mode, the table's rules differentiated by the table's rules. */
import { ops } from '../ops';
import type { Expr } from '../language/syntax';
import type { Graph, OpNode } from './graph';
import { rulesOf } from './rules';
import { moveAlong } from './tangent';
import type { Tape } from './tape';

/** A number with its derivative by the input; null if it does not depend on the input. */
interface Dual {
  readonly value: number;
  readonly tangent: number | null;
}

/**
 * By node id: the tangent d node / d input, and d gradient / d input, so that `second[input]` is the
 * second derivative and `second` at the inputs is a row of the Hessian (Griewank & Walther, ch. 5).
 */
export function runSecond(
  graph: Graph,
  tape: Tape,
  input: number,
): { readonly tangent: Float64Array; readonly second: Float64Array } {
  const { tangent, moves } = moveAlong(graph, tape, input);
  const dual = (id: number): Dual => ({
    value: tape.value[id] ?? NaN,
    tangent: moves[id] ? (tangent[id] ?? NaN) : null,
  });
  const second = new Float64Array(graph.nodes.length);
  const changes = new Uint8Array(graph.nodes.length);
  for (const { id, from, to, operand } of graph.edges.toReversed()) {
    const node = graph.nodes[to];
    if (node?.kind !== 'op' || !tape.open[id] || !tape.reached[to]) continue;
    // The product rule for upstream × local, each factor only where it changes.
    let change: number | null = changes[to] ? (second[to] ?? NaN) * (tape.local[id] ?? NaN) : null;
    const bend = bendOf(node, operand, dual);
    if (bend !== null) change = (change ?? 0) + (tape.gradient[to] ?? NaN) * bend;
    if (change === null) continue;
    second[from] = (second[from] ?? NaN) + change;
    changes[from] = 1;
  }
  return { tangent, second };
}

/** d local derivative / d input, or null if it does not depend on the input. */
function bendOf(node: OpNode, operand: number, dual: (id: number) => Dual): number | null {
  const rule = rulesOf(node.op).local[operand];
  if (!rule || rule.constant !== null) return null;
  const [x, y, z] = node.operands.map(dual);
  return evaluate(rule.expr, new Map(Object.entries({ x, y, z, out: dual(node.id) }))).tangent;
}

const NOTHING: Dual = { value: NaN, tangent: null };

/** Evaluates a rule with dual numbers. Rules are small, so recursion is safe. */
function evaluate(expr: Expr, named: ReadonlyMap<string, Dual | undefined>): Dual {
  if (expr.kind === 'number') return { value: expr.value, tangent: null };
  if (expr.kind === 'name') return named.get(expr.name) ?? NOTHING;
  if (expr.kind === 'ref') return NOTHING;
  const args = expr.args.map((arg) => evaluate(arg, named));
  const [x = NaN, y = NaN, z = NaN] = args.map((arg) => arg.value);
  const value = ops[expr.op].value(x, y, z);
  let tangent: number | null = null;
  for (const [i, arg] of args.entries()) {
    const rule = rulesOf(expr.op).local[i];
    if (!rule || arg.tangent === null) continue;
    const local = rule.evaluate(x, y, z, value);
    if (local === 0 && rule.closes) continue;
    tangent = (tangent ?? 0) + local * arg.tangent;
  }
  return { value, tangent };
}
