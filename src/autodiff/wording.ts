/** Numbers, operations and what happens at them as words in a sentence. */
import type { Graph, OpNode } from './graph';
import { oneSided, usualAtKink } from './kinks';
import { alikeIn } from './lists';
import { toText, writeCall, writeNumber } from './notation';
import type { Tape } from './tape';

/** A sentence about a node. */
export interface Mark {
  readonly node: number;
  readonly message: string;
}

/** A number in a sentence: four digits are enough to recognise it. */
export function sayNumber(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(4))).replaceAll('-', '−');
}

/** An operation with the numbers of its operands: log(−1), 3 + 4. */
export function sayOperation({ op, operands }: OpNode, tape: Tape): string {
  const numbers = operands.map((id) => {
    const value = tape.value[id] ?? NaN;
    return writeNumber(Number.isFinite(value) ? Number(value.toPrecision(4)) : value);
  });
  return toText(writeCall(op, numbers).formula);
}

/** What happens exactly at a kink, a tie or a jump, and which derivative is shown. */
export function sayKink(graph: Graph, tape: Tape, node: OpNode, locals: readonly number[]): string {
  const sides = node.operands.flatMap((from, operand) => {
    if (!graph.varies[from]) return [];
    const left = oneSided(node, operand, tape.value, 'left');
    const right = oneSided(node, operand, tape.value, 'right');
    const shown = locals[operand] ?? NaN;
    const usual = Object.is(shown, usualAtKink(graph, node, operand, tape.value));
    return [{ place: PLACES[operand] ?? '', left, right, shown, usual }];
  });
  const torn = sides.filter(({ left, right }) => left !== right);
  const [only] = torn;
  if (!only) {
    return `${sayOperation(node, tape)} jumps exactly here; its derivative is the same on both sides and does not show it.`;
  }
  const convention = torn.every(({ usual }) => usual)
    ? `PyTorch's convention${sayShares(graph, tape, node)}`
    : 'as chosen';
  const told = torn.map(({ place, left, right, shown }) => {
    const by = node.operands.length > 1 ? `by its ${place} operand ` : '';
    return `${by}it is ${sayNumber(left)} from the left and ${sayNumber(right)} from the right, taken as ${sayNumber(shown)}`;
  });
  return `${sayOperation(node, tape)} has no derivative exactly here: ${told.join('; ')} (${convention}).`;
}

/** What a step through a list has to do with the steps before it. */
function sayShares(graph: Graph, tape: Tape, { id }: OpNode): string {
  if (graph.ties?.get(id) !== 'evenly') return '';
  return `: all ${alikeIn(graph, tape.value)(id)} of the list that tie share evenly`;
}

/** The places of operands in words. */
export const PLACES = ['first', 'second', 'third'];

/** What a number is and where it comes from: `log(0) is −∞.` */
export function sayValue(graph: Graph, tape: Tape, id: number): string {
  const node = graph.nodes[id];
  const value = sayNumber(tape.value[id] ?? NaN);
  if (node?.kind === 'input') return `${node.name} is ${value}.`;
  if (tape.held.has(id)) return `The value that is held here is ${value}.`;
  if (node?.kind === 'op') return `${sayOperation(node, tape)} is ${value}.`;
  return `The number written here is ${value}.`;
}

/** `The local derivative of sqrt(0) is ∞ here.` */
export function saySlope(tape: Tape, node: OpNode, edge: number): string {
  return `The local derivative of ${sayOperation(node, tape)} is ${sayNumber(tape.local[edge] ?? NaN)} here.`;
}
