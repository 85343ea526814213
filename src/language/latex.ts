/** LaTeX mathematics: one formula, a chain of equalities, or rows of definitions. */
import { refuseText } from './characters';
import { dropConditions } from './conditions';
import { readStatements } from './definitions';
import { dropAsides } from './latexAsides';
import { latexBrackets } from './latexBrackets';
import { nameWithScripts, settleLatex } from './latexNames';
import { expandMacros, modernFonts, rawTokens } from './latexSource';
import { readArgument, readStructure } from './latexStructures';
import { latexTokens } from './latexTokens';
import { definePoints } from './points';
import { blameBrackets } from './pairing';
import { readExpression } from './pratt';
import { Unreadable, isKnown, isOperator, note, startReading } from './reading';
import type { Grammar, Reading } from './reading';
import { readRows } from './statements';
import type { Statement } from './statements';
import { refuses, type RawProgram, type ReadOptions } from './syntax';
import { within, type Token } from './tokens';

const grammar: Grammar = {
  expression: readExpression,
  exponent: readArgument,
  command: readStructure,
};

/** Reads LaTeX. Never throws: what does not read is a problem of the program. */
export function readLatex(text: string, options: ReadOptions = {}): RawProgram {
  const refused = refuseText(text, options);
  if (refused) return { text, bindings: [], problems: [refused] };
  const readClosed = (start: string, closing = ''): RawProgram =>
    readRowsOf(startReading(start + closing, options, true, grammar), start.length);
  const program = readClosed(text);
  return program.problems.some(refuses)
    ? blameBrackets(program, latexBrackets(text), readClosed)
    : program;
}

/** What stands behind `end` is not in the text. */
function readRowsOf(r: Reading, end: number): RawProgram {
  try {
    return readStatements(r, readLatexRows(r, end));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(r, error.problem);
    return { text: r.text, bindings: [], problems: r.problems };
  }
}

/** Twice: names that the text defines decide how its letters are told apart. */
function readLatexRows(r: Reading, end: number): Statement[] {
  const raw = latexTokens(
    modernFonts(expandMacros(rawTokens(r.text), r.options, r.limits)),
    r.limits,
  );
  const placed = raw.map((token) => within(token, end));
  const cooked = dropConditions(r, definePoints(dropAsides(joinDigits(r, placed))));
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

/** x1 is one name where it is known or listed, as in loss(x1, x2); elsewhere it is x times 1. */
function joinDigits(r: Reading, tokens: readonly Token[]): Token[] {
  const whole = (at: number): string | undefined => {
    const [letters, digits] = [tokens[at], tokens[at + 1]];
    const isPair = letters?.kind === 'word' && digits?.kind === 'number' && digits.glued;
    return isPair && /^\d+$/.test(digits.text) ? letters.text + digits.text : undefined;
  };
  const listed = tokens.map((_, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 2]];
    const first = before?.text === '(' && isOperator(after, ',');
    return first || (isOperator(before, ',') && (after?.text === ')' || isOperator(after, ',')))
      ? whole(at)
      : undefined;
  });
  const names = new Set(listed);
  return tokens.flatMap((token, at) => {
    const [id, before] = [whole(at), whole(at - 1)];
    const isName = (text: string): boolean => isKnown(r, text) || names.has(text);
    if (before !== undefined && isName(before)) return [];
    if (id === undefined || !isName(id)) return [token];
    return [{ ...token, kind: 'name', text: id, end: tokens[at + 1]?.end ?? token.end }];
  });
}

function nameAt(r: Reading): string | undefined {
  try {
    return nameWithScripts(r, false)?.id;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
