/** The honesty check: each input's gradient by reverse mode, by forward mode and by differences. */
import { differentiate } from './differences';
import type { Graph } from './graph';
import { runTangent } from './tangent';
import type { Tape } from './tape';
import { outputAlong } from './wiggle';

/** One input by three methods, each × seed. */
export interface CheckRow {
  readonly node: number;
  readonly name: string;
  /** Reverse mode. */
  readonly gradient: number;
  /** Forward mode. */
  readonly tangent: number;
  /** Central difference; NaN where the output is not finite on both sides or too large to tell. */
  readonly difference: number;
  /** Largest |a − b| / max(1, |a|, |b|) from the gradient to the others that there are. */
  readonly error: number;
  /** The differences to the left and to the right do not meet: a kink or a jump, no error. */
  readonly kink: boolean;
}

/** Rows by input; `worst` is the largest error outside kinks, 0 if there is none. */
export interface Check {
  readonly rows: readonly CheckRow[];
  readonly worst: number;
  /** Inputs that were left out so that the check does not take too long. */
  readonly unchecked: number;
}

// Evaluations of operations to spend: a fraction of a second.
const BUDGET = 1e6;
// What one input costs: its difference evaluates the output about so often, its tangent and the
// search for what depends on it look at every node.
const EVALUATIONS = 20;
const SCANS = 0.25;

/** Checks the gradients of a tape that was not rounded; `budget` counts evaluations of operations. */
export function checkGradients(graph: Graph, tape: Tape, budget = BUDGET): Check {
  const seed = tape.gradient[graph.output] ?? NaN;
  const inputs = graph.nodes.filter((node) => node.kind === 'input');
  const rows: CheckRow[] = [];
  let left = budget;
  for (const { id: node, name } of inputs) {
    if (left <= 0) break;
    const { outputAt, cost } = outputAlong(graph, tape, node);
    left -= EVALUATIONS * cost + SCANS * graph.nodes.length;
    const gradient = tape.gradient[node] ?? NaN;
    const tangent = seed * (runTangent(graph, tape, node)[graph.output] ?? NaN);
    const { slope, kink } = differentiate(outputAt, tape.value[node] ?? NaN);
    const difference = seed * slope;
    const errors = [tangent, ...(Number.isNaN(difference) ? [] : [difference])].map((other) =>
      relativeError(gradient, other),
    );
    rows.push({ node, name, gradient, tangent, difference, error: Math.max(...errors), kink });
  }
  const sound = rows.filter(({ kink }) => !kink).map(({ error }) => error);
  return { rows, worst: Math.max(0, ...sound), unchecked: inputs.length - rows.length };
}

/** ∞ where only one of the two is finite or they are infinite in different ways. */
function relativeError(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const error = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
  return Number.isNaN(error) ? Infinity : error;
}
