/** A text in a programming language cut into words, numbers and signs, to say what is wrong with it. */
import type { Span } from '../syntax';

export interface Lexeme extends Span {
  readonly kind:
    'word' | 'number' | 'text' | 'unclosed' | 'open' | 'close' | 'sign' | 'newline' | 'end';
  readonly text: string;
}

/** What of a language decides where words, texts and comments begin. */
export interface Spelling {
  /** As people call the language. */
  readonly name: string;
  /** How it writes powers, if with a sign. */
  readonly power: string | null;
  /** Whose slips are known. */
  readonly family: 'python' | 'script' | 'other';
  readonly comment: RegExp;
  /** A text in quotation marks, closed. */
  readonly quoted: RegExp;
  /** Whether a line ends a statement. */
  readonly lines: boolean;
}

export const pythonSpelling: Spelling = {
  name: 'Python',
  power: '**',
  family: 'python',
  comment: /#[^\n]*/y,
  quoted:
    /[rbfuRBFU]{0,2}(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/y,
  lines: true,
};

export const scriptSpelling: Spelling = {
  name: 'JavaScript',
  power: '**',
  family: 'script',
  comment: /\/\/[^\n]*|\/\*[^]*?\*\//y,
  quoted: /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\]|\\[^])*`/y,
  lines: false,
};

const BLANK = /(?:[ \t\r\f\v\ufeff]|\\\r?\n)+/y;
const WORD = /[\p{ID_Start}_$](?:(?!·)\p{ID_Continue}|[$₀-₉\u200c\u200d])*/uy;
const NUMBER =
  /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJn]?/y;
const SIGN =
  /===|!==|\*\*=|\/\/=|>>>|\.\.\.|<=>|&&|\|\||\+\+|--|\*\*|\/\/|==|!=|<=|>=|<<|>>|->|=>|:=|\+=|-=|\*=|\/=|%=|@=|&=|\|=|\^=|\?\.|\?\?|\.\*|\.\^|\.\/|[^]/uy;

/** The lexemes of `text`, without blanks and comments, an `end` last. */
export function lexemes(text: string, { comment, quoted }: Spelling): Lexeme[] {
  const found: Lexeme[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: Lexeme['kind'], length: number): void => {
    found.push({ kind, text: text.slice(at, at + length), start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const skipped = match(BLANK) ?? match(comment);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const character = text.charAt(at);
    const string = match(quoted);
    const word = match(WORD);
    const number = /[\d.]/.test(character) ? match(NUMBER) : undefined;
    if (character === '\n') push('newline', 1);
    else if (string !== undefined) push('text', string.length);
    else if (character === '"' || character === "'") push('unclosed', restOfLine(text, at));
    else if (word !== undefined) push('word', word.length);
    else if (number !== undefined) push('number', number.length);
    else if ('([{'.includes(character)) push('open', 1);
    else if (')]}'.includes(character)) push('close', 1);
    else push('sign', match(SIGN)?.length ?? 1);
  }
  push('end', 0);
  return found;
}

function restOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return (newline < 0 ? text.length : newline) - at;
}
