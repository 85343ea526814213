/** Plain and Unicode mathematics, as in an e-mail or a textbook copied to text; also the language of the table's rules. */
import { refuseText } from './characters';
import { readStatements } from './definitions';
import { missing } from './operators';
import { readExponent, readExpression } from './pratt';
import { plainTokens } from './plainTokens';
import { Unreadable, note, startReading } from './reading';
import type { Grammar, Reading } from './reading';

import { readRows } from './statements';
import type { Statement } from './statements';
import type { Program, ReadOptions } from './syntax';
import { settleWords } from './words';

const grammar: Grammar = { expression: readExpression, exponent: readExponent, command: missing };

/** Reads plain text. Never throws: what does not read is a problem of the program. */
export function readPlain(text: string, options: ReadOptions = {}): Program {
  const refused = refuseText(text, options);
  if (refused) return { text, bindings: [], problems: [refused] };
  const r = startReading(text, options, false, grammar);
  try {
    return readStatements(r, readPlainRows(r));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(r, error.problem);
    return { text, bindings: [], problems: r.problems };
  }
}

/** Twice: names that the text defines decide how its words are told apart. */
function readPlainRows(r: Reading): Statement[] {
  const raw = plainTokens(r.text, r.limits);
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
  return token.text;
}
