/** Which derivative counts where there are two: the conventions at kinks and ties, by the table's rules. */
import { ops, type OpName } from '../ops';
import type { Graph, OpNode, Tie } from './graph';
import { alikeIn } from './lists';
import { rulesOf } from './rules';

/**
 * `pytorch`: the table's rule. `left` and `right`: the one-sided derivative of the operand that is
 * differentiated. `first`: at a tie the first operand gets all that is shared, elsewhere PyTorch's.
 */
export type KinkRule = 'pytorch' | 'left' | 'right' | 'first';

/** A convention of the lens, or of one node that stands for another. */
type Convention = KinkRule | Exclude<Tie, 'evenly'>;

type Side = 'left' | 'right';

type Operands = readonly [x: number, y: number, z: number];

/** Whether an operation has no derivative exactly at its operands: a kink, a tie or a jump. */
export function atKink(node: OpNode, value: Float64Array): boolean {
  const { kink } = rulesOf(node.op);
  return kink !== null && kink(...operandsOf(node, value), value[node.id] ?? NaN) !== 0;
}

/** Whether an op hands the gradient to one operand or another, and at a tie has to choose. */
export function hasTies(op: OpName): boolean {
  return ops[op].routes === true && rulesOf(op).kink !== null;
}

/** Whether a node that does not go by the table's rule is at a kink or tie, so that it matters. */
export function breaksTies({ nodes, ties }: Graph, value: Float64Array): boolean {
  if (!ties) return false;
  for (const id of ties.keys()) {
    const node = nodes[id];
    if (node?.kind === 'op' && atKink(node, value)) return true;
  }
  return false;
}

/** The local derivative by one operand at a kink where nobody chose a convention. */
export function usualAtKink(
  graph: Graph,
  node: OpNode,
  operand: number,
  value: Float64Array,
): number {
  const tie = graph.ties?.get(node.id) ?? 'pytorch';
  if (tie !== 'evenly') return derivativeAtKink(node, operand, value, tie);
  const before = alikeIn(graph, value)(node.operands[0] ?? 0);
  return (operand === 0 ? before : 1) / (before + 1);
}

/** The local derivative by one operand at a kink, as the convention has it. */
export function derivativeAtKink(
  node: OpNode,
  operand: number,
  value: Float64Array,
  convention: Convention,
): number {
  if (convention === 'left' || convention === 'right') {
    return oneSided(node, operand, value, convention);
  }
  if (convention === 'shared') {
    const sides = (['left', 'right'] as const).map((side) => oneSided(node, operand, value, side));
    return sides.reduce((sum, side) => sum + side / sides.length, 0);
  }
  const point = operandsOf(node, value);
  const shares = node.operands.map((_, i) => derivative(node, i, point));
  const own = shares[operand] ?? NaN;
  if (convention === 'pytorch' || !ops[node.op].routes || own === 0) return own;
  const first = shares.findIndex((share) => share !== 0);
  return operand === first ? shares.reduce((sum, share) => sum + share, 0) : 0;
}

/** The local derivative by one operand just below or just above its value. */
export function oneSided(node: OpNode, operand: number, value: Float64Array, side: Side): number {
  const slope = derivative(node, operand, beside(node, operand, value, side));
  return Math.abs(slope) > STEEPEST ? slope * Infinity : slope;
}

/** The result of an operation with one operand just below or just above its value. */
export function resultBeside(
  node: OpNode,
  operand: number,
  value: Float64Array,
  side: Side,
): number {
  return ops[node.op].value(...beside(node, operand, value, side));
}

function beside(node: OpNode, operand: number, value: Float64Array, side: Side): Operands {
  const [x, y, z] = operandsOf(node, value);
  const nudge = (own: number, i: number): number => (i === operand ? nudged(own, side) : own);
  return [nudge(x, 0), nudge(y, 1), nudge(z, 2)];
}

/** The operands of a node; what it does not have is NaN. */
function operandsOf(node: OpNode, value: Float64Array): Operands {
  const [x = NaN, y = NaN, z = NaN] = node.operands.map((id) => value[id] ?? NaN);
  return [x, y, z];
}

function derivative({ op }: OpNode, operand: number, [x, y, z]: Operands): number {
  return rulesOf(op).local[operand]?.evaluate(x, y, z, ops[op].value(x, y, z)) ?? NaN;
}

// So near that only a comparison can tell the difference, and still squared without underflow.
const RELATIVE = 2 ** -50;
const AT_ZERO = 2 ** -500;
// What is this steep there grows without end: 1/(2√x) does.
const STEEPEST = 2 ** 200;

function nudged(value: number, side: Side): number {
  const step = value === 0 ? AT_ZERO : Math.abs(value) * RELATIVE;
  return side === 'left' ? value - step : value + step;
}
