/** What is 0 but for rounding: numbers no larger than what 64 bits lose on the way to them. */
import { ops, type OpName } from '../ops';
import type { Graph, OpNode } from './graph';
import { rulesOf } from './rules';
import type { Tape } from './tape';

/** An operation is exact up to this part of its result. */
const UNIT = 2 ** -53;
/** What is not that much smaller than the largest number has digits that count. */
const TINY = 2 ** -40;

/** How far rounding can have moved each number, to first order; by node and by edge as on the tape. */
type Bounds = Pick<Tape, 'value' | 'gradient' | 'local' | 'contribution'>;

const bounds = new WeakMap<Tape, Bounds>();
const limits = new WeakMap<Tape, Limit>();

function boundsOf(graph: Graph, tape: Tape): Bounds {
  const known = bounds.get(tape) ?? boundErrors(graph, tape);
  bounds.set(tape, known);
  return known;
}

interface Limit {
  /** Below that a number may be a zero, beside those of the tape. */
  readonly tiny: number;
  /** As a rule none is, and there is no more to compute. */
  readonly hasTiny: boolean;
}

function limitOf(tape: Tape): Limit {
  const known = limits.get(tape);
  if (known) return known;
  const all = [tape.value, tape.gradient, tape.contribution];
  const tiny = TINY * Math.max(...all.map(largestOf));
  const limit = { tiny, hasTiny: all.some((numbers) => isAnyTiny(numbers, tiny)) };
  limits.set(tape, limit);
  return limit;
}

function isAnyTiny(numbers: Iterable<number>, tiny: number): boolean {
  for (const x of numbers) if (x !== 0 && Math.abs(x) < tiny) return true;
  return false;
}

/** Whether a number is not to be told from 0. */
function isZero(x: number, error: number, tiny: number): boolean {
  return x !== 0 && Math.abs(x) < tiny && Math.abs(x) <= error;
}

type Kind = 'value' | 'gradient' | 'local' | 'contribution';

/** Tells of each number on a tape whether it is 0 but for rounding. */
export function zerosAt(graph: Graph, tape: Tape): (of: Kind, at: number) => boolean {
  const { tiny, hasTiny } = limitOf(tape);
  if (!hasTiny) return () => false;
  const errors = boundsOf(graph, tape);
  return (of, at) => isZero(tape[of][at] ?? NaN, errors[of][at] ?? NaN, tiny);
}

/** The gradient of a node, 0 where that is all that can be known of it. */
export function gradientAt(graph: Graph, tape: Tape, id: number): number {
  return zerosAt(graph, tape)('gradient', id) ? 0 : (tape.gradient[id] ?? NaN);
}

/**
 * The numbers that are zeros but for rounding, of nodes, edges, and wires that stand for several edges.
 * A number that also stands where it counts is left out.
 */
export function zerosBut(
  graph: Graph,
  tape: Tape,
  wires: readonly (readonly number[])[] = [],
): readonly number[] {
  const { tiny, hasTiny } = limitOf(tape);
  const shared = wires.filter(({ length }) => length > 1);
  const sums = shared.map((edges) => addUp(edges, tape.contribution));
  if (!hasTiny && !isAnyTiny(sums, tiny)) return [];
  const errors = boundsOf(graph, tape);
  const zeros = new Set<number>();
  const firm = new Set<number>();
  const judge = (x: number, error: number): void => {
    if (Math.abs(x) < tiny) (isZero(x, error, tiny) ? zeros : firm).add(x);
  };
  for (const of of ['value', 'gradient', 'local', 'contribution'] as const) {
    tape[of].forEach((x, at) => {
      judge(x, errors[of][at] ?? NaN);
    });
  }
  shared.forEach((edges, i) => {
    judge(sums[i] ?? NaN, addUp(edges, errors.contribution));
  });
  return [...zeros].filter((x) => !firm.has(x));
}

function addUp(edges: readonly number[], numbers: Float64Array): number {
  // From −0 on, which alone stays −0: as the picture adds them up.
  return edges.reduce((sum, edge) => sum + (numbers[edge] ?? NaN), -0);
}

/** Running error analysis, as Higham has it (Accuracy and Stability, 3.3), through both passes. */
function boundErrors(graph: Graph, tape: Tape): Bounds {
  const value = new Float64Array(tape.value.length);
  const gradient = new Float64Array(tape.value.length);
  const local = new Float64Array(tape.local.length);
  const contribution = new Float64Array(tape.local.length);
  // Edges are numbered by consumer, in the order of its operands.
  let edge = 0;
  for (const node of graph.nodes) {
    const { id } = node;
    const own = tape.value[id] ?? NaN;
    // A number that was written: 0.1 is no double.
    value[id] = Number.isInteger(own) ? 0 : UNIT * Math.abs(own);
    if (node.kind !== 'op') continue;
    const first = edge;
    edge += node.operands.length;
    if (!tape.held.has(id)) boundOperation(node, first, tape.value, value, local);
  }
  const { open, reached, local: slopes, gradient: gradients, contribution: shares } = tape;
  const sums = new Float64Array(tape.value.length);
  for (let id = graph.edges.length - 1; id >= 0; id--) {
    const { from, to } = graph.edges[id] ?? { from: 0, to: 0 };
    if (!open[id] || !reached[to]) continue;
    const share = shares[id] ?? NaN;
    const error =
      scaled(gradient[to], slopes[id]) + scaled(local[id], gradients[to]) + UNIT * Math.abs(share);
    contribution[id] = error;
    sums[from] = (sums[from] ?? 0) + share;
    gradient[from] = (gradient[from] ?? 0) + error + UNIT * Math.abs(sums[from] ?? NaN);
  }
  return { value, gradient, local, contribution };
}

/** An exact number stays exact, whatever it is multiplied by. */
function scaled(error = NaN, factor = NaN): number {
  return error === 0 ? 0 : error * Math.abs(factor);
}

/** The error of a result, and of the local derivatives on its wires, of which `first` is the first. */
function boundOperation(
  { id, op, operands }: OpNode,
  first: number,
  values: Float64Array,
  errors: Float64Array,
  local: Float64Array,
): void {
  const [a = id, b = id, c = id] = operands;
  const [x = NaN, y = NaN, z = NaN, out = NaN] = [values[a], values[b], values[c], values[id]];
  const [dx = NaN, dy = NaN, dz = NaN] = [errors[a], errors[b], errors[c]];
  const { local: rules } = rulesOf(op);
  let error = errors[id] ?? NaN;
  for (const [operand, { evaluate, constant }] of rules.entries()) {
    // A constant has an error, too, though no gradient.
    const here = constant ?? evaluate(x, y, z, out);
    local[first + operand] = here;
    error += scaled([dx, dy, dz][operand], here);
  }
  errors[id] = error;
  for (const [operand, { evaluate, constant }] of rules.entries()) {
    const here = local[first + operand] ?? NaN;
    // At a kink another derivative is no rounding error.
    if (constant !== null || hasKinks(op)) {
      local[first + operand] = 0;
      continue;
    }
    let moved = UNIT * Math.abs(here);
    if (dx !== 0) moved += Math.abs(evaluate(x + dx, y, z, out) - here);
    if (dy !== 0 && rules.length > 1) moved += Math.abs(evaluate(x, y + dy, z, out) - here);
    if (dz !== 0 && rules.length > 2) moved += Math.abs(evaluate(x, y, z + dz, out) - here);
    if (error !== 0) moved += Math.abs(evaluate(x, y, z, out + error) - here);
    local[first + operand] = moved;
  }
}

function hasKinks(op: OpName): boolean {
  return ops[op].kink !== undefined || ops[op].routes === true;
}

function largestOf(numbers: Float64Array): number {
  return numbers.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
}
