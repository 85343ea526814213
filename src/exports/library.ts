/** The functions of a numerical library, by op: which it has, and how they are called. */
import { arity, ops, opSpelled, precedences, type OpName } from '../ops';

/** By op, the calls it may be written as, best first: `torch.exp(x)`, `F.elu(x, #y)`. */
export type Library = ReadonlyMap<OpName, readonly string[]>;

/**
 * Reads a list of calls with the words that they are for. `*` stands for the word, which is a
 * spelling of the table, perhaps in camel case; x, y, z for the operands, #y for one that must be a
 * written number; ... for all of a list. Without brackets all operands are handed over in order.
 */
export function library(calls: Readonly<Record<string, string>>): Library {
  const found = new Map<OpName, string[]>();
  for (const [call, words] of Object.entries(calls)) {
    for (const word of words.split(' ')) {
      const op = opSpelled(word) ?? opSpelled(word.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
      if (!op) throw new Error(`${word} is not spelled in the table`);
      const operands = ['x', 'y', 'z'].slice(0, arity(op)).join(', ');
      const whole = call.includes('(') ? call : `${call}(${operands})`;
      found.set(op, [...(found.get(op) ?? []), whole.replace('*', word)]);
    }
  }
  return found;
}

/** Whether the result of an op is a truth value: comparisons and logic. */
export function isTruth(op: OpName): boolean {
  const { form, rules, decides } = ops[op];
  const compares = form.kind === 'infix' && form.precedence === precedences.comparison;
  return compares || (decides === true && rules.every((rule) => rule === '0'));
}
