/** What is 0 but for rounding: numbers no larger than what 64 bits lose on the way to them. */
import { rememberLast } from '../memo';
import { ops, type OpName } from '../ops';
import { incomingOf, type Graph, type OpNode } from './graph';
import { rulesOf, type Rule } from './rules';
import type { Tape } from './tape';

/** An operation is exact up to this part of its result. */
const UNIT = 2 ** -53;
/** What is not that much smaller than the largest number has digits that count. */
const TINY = 2 ** -40;

/** How far rounding can have moved each number, to first order; by node and by edge as on the tape. */
type Bounds = Pick<Tape, 'value' | 'gradient' | 'local' | 'contribution'>;

const boundsOf = rememberLast(boundErrors);

/** Below that a number may be a zero, beside those of the tape. */
const tinyOf = rememberLast((tape: Tape): number => {
  const largest = [tape.value, tape.gradient, tape.contribution].map(largestOf);
  return TINY * Math.max(...largest);
});

/** As a rule none is, and there is no more to compute. */
const hasTiny = rememberLast((tape: Tape): boolean =>
  [tape.value, tape.gradient, tape.contribution].some((numbers) =>
    isAnyTiny(numbers, tinyOf(tape)),
  ),
);

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
  if (!hasTiny(tape)) return () => false;
  const bounds = boundsOf(graph, tape);
  return (of, at) => isZero(tape[of][at] ?? NaN, bounds[of][at] ?? NaN, tinyOf(tape));
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
  const tiny = tinyOf(tape);
  const shared = wires.filter(({ length }) => length > 1);
  const sums = shared.map((edges) => addUp(edges, tape.contribution));
  if (!hasTiny(tape) && !isAnyTiny(sums, tiny)) return [];
  const bounds = boundsOf(graph, tape);
  const zeros = new Set<number>();
  const firm = new Set<number>();
  const judge = (x: number, error: number): void => {
    if (Math.abs(x) < tiny) (isZero(x, error, tiny) ? zeros : firm).add(x);
  };
  for (const of of ['value', 'gradient', 'local', 'contribution'] as const) {
    tape[of].forEach((x, at) => {
      judge(x, bounds[of][at] ?? NaN);
    });
  }
  shared.forEach((edges, i) => {
    judge(sums[i] ?? NaN, addUp(edges, bounds.contribution));
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
  const incoming = incomingOf(graph);
  for (const node of graph.nodes) {
    const { id } = node;
    const own = tape.value[id] ?? NaN;
    // A number that was written: 0.1 is no double.
    value[id] = Number.isInteger(own) ? 0 : UNIT * Math.abs(own);
    if (node.kind !== 'op' || tape.held.has(id)) continue;
    let error = value[id] ?? NaN;
    for (const edge of incoming(id)) {
      const rule = rulesOf(node.op).local[edge.operand];
      if (!rule) continue;
      const derive = derivativeOf(node, rule, tape.value, value);
      // A constant has an error, too, though no gradient.
      error += scaled(value[edge.from], derive(-1));
    }
    value[id] = error;
    for (const edge of incoming(id)) {
      const rule = rulesOf(node.op).local[edge.operand];
      // At a kink another derivative is no rounding error.
      if (!rule || rule.constant !== null || hasKinks(node.op)) continue;
      local[edge.id] = localError(derivativeOf(node, rule, tape.value, value));
    }
  }
  const sums = new Float64Array(tape.value.length);
  for (const { id, from, to } of graph.edges.toReversed()) {
    if (!tape.open[id] || !tape.reached[to]) continue;
    const share = tape.contribution[id] ?? NaN;
    const error =
      scaled(gradient[to], tape.local[id]) +
      scaled(local[id], tape.gradient[to]) +
      UNIT * Math.abs(share);
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

/** A local derivative by which of operands and result is off by its error; −1: none is. */
function derivativeOf(
  { id, operands }: OpNode,
  rule: Rule,
  values: Float64Array,
  errors: Float64Array,
): (moved: number) => number {
  const [a = id, b = id, c = id] = operands;
  const places = [a, b, c, id];
  return (moved) => {
    const [x = NaN, y = NaN, z = NaN, out = NaN] = places.map(
      (place, i) => (values[place] ?? NaN) + (i === moved ? (errors[place] ?? NaN) : 0),
    );
    return rule.evaluate(x, y, z, out);
  };
}

function localError(derive: (moved: number) => number): number {
  const here = derive(-1);
  const moves = [0, 1, 2, 3].map((moved) => Math.abs(derive(moved) - here));
  return moves.reduce((sum, move) => sum + move, UNIT * Math.abs(here));
}

function hasKinks(op: OpName): boolean {
  return ops[op].kink !== undefined || ops[op].routes === true;
}

function largestOf(numbers: Float64Array): number {
  return numbers.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
}
