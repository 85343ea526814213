/** Expressions as s-expressions that anyone can read, for fixtures and comparisons. */
import type { Expr, Program } from '../src/language/syntax';

/** `(add x (mul 2 y))`; a reference is `#` and the binding's number. */
export function printTree(root: Expr): string {
  switch (root.kind) {
    case 'number':
      return root.text ?? String(root.value);
    case 'name':
      return root.name;
    case 'ref':
      return `#${root.binding}`;
    case 'call':
      return `(${[root.op, ...root.args.map(printTree)].join(' ')})`;
  }
}

/** One binding a line: `#0 x := 2` for an input with its number, `#1 f = (mul #0 y)` for the rest. */
export function printProgram(program: Program): string {
  return program.bindings
    .map(({ name, value, input }, i) => {
      const head = name === undefined ? `#${i}` : `#${i} ${name}`;
      return `${head} ${input ? ':=' : '='} ${printTree(value)}`;
    })
    .join('\n');
}
