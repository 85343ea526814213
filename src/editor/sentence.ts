/** Finds the formulas in a sentence of plain text: "Then y = w*x + b, as we know." */
import { isGreek, isProse as isSentenceWord } from '../language/names';
import type { Span } from '../language/syntax';
import { opSpelled } from '../ops';
import { literalAt } from './literal';

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[ \t]+)`,
    String.raw`(?<word>\\?\p{L}[\p{L}\p{M}\p{N}_'′]*(?:\.\p{L}[\p{L}\p{N}_]*)*)`,
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|\p{N}+)`,
    String.raw`(?<operator>:=|\*\*|[-+−*/^·×÷=√|!])`,
    String.raw`(?<open>[([{])`,
    String.raw`(?<close>[)\]}])`,
    String.raw`(?<comma>,)`,
    String.raw`(?<other>[^])`,
  ].join('|'),
  'gu',
);

type Kind = 'blank' | 'word' | 'number' | 'operator' | 'open' | 'close' | 'comma' | 'other';

interface Token extends Span {
  readonly kind: Kind;
  readonly text: string;
}

/** The stretches of a line that say how something is computed, in order. */
export function formulasIn(line: string): readonly Span[] {
  const tokens = tokensOf(line);
  const runs: Token[][] = [[]];
  let depth = 0;
  tokens.forEach((token, i) => {
    const { kind } = token;
    depth = kind === 'open' ? depth + 1 : kind === 'close' ? Math.max(0, depth - 1) : depth;
    if (kind === 'other' || (kind === 'comma' && depth === 0) || isSpoken(tokens, i)) {
      runs.push([]);
      depth = 0;
    } else {
      runs.at(-1)?.push(token);
    }
  });
  return runs.flatMap((run) => {
    const span = trimmed(run);
    return span && computes(line.slice(span.start, span.end)) ? [span] : [];
  });
}

/** Whether a line is a formula as a whole rather than a sentence. */
export function looksLikeFormula(whole: string): boolean {
  if (!/[=+*/^·×]|\S\s*[-−]\s*\S|\p{L}\(|\?[^?:]*:|^\s*\(\(.*\)\)\s*$/u.test(whole)) {
    return false;
  }
  // The sign of a choice ends no sentence; how a long line begins tells what it is.
  const line = whole.slice(0, 2000).replace(/(?<=\s)\?(?=[^?:]*:)/g, '<');
  const isWord = (text = ''): boolean => /^\p{L}{2,}$/u.test(text) && opSpelled(text) === undefined;
  const sentence = [...line.matchAll(NEIGHBOURS)].some(
    ([, left, right]) => isWord(left) || isWord(right),
  );
  return !sentence && !/[.!?]\s|\?$/.test(line);
}

/** Two words, or a word and a symbol, with nothing but a blank between them. */
const NEIGHBOURS = /(?<![\p{L}\p{N}_\\])([\p{L}\p{N}_]+)[.,;:!?]?[ \t]+(?=([\p{L}\p{N}_]+|\())/gu;

function tokensOf(line: string): readonly Token[] {
  return [...line.matchAll(TOKEN)].map((found) => {
    const [kind = 'other'] = Object.entries(found.groups ?? {}).find(([, text]) => text) ?? [];
    const end = found.index + found[0].length;
    return { kind: kind as Kind, text: found[0], start: found.index, end };
  });
}

/** Whether a token is a word of the language people speak, not a name that is computed with. */
function isSpoken(tokens: readonly Token[], i: number): boolean {
  const { kind, text = '' } = tokens[i] ?? {};
  if (kind !== 'word') {
    return false;
  }
  if (/^[aAI]$/.test(text)) {
    return tokens[i + 1]?.kind === 'blank' && isPlainWord(tokens[i + 2]) && !isJoined(tokens, i, 1);
  }
  return (
    isPlainWord(tokens[i]) &&
    (isSentenceWord(text) ||
      SPOKEN.test(text) ||
      !(isJoined(tokens, i, 1) || isJoined(tokens, i, -1)))
  );
}

const SPOKEN = /^(?:and|or|with|where|which|while|for|let|so|then|thus|hence|here|given|if|when)$/i;

function isPlainWord(token: Token | undefined): boolean {
  const { kind, text = '' } = token ?? {};
  return (
    kind === 'word' && /^\p{L}{2,}$/u.test(text) && opSpelled(text) === undefined && !isGreek(text)
  );
}

/** Whether the word at `i` has an operator, or the bracket of a call, on that side of it. */
function isJoined(tokens: readonly Token[], i: number, step: 1 | -1): boolean {
  const beside = tokens[i + step];
  if (step === 1 && beside?.kind === 'open') {
    return true;
  }
  const apart = beside?.kind === 'blank';
  const at = i + step * (apart ? 2 : 1);
  const operator = tokens[at];
  const beyond = tokens[at + step];
  if (operator?.kind !== 'operator') {
    return false;
  }
  // "well-known" and "and/or" are words; *this* is emphasis.
  const hyphen = /^[-−/]$/.test(operator.text) && !apart && beyond?.kind === 'word';
  const emphasis = operator.text.startsWith('*') && apart !== (beyond?.kind === 'blank');
  return !emphasis && !(hyphen && isPlainWord(beyond));
}

/** A run without what begins or ends no formula; null if nothing is left. */
function trimmed(run: readonly Token[]): Span | null {
  let from = 0;
  let to = run.length;
  const loose = unmatched(run);
  for (let token = run[from]; token && from < to; token = run[++from]) {
    const sign = /^[-−√|]$/.test(token.text) && run[from + 1]?.kind !== 'blank';
    const starts = token.kind === 'word' || token.kind === 'number' || token.kind === 'open';
    if ((starts || sign) && !loose.has(token)) {
      break;
    }
  }
  for (let token = run[to - 1]; token && to > from; token = run[--to - 1]) {
    const ends = /^(?:word|number|close)$/.test(token.kind) || /^[|!]$/.test(token.text);
    if (ends && !loose.has(token)) {
      break;
    }
  }
  const first = run[from];
  const last = run[to - 1];
  const whole = run.slice(from, to).every((token) => !loose.has(token));
  return first && last && from < to && whole ? { start: first.start, end: last.end } : null;
}

/** The brackets of a run without a partner in it. */
function unmatched(run: readonly Token[]): ReadonlySet<Token> {
  const loose = new Set<Token>();
  const open: Token[] = [];
  for (const token of run) {
    if (token.text === '=') {
      // A bracket around an equation belongs to the sentence.
      open.length = 0;
    } else if (token.kind === 'open') {
      open.push(token);
      loose.add(token);
    } else if (token.kind === 'close') {
      const partner = open.pop();
      if (partner) {
        loose.delete(partner);
      } else {
        loose.add(token);
      }
    }
  }
  return loose;
}

/** Whether a run is more than a name, a number, or a name with a number. */
function computes(run: string): boolean {
  const sign = run.lastIndexOf('=');
  const value = run.slice(sign + 1).trim();
  const isNumber = literalAt(value, 0)?.end === value.length;
  if (sign >= 0) {
    return /^\p{L}/u.test(run) && !isNumber && /[-+−*/^·×÷√(²³]|\S\s+\S|\d\p{L}/u.test(value);
  }
  const called = [...value.matchAll(/(\p{L}+)\(/gu)].some(([, name = '']) => opSpelled(name));
  return (
    /\p{L}/u.test(value) && (called || /[\p{L}\p{N})\]]\s*[*^·×]\s*[\p{L}\p{N}(√]/u.test(value))
  );
}
