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
  const rounds = roundsOf(r, token, lower, upper);
  const next = peek(r);
  if (!next || next.kind === 'close' || next.kind === 'break') {
    const written = quote(r, cover(token, r.tokens[r.at - 1] ?? token));
    fail('syntax', `\`${written}\` needs a term after it. Write \`${written} x\`.`, token);
  }
  return unroll(r, token, rounds, precedences.product);
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
  let [from, to] = [r.at + 1, partner];
  r.at = partner + 1;
  // {{ }}, as \substack{ } leaves it.
  while (r.tokens[from]?.text === '{' && r.partner[from] === to - 1)
    [from, to] = [from + 1, to - 1];
  return [from, to];
}

/** The indices of a sum, and their values in every term. */
interface Rounds {
  readonly indices: readonly string[];
  readonly values: readonly (readonly number[])[];
}

function roundsOf(r: Reading, token: Token, lower: Range, upper: Range | null): Rounds {
  const whole = cover(token, r.tokens[r.at - 1] ?? token);
  const { indices, at } = indicesAt(r, lower[0]);
  const [head, ...conditions] = partsOf(r, lower, indices.length > 0 ? at : lower[0]);
  const written = upper ? undefined : (chainOf(r, head, whole) ?? setOf(r, head, whole));
  const rounds = written ?? countedRounds(r, token, { indices, at, end: head[1], upper }, whole);
  const values = rounds.values.filter((round) => holds(r, rounds.indices, round, conditions));
  return { indices: rounds.indices, values };
}

interface Counted {
  readonly indices: readonly string[];
  readonly at: number;
  readonly end: number;
  readonly upper: Range | null;
}

/** i = 1, and what stands above. */
function countedRounds(
  r: Reading,
  token: Token,
  { indices, at, end: to, upper }: Counted,
  whole: Span,
): Rounds {
  if (indices.length === 0 || to - at < 2 || !isOperator(r.tokens[at], '=', '==') || !upper) {
    fail(
      'unsupported',
      `\`${quote(r, whole)}\` has no bounds to write it out with. Write \`${quote(r, token)}_{i=1}^{3}\`.`,
      whole,
    );
  }
  const start = bound(r, [at + 1, to], whole);
  const stop = bound(r, upper, whole);
  return everyPair(r, indices, count(r, start, stop, whole), whole);
}

/** i = 1, i \ne 2: what stands between the commas after `at`. */
function partsOf(r: Reading, [from, to]: Range, at: number): [Range, ...Range[]] {
  const commas: number[] = [];
  for (let i = at; i < to; i++) {
    // What stands between brackets is one part.
    if (r.tokens[i]?.kind === 'open') i = Math.max(i, r.partner[i] ?? i);
    else if (isOperator(r.tokens[i], ',')) commas.push(i);
  }
  const [end, ...ends] = [...commas, to];
  return [[from, end], ...ends.map((next, i): Range => [(commas[i] ?? from) + 1, next])];
}

/** Whether the terms of these indices are among those that are meant. */
function holds(
  r: Reading,
  indices: readonly string[],
  round: readonly number[],
  conditions: readonly Range[],
): boolean {
  const { locals } = r;
  r.locals = withIndices(r, locals, indices, round);
  const all = conditions.every((range) => {
    const value = known(r, range);
    if (value !== undefined) return value !== 0;
    const [from, to] = range;
    const written = cover(r.tokens[from] ?? NOWHERE, r.tokens[to - 1] ?? NOWHERE);
    const say = `Whether \`${quote(r, written)}\` holds is not known. Give its names numbers.`;
    return fail('unsupported', say, written);
  });
  r.locals = locals;
  return all;
}

const NOWHERE: Span = { start: 0, end: 0 };

/** What is known by name while a term is read. */
function withIndices(
  r: Reading,
  locals: Reading['locals'],
  indices: readonly string[],
  round: readonly number[],
): Reading['locals'] {
  const place = r.tokens[r.at] ?? NOWHERE;
  const own = indices.map((index, i) => [index, number(round[i] ?? 0, place)] as const);
  return new Map([...locals, ...own]);
}

/** i, or i, j: the names, and what follows them. */
function indicesAt(r: Reading, from: number): { indices: string[]; at: number } {
  const indices: string[] = [];
  for (let at = from; ; at += 2) {
    const name = r.tokens[at];
    if (name?.kind !== 'name') return { indices: [], at };
    indices.push(name.text);
    if (!isOperator(r.tokens[at + 1], ',')) return { indices, at: at + 1 };
  }
}

/** All values for every index, the last of which runs fastest. */
function everyPair(
  r: Reading,
  indices: readonly string[],
  values: readonly number[],
  whole: Span,
): Rounds {
  const terms = values.length ** indices.length;
  if (terms > r.limits.nodes) fail('too large', sayTerms(terms, r), whole);
  const rounds = indices.reduce<readonly (readonly number[])[]>(
    (before) => before.flatMap((round) => values.map((value) => [...round, value])),
    [[]],
  );
  return { indices, values: rounds };
}

/** 1 \le i \le 3 and 1 \le i < j \le 3. */
function chainOf(r: Reading, [from, to]: Range, whole: Span): Rounds | undefined {
  const places = r.tokens.slice(from, to).flatMap((token, i) => {
    return isOperator(token, '<', '<=') ? [from + i] : [];
  });
  const [first = to, ...more] = places;
  const last = more.at(-1);
  if (last === undefined) return undefined;
  const between = more.map((end, i) => r.tokens.slice((places[i] ?? end) + 1, end));
  const indices = between.flatMap(([name, ...rest]) =>
    name?.kind === 'name' && rest.length === 0 ? [name.text] : [],
  );
  if (indices.length < more.length) return undefined;
  const start = bound(r, [from, first], whole);
  const stop = bound(r, [last + 1, to], whole);
  // What has to lie between an index and the one before it.
  const steps = places.map((at) => (isOperator(r.tokens[at], '<') ? 1 : 0));
  const size = count(r, start, stop, whole).length ** indices.length;
  if (size > r.limits.nodes) fail('too large', sayTerms(size, r), whole);
  const values = indices.reduce<readonly (readonly number[])[]>(
    (before, _, i) =>
      before.flatMap((round) => {
        const least = (round.at(-1) ?? start) + (steps[i] ?? 0);
        const most = i === indices.length - 1 ? stop - (steps.at(-1) ?? 0) : stop;
        return count(r, least, most, whole).map((value) => [...round, value]);
      }),
    [[]],
  );
  return { indices, values };
}

/** i \in \{1, 2, 3\}, and i, j for every two of them. */
function setOf(r: Reading, [from, to]: Range, whole: Span): Rounds | undefined {
  const { indices, at } = indicesAt(r, from);
  const close = r.partner[at + 1];
  if (indices.length === 0 || r.tokens[at]?.text !== '\\in' || close !== to - 1) return undefined;
  const values: number[] = [];
  for (let start = at + 2, i = start; i <= close; i++) {
    if (i < close && !isOperator(r.tokens[i], ',')) continue;
    values.push(bound(r, [start, i], whole));
    start = i + 1;
  }
  return everyPair(r, indices, values, whole);
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

/** The number that a range says, if it depends on no input. */
function known(r: Reading, [from, to]: Range): number | undefined {
  const { at, end } = r;
  r.at = from;
  r.end = to;
  const expr = r.grammar.expression(r);
  const value = r.at === to ? constantValue(r, expr) : undefined;
  r.at = at;
  r.end = end;
  return value;
}

function bound(r: Reading, range: Range, whole: Span): number {
  const value = known(r, range);
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
function unroll(r: Reading, token: Token, rounds: Rounds, least: number): Expr {
  const op = token.text === '\\sum' ? 'add' : 'mul';
  const { locals, inArgument, at, nodes } = r;
  r.inArgument = false;
  const { indices, values } = rounds;
  const term = (round: readonly number[]): Expr => {
    r.at = at;
    r.locals = withIndices(r, locals, indices, round);
    return r.grammar.expression(r, least);
  };
  let total: Expr | null = null;
  for (const round of values) {
    const next = term(round);
    total = total ? make(r, op, [total, next], cover(token, next.span)) : next;
  }
  if (!total) {
    const skipped = term([]);
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
      return unroll(r, token, rounds, precedences.sum);
    }
  }
  return { ...total, span: whole };
}
