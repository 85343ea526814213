/** Functions of Julia and MATLAB that have forms of their own: `f(x) = x^2`, `function y = f(x)`. */
import type { Cursor } from './cursor';
import { readParameters } from './parameters';
import type { Token } from './scan';
import { readTerm, spanOf } from './terms';
import type { FunctionStatement, Statement, Term } from './tree';
import { readType } from './types';

/** A body that gives one value. */
export function giving(value: Term): Statement[] {
  return [{ kind: 'return', value, span: value.span }];
}

/** `f(x) = x^2` */
export function readShort(cursor: Cursor, start: Token): FunctionStatement {
  const name = cursor.word();
  cursor.next();
  const parameters = readParameters(cursor, ')');
  if (cursor.take('::')) readType(cursor);
  cursor.expect('=');
  return {
    kind: 'function',
    name: name.text,
    parameters,
    result: 'open',
    body: giving(readTerm(cursor)),
    span: cursor.since(start),
  };
}

/** `function y = f(x) … end`, where `end` may be left out at the end of the text. */
export function readMatlab(
  cursor: Cursor,
  start: Token,
  readBlock: (cursor: Cursor) => Statement[],
): FunctionStatement {
  cursor.next();
  if (cursor.is('['))
    cursor.refuse('Functions with several results are not read. Return one number.');
  const isNamed = cursor.peek(1).text === '=';
  const result = isNamed ? cursor.word() : undefined;
  if (isNamed) cursor.next();
  const name = cursor.word();
  const parameters = cursor.take('(') ? readParameters(cursor, ')') : [];
  const body = readBlock(cursor);
  const value: Term | undefined = result && {
    kind: 'word',
    name: result.text,
    span: spanOf(result),
  };
  const last: Statement[] = value ? [{ kind: 'return', value, span: value.span }] : [];
  return {
    kind: 'function',
    name: name.text,
    parameters,
    result: 'open',
    body: [...body, ...last],
    span: cursor.since(start),
  };
}
