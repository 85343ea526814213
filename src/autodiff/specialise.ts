/** A rule as it applies at one point: the branch that holds, constants put in, trivial steps taken. */
import { ops } from '../ops';
import { num, type CallExpr, type Expr, type NumberExpr } from '../language/syntax';

/**
 * What is known where a rule is applied: numbers by name, and which names are constants as written.
 * A name that is neither leaves the branches that ask for it open.
 */
export interface Point {
  readonly values: ReadonlyMap<string, number>;
  readonly constants: ReadonlyMap<string, NumberExpr>;
}

/**
 * The rule to show at a point: of `y == 0 ? 0 : y*x^(y - 1)` with the constant y = 2 there remains
 * 2·x. Rules are small, so recursion is safe.
 */
export function specialise(rule: Expr, point: Point): Expr {
  if (rule.kind === 'name') return point.constants.get(rule.name) ?? rule;
  if (rule.kind !== 'call') return rule;
  const [condition, then, otherwise] = rule.args;
  if (ops[rule.op].form.kind === 'conditional' && condition && then && otherwise) {
    const holds = evaluate(condition, point);
    if (holds !== undefined) return specialise(holds !== 0 ? then : otherwise, point);
  }
  const args = rule.args.map((arg) => specialise(arg, point));
  return withoutNeutral({ ...rule, args }) ?? folded({ ...rule, args }) ?? { ...rule, args };
}

/** u·1, u^1, u + 0: the other operand is the result. */
function withoutNeutral({ op, args }: CallExpr): Expr | undefined {
  const { neutral } = ops[op];
  const place = args.findIndex((arg, i) => arg.kind === 'number' && arg.value === neutral?.[i]);
  return place < 0 ? undefined : args[1 - place];
}

/** Arithmetic on whole numbers is done; 1/3 stays a fraction. */
function folded({ op, args, span }: CallExpr): Expr | undefined {
  const numbers = args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
  if (numbers.length < args.length) return undefined;
  const [x = NaN, y = NaN, z = NaN] = numbers;
  const value = ops[op].value(x, y, z);
  return Number.isInteger(value) ? num(value, span) : undefined;
}

function evaluate(expr: Expr, point: Point): number | undefined {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'name') return point.values.get(expr.name);
  if (expr.kind === 'ref') return undefined;
  const args = expr.args.map((arg) => evaluate(arg, point));
  const outcomes = [0, 1].map((unknown) => {
    const [x = NaN, y = NaN, z = NaN] = args.map((arg) => arg ?? unknown);
    return ops[expr.op].value(x, y, z);
  });
  const unknowns = args.filter((arg) => arg === undefined).length;
  // "… and false" need not know the other operand, which is a truth: 0 or 1.
  const certain = unknowns === 1 && ops[expr.op].decides === true && outcomes[0] === outcomes[1];
  return unknowns === 0 || certain ? outcomes[0] : undefined;
}
