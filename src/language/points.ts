/** The point at which a formula is taken, `x^2 |_{x=3}`: it gives the names their values. */
import { isOperator } from './reading';
import type { Token } from './tokens';
import { pairBrackets } from './tokens';

/** The tokens with the points behind bars as definitions, each on a row of its own. */
export function definePoints(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }) => text === '|' || text === ')|')) return tokens;
  const partner = pairBrackets(tokens);
  const kept: Token[] = [];
  const rows: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const close = isEmptyBar(kept, token) ? pointAt(tokens, partner, at) : -1;
    if (close < 0) {
      kept.push(token);
      continue;
    }
    rows.push({ ...token, kind: 'operator', text: 'where' }, ...tokens.slice(at + 3, close));
    at = close;
  }
  return rows.length > 0 ? [...kept, ...rows] : tokens;
}

/** A bar that closes nothing. */
function isEmptyBar(before: readonly Token[], { kind, text }: Token): boolean {
  const open = kind === 'bar' ? '|' : text === ')|' ? '|(' : undefined;
  if (open === undefined) return false;
  let depth = 0;
  for (const token of before) {
    if (token.text === open && token.kind !== 'close') depth++;
    else if (token.text === ')|') depth--;
  }
  return open === '|' ? depth % 2 === 0 : depth <= 0;
}

/** The end of `_{x = 3}` behind the bar at `at`, or -1. */
function pointAt(tokens: readonly Token[], partner: Int32Array, at: number): number {
  const close = tokens[at + 2]?.text === '{' ? (partner[at + 2] ?? -1) : -1;
  if (!isOperator(tokens[at + 1], '_') || close < 0 || isOperator(tokens[close + 1], '^'))
    return -1;
  return tokens.slice(at + 3, close).some((token) => isOperator(token, '=')) ? close : -1;
}
