/** Worked examples, `z = wx + b = 2 · 3 + 1 = 7`: which side is the formula, and what its names stand for. */
import { ops } from '../ops';
import type { Reading } from './reading';
import type { Token } from './tokens';
import { walk } from './syntax';
import type { Binding, Expr, NumberExpr } from './syntax';

const NUMBER = '[-+]?[NX]';
/** A number with its sign, or times a power of ten, in percent, or as a fraction; in a box or not. */
const STATED = new RegExp(
  `^(?:${NUMBER}(?:\\*X\\^(?:[NX]|\\{${NUMBER}\\})|\\\\?%|/[NX])?|[-+]?\\\\[dt]?frac\\{${NUMBER}\\}\\{[NX]\\}|\\{${NUMBER}\\})$`,
);

/** Whether the tokens state a number, as results do, rather than compute one. */
export function statesNumber(tokens: readonly Token[]): boolean {
  const form = tokens.map(({ kind, text }) =>
    kind !== 'number' ? text : text === '10' ? 'X' : 'N',
  );
  return STATED.test(form.join(''));
}

/** Most tokens of a name before its brackets. */
const LABEL = 8;

/** Whether a side before a stated number may be what computes it: the 2x + 1 of 2x + 1 = 5, not the f(2) of f(2) = 5. */
export function computes(r: Reading, from: number, to: number): boolean {
  const isCall = r.tokens[from]?.kind === 'function';
  return to > from + 1 && (isCall || !isLabel(r, from, to));
}

/** P(X = 1) = p, tanh'(x) = …: a name with brackets, whatever they hold. */
export function isLabel(r: Reading, from: number, to: number): boolean {
  const first = r.tokens[r.tokens[from]?.text === '{' ? from + 1 : from];
  const named = first?.kind === 'name' || first?.kind === 'function' || first?.kind === 'text';
  const near = r.tokens.slice(from, Math.min(to, from + LABEL));
  const open = near.findIndex((token, at) => at > 0 && token.kind === 'open');
  return named && open > 0 && r.partner[from + open] === to - 1;
}

/** Whether a value hangs on a name, defined or not. */
export function hasNames(root: Expr): boolean {
  let found = false;
  walk(root, ({ kind }) => {
    found ||= kind === 'name' || kind === 'ref';
  });
  return found;
}

/** The number that an expression is, with its sign, or undefined. */
export function bareNumber(value: Expr): NumberExpr | undefined {
  if (value.kind === 'number') return value.text === undefined ? value : undefined;
  const [inner] = value.kind === 'call' && value.op === 'neg' ? value.args : [];
  return inner?.kind === 'number' && inner.text === undefined
    ? { ...inner, value: -inner.value, span: value.span }
    : undefined;
}

/**
 * The numbers that were put in for the names of a formula, by name; null where the other side is not
 * that formula with numbers put in. A name that is defined has its number, but for rounding.
 */
export function numbersPutIn(
  formula: Expr,
  filled: Expr,
  numberOf: (root: Expr) => number,
): ReadonlyMap<string, NumberExpr> | null {
  const given = new Map<string, NumberExpr>();
  const pairs: [Expr, Expr][] = [[formula, filled]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [one, other] = pair;
    if (one.kind === 'ref') {
      const [value, stated] = [numberOf(one), numberOf(other)];
      if (!(Math.abs(value - stated) <= ROUNDED * (1 + Math.abs(stated)))) return null;
      continue;
    }
    if (one.kind === 'call') {
      const isSame =
        other.kind === 'call' && other.op === one.op && other.args.length === one.args.length;
      if (!isSame) return null;
      // The first is taken from the end next.
      for (let i = one.args.length - 1; i >= 0; i--) {
        const [arg, filling] = [one.args[i], other.args[i]];
        if (arg && filling) pairs.push([arg, filling]);
      }
      continue;
    }
    const number = bareNumber(other);
    if (one.kind === 'number') {
      if (other.kind !== 'number' || other.value !== one.value) return null;
      continue;
    }
    const before = given.get(one.name);
    if (!number || (before && before.value !== number.value)) return null;
    if (!before) given.set(one.name, number);
  }
  return given;
}

/** Worked examples go on with two or three digits. */
const ROUNDED = 0.01;

/** Tells the number that an expression comes to, as far as the names of growing `bindings` have numbers. */
export function startNumbers(bindings: readonly Binding[]): (root: Expr) => number {
  const known: { readonly binding: Binding; readonly number: number }[] = [];
  const given = new Map<string, number>();
  const evaluate = (root: Expr): number => {
    const values: number[] = [];
    walk(root, (part) => {
      if (part.kind === 'call') {
        const [x = NaN, y = NaN, z = NaN] = values.splice(values.length - part.args.length);
        values.push(ops[part.op].value(x, y, z));
      } else if (part.kind === 'ref') values.push(known[part.binding]?.number ?? NaN);
      else values.push(part.kind === 'number' ? part.value : (given.get(part.name) ?? NaN));
    });
    return values[0] ?? NaN;
  };
  return (root) => {
    // Of what was taken back other bindings may stand in the place.
    while (known.length > 0 && known.at(-1)?.binding !== bindings[known.length - 1]) known.pop();
    for (const binding of bindings.slice(known.length)) {
      const { name, value, input } = binding;
      const number = evaluate(value);
      known.push({ binding, number });
      if (input && name !== undefined) given.set(name, number);
    }
    return evaluate(root);
  };
}

const signs: ReadonlySet<string> = new Set(['neg', 'div', 'mul', 'pow']);

/** Whether a value is one number as people write it without decimals: 1/3, π/2, 10^{-3}. */
export function isWrittenNumber(value: Expr): boolean {
  let [size, isOne] = [0, true];
  walk(value, (part) => {
    size++;
    if (part.kind !== 'number') isOne &&= part.kind === 'call' && signs.has(part.op);
    if (part.kind === 'call' && part.op === 'mul') isOne &&= !multiplies(part.args);
  });
  return isOne && size <= 6;
}

/** 2 · 3 is computed; 2π and 3 · 10^4 are not. */
function multiplies([left, right]: readonly Expr[]): boolean {
  const isScaled = right?.kind === 'call' && right.op === 'pow' && isTen(right.args[0]);
  return !isScaled && [left, right].every((side) => side !== undefined && hasDigits(side));
}

function hasDigits(root: Expr): boolean {
  let found = false;
  walk(root, (part) => {
    found ||= part.kind === 'number' && part.text === undefined;
  });
  return found;
}

function isTen(base: Expr | undefined): boolean {
  return base?.kind === 'number' && base.value === 10;
}
