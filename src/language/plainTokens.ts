/** Plain and Unicode mathematics -> tokens. Every character is accounted for: an unknown one is a problem. */
import { subscripted } from './names';
import { countTokens, fail } from './reading';
import {
  HIGH,
  LOW,
  bracketKinds,
  fractions,
  lowered,
  operatorOf,
  pushSuperscript,
  unify,
} from './symbols';
import type { Limits } from './syntax';
import type { Token, TokenKind } from './tokens';

const BLANK = /[ \t\v\f\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060-\u2064\u3000\ufeff]+/y;
const NEWLINE = /\r\n?|[\n\u0085\u2028\u2029]/y;
/** How far a comment at the start of a line may be indented. */
const INDENT = 80;
const COMMENT = /(?:#|\/\/).*/y;
const NUMBER = /(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\d_]))?/uy;
const RADIX = /0[xXbBoO](?:\w+|$)/y;
/** 3e.5, 2e+a: an exponent without digits. */
const BROKEN = /(?:\d+(?:\.\d*)?|\.\d+)[eE](?:[+-]?\.\d|[+-](?=\p{L}))/uy;
const SUPERSCRIPT = new RegExp(`[${HIGH}]+`, 'y');
const LETTER = `(?![${HIGH}${LOW}ᵀ])\\p{L}\\p{M}*`;
const TAIL = `(?:_(?:\\{[^{}\\n]{1,64}\\}|(?:${LETTER}|\\d)+)|[${LOW}]+)*['′″]*`;
const SYMBOL = new RegExp(
  `\\$\\p{L}[\\p{L}\\d_$]*|(?:(?!Δ(?![\\u0370-\\u03ff])${LETTER})[\\u0370-\\u03ff]\\p{M}*\\d*|[Δ∆]?(?:(?![\\u0370-\\u03ff])${LETTER})(?:(?![\\u0370-\\u03ff])${LETTER}|\\d)*)${TAIL}`,
  'uy',
);
const TWO = /\.\.\.|\*\*|<=|>=|==|!=|<>|:=|&&|\.\*|\.\/|\.\^|[-+*/]=(?!=)|->/y;

/** The tokens of `text`, with a `break` for every line. Throws `Unreadable` at the first character that means nothing. */
export function plainTokens(text: string, limits: Limits): Token[] {
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
    countTokens(tokens.length, limits, { start: at, end: text.length });
    let found: string | undefined;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const plain = unify(character);
    if ((found = match(BLANK))) {
      at += found.length;
      glued = false;
    } else if ((found = match(NEWLINE))) {
      push('break', '\n', at + found.length);
      glued = false;
    } else if (isComment(text, at) && (found = match(COMMENT))) {
      at += found.length;
    } else if ((found = match(RADIX))) {
      const end = at + found.length;
      const value = Number(found);
      if (Number.isNaN(value))
        fail('syntax', `\`${found}\` is not a number. Write its digits.`, { start: at, end });
      push('number', found, end, value);
    } else if ((found = match(BROKEN))) {
      fail(
        'syntax',
        'Digits are missing after this `e`. Write them, or a `*` before the number `e`.',
        {
          start: at,
          end: at + found.length,
        },
      );
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
          : bracketKinds.get(plain);
      if (kind)
        push(kind, plain, at + character.length, kind === 'number' ? Number(plain) : undefined);
      else push('operator', operatorOf(plain, at), at + character.length);
    } else if ((found = match(SYMBOL))) {
      push('word', canonicalName(found), at + found.length);
    } else if ((found = match(TWO))) {
      push('operator', operatorOf(found, at), at + found.length);
    } else if (character === '|' || character === '‖') {
      push('bar', '|', at + 1);
    } else if (fractions.has(character)) {
      push('number', character, at + 1, fractions.get(character));
    } else {
      const kind = bracketKinds.get(character);
      if (kind) push(kind, character, at + 1);
      else push('operator', operatorOf(character, at), at + character.length);
    }
  }
  return tokens;
}

/** `#` always starts a comment; `//` does at the start of a line or before words. */
function isComment(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character !== '/' || text.charAt(at + 1) !== '/') return character === '#';
  const before = text.slice(Math.max(0, at - INDENT), at);
  const words = /^\/\/+\s*(?:\p{L}{4,}|\p{L}+\s+\p{L}{2,}|$)/u;
  return /(?:^|[\n\r])[ \t]*$/.test(before) || words.test(text.slice(at, at + 80));
}

const SIMPLE = /^[A-Za-z\d]*$/;

/** x₁ and x_{1} are x_1; a subscript of more than letters and digits keeps its braces. */
function canonicalName(written: string): string {
  if (written.startsWith('$') || SIMPLE.test(written)) return written;
  const [, base = '', tail = '', primes = ''] =
    /^([^_₀-ₜᵢⱼᵣᵤᵥ'′″]*)([^'′″]*)(['′″]*)$/u.exec(written) ?? [];
  let name = base.replace('∆', 'Δ');
  for (const part of tail.matchAll(new RegExp(`_\\{([^{}]*)\\}|_([^_₀-ₜ]+)|([${LOW}]+)`, 'gu'))) {
    const low = part[3] === undefined ? undefined : lowered(part[3]);
    name = subscripted(name, low ?? part[2] ?? (part[1] ?? '').replace(/\s+/g, ''));
  }
  return name + primes.replaceAll('′', "'").replaceAll('″', "''");
}
