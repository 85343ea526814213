/** LaTeX mathematics: one formula, a chain of equalities, or rows of definitions. */
import { refuseText } from './characters';
import { readStatements } from './definitions';
import { nameWithScripts, settleLatex } from './latexNames';
import { expandMacros, rawTokens } from './latexSource';
import { readArgument, readStructure } from './latexStructures';
import { latexTokens } from './latexTokens';
import { readExpression } from './pratt';
import { Unreadable, note, startReading } from './reading';
import type { Grammar, Reading } from './reading';
import { readRows } from './statements';
import type { Statement } from './statements';
import type { Program, ReadOptions } from './syntax';

const grammar: Grammar = {
  expression: readExpression,
  exponent: readArgument,
  command: readStructure,
};

/** Reads LaTeX. Never throws: what does not read is a problem of the program. */
export function readLatex(text: string, options: ReadOptions = {}): Program {
  const refused = refuseText(text, options);
  if (refused) return { text, bindings: [], problems: [refused] };
  const r = startReading(text, options, true, grammar);
  try {
    return readStatements(r, readLatexRows(r));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(r, error.problem);
    return { text, bindings: [], problems: r.problems };
  }
}

/** Twice: names that the text defines decide how its letters are told apart. */
function readLatexRows(r: Reading): Statement[] {
  const cooked = latexTokens(expandMacros(rawTokens(r.text), r.options, r.limits));
  const heads = readRows(r, cooked, nameAt);
  const defined = new Set(heads.flatMap((head) => [...head.names, ...(head.params ?? [])]));
  const functions = new Set(heads.flatMap((head) => (head.params ? head.names : [])));
  r.scope = {
    ...r.scope,
    isDefined: (id) => defined.has(id),
    isFunction: (id) => functions.has(id),
  };
  return readRows(r, settleLatex(r, cooked), nameAt);
}

function nameAt(r: Reading): string | undefined {
  try {
    return nameWithScripts(r, false)?.id;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
