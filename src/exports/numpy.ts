/** The circuit in NumPy: the forward pass, and the backward pass written by hand, line by line. */
import type { Tape } from '../autodiff/tape';
import type { Expr } from '../language/syntax';
import { ops } from '../ops';
import { library } from './library';
import { inBlocks, writeProgram, type Program } from './program';
import { checks, comments, float, python, pythonReserved } from './python';
import { evaluate, localDerivative, type Step } from './steps';
import { inOneLine, type Exported } from './subject';
import { isList, resolve, writeFactor } from './writing';

const numpy = python(
  'np',
  library({
    'np.*':
      'abs arccos arccosh arcsin arcsinh arctan arctan2 arctanh cbrt ceil copysign cos cosh deg2rad exp exp2 expm1 floor fmod heaviside hypot log log10 log1p log2 logaddexp maximum minimum rad2deg round sign sin sinc sinh sqrt tan tanh trunc',
    'np.*(x, y, z)': 'clip',
    'np.*([...])': 'max min',
    'special.*':
      'binom digamma erf erfc expit gamma gammaln log_expit log_ndtr logit ndtr polygamma xlogy',
  }),
  (number) => `np.float64(${number})`,
);

const RESERVED = [...pythonReserved, 'np', 'special'];

/** A Python file that runs with NumPy, and with SciPy where it needs a special function. */
export function printNumpy(what: Exported): string {
  const program = writeProgram(what, numpy, RESERVED, 'table');
  const { leaves, lines, outputName, seed, notes } = program;
  const { gradientOf, backward } = writeBackward(program, what);
  const usesSpecial = [...lines.map(({ text }) => text), ...backward].some((text) =>
    /\bspecial\./.test(text),
  );
  const compared = program.compared.flatMap(({ name, gradient }) => {
    const actual = gradientOf.get(name);
    return actual === undefined ? [] : [[actual, gradient] as const];
  });
  return inBlocks(
    [
      `# ${inOneLine(what.title)}`,
      'import numpy as np',
      ...(usesSpecial ? ['from scipy import special'] : []),
    ],
    leaves.map(({ name, value }) => `${name} = np.float64(${float(value, 'np')})`),
    lines.map(({ name, text }) => `${name} = ${text}`),
    compared.length > 0
      ? [
          '# Backward: upstream gradient times local derivative, added up where a value is used twice.',
          `${gradientOf.get(outputName) ?? ''} = np.float64(${float(seed, 'np')})`,
          ...backward,
        ]
      : [],
    [
      ...comments(notes),
      ...checks(
        [[outputName, program.value], ...compared],
        'np',
        'np.testing.assert_allclose(actual, expected, rtol=1e-7, atol=1e-7)',
      ),
    ],
  );
}

/** One line for every wire that a gradient can flow back through. */
function writeBackward(
  { steps, leaves, outputName, name: give, valueOf }: Program,
  { tape }: Exported,
): { gradientOf: ReadonlyMap<string, string>; backward: readonly string[] } {
  const alive = new Set(leaves.map(({ name }) => name));
  for (const step of steps) {
    if (wires(step).some(({ operand }) => alive.has(operand))) alive.add(step.name);
  }
  const gradientOf = new Map([[outputName, give(`d_${outputName}`)]]);
  const backward: string[] = [];
  for (const step of steps.toReversed()) {
    const upstream = gradientOf.get(step.name);
    if (upstream === undefined) continue;
    for (const wire of wires(step)) {
      const { operand } = wire;
      if (!alive.has(operand)) continue;
      const before = gradientOf.get(operand);
      const target = before ?? give(`d_${operand}`);
      gradientOf.set(operand, target);
      const flow = contribution(upstream, step, wire.local, closedAt(step, wire, tape, valueOf));
      backward.push(`${target} ${before === undefined ? '=' : '+='} ${flow}`);
    }
  }
  return { gradientOf, backward };
}

interface Wire {
  readonly operand: string;
  readonly local: Expr;
  readonly closes: boolean;
}

/** The operands that a gradient can flow to; a rule that is always 0 lets nothing through. */
function wires(step: Step): Wire[] {
  const { op, args } = step.operation;
  const closes = ops[op].routes === true;
  return args.flatMap((arg, i) => {
    const local = localDerivative(step, i);
    return arg.kind === 'name' && local ? [{ operand: arg.name, local, closes }] : [];
  });
}

/**
 * A gate that routes lets nothing through a wire it did not choose, not even 0 × ∞. Where that matters
 * at this point, the line asks first: whether anything comes from upstream (the wire is closed before
 * this operation), or whether this operation lets it through.
 */
type Closed = 'before' | 'here' | null;

function closedAt(step: Step, wire: Wire, tape: Tape, valueOf: Program['valueOf']): Closed {
  const local = evaluate(wire.local, valueOf);
  if (tape.reached[step.node] !== 1) return Number.isFinite(local) ? null : 'before';
  const isClosed = local === 0 && wire.closes && !Number.isFinite(tape.gradient[step.node]);
  return isClosed ? 'here' : null;
}

/** Among rules, numbers stay plain and a condition is a factor as it is. */
const RULES = { ...numpy, box: (number: string) => number, count: (truth: string) => truth };

/** Upstream gradient times local derivative. */
function contribution(
  upstream: string,
  { operation }: Step,
  derivative: Expr,
  closed: Closed,
): string {
  // Truths are added up there.
  const language = isList(operation) ? numpy : RULES;
  const local = resolve(derivative, language);
  if (local.kind === 'number' && Math.abs(local.value) === 1) {
    return local.value === 1 ? upstream : `-${upstream}`;
  }
  const divisor = divisorOf(local);
  const factor = writeFactor(divisor ?? local, language);
  const product = `${upstream} ${divisor ? '/' : '*'} ${factor}`;
  return closed === null
    ? product
    : `${product} if ${closed === 'before' ? upstream : factor} else 0.0`;
}

/** What 1 is divided by, if the expression is such a fraction. */
function divisorOf(expr: Expr): Expr | undefined {
  if (expr.kind !== 'call' || ops[expr.op].form.kind !== 'fraction') return undefined;
  const [one, divisor] = expr.args;
  return one?.kind === 'number' && one.value === 1 ? divisor : undefined;
}
