/** Where a double runs out: results that are too large for it, differences that lost their digits. */
import { ops, type OpName } from '../ops';
import type { Graph, OpNode } from './graph';
import { zerosAt } from './roundoff';
import type { Tape } from './tape';
import { sayNumber, sayOperation, type Mark } from './wording';

// The next product with something ordinary may be ∞; the largest double is 1.8e308.
const HUGE = 1e300;

const isHuge = (_op: OpName, value: number): boolean => Math.abs(value) > HUGE;

/** Results of finite operands that are, or almost are, too large for a double; not poles as in 1/0. */
export function overflows(graph: Graph, tape: Tape): Mark[] {
  return operationsOf(graph, tape, isHuge).flatMap(({ node, value, operands }) => {
    if (operands.some((x) => Math.abs(x) > HUGE)) return [];
    if (!Number.isFinite(value) && isPole(node, operands)) return [];
    const what = Number.isFinite(value)
      ? `is ${sayNumber(value)}, almost the largest number there is (1.8e308): the next step may overflow`
      : `is too large for a number of 64 bits (at most 1.8e308) and became ${sayNumber(value)}`;
    const message = `${sayOperation(node, tape)} ${what}, and gradients that are multiplied by it become ∞ or not a number.`;
    return [{ node: node.id, message }];
  });
}

/** Whether the result is ordinary at any step away from the operands: 1/0, log(0). */
function isPole({ op }: OpNode, operands: readonly number[]): boolean {
  return operands.some((_, operand) =>
    [1, -1].some((direction) => {
      const [x = NaN, y = NaN, z = NaN] = operands.map((value, i) =>
        i === operand ? value + direction * Math.max(Math.abs(value), 1) * 2 ** -10 : value,
      );
      return Math.abs(ops[op].value(x, y, z)) < HUGE;
    }),
  );
}

// Half of the 53 bits of a double.
const HALF_OF_THE_DIGITS = 2 ** -27;

/**
 * Sums and differences of computed numbers that keep less than half of their digits. Exact zeros are
 * left out: x − x is right.
 */
export function cancellations(graph: Graph, tape: Tape): Mark[] {
  const isZero = zerosAt(graph, tape);
  return operationsOf(graph, tape, isSum).flatMap(({ node, value, operands }) => {
    if (isZero('value', node.id)) return [];
    const largest = Math.max(...operands.map(Math.abs));
    const loss = Math.abs(value) / largest;
    const computed = node.operands.some((id) => graph.nodes[id]?.kind === 'op');
    if (!computed || loss === 0 || !(loss < HALF_OF_THE_DIGITS)) return [];
    const left = Math.max(0, Math.floor(15.95 + Math.log10(loss)));
    const message = `${sayOperation(node, tape)} cancels: of the 16 digits of its operands about ${left} are left in ${sayNumber(value)}. The gradient flows on unchanged, but whatever uses this value is no more exact than that.`;
    return [{ node: node.id, message }];
  });
}

/**
 * Where a zero comes from that 64 bits make a small number of: 0.1 + 0.2 − 0.3, the sine of π,
 * contributions that cancel. What follows from it is not marked again.
 */
export function roundedZeros(graph: Graph, tape: Tape): Mark[] {
  const isZero = zerosAt(graph, tape);
  const say = (what: string, left = NaN): string =>
    `${what} is 0 but for rounding, and shown as 0: with 64 bits it came out as ${sayNumber(left)}.`;
  const values = operationsOf(graph, tape, (_op, value) => value !== 0).flatMap(
    ({ node, value }) => {
      const { id, operands } = node;
      const begins = isZero('value', id) && !operands.some((operand) => isZero('value', operand));
      return begins ? [{ node: id, message: say(sayOperation(node, tape), value) }] : [];
    },
  );
  const locals = graph.edges.flatMap(({ id, to }) => {
    const node = graph.nodes[to];
    const begins = isZero('contribution', id) && isZero('local', id) && !isZero('gradient', to);
    if (node?.kind !== 'op' || !begins || node.operands.some((from) => isZero('value', from))) {
      return [];
    }
    const what = `The local derivative of ${sayOperation(node, tape)}`;
    return [{ node: to, message: say(what, tape.local[id]) }];
  });
  const fed = new Set(
    graph.edges
      .filter(({ id }) => tape.open[id] === 1 && !isZero('contribution', id))
      .map(({ from }) => from),
  );
  const sums = graph.nodes.flatMap(({ id }) => {
    const begins = isZero('gradient', id) && fed.has(id);
    if (!begins) return [];
    const message = say(
      'The sum of the contributions to this gradient, which cancel,',
      tape.gradient[id],
    );
    return [{ node: id, message }];
  });
  return [...values, ...locals, ...sums];
}

/** Every operand counts whole, with its sign. */
function isSum(op: OpName): boolean {
  const { rules } = ops[op];
  return rules.length > 1 && rules.every((rule) => rule === '1' || rule === '-1');
}

interface Operation {
  readonly node: OpNode;
  readonly value: number;
  readonly operands: readonly number[];
}

/** The operations with finite operands that an input has a part in and that may be concerned. */
function operationsOf(
  graph: Graph,
  tape: Tape,
  concerned: (op: OpName, value: number) => boolean,
): Operation[] {
  return graph.nodes.flatMap((node) => {
    const value = tape.value[node.id] ?? NaN;
    if (node.kind !== 'op' || !concerned(node.op, value)) return [];
    if (!graph.varies[node.id] || tape.held.has(node.id)) return [];
    const operands = node.operands.map((id) => tape.value[id] ?? NaN);
    return operands.every(Number.isFinite) ? [{ node, value, operands }] : [];
  });
}
