/** What a last statement prints: `print(x * 3)` is about x * 3. */
import type { SyntaxNode } from '@lezer/common';
import { isRow } from './operators';
import type { Span } from '../syntax';
import type { Place } from './place';
import type { Recorder } from './recorder';
import { parts } from './source';
import { Refusal, type Value } from './value';

/**
 * The value that the last statement of a text computes to print it, if it depends on an input; what
 * has a name or cannot be read is only shown, unless there is nothing else.
 */
export function printedBy(
  statement: SyntaxNode,
  call: SyntaxNode,
  place: Place,
): Value | undefined {
  const [given, ...more] = parts(call.lastChild ?? call).slice(1, -1);
  const isLast =
    !statement.parent?.parent &&
    !parts(statement.parent ?? statement).some(({ from }) => from > statement.from);
  const siblings = parts(statement.parent ?? statement);
  const isAlone = siblings.every(
    (each) => each.from === statement.from || /Import|Comment/.test(each.name),
  );
  const isCall = given?.name === 'CallExpression' && isOwnFunction(given, place);
  if (!given || more.length > 0 || !(isAlone || isCall || isRow(given)) || !isLast)
    return undefined;
  return computed(place.recorder, place.source.span(given), () => place.evaluate(given, place));
}

/** Whether a function of the text is called. */
function isOwnFunction({ firstChild: head }: SyntaxNode, { scope, source }: Place): boolean {
  return head !== null && scope.find(source.slice(head))?.value?.kind === 'function';
}

/** What is printed, if it is computed from an input and can be read. */
export function computed(recorder: Recorder, span: Span, evaluate: () => Value): Value | undefined {
  try {
    const value = evaluate();
    const isComputed = value.kind === 'scalar' && !value.fixed && value.expr.kind === 'call';
    return isComputed ? recorder.share(value, span) : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
