/** Brackets of every kind: groups, argument lists, absolute values, floors and ceilings. */
import type { OpName } from '../ops';
import { fail, isOperator, make, peek, quote } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import { closing } from './tokens';
import type { Token } from './tokens';

/** Brackets that mean an op. */
const meaning: ReadonlyMap<string, OpName> = new Map([
  ['⌊', 'floor'],
  ['⌈', 'ceil'],
  ['|(', 'abs'],
]);

/** A bracketed expression; its span includes the brackets. */
export function readGroup(r: Reading, open: Token): Expr {
  const inner = inBrackets(r, open, () => r.grammar.expression(r));
  const op = meaning.get(open.text);
  if (op === 'abs') skipNormIndex(r);
  return op
    ? make(r, op, [inner.value], cover(inner.span, r.tokens[r.at - 1] ?? open))
    : { ...inner.value, span: inner.span };
}

/** Arguments between brackets, separated by commas or semicolons. */
export function readArguments(r: Reading, open: Token): { value: Expr[]; span: Span } {
  return inBrackets(r, open, () => {
    const args: Expr[] = [];
    do {
      const token = peek(r);
      if (token?.kind === 'close' || isOperator(token, ',')) {
        fail('syntax', 'An argument is missing here.', cover(open, token ?? open));
      }
      args.push(r.grammar.expression(r));
    } while (skipComma(r));
    return args;
  });
}

/** |x|: bars pair from left to right. */
export function readBars(r: Reading, open: Token): Expr {
  r.at++;
  r.bars++;
  const argument = r.inArgument;
  r.inArgument = false;
  const inner = r.grammar.expression(r);
  const close = peek(r);
  if (close?.kind !== 'bar') {
    fail('syntax', 'This bar has no partner; an absolute value is written |x|.', open);
  }
  r.at++;
  r.bars--;
  r.inArgument = argument;
  skipNormIndex(r);
  return make(r, 'abs', [inner], cover(open, r.tokens[r.at - 1] ?? close));
}

/** All norms of a number are its absolute value. */
function skipNormIndex(r: Reading): void {
  if (!isOperator(peek(r), '_') || !peek(r, 1)) return;
  const partner = r.partner[r.at + 1] ?? -1;
  r.at = peek(r, 1)?.kind === 'open' && partner > 0 ? partner + 1 : r.at + 2;
}

function skipComma(r: Reading): boolean {
  if (!isOperator(peek(r), ',', ';')) return false;
  r.at++;
  return true;
}

/** Reads the inside of a bracket, where bars and bare arguments start anew. */
function inBrackets<T>(r: Reading, open: Token, inside: () => T): { value: T; span: Span } {
  const { bars, inArgument } = r;
  r.bars = 0;
  r.inArgument = false;
  if ((r.partner[r.at] ?? -1) < 0) {
    fail('syntax', `\`${quote(r, open)}\` is never closed.`, open);
  }
  r.at++;
  if (peek(r)?.kind === 'close')
    fail('syntax', 'Nothing is written between these brackets.', cover(open, peek(r) ?? open));
  const value = inside();
  const close = peek(r);
  if (isOperator(close, ',', ';') && close) {
    fail(
      'unsupported',
      'Lists and vectors are not read yet; write one number per bracket.',
      cover(open, close),
    );
  }
  if (close?.kind !== 'close') {
    const place = close ?? open;
    fail(
      'syntax',
      close
        ? `\`${quote(r, place)}\` cannot stand here.`
        : `\`${quote(r, open)}\` is never closed.`,
      place,
    );
  }
  if (closing.get(open.text) !== close.text) {
    fail(
      'syntax',
      `\`${quote(r, open)}\` is closed by \`${quote(r, close)}\`.`,
      cover(open, close),
    );
  }
  r.at++;
  r.bars = bars;
  r.inArgument = inArgument;
  return { value, span: cover(open, close) };
}
