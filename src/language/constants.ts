/** The number that an expression is when the values are known: bounds of sums, counts. */
import { ops } from '../ops';
import { has } from './syntax';
import type { Expr } from './syntax';
import type { Reading } from './reading';

/**
 * The value of `expr`, or undefined if it depends on a name without a known value. Names whose
 * values were used are those that shaped the program.
 */
export function constantValue(r: Reading, expr: Expr): number | undefined {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name': {
      const value = has(r.options.values, expr.name) ? r.options.values?.[expr.name] : undefined;
      if (value !== undefined) r.shapedBy.add(expr.name);
      return value;
    }
    case 'ref': {
      const binding = r.bindings[expr.binding];
      if (!binding) return undefined;
      const { name, input } = binding;
      if (!input || name === undefined) return constantValue(r, binding.value);
      r.shapedBy.add(name);
      return has(r.options.values, name)
        ? r.options.values?.[name]
        : constantValue(r, binding.value);
    }
    case 'call': {
      const args = expr.args.map((arg) => constantValue(r, arg));
      const [x = NaN, y = NaN, z = NaN] = args;
      return args.some((arg) => arg === undefined) ? undefined : ops[expr.op].value(x, y, z);
    }
  }
}
