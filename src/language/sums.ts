/** Sums and products over an index with known bounds, written out term by term. */
import { precedences } from '../ops';
import { constantValue } from './constants';
import { choose, fail, isOperator, make, number, peek, quote } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

type Range = readonly [from: number, to: number];

/** \sum_{i=1}^{3} body; the index is a number in the body and in its subscripts. */
export function readSum(r: Reading, token: Token): Expr {
  r.at++;
  const { lower, upper } = readBounds(r, token);
  const { index, values } = indexValues(r, token, lower, upper);
  if (values.length > r.limits.nodes) {
    fail('too large', sayTerms(values.length, r), token);
  }
  const next = peek(r);
  if (!next || next.kind === 'close' || next.kind === 'break') {
    const written = quote(r, cover(token, r.tokens[r.at - 1] ?? token));
    fail('syntax', `\`${written}\` needs a term after it. Write \`${written} x\`.`, token);
  }
  return unroll(r, token, index, values, precedences.product);
}

function readBounds(r: Reading, token: Token): { lower: Range; upper: Range | null } {
  let lower: Range | null = null;
  let upper: Range | null = null;
  for (let sign = peek(r); isOperator(sign, '_', '^'); sign = peek(r)) {
    r.at++;
    const range = passArgument(r, sign ?? token);
    if (sign?.text === '_') lower = range;
    else upper = range;
  }
  if (!lower) {
    fail(
      'unsupported',
      `\`${quote(r, token)}\` needs an index and bounds to be written out. Write \`${quote(r, token)}_{i=1}^{3}\`.`,
      token,
    );
  }
  return { lower, upper };
}

/** The tokens of the next group, without its braces, or the next token. */
function passArgument(r: Reading, sign: Token): Range {
  const open = peek(r);
  if (!open)
    fail('syntax', `\`${sign.text}\` needs a bound after it. Write one, or delete it.`, sign);
  const partner = r.partner[r.at] ?? -1;
  if (open.kind !== 'open' || partner < 0) return [r.at, ++r.at];
  const from = r.at + 1;
  r.at = partner + 1;
  return [from, partner];
}

function indexValues(
  r: Reading,
  token: Token,
  lower: Range,
  upper: Range | null,
): { index: string; values: number[] } {
  const [from, to] = lower;
  const [first, sign] = [r.tokens[from], r.tokens[from + 1]];
  const index = first?.text ?? '';
  const whole = cover(token, r.tokens[r.at - 1] ?? token);
  if (!upper) {
    const written = writtenValues(r, lower, whole);
    if (written) return written;
  }
  if (first?.kind !== 'name' || to - from < 3 || !isOperator(sign, '=', '==') || !upper) {
    fail(
      'unsupported',
      `\`${quote(r, whole)}\` has no bounds to write it out with. Write \`${quote(r, token)}_{i=1}^{3}\`.`,
      whole,
    );
  }
  const start = bound(r, [from + 2, to], whole);
  const stop = bound(r, upper, whole);
  return { index, values: count(r, start, stop, whole) };
}

/** i \in \{1, 2, 3\} and 1 \le i \le 3: the values of an index without a bound above. */
function writtenValues(
  r: Reading,
  [from, to]: Range,
  whole: Span,
): { index: string; values: number[] } | undefined {
  const name = r.tokens.slice(from, to).find(({ kind }) => kind === 'name');
  const at = name ? r.tokens.indexOf(name, from) : to;
  const [before, after] = [r.tokens[at - 1], r.tokens[at + 1]];
  const index = name?.text ?? '';
  if (isOperator(before, '<=') && isOperator(after, '<=')) {
    return {
      index,
      values: count(r, bound(r, [from, at - 1], whole), bound(r, [at + 2, to], whole), whole),
    };
  }
  const close = r.partner[at + 2];
  if (at !== from || after?.text !== '\\in' || close !== to - 1) return undefined;
  const values: number[] = [];
  for (let start = at + 3, i = start; i <= close; i++) {
    if (i < close && !isOperator(r.tokens[i], ',')) continue;
    values.push(bound(r, [start, i], whole));
    start = i + 1;
  }
  return { index, values };
}

/** The whole numbers from `start` to `stop`. */
function count(r: Reading, start: number, stop: number, whole: Span): number[] {
  const terms = Math.max(0, stop - start + 1);
  if (terms > r.limits.nodes) {
    fail('too large', sayTerms(terms, r), whole);
  }
  return Array.from({ length: terms }, (_, k) => start + k);
}

function sayTerms(count: number, r: Reading): string {
  return `${count} terms are more than ${r.limits.nodes}. Lower the bound.`;
}

function bound(r: Reading, [from, to]: Range, whole: Span): number {
  const { at, end } = r;
  r.at = from;
  r.end = to;
  const expr = r.grammar.expression(r);
  const value = r.at === to ? constantValue(r, expr) : undefined;
  r.at = at;
  r.end = end;
  if (value === undefined) {
    fail(
      'unsupported',
      `A bound of \`${quote(r, whole)}\` has no known value. Write a number, or give its name one.`,
      whole,
    );
  }
  if (!Number.isSafeInteger(value))
    fail(
      'unsupported',
      `A bound of \`${quote(r, whole)}\` is ${value}. Write a whole number.`,
      whole,
    );
  return value;
}

/** The body is read once for every value of the index. */
function unroll(
  r: Reading,
  token: Token,
  index: string,
  values: readonly number[],
  least: number,
): Expr {
  const op = token.text === '\\sum' ? 'add' : 'mul';
  const { locals, inArgument, at, nodes } = r;
  r.inArgument = false;
  const term = (value: number): Expr => {
    r.at = at;
    const place = r.tokens[at] ?? token;
    r.locals = new Map([...locals, [index, number(value, place)]]);
    return r.grammar.expression(r, least);
  };
  let total: Expr | null = null;
  for (const value of values) {
    const next = term(value);
    total = total ? make(r, op, [total, next], cover(token, next.span)) : next;
  }
  if (!total) {
    const skipped = term(0);
    r.nodes = nodes;
    total = number(op === 'add' ? 0 : 1, cover(token, skipped.span));
  }
  r.locals = locals;
  r.inArgument = inArgument;
  const after = peek(r);
  const whole = cover(token, total.span);
  if (least === precedences.product && isOperator(after, '+', '-') && after) {
    const place = cover(whole, after);
    const taken = choose(
      r,
      `sum:${token.start}`,
      place,
      `\`${quote(r, token)}\` ends before a + or - or goes on after it.`,
      [
        { reading: 'ends', label: 'a body that ends before the sign' },
        { reading: 'goes on', label: 'a body that includes what follows' },
      ],
    );
    if (taken === 'goes on') {
      r.at = at;
      r.nodes = nodes;
      return unroll(r, token, index, values, precedences.sum);
    }
  }
  return { ...total, span: whole };
}
