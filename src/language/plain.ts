/** Plain and Unicode mathematics, as in an e-mail or a textbook copied to text; also the language of the table's rules. */
import { refuseText } from './characters';
import { dropConditions } from './conditions';
import { readStatements } from './definitions';
import { standardMark } from './naming';
import { missing } from './operators';
import { readExponent, readExpression } from './pratt';
import { blameBrackets, type Bracket } from './pairing';
import { plainTokens } from './plainTokens';
import { Unreadable, note, startReading } from './reading';
import type { Grammar, Reading } from './reading';

import { readRows } from './statements';
import type { Statement } from './statements';
import type { RawProgram, ReadOptions } from './syntax';
import { closing, within, type Token } from './tokens';
import { settleWords } from './words';

const grammar: Grammar = { expression: readExpression, exponent: readExponent, command: missing };

/** Reads plain text. Never throws: what does not read is a problem of the program. */
export function readPlain(text: string, options: ReadOptions = {}): RawProgram {
  const refused = refuseText(text, options);
  if (refused) return { text, bindings: [], problems: [refused] };
  const r = startReading(text, options, false, grammar);
  const readClosed = (start: string, closing: string): RawProgram => {
    const whole = startReading(start + closing, options, false, grammar);
    return readRowsOf(whole, () =>
      plainTokens(whole.text, whole.limits).map((token) => within(token, start.length)),
    );
  };
  try {
    const tokens = plainTokens(text, r.limits);
    const program = readRowsOf(r, () => tokens);
    return blameBrackets(program, bracketsOf(tokens, text), readClosed);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(r, error.problem);
    return { text, bindings: [], problems: r.problems };
  }
}

function readRowsOf(r: Reading, tokensOf: () => readonly Token[]): RawProgram {
  try {
    return readStatements(r, readPlainRows(r, dropConditions(r, tokensOf())));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(r, error.problem);
    return { text: r.text, bindings: [], problems: r.problems };
  }
}

/** The brackets of a text as it writes them; those around an exponent such as ⁻¹ are not written. */
function bracketsOf(tokens: readonly Token[], text: string): Bracket[] {
  return tokens.flatMap(({ kind, text: shape, start, end }) => {
    const written = text.slice(start, end);
    if ((kind !== 'open' && kind !== 'close') || /[\p{L}\p{N}⁺⁻⁽⁾]/u.test(written)) return [];
    const opening = kind === 'open' ? shape : (opens.get(shape) ?? shape);
    const partner = kind === 'open' ? (closing.get(shape) ?? shape) : opening;
    return [{ side: kind, shape: opening, text: written, partner, start, end }];
  });
}

const opens: ReadonlyMap<string, string> = new Map(
  Array.from(closing, ([open, close]) => [close, open]),
);

/** Twice: names that the text defines decide how its words are told apart. */
function readPlainRows(r: Reading, raw: readonly Token[]): Statement[] {
  const heads = readRows(r, raw, wordAt);
  const defined = new Set(heads.flatMap((head) => [...head.names, ...(head.params ?? [])]));
  const functions = new Set(heads.flatMap((head) => (head.params ? head.names : [])));
  r.scope = {
    ...r.scope,
    isDefined: (id) => defined.has(id),
    isFunction: (id) => functions.has(id),
  };
  return readRows(r, settleWords(r, raw), wordAt);
}

function wordAt(r: Reading): string | undefined {
  const token = r.tokens[r.at];
  if (token?.kind !== 'word' && token?.kind !== 'name') return undefined;
  r.at++;
  return token.text + standardMark(r, token.text);
}
