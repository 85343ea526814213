/** The tokens that the plain and the LaTeX tokenizer hand to the one engine, and their brackets. */
import type { Span } from './syntax';

/**
 * `word` is a run of letters not yet told apart into names and functions; `break` ends a statement;
 * `text` is upright prose inside LaTeX; `command`, `begin` and `end` are LaTeX's own.
 */
export type TokenKind =
  | 'number'
  | 'name'
  | 'word'
  | 'function'
  | 'operator'
  | 'open'
  | 'close'
  | 'bar'
  | 'break'
  | 'text'
  | 'command'
  | 'begin'
  | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Canonical: `*` for every multiplication sign, `x_1` for x₁, `(` for \left(. */
  readonly text: string;
  /** No blank stands before it. */
  readonly glued: boolean;
  /** Of a number. */
  readonly value?: number;
  /** Another number that it may be: 1{,}234 is 1234 or 1.234. */
  readonly otherwise?: number;
}

export const closing: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['\\{', '\\}'],
  ['⌊', '⌋'],
  ['⌈', '⌉'],
  ['|(', ')|'],
]);

/**
 * For every opening token the index of its partner, and the other way round; -1 without one.
 * A closing bracket of the wrong shape still pairs, so that nesting stays readable around it.
 */
export function pairBrackets(tokens: readonly Token[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(-1);
  const opened: number[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === 'open' || token.kind === 'begin') opened.push(at);
    else if (token.kind === 'close' || token.kind === 'end') {
      const from = opened.pop();
      if (from === undefined) return;
      partner[from] = at;
      partner[at] = from;
    }
  });
  return partner;
}

/** The token as far as it stands before `end`. */
export function within(token: Token, end: number): Token {
  return token.end <= end
    ? token
    : { ...token, start: Math.min(token.start, end), end: Math.min(token.end, end) };
}
