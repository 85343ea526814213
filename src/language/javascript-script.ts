/** Where JavaScript is read: a place, and how blocks and expressions are read there. */
import { type Completion } from './code/flow';
import { type Place, within } from './code/place';
import { Scope } from './code/scope';
import { type Value } from './code/value';
import { type AssignmentSite } from './code/variables';
import { type SyntaxNode } from '@lezer/common';

/** How function bodies are run; the statements of the language stand behind it. */
export type RunBlock = (block: SyntaxNode, place: Place) => Completion;

/** Where JavaScript is read. */
export interface Script extends Place {
  /** The value of an expression. */
  evaluate(node: SyntaxNode, script: Script): Value;
  readonly runBlock: RunBlock;
  readonly site: AssignmentSite;
}

/** A block scope inside the same call. */
export function blockScope(script: Script): Script {
  return {
    ...script,
    ...within(script, new Scope(script.scope, script.scope.owner)),
    site: { ...script.site, top: false },
  };
}
