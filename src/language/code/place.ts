/** Where an expression is read: in which text, among which names. */
import type { SyntaxNode } from '@lezer/common';
import type { Flow } from './flow';
import type { Definitions } from './library';
import type { Recorder } from './recorder';
import type { Scope } from './scope';
import type { Source } from './source';
import type { Value } from './value';

export interface Place {
  readonly recorder: Recorder;
  readonly flow: Flow;
  readonly source: Source;
  readonly scope: Scope;
  readonly definitions: Definitions;
  /** In the built-in definitions a name means the op of the table. */
  readonly isBuiltin: boolean;
  /** The value of an expression of the language. */
  evaluate(node: SyntaxNode, place: Place): Value;
}

export function within(place: Place, scope: Scope): Place {
  return { ...place, scope };
}
