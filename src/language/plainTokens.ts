/** Plain and Unicode mathematics -> tokens. Every character is accounted for: an unknown one is a problem. */
import { subscripted } from './names';
import { fail } from './reading';
import type { Token, TokenKind } from './tokens';

const BLANK = /[ \t\v\f\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060-\u2064\u3000\ufeff]+/y;
const NEWLINE = /\r\n?|[\n\u0085\u2028\u2029]/y;
const COMMENT = /(?:#|\/\/).*/y;
const NUMBER = /(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\d\p{L}_]))?/uy;
const RADIX = /0[xXbBoO][\da-fA-F]+/y;
const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵃᵇᵏᵗ';
const HIGH_MEANS = '0123456789+-()nixyabkt';
const SUPERSCRIPT = new RegExp(`[${HIGH}]+`, 'y');
const LOW = '₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ';
const LOW_MEANS = '0123456789+-aeoxhklmnpstijruv';
const LETTER = `(?![${HIGH}${LOW}])\\p{L}\\p{M}*`;
const TAIL = `(?:_(?:\\{[^{}\\n]{1,64}\\}|(?:${LETTER}|\\d)+)|[${LOW}]+)*['′″]*`;
const SYMBOL = new RegExp(
  `(?:[\\u0370-\\u03ff]\\p{M}*\\d*|(?:(?![\\u0370-\\u03ff])${LETTER})(?:(?![\\u0370-\\u03ff])${LETTER}|\\d)*)${TAIL}`,
  'uy',
);
const TWO = /\*\*|<=|>=|==|!=|<>|:=|&&|\.\*|\.\/|\.\^|[-+*/]=(?!=)|->/y;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const operators: ReadonlyMap<string, string> = new Map([
  ...'+-*/^!=<>?:,;%_.'.split('').map((c) => [c, c] as const),
  ['**', '^'],
  ['.^', '^'],
  ['.*', '*'],
  ['./', '/'],
  ['&&', 'and'],
  ['<=', '<='],
  ['>=', '>='],
  ['==', '=='],
  ['!=', '!='],
  ['<>', '!='],
  [':=', '='],
  ['≔', '='],
  ['←', '='],
  ['≜', '='],
  ['+=', '+='],
  ['-=', '-='],
  ['*=', '*='],
  ['/=', '/='],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['·', '*'],
  ['⋅', '*'],
  ['•', '*'],
  ['∙', '*'],
  ['×', '*'],
  ['∗', '*'],
  ['⨯', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['⁄', '/'],
  ['≤', '<='],
  ['⩽', '<='],
  ['≥', '>='],
  ['⩾', '>='],
  ['≠', '!='],
  ['∧', 'and'],
  ['∨', 'or'],
  ['¬', 'not'],
  ['√', '√'],
  ['∛', '∛'],
  ['∜', '∜'],
]);

const fractions: ReadonlyMap<string, number> = new Map([
  ['½', 1 / 2],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 1 / 4],
  ['¾', 3 / 4],
  ['⅕', 1 / 5],
  ['⅖', 2 / 5],
  ['⅗', 3 / 5],
  ['⅘', 4 / 5],
  ['⅙', 1 / 6],
  ['⅚', 5 / 6],
  ['⅐', 1 / 7],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
  ['⅑', 1 / 9],
  ['⅒', 1 / 10],
]);

const brackets: ReadonlyMap<string, TokenKind> = new Map([
  ['(', 'open'],
  ['[', 'open'],
  ['{', 'open'],
  ['⌊', 'open'],
  ['⌈', 'open'],
  [')', 'close'],
  [']', 'close'],
  ['}', 'close'],
  ['⌋', 'close'],
  ['⌉', 'close'],
]);

const unsupported: ReadonlyMap<string, string> = new Map([
  ['∞', 'Infinity is not a number to compute with; put a large number instead.'],
  ['∑', 'Sums are read from LaTeX, \\sum_{i=1}^{3}; in plain text write the terms out.'],
  ['∏', 'Products are read from LaTeX, \\prod_{i=1}^{3}; in plain text write the factors out.'],
  ['∫', 'Integrals have no graph; write the function under the integral.'],
  ['∂', 'Derivatives are what the graph shows; write the function itself.'],
  ['∇', 'Gradients are what the graph shows; write the function itself.'],
  ['±', 'A ± stands for two values; write + or -.'],
  ['∓', 'A ∓ stands for two values; write + or -.'],
  ['°', 'Degrees are not read; multiply by pi/180.'],
  ['∈', 'Sets have no graph; write the expression alone.'],
  ['≈', 'An approximation has no graph; write = or the expression alone.'],
  ['ᵀ', 'Vectors and matrices are not read yet; write the sum of products.'],
]);

/** The tokens of `text`, with a `break` for every line. Throws `Unreadable` at the first character that means nothing. */
export function plainTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  const push = (kind: TokenKind, canonical: string, end: number, value?: number): void => {
    tokens.push({
      kind,
      text: canonical,
      start: at,
      end,
      glued,
      ...(value === undefined ? {} : { value }),
    });
    at = end;
    glued = true;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    let found: string | undefined;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const plain = unify(character);
    if ((found = match(BLANK))) {
      at += found.length;
      glued = false;
    } else if ((found = match(NEWLINE))) {
      push('break', '\n', at + found.length);
      glued = false;
    } else if ((found = match(COMMENT)) && isComment(text, at)) {
      at += found.length;
    } else if ((found = match(RADIX))) {
      fail('unsupported', 'Only decimal numbers are read here.', {
        start: at,
        end: at + found.length,
      });
    } else if ((found = match(NUMBER))) {
      push('number', found, at + found.length, Number(found.replaceAll('_', '')));
    } else if ((found = match(SUPERSCRIPT))) {
      pushSuperscript(tokens, found, at, glued);
      at += found.length;
      glued = true;
    } else if (plain !== character) {
      const kind = /\p{L}/u.test(plain)
        ? 'word'
        : /\d/.test(plain)
          ? 'number'
          : brackets.get(plain);
      if (kind)
        push(kind, plain, at + character.length, kind === 'number' ? Number(plain) : undefined);
      else push('operator', operatorOf(plain, at), at + character.length);
    } else if ((found = match(SYMBOL))) {
      push('word', canonicalName(found), at + found.length);
    } else if ((found = match(TWO))) {
      push('operator', operatorOf(found, at), at + found.length);
    } else if (character === '|') {
      push('bar', '|', at + 1);
    } else if (fractions.has(character)) {
      push('number', character, at + 1, fractions.get(character));
    } else {
      const kind = brackets.get(character);
      if (kind) push(kind, character, at + 1);
      else push('operator', operatorOf(character, at), at + character.length);
    }
  }
  return tokens;
}

/** The symbol that a full-width or mathematical-alphabet character stands for. */
function unify(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const styled =
    (code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0xff01 && code <= 0xff5e) || code === 0x210e;
  return styled ? character.normalize('NFKC') : character;
}

function operatorOf(written: string, at: number): string {
  const operator = operators.get(written);
  if (operator !== undefined) return operator;
  const span = { start: at, end: at + written.length };
  const reason = unsupported.get(written);
  if (reason !== undefined) fail('unsupported', reason, span);
  if (BIDI.test(written)) {
    fail(
      'syntax',
      'A hidden character here changes the direction of the text, so what is shown is not what is read. Remove it.',
      span,
    );
  }
  return fail('syntax', `The character \`${written}\` means nothing in plain mathematics.`, span);
}

/** `#` always starts a comment; `//` does at the start of a line or before words. */
function isComment(text: string, at: number): boolean {
  if (text.startsWith('#', at)) return true;
  const before = text.slice(Math.max(0, text.lastIndexOf('\n', at - 1) + 1), at);
  return (
    before.trim() === '' ||
    /^\/\/+\s*(\p{L}{4,}|\p{L}+\s+\p{L}{2,}|$)/u.test(text.slice(at, at + 80))
  );
}

function pushSuperscript(tokens: Token[], written: string, at: number, glued: boolean): void {
  const token = (
    kind: TokenKind,
    text: string,
    start: number,
    end: number,
    value?: number,
  ): void => {
    tokens.push({
      kind,
      text,
      start,
      end,
      glued: kind === 'operator' ? glued : true,
      ...(value === undefined ? {} : { value }),
    });
  };
  token('operator', '^', at, at + 1);
  const meant = Array.from(written, (c) => HIGH_MEANS[HIGH.indexOf(c)] ?? '').join('');
  const pieces = Array.from(meant.matchAll(/\d+|./g));
  if (pieces.length > 1) token('open', '(', at, at + 1);
  for (const piece of pieces) {
    const [start, end] = [at + piece.index, at + piece.index + piece[0].length];
    const [text] = piece;
    if (/\d/.test(text)) token('number', text, start, end, Number(text));
    else if (text === '(' || text === ')') token(text === '(' ? 'open' : 'close', text, start, end);
    else token(/[a-z]/.test(text) ? 'word' : 'operator', text, start, end);
  }
  if (pieces.length > 1) token('close', ')', at + written.length - 1, at + written.length);
}

/** x₁ and x_{1} are x_1; a subscript of more than letters and digits keeps its braces. */
function canonicalName(written: string): string {
  const [, base = '', tail = '', primes = ''] =
    /^([^_₀-ₜᵢⱼᵣᵤᵥ'′″]*)([^'′″]*)(['′″]*)$/u.exec(written) ?? [];
  let name = base;
  for (const part of tail.matchAll(new RegExp(`_\\{([^{}]*)\\}|_([^_₀-ₜ]+)|([${LOW}]+)`, 'gu'))) {
    const low =
      part[3] === undefined
        ? undefined
        : Array.from(part[3], (c) => LOW_MEANS[LOW.indexOf(c)] ?? '').join('');
    name = subscripted(name, low ?? part[2] ?? (part[1] ?? '').replace(/\s+/g, ''));
  }
  return name + primes.replaceAll('′', "'").replaceAll('″', "''");
}
