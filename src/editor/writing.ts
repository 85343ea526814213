/** Writes the value of an input into the document, in place of the number that stands there. */
import { inputsOf } from '../session';
import type { Source } from './source';
import type { Subject } from './subject';
import { literalOf, writeLiteral } from './writeback';

/** One step that can be undone; false: no number of the document gives this input its value. */
export async function writeInput(source: Source, subject: Subject, name: string): Promise<boolean> {
  const literal = literalOf(subject, name);
  const input = inputsOf(subject.study).find((one) => one.name === name);
  if (!literal || !source.document || !input) {
    return false;
  }
  const before = source.document.getText().slice(0, literal.span.start);
  return source.replace(literal.span, writeLiteral(before, input.value, literal.text));
}
