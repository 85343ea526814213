/** `\mathcal{N}(x; \mu, \sigma^2)`: the density of the normal distribution, of which the last is the variance. */
import { isOperator, isVariable, make, number, peek, quote } from './reading';
import type { Reading } from './reading';
import { refuseRest } from './rest';
import { cover, ref } from './syntax';
import type { Expr, Span } from './syntax';

const NORMAL = /^\\math(?:cal|scr)\s*\{?\s*N\s*\}?$/;

/** The density, where a letter so written stands before a point, a mean and a variance; undefined elsewhere. */
export function readDensity(r: Reading, id: string, span: Span): Expr | undefined {
  const open = r.at;
  const close = peek(r)?.text === '(' ? (r.partner[open] ?? -1) : -1;
  if (close < 0 || id !== 'N' || isVariable(r, id) || !NORMAL.test(quote(r, span)))
    return undefined;
  const [first, second, ...more] = separators(r, open + 1, close);
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const point = readPart(r, open + 1, first);
  const mean = readPart(r, first + 1, second);
  const variance = shared(r, readPart(r, second + 1, close));
  r.at = close + 1;
  const whole = cover(span, r.tokens[close] ?? span);
  const of = (op: Parameters<typeof make>[1], ...args: Expr[]): Expr => make(r, op, args, whole);
  const two = number(2, whole, '2');
  const distance = of('pow', of('sub', point, mean), two);
  const exponent = of('neg', of('div', distance, of('mul', two, variance)));
  const spread = of('sqrt', of('mul', of('mul', two, number(Math.PI, whole, 'π')), variance));
  return of('div', of('exp', exponent), spread);
}

/** Where the parts of a list of arguments end, however they are told apart. */
function separators(r: Reading, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    const token = r.tokens[at];
    const partner = r.partner[at] ?? -1;
    if (token?.kind === 'open' && partner > at) at = partner;
    else if (isOperator(token, ',', ';') || token?.kind === 'bar' || token?.text === '\\mid')
      found.push(at);
  }
  return found;
}

function readPart(r: Reading, from: number, to: number): Expr {
  const { end } = r;
  [r.at, r.end] = [from, to];
  try {
    const value = r.grammar.expression(r);
    const rest = peek(r);
    if (rest) refuseRest(r, rest);
    return value;
  } finally {
    r.end = end;
  }
}

/** A number that is used twice is computed once. */
function shared(r: Reading, value: Expr): Expr {
  if (value.kind !== 'call') return value;
  r.bindings.push({ value, span: value.span });
  return ref(r.bindings.length - 1, value.span);
}
