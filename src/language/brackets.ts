/** Brackets of every kind: groups, argument lists, absolute values, floors and ceilings. */
import type { OpName } from '../ops';
import { fail, isOperator, make, peek, quote } from './reading';
import type { Reading } from './reading';
import { decimalComma, refuseRest } from './rest';
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
    const separators = new Set<string>();
    do {
      const token = peek(r);
      if (token && (token.kind === 'close' || isOperator(token, ','))) refuseMissing(r, token);
      args.push(r.grammar.expression(r));
      const next = peek(r);
      if (isOperator(next, ',', ';')) separators.add(next?.text ?? '');
    } while (skipComma(r));
    if (separators.size > 1) {
      const message =
        'Both `,` and `;` separate the arguments here. Write decimal numbers with a point.';
      fail('syntax', message, cover(open, peek(r) ?? open));
    }
    return args;
  });
}

function refuseEmpty({ start, end }: Span, before: Token | undefined): never {
  const span = { start, end };
  return fail('syntax', 'Nothing is written between these brackets.', span, {
    fixes: before?.kind === 'command' ? [{ span, text: '' }] : [],
    advice: 'Write an expression between them.',
  });
}

/** f(x, ): one comma too many. */
function refuseMissing(r: Reading, token: Token): never {
  const before = r.tokens[r.at - 1] ?? token;
  const comma = isOperator(before, ',', ';') ? before : token;
  return fail(
    'syntax',
    `An argument is missing ${comma === before ? 'after' : 'before'} this \`${quote(r, comma)}\`.`,
    comma,
    {
      fixes: [{ span: { start: comma.start, end: comma.end }, text: '' }],
      advice: 'Write it, or delete the comma.',
    },
  );
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
    const end = r.tokens[r.end - 1]?.end ?? open.end;
    fail('syntax', `This \`${quote(r, open)}\` has no partner.`, open, {
      fixes: [{ span: { start: end, end }, text: quote(r, open) }],
      advice: 'Write another one where the absolute value ends: `|x|`.',
    });
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
  const { bars, inArgument, at: start } = r;
  r.bars = 0;
  r.inArgument = false;
  if ((r.partner[r.at] ?? -1) < 0) {
    fail('syntax', `This \`${quote(r, open)}\` is never closed.`, open);
  }
  r.at++;
  if (peek(r)?.kind === 'close') refuseEmpty(cover(open, peek(r) ?? open), r.tokens[start - 1]);
  const value = inside();
  const close = peek(r);
  if (isOperator(close, ',', ';') && close) {
    const end = r.tokens[r.partner[start] ?? -1] ?? close;
    fail(
      'unsupported',
      'A list is not one number.',
      cover(open, end),
      decimalComma(r, close) ?? {
        advice: 'Write each of its elements as a number of its own, such as `x_1` and `x_2`.',
      },
    );
  }
  if (close?.kind !== 'close') {
    if (close) refuseRest(r, close);
    fail('syntax', `This \`${quote(r, open)}\` is never closed.`, open);
  }
  if (closing.get(open.text) !== close.text) {
    fail(
      'syntax',
      `The \`${quote(r, open)}\` before it is closed by \`${quote(r, close)}\`. Write two brackets that pair.`,
      close,
    );
  }
  r.at++;
  r.bars = bars;
  r.inArgument = inArgument;
  return { value, span: cover(open, close) };
}
