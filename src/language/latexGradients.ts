/** The derivatives of update rules, `w - \eta \frac{\partial L}{\partial w}`: numbers of their own there. */
import { nameWithScripts } from './latexNames';
import { choose, isOperator, peek, quote } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr } from './syntax';
import type { Token } from './tokens';

const signs: ReadonlySet<string> = new Set(['\\partial', '\\mathrm{d}', 'd']);

/** \frac{\partial L}{\partial w}, called dL_dw, where a step is taken along it; undefined elsewhere. */
export function readDerivative(r: Reading, token: Token): Expr | undefined {
  if (!r.scope.isStep()) return undefined;
  const { at } = r;
  const above = differential(r, at + 1);
  const below = above && differential(r, above.next);
  if (!above || !below) {
    r.at = at;
    return undefined;
  }
  r.at = below.next;
  return named(r, token, `d${above.id}_d${below.id}`);
}

/** \nabla_w L or \nabla L(w), called grad_w_L and grad_L, where a step is taken along it. */
export function readGradient(r: Reading, token: Token): Expr | undefined {
  if (!r.scope.isStep()) return undefined;
  const { at } = r;
  r.at++;
  const subscript = isOperator(peek(r), '_') ? readSubscript(r) : '';
  const of = subscript === undefined ? undefined : nameWithScripts(r, false);
  if (!of) {
    r.at = at;
    return undefined;
  }
  const close = peek(r)?.text === '(' ? (r.partner[r.at] ?? -1) : -1;
  if (close > 0) r.at = close + 1;
  return named(r, token, `grad${subscript ?? ''}_${of.id}`);
}

function named(r: Reading, token: Token, id: string): Expr {
  const span = cover(token, r.tokens[r.at - 1] ?? token);
  const message = `The derivative \`${quote(r, span)}\` is not taken here.`;
  choose(r, `derivative ${id}`, span, message, [{ reading: 'name', label: 'a number of its own' }]);
  return r.scope.resolve(id, span);
}

/** {\partial L}: the name behind the sign, and where the next token is. */
function differential(r: Reading, at: number): { id: string; next: number } | undefined {
  const close = r.partner[at] ?? -1;
  if (r.tokens[at]?.text !== '{' || !signs.has(r.tokens[at + 1]?.text ?? '')) return undefined;
  r.at = at + 2;
  const name = nameWithScripts(r, false);
  return name && r.at === close ? { id: name.id, next: close + 1 } : undefined;
}

/** The names below a sign, one after another. */
function readSubscript(r: Reading): string | undefined {
  r.at++;
  const close = peek(r)?.text === '{' ? (r.partner[r.at] ?? -1) : -1;
  if (close > 0) r.at++;
  const name = nameWithScripts(r, false);
  if (!name || (close > 0 && r.at !== close)) return undefined;
  if (close > 0) r.at++;
  return `_${name.id}`;
}
