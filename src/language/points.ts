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
  /** How many bars of each kind stand before, and how many that close one. */
  const before = { '|': 0, '|(': 0, ')|': 0 };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const { kind, text } = token;
    const close = kind === 'bar' || text === ')|' ? pointAt(tokens, partner, at) : -1;
    // A bar that closes nothing.
    const isEmpty =
      kind === 'bar' ? (before['|'] - before[')|']) % 2 === 0 : before['|('] <= before[')|'];
    if (close >= 0 && isEmpty) {
      rows.push({ ...token, kind: 'operator', text: 'where' }, ...tokens.slice(at + 3, close));
      at = close;
      continue;
    }
    kept.push(token);
    if (text === ')|' || (kind !== 'close' && (text === '|' || text === '|('))) before[text]++;
  }
  return rows.length > 0 ? [...kept, ...rows] : tokens;
}

/** The end of `_{x = 3}` behind the bar at `at`, or -1. */
function pointAt(tokens: readonly Token[], partner: Int32Array, at: number): number {
  const close = tokens[at + 2]?.text === '{' ? (partner[at + 2] ?? -1) : -1;
  if (!isOperator(tokens[at + 1], '_') || close < 0 || isOperator(tokens[close + 1], '^'))
    return -1;
  return tokens.slice(at + 3, close).some((token) => isOperator(token, '=')) ? close : -1;
}
