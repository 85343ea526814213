/** Numbers, operations and what happens at them as words in a sentence. */
import { formatPlain, withMinus } from '../numbers';
import { ops } from '../ops';
import type { Graph, OpNode } from './graph';
import { oneSided, resultBeside, usualAtKink } from './kinks';
import { alikeIn } from './lists';
import { toText, writeCall, writeNumber } from './notation';
import type { Tape } from './tape';

/** A sentence about a node. */
export interface Mark {
  readonly node: number;
  readonly message: string;
}

/** Four digits are enough to recognise a number. */
function shorten(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value;
}

/** A number in a sentence. */
export function sayNumber(value: number): string {
  return Number.isNaN(value) ? 'not a number' : formatPlain(shorten(value));
}

/** An operation with the numbers of its operands: log(−1), 3 + 4. */
export function sayOperation({ op, operands }: OpNode, tape: Tape): string {
  const numbers = operands.map((id) => writeNumber(shorten(tape.value[id] ?? NaN)));
  return withMinus(toText(writeCall(op, numbers).formula));
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
  if (torn.length === 0) return sayJump(graph, tape, node);
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

/** Of an operand, what a result may differ by beside a jump without being another. */
const STEP = 1e-9;

/** What happens where a result jumps and its derivative is the same on both sides. */
function sayJump(graph: Graph, tape: Tape, node: OpNode): string {
  const operand = node.operands.findIndex((from) => graph.varies[from]);
  const result = tape.value[node.id] ?? NaN;
  const step = Math.abs(tape.value[node.operands[operand] ?? 0] ?? NaN) * STEP;
  const [left, right] = (['left', 'right'] as const).map((side) => {
    const value = resultBeside(node, operand, tape.value, side);
    return sayNumber(Math.abs(value - result) <= step ? result : value);
  });
  const by = node.operands.length > 1 ? ` by its ${PLACES[operand] ?? ''} operand` : '';
  const here = sayNumber(result);
  const jump = `${sayOperation(node, tape)} jumps exactly here${by}: it is ${left ?? ''} from the left and ${right ?? ''} from the right, taken as ${here}; its derivative is the same on both sides and does not show it.`;
  const meeting = branchesOf(graph, node.id).map((branches) =>
    branches.map((branch) => tape.value[branch] ?? NaN),
  );
  const [values] = meeting;
  const meet = values?.every((value) => value === values[0]);
  if (meeting.length !== 1 || !values || !meet) return jump;
  return `${jump} What it chooses between is ${sayNumber(values[0] ?? NaN)} either way, so the result does not jump, but its slope may.`;
}

/** For every choice that a node decides alone, what is chosen between. */
function branchesOf({ nodes }: Graph, condition: number): (readonly number[])[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'op' || ops[node.op].form.kind !== 'conditional') return [];
    const [decides, ...branches] = node.operands;
    return decides === condition ? [branches] : [];
  });
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
