/** C, C++, CUDA, shaders, C#, Java, Go, Rust, Swift, Kotlin, Julia, R and MATLAB -> Program. */
import { scriptSpelling, type Spelling } from './code/lexemes';
import { explainMistake } from './code/mistakes';
import { Cursor, Misplaced } from './relatives/cursor';
import { evaluate } from './relatives/evaluate';
import { readAnonymous } from './relatives/lambdas';
import { readRange } from './relatives/loops';
import type { Profile } from './relatives/profile';
import type { Reader } from './relatives/reader';
import { runStatements, valuesOf } from './relatives/run';
import { scan } from './relatives/scan';
import { readBlockTerm, readIfTerm, readStatements } from './relatives/statements';
import { readChoice, readTerm } from './relatives/terms';
import { isValued, returning, targets, type Statement } from './relatives/tree';
import type { Place } from './code/place';
import { readProgram, type Outcome, type Parsed } from './code/program';
import { Source } from './code/source';
import { nothing, Refusal } from './code/value';
import type { Limits, Finding, RawProgram, ReadOptions } from './syntax';

/** Languages where `if` has a value. */
const VALUED: ReadonlySet<string> = new Set(['rust', 'kotlin', 'swift', 'julia', 'r']);

const grammar = {
  term: readTerm,
  bound: readChoice,
  anonymous: readAnonymous,
  choice: readIfTerm,
  block: readBlockTerm,
  range: readRange,
};

/** Reads a text in the language of `profile`: an expression, statements, or functions. Never throws. */
export function readRelative(text: string, options: ReadOptions, profile: Profile): RawProgram {
  const parse = (source: string, limits: Limits): Parsed<readonly Statement[]> =>
    parseText(source, limits, profile);
  const run = (statements: readonly Statement[], place: Place): Outcome =>
    runText(statements, place, profile);
  const { first } = profile;
  const language = { parse, run, evaluate: () => nothing, definitions: () => undefined, first };
  return readProgram(text, options, language);
}

function parseText(text: string, limits: Limits, profile: Profile): Parsed<readonly Statement[]> {
  const source = new Source(text, 0, text.length);
  try {
    const cursor = new Cursor(scan(text, profile, limits), profile, grammar, limits);
    return { tree: { topNode: readStatements(cursor) }, source, problem: null };
  } catch (error) {
    if (error instanceof Misplaced) {
      const problem = explainMistake(text, error.offset, spellingOf(profile));
      return { tree: { topNode: [] }, source, problem };
    }
    return { tree: { topNode: [] }, source, problem: problemOf(error, limits, text.length) };
  }
}

/** What tells words, numbers and signs of this language apart. */
function spellingOf({ name, comment, lines, power }: Profile): Spelling {
  const sign = power === null ? null : '^';
  return { ...scriptSpelling, name, comment, lines, power: sign, family: 'other' };
}

function problemOf(error: unknown, limits: Limits, end: number): Finding {
  if (error instanceof Refusal) return error.problem;
  // The depth is bounded, but how much stack is left when we are called is not ours to know.
  if (!(error instanceof RangeError)) throw error;
  return {
    kind: 'too large',
    message: `This nests deeper than ${limits.depth} levels. Split it into named steps.`,
    span: { start: 0, end },
  };
}

function runText(statements: readonly Statement[], place: Place, profile: Profile): Outcome {
  const problems: Finding[] = [];
  const site = { top: true, rebound: repeated(targets(statements)) };
  const last = statements.at(-1);
  const isValuedAtTop = VALUED.has(profile.library) && last?.kind !== 'evaluate' && isValued(last);
  const reader: Reader = {
    ...place,
    profile,
    site,
    problems,
    run: runStatements,
    evaluateTerm: evaluate,
    countThrough: valuesOf,
    kinds: new WeakMap(),
  };
  return { ...runStatements(isValuedAtTop ? returning(statements) : statements, reader), problems };
}

/** Names given a value more than once: their first numbers are starts, not inputs. */
function repeated(names: readonly string[]): Set<string> {
  const once = new Set<string>();
  return new Set(names.filter((name) => once.has(name) || !once.add(name)));
}
