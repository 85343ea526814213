/** Conditions on where a number lies: `x \in (0, 1]`, and `k = 0, 1, \ldots, n`. */
import { precedences } from '../ops';
import type { OpName } from '../ops';
import { afterDots } from './latexAsides';
import { fail, isOperator, make, peek } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr } from './syntax';
import type { Token } from './tokens';

const lower: ReadonlyMap<string, OpName> = new Map([
  ['(', 'lt'],
  ['[', 'le'],
]);
const upper: ReadonlyMap<string, OpName> = new Map([
  [')', 'lt'],
  [']', 'le'],
]);

/** `left` with the interval behind `\in`; null where another operator comes first. Other sets are refused. */
export function readMembership(r: Reading, left: Expr, sign: Token, least: number): Expr | null {
  if (precedences.comparison < least) return null;
  const open = peek(r, 1);
  const close = r.partner[r.at + 1] ?? -1;
  const last = r.tokens[close];
  const [above, below] = [lower.get(open?.text ?? ''), upper.get(last?.text ?? '')];
  if (!above || !below || !last || last.kind !== 'close') refuseSet(sign);
  r.at += 2;
  const from = readBound(r);
  if (!isOperator(peek(r), ',')) refuseSet(sign);
  r.at++;
  const to = readBound(r);
  if (r.at !== close) refuseSet(sign);
  r.at++;
  const span = cover(left.span, last);
  const conditions = [
    ...(from ? [make(r, above, [from, left], span)] : []),
    ...(to ? [make(r, below, [left, to], span)] : []),
  ];
  const [one, other] = conditions;
  if (!one) refuseSet(sign);
  return other ? make(r, 'and', [one, other], span) : one;
}

/** A bound, or null where it is infinite. */
function readBound(r: Reading): Expr | null {
  const signs = isOperator(peek(r), '-', '+') ? 1 : 0;
  if (peek(r, signs)?.text !== '\\infty') return r.grammar.expression(r, precedences.sum);
  r.at += signs + 1;
  return null;
}

function refuseSet(sign: Token): never {
  return fail(
    'unsupported',
    'Sets and conditions have no graph. Select the expression alone.',
    sign,
  );
}

/** k = 0, 1, \ldots, n: from 0 to n. Anything but such a list is returned as it is. */
export function readRange(r: Reading, condition: Expr): Expr {
  const [left, first] = condition.kind === 'call' && condition.op === 'eq' ? condition.args : [];
  const after = isOperator(peek(r), ',') ? afterDots(r.tokens, r.at) : -1;
  if (!left || !first || after < 0 || after > r.end) return condition;
  r.at = after;
  const begins = make(r, 'ge', [left, first], condition.span);
  if (!isOperator(peek(r), ',')) return begins;
  r.at++;
  const last = r.grammar.expression(r, precedences.sum);
  const span = cover(condition.span, last.span);
  return make(r, 'and', [begins, make(r, 'le', [left, last], span)], span);
}
