/** JavaScript: `const`, `let` and `var`. */
import type { SyntaxNode } from '@lezer/common';
import type { Outcome } from './code/program';
import { normal } from './code/flow';
import type { Scope } from './code/scope';
import { parts, separated } from './code/source';
import type { Cell, Names, Value } from './code/value';
import { assignPattern } from './javascript-assignments';
import type { Script } from './javascript-script';

/** `const a = 1, [b, c] = xs;` */
export function runDeclaration(node: SyntaxNode, script: Script): Outcome {
  const [keyword, ...rest] = parts(node).filter((child) => child.name !== ';');
  let result: Value | undefined;
  for (const group of separated(rest)) {
    const [target] = group;
    const at = group.findIndex((child) => child.name === 'Equals');
    const source = at < 0 ? undefined : group[at + 1];
    if (!target) continue;
    const scope = keyword?.name === 'var' ? functionScope(script.scope) : script.scope;
    const declare = (name: string): Cell => scope.own(name);
    if (source) {
      const last = group.at(-1) ?? target;
      const span = script.source.span({ from: target.from, to: last.to });
      result =
        assignPattern(target, script.evaluate(source, script), script, declare, span) ?? result;
    } else declare(script.source.slice(target));
  }
  return { completion: normal, ...(result ? { result } : {}) };
}

/** The scope of the call, where `var` lives. */
function functionScope(scope: Scope): Names {
  let outer: Names = scope;
  while (outer.parent?.owner === scope.owner) outer = outer.parent;
  return outer;
}
