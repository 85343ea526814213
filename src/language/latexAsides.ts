/** What LaTeX writes between and beside formulas: `a = 1 \Rightarrow b = 2`, and `i = 1, \ldots, n` behind one. */
import { isOperator } from './reading';
import { isPhrase } from './latexNames';
import { splitImplications } from './implications';
import type { Token } from './tokens';

/** The tokens with a row for each side of an implication, and without the ranges of indices. */
export function dropAsides(tokens: readonly Token[]): readonly Token[] {
  return splitImplications(withoutRanges(withoutBraces(tokens)));
}

/** {\text{ for }} x > 0: braces around words hold nothing together. */
function withoutBraces(tokens: readonly Token[]): readonly Token[] {
  const isBraced = (at: number): boolean => {
    const [open, words, close] = tokens.slice(at, at + 3);
    const isWords = words?.kind === 'text' && isPhrase(words.text.trim());
    return isWords && open?.text === '{' && close?.text === '}' && !takesGroup(tokens[at - 1]);
  };
  return tokens.filter((_, at) => !isBraced(at) && !isBraced(at - 2));
}

function takesGroup(before: Token | undefined): boolean {
  return before?.kind === 'command' || isOperator(before, '^', '_');
}

const dots: ReadonlySet<string> = new Set(['\\ldots', '\\dots', '\\cdots', '\\dotsc', '\\dotso']);

/** Without `, i = 1, \ldots, n` and `(i = 1, \ldots, n)`: for which the formula stands, not what it computes. */
function withoutRanges(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((_, at) => dotsAt(tokens, at) > 0)) return tokens;
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const end = kept.length > 0 && introduces(token) ? rangeFrom(tokens, at + 1) : -1;
    const closes = token.kind === 'open' && tokens[end]?.kind === 'close';
    if (end < 0 || (token.kind === 'open' && !closes)) kept.push(token);
    else at = closes ? end : end - 1;
  }
  return kept;
}

function introduces(token: Token): boolean {
  if (token.kind === 'open') return token.text === '(';
  return token.kind === 'text' ? isPhrase(token.text.trim()) : isOperator(token, ',');
}

/** Where the range `i = 1, 2, \ldots, n` that starts at a token ends, or -1. */
function rangeFrom(tokens: readonly Token[], from: number): number {
  const name = tokens[from];
  if (!name || !['name', 'word'].includes(name.kind) || !isOperator(tokens[from + 1], '='))
    return -1;
  let at = afterDots(tokens, from + 2);
  if (at < 0) return -1;
  for (let token = tokens[at]; token && isBound(token); token = tokens[at]) at++;
  return at;
}

/** Where the dots of a list end that goes on from a token, or -1. */
export function afterDots(tokens: readonly Token[], from: number): number {
  for (let at = from; ; at++) {
    const [token, length] = [tokens[at], dotsAt(tokens, at)];
    if (length > 0) return at + length;
    if (!token || !isBound(token)) return -1;
  }
}

function isBound(token: Token): boolean {
  return (
    ['number', 'name', 'word'].includes(token.kind) ||
    isOperator(token, ',', '+', '-', '_') ||
    token.text === '{' ||
    token.text === '}'
  );
}

/** How many tokens the dots at a token are: one command, or three points; 0 where none stand. */
function dotsAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token?.kind === 'command' && dots.has(token.text)) return 1;
  return [0, 1, 2].every((i) => isOperator(tokens[at + i], '.')) ? 3 : 0;
}
