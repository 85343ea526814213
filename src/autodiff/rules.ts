/** The table's rules, parsed once and compiled once. */
import { ops, type OpName } from '../ops';
import type { Exactly } from '../fractions';
import { walk, type Expr } from '../language/syntax';
import { readPlain } from '../language/plain';

/** Evaluates a rule at operands x, y, z and result out. */
export type Evaluate = (x: number, y: number, z: number, out: number) => number;

/** One local derivative, as the reader understood it and as a function. */
export interface Rule {
  readonly expr: Expr;
  readonly evaluate: Evaluate;
  /** A wire with this rule carries nothing back where the rule is 0, not even 0 × ∞. */
  readonly closes: boolean;
  /** The rule's number if it is the same everywhere, else null. */
  readonly constant: number | null;
}

/** What is derived from one row of the table. */
export interface Rules {
  readonly local: readonly Rule[];
  readonly kink: Evaluate | null;
  /** The value for fractions; null if there is none. */
  readonly exact: Exactly | Expr | null;
  /** A kink below a constant rule still matters: it decides a branch. */
  readonly decides: boolean;
}

const OPERANDS = { x: 1, y: 1, z: 1, out: 1 };

const known = new Map<OpName, Rules>();

/** The rules of an op. */
export function rulesOf(op: OpName): Rules {
  const before = known.get(op);
  if (before) return before;
  const { rules, kink, routes, decides, expansion, exact = expansion } = ops[op];
  const compiled: Rules = {
    local: rules.map((text) => {
      const expr = readRule(text);
      const constant = expr.kind === 'number' ? expr.value : null;
      const closes = routes === true || constant === 0;
      return { expr, evaluate: compile(expr), closes, constant };
    }),
    kink: kink === undefined ? null : compile(readRule(kink)),
    exact: typeof exact === 'string' ? readRule(exact) : (exact ?? null),
    decides: decides === true,
  };
  known.set(op, compiled);
  return compiled;
}

/** Reads a rule of the table. Throws if the table itself is wrong, which the tests would have shown. */
export function readRule(text: string): Expr {
  const { bindings, problems } = readPlain(text, { values: OPERANDS });
  const wrong = problems.find(({ kind }) => kind !== 'ambiguous');
  const last = bindings.at(-1);
  if (wrong || !last) throw new Error(`rule ${text}: ${wrong?.message ?? 'is empty'}`);
  return last.value;
}

/** Turns an expression over x, y, z, out into a function. */
function compile(root: Expr): Evaluate {
  const compiled: Evaluate[] = [];
  walk(root, (expr) => {
    switch (expr.kind) {
      case 'number': {
        const { value } = expr;
        compiled.push(() => value);
        return;
      }
      case 'name':
        compiled.push(operand(expr.name));
        return;
      case 'call': {
        const [a = never, b = never, c = never] = compiled.splice(-expr.args.length);
        compiled.push(applied(expr.op, expr.args.length, a, b, c));
        return;
      }
      case 'ref':
        compiled.push(never);
    }
  });
  return compiled[0] ?? never;
}

const never: Evaluate = () => NaN;

function operand(name: string): Evaluate {
  switch (name) {
    case 'x':
      return (x) => x;
    case 'y':
      return (_x, y) => y;
    case 'z':
      return (_x, _y, z) => z;
    default:
      return (_x, _y, _z, out) => out;
  }
}

function applied(op: OpName, count: number, a: Evaluate, b: Evaluate, c: Evaluate): Evaluate {
  const { value } = ops[op];
  if (count === 1) return (x, y, z, out) => value(a(x, y, z, out), NaN, NaN);
  if (count === 2) return (x, y, z, out) => value(a(x, y, z, out), b(x, y, z, out), NaN);
  return (x, y, z, out) => value(a(x, y, z, out), b(x, y, z, out), c(x, y, z, out));
}
