/** Side conditions behind a formula, `y = √x, x ≥ 0`: where it holds, not what it computes. */
import { comparisons } from './operators';
import { choose, isOperator, isVariable, quote } from './reading';
import type { Reading } from './reading';
import { separates } from './statements';
import { cover } from './syntax';
import type { Token } from './tokens';

/** Words before a condition, as upright text and as plain words. */
const phrase =
  /^(?:for(?: all| any| every| each)?|if|when(?:ever)?|where|with|and|provided(?: that)?|assuming|such that)$/i;
const words: ReadonlySet<string> = new Set(['for', 'when', 'whenever', 'provided', 'assuming']);

/** The tokens without the side conditions at the ends of formulas. */
export function dropConditions(r: Reading, tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let from = 0;
  for (const end of ends(tokens)) {
    const cut = startOfCondition(r, tokens, from, end);
    for (let at = from; at < cut; at++) kept.push(...tokens.slice(at, at + 1));
    from = end;
  }
  return kept.length === tokens.length ? tokens : kept;
}

/** Where formulas end: before what separates them, and behind the last. */
function ends(tokens: readonly Token[]): number[] {
  const found: number[] = [];
  let depth = 0;
  tokens.forEach((token, at) => {
    if (opens(token)) depth++;
    else if (closes(token)) depth = Math.max(0, depth - 1);
    const isBreak = token.kind === 'break' && (depth === 0 || token.text !== '\n');
    if (isBreak || (depth === 0 && token.kind === 'operator' && separates(tokens, at)))
      found.push(at);
    if (isBreak) depth = 0;
  });
  return [...found, tokens.length];
}

/** Where the side condition of the formula in a range begins; the end of the range if it has none. */
function startOfCondition(r: Reading, tokens: readonly Token[], from: number, end: number): number {
  let depth = 0;
  /** The last bracket outside all others. */
  let bracket = -1;
  let start = end;
  let relates = false;
  for (let at = from; at < end; at++) {
    const token = tokens[at];
    if (!token) break;
    if (opens(token) && depth++ === 0) bracket = at;
    if (closes(token)) depth--;
    if (depth > 0) continue;
    if (start === end && introduces(r, token, at > from)) start = at;
    else if (start < end && isRelation(token)) relates = true;
    else if (start < end && isOperator(token, '?', '=', '+=', '-=', '*=', '/=', 'else')) return end;
    else if (start < end && token.text === 'else') return end;
  }
  if (start < end) return relates ? start : end;
  const last = isOperator(tokens[end - 1], ',', '.') ? end - 2 : end - 1;
  return closes(tokens[last]) && holds(r, tokens, bracket, last) ? bracket : end;
}

function introduces(r: Reading, { kind, text }: Token, follows: boolean): boolean {
  if (kind === 'operator') return text === ',' && follows;
  if (kind === 'command') return text === '\\forall';
  if (kind === 'text') return phrase.test(text.trim());
  return kind === 'word' && words.has(text) && !isVariable(r, text);
}

/** Whether the bracket behind a formula is a condition: `√x (x ≥ 0)`. */
function holds(r: Reading, tokens: readonly Token[], open: number, close: number): boolean {
  const [before, first, last] = [tokens[open - 1], tokens[open], tokens[close]];
  if (!before || !first || !last || first.text !== '(' || first.glued) return false;
  const isOperand = ['close', 'number', ...(r.tex ? ['name', 'word'] : [])].includes(before.kind);
  if (!isOperand || /^[fghFGH]$/.test(before.text)) return false;
  let depth = 0;
  let relates = false;
  for (const token of tokens.slice(open + 1, close)) {
    if (opens(token)) depth++;
    else if (closes(token)) depth--;
    else if (depth === 0 && isRelation(token)) relates = true;
    else if (depth === 0 && isOperator(token, ',', '?', '=')) return false;
  }
  if (!relates) return false;
  const span = cover(first, last);
  const taken = choose(
    r,
    `condition:${first.start}`,
    span,
    `\`${quote(r, span)}\` behind a formula is read in two ways.`,
    [
      { reading: 'condition', label: 'where the formula holds' },
      { reading: 'factor', label: 'a factor, 1 or 0' },
    ],
  );
  return taken === 'condition';
}

const memberships: ReadonlySet<string> = new Set(['\\in', '\\notin', '\\sim']);

function isRelation({ kind, text }: Token): boolean {
  return kind === 'operator' ? comparisons.has(text) : memberships.has(text);
}

const opens = (token: Token | undefined): boolean =>
  token?.kind === 'open' || token?.kind === 'begin';
const closes = (token: Token | undefined): boolean =>
  token?.kind === 'close' || token?.kind === 'end';
