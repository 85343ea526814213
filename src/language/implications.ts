/** `V = IR \Rightarrow I = V/R`: an equation that follows from another, and does not define its names. */
import { isOperator } from './reading';
import type { Token } from './tokens';

const implications: ReadonlySet<string> = new Set([
  '\\Rightarrow',
  '\\Longrightarrow',
  '\\implies',
  '\\Leftrightarrow',
  '\\iff',
]);

/** The text of a break between two equations of which the second follows from the first. */
export const IMPLIES = '⇒';

/** An arrow between two equations ends the first. */
export function splitImplications(tokens: readonly Token[]): readonly Token[] {
  const isEquation = (from: number, step: 1 | -1): boolean => {
    for (let at = from; tokens[at]; at += step) {
      const token = tokens[at];
      if (isOperator(token, '=')) return true;
      if (token?.kind === 'break' || implications.has(token?.text ?? '')) return false;
    }
    return false;
  };
  return tokens.map((token, at) =>
    implications.has(token.text) && isEquation(at - 1, -1) && isEquation(at + 1, 1)
      ? { ...token, kind: 'break', text: IMPLIES }
      : token,
  );
}
