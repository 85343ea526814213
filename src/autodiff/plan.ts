/** The plan of a computation: what is computed from what, in one list of numbers that the kernels read. */
import { arity, opNames, type OpName } from '../ops';
import { schedule, type Operations } from './schedule';
import { ways } from './ways';

/**
 * Run by run, in the order of the schedule: the row of the op in the table, where its operations end,
 * of each operation the node and its operands, then the way a gradient takes (NOWHERE: nothing flows
 * back) and where the operations begin. So it is read forward by rows and backward by ways. One list
 * and not an array for each, because a kernel makes sure of every array it reads at every operation,
 * and that takes longer than an addition; signed, because it counts in signed numbers.
 */
export type Plan = Int32Array;

/** A run: its row and way, where its operations stand in the plan, and how many numbers each has. */
export interface Run {
  readonly row: number;
  readonly way: number;
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** What stands before the operations of a run, and as much after them. */
const EDGE = 2;

/** The way of a node that nothing flows back through. */
const NOWHERE = ways.length;

const rows: ReadonlyMap<OpName, number> = new Map(opNames.map((op, row) => [op, row]));
const sizes = Uint8Array.from(opNames, (op) => 1 + arity(op));
const numbered = numberWays();

/** What is computed at once: an op of which some operands vary. Three bits, the lowest is the first's. */
export function kindOf(op: OpName, bits: number): number {
  return 8 * (rows.get(op) ?? 0) + bits;
}

/** The number of a way by kind. */
function numberWays(): Uint8Array {
  const numbers = new Uint8Array(8 * opNames.length).fill(NOWHERE);
  for (const [number, { op, varies }] of ways.entries()) {
    const bits = varies.reduce((sum, one, operand) => sum + (one ? 2 ** operand : 0), 0);
    numbers[kindOf(op, bits)] = number;
  }
  return numbers;
}

/** The plan of operations whose kinds are those of `kindOf`. */
export function makePlan(operations: Operations): Plan {
  const { order, kinds, ends } = schedule(operations);
  const { first, second, third } = operations;
  const counts = ends.map((end, run) => end - (ends[run - 1] ?? 0));
  const length = counts.reduce((sum, n, run) => sum + 2 * EDGE + n * sizeOf(kinds[run]), 0);
  const plan = new Int32Array(length);
  let place = 0;
  let next = 0;
  kinds.forEach((kind, run) => {
    const size = sizeOf(kind);
    const start = next + EDGE;
    for (next = start; place < (ends[run] ?? 0); place++) {
      const id = order[place] ?? 0;
      plan[next] = id;
      plan[next + 1] = first[id] ?? 0;
      if (size > 2) plan[next + 2] = second[id] ?? 0;
      if (size > 3) plan[next + 3] = third[id] ?? 0;
      next += size;
    }
    next = close(plan, { row: kind >> 3, way: numbered[kind] ?? NOWHERE, start, end: next });
  });
  return plan;
}

/** How many numbers an operation of a kind has. */
const sizeOf = (kind = 0): number => sizes[kind >> 3] ?? 0;

/** Writes what stands before and after the operations of a run; answers where the next run begins. */
function close(plan: Plan, { row, way, start, end }: Omit<Run, 'size'>): number {
  plan[start - EDGE] = row;
  plan[start - 1] = end;
  plan[end] = way;
  plan[end + 1] = start;
  return end + EDGE;
}

/** The runs of a plan in order. */
export function runsOf(plan: Plan): readonly Run[] {
  const runs: Run[] = [];
  for (let start = EDGE; start < plan.length;) {
    const row = plan[start - EDGE] ?? 0;
    const end = plan[start - 1] ?? 0;
    runs.push({ row, way: plan[end] ?? NOWHERE, start, end, size: sizes[row] ?? 0 });
    start = end + 2 * EDGE;
  }
  return runs;
}

/** The same without the operations of some nodes. */
export function leaveOut(nodes: ReadonlyMap<number, unknown>, plan: Plan): Plan {
  const left = new Int32Array(plan.length);
  let next = 0;
  for (const { size, ...run } of runsOf(plan)) {
    const start = next + EDGE;
    let end = start;
    for (let i = run.start; i < run.end; i += size) {
      if (nodes.has(plan[i] ?? 0)) continue;
      for (let j = 0; j < size; j++) left[end++] = plan[i + j] ?? 0;
    }
    // A kernel begins every run it finds: there is no empty one.
    if (end > start) next = close(left, { ...run, start, end });
  }
  return left.slice(0, next);
}
