/** Words and signs with a fixed meaning, in C and its relatives, Julia, R and MATLAB. */
import type { Profile } from './profile';

const ASSIGNS: ReadonlySet<string> = new Set([
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '÷=',
  '<-',
  '<<-',
  ':=',
  '|=',
  '&=',
  '<<=',
  '>>=',
]);
const TRUTHS: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false], ['TRUE', true], ['FALSE', false]]); // prettier-ignore
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['switch', '`switch` is not read. Write `if … else`.'],
  ['match', '`match` is not read. Write `if … else`.'],
  ['when', '`when` is not read. Write `if … else`.'],
  [
    'fallthrough',
    'A case that goes on into the next is not read. Write in it what comes next, too.',
  ],
  ['try', 'Exceptions are not read. Select the arithmetic.'],
  ['new', 'Objects are not read. Write their numbers as names of their own.'],
  ['await', 'Asynchronous code is not read. Select the arithmetic.'],
  ...['null', 'nil', 'nullptr', 'NULL'].map(
    (word) => [word, `\`${word}\` is no number. Write one instead.`] as const,
  ),
  ['sizeof', 'Sizes of types are not read. Write the number.'],
  ['goto', '`goto` is not read. Write a loop or an `if`.'],
]);

/** Words that cannot be names. */
const RESERVED: ReadonlySet<string> = new Set(['end', 'else', 'elseif', 'for', 'while', 'do', 'return', 'in', 'break', 'continue', 'case', 'let', 'var', 'const', 'class', 'struct', 'import', 'fn', 'func', 'fun']); // prettier-ignore

export function isAssignment(operator: string): boolean {
  return ASSIGNS.has(operator);
}

/** The answer that `true` and `FALSE` are. */
export function truthOf(word: string): boolean | undefined {
  return TRUTHS.get(word);
}

/** Why a word cannot be read in an expression. */
export function refusedWord(word: string): string | undefined {
  return REFUSED.get(word);
}

/** Whether `c ? a : b` chooses. */
export function hasTernary({ library }: Profile): boolean {
  return !['go', 'rust', 'kotlin', 'r', 'matlab'].includes(library);
}

/** Whether `word` is one of the language and no name; in C `end` and `in` are names. */
export function isReserved(profile: Profile, word: string): boolean {
  if (!RESERVED.has(word)) return false;
  if (/^(?:end|elseif|in|fn|func|fun|let|var)$/.test(word) && profile.types === 'before')
    return false;
  const isOther =
    (profile.library === 'r' || profile.library === 'matlab') &&
    !/^(?:end|else|elseif|for|while|return|in|break|case)$/.test(word);
  return !isOther && !(word === 'end' && profile.blocks === 'braces');
}
