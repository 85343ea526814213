/** Text -> tokens, for all languages that profiles describe. */
import type { Limits, Span } from '../syntax';
import { tooManyTokens } from '../characters';
import { foreignSign } from '../code/foreign';
import { refuse } from '../code/value';
import { unpaired, type Bracket } from '../pairing';
import type { Profile } from './profile';

export interface Token extends Span {
  readonly kind: 'number' | 'word' | 'operator' | 'open' | 'close' | 'text' | 'end';
  readonly text: string;
  readonly value: number;
  /** Of a number: written as a whole one. */
  readonly whole: boolean;
  /** Nothing stands between it and the token before. */
  readonly glued: boolean;
  /** It is the first of its line. */
  readonly breaks: boolean;
  /** Of a bracket: the index of its partner, or -1. */
  partner: number;
}

const COMMON = [
  '...', '<<=', '>>=', '==', '!=', '<=', '>=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '|=', '&=', '<<', '>>',
  '+', '-', '*', '/', '%', '^', '=', '<', '>', '!', '~', '?', ':', ',', ';', '.', '&', '|', '@', '#', '\\',
]; // prettier-ignore

const BLANK = /[ \t\v\f\u00a0\ufeff]+|\\\r?\n/y;
const NEWLINE = /\r\n?|\n/y;
const WORD = /[\p{L}_$][\p{L}\p{M}\p{N}_]*[₀-₉]*!?/uy;
/** In R a dot is a letter. */
const DOTTED_WORD = /(?:[\p{L}]|\.(?!\d))[\p{L}\p{M}\p{N}_.]*/uy;
const DIRECTIVE =
  /#[ \t]*(?:include|pragma|version|if|ifdef|ifndef|endif|else|elif|undef|extension|line|error|region|endregion)\b[^\n\r]*/y;
const DEFINE = /#[ \t]*define[ \t]+(?=[A-Za-z_]\w*[ \t]+\S)/y;
const HEX = /0[xX][\da-fA-F_]+(?![.\w])|0[bB][01_]+(?!\w)|0o[0-7_]+(?!\w)/y;
const DOTTED = /(?:\d[\d_]*(?:\.(?![.*/^\\'+\-\p{L}_])\d*)?|\.\d+)(?:[eEf][+-]?\d+)?/uy;
const PLAIN =
  /(?:\d[\d_]*(?:\.(?!\.|[\p{L}_])\d*|\.(?=[eE][+-]?\d|[fFlLdDmMhH](?![\w])))?|\.\d+)(?:[eE][+-]?\d[\d_]*)?/uy;
const SUFFIX =
  /_?(?:f(?:16|32|64)|[iu](?:8|16|32|64|128|size))\b|[uUlL]{1,3}(?![\p{L}\p{N}_])|[fFdDmMhH](?![\p{L}\p{N}_])|lf\b|LF\b/uy;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
/** R's `%*%`, `%o%` … */
const NAMED_OPERATOR = /%[^%\s]*%/y;
/** R's +, as a function. */
const OPERATOR_NAME = /`[+*]`/y;
const OPENING = '([{';
const CLOSING = ')]}';

/** The tokens of `text`, an `end` token last. Refuses what is no part of the language. */
export function scan(text: string, profile: Profile, limits: Limits): Token[] {
  const operators = [...new Set([...COMMON, ...profile.operators])].sort(
    (a, b) => b.length - a.length,
  );
  const dotted = profile.coefficients || profile.library === 'matlab';
  const tokens: Token[] = [];
  const opened: number[] = [];
  let at = 0;
  let glued = false;
  let breaks = true;
  let defining = false;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (
    kind: Token['kind'],
    length: number,
    written: string,
    value = NaN,
    whole = false,
  ): void => {
    tokens.push({
      kind,
      text: written,
      start: at,
      end: at + length,
      value,
      whole,
      glued,
      breaks,
      partner: -1,
    });
    at += length;
    glued = true;
    breaks = false;
  };
  const touchesOperand = (): boolean => {
    const last = tokens.at(-1);
    const isMarked = last?.kind === 'operator' && /^\.?'$/.test(last.text);
    return (
      glued &&
      (isMarked || last?.kind === 'word' || last?.kind === 'number' || last?.kind === 'close')
    );
  };
  while (at < text.length) {
    if (tokens.length > limits.nodes)
      refuse('too large', tooManyTokens(limits), { start: at, end: at + 1 });
    const character = text[at] ?? '';
    let found: string | undefined;
    if ((found = match(BLANK))) {
      at += found.length;
      glued = false;
    } else if ((found = match(NEWLINE))) {
      if (defining) push('operator', 0, ';');
      defining = false;
      at += found.length;
      glued = false;
      breaks = true;
    } else if ((found = match(profile.comment))) {
      at += found.length;
      glued = false;
    } else if (profile.types === 'before' && (found = match(DEFINE))) {
      at += found.length;
      const name = /\w+/.exec(text.slice(at, at + 80))?.[0] ?? '';
      push('word', name.length, name);
      push('operator', 0, '=');
      defining = true;
    } else if (profile.types === 'before' && (found = match(DIRECTIVE))) at += found.length;
    else if ((found = match(HEX)))
      push('number', found.length, found, Number(found.replaceAll('_', '')), true);
    else if (/[\d.]/.test(character) && (found = match(dotted ? DOTTED : PLAIN))) {
      const span = { start: at, end: at + found.length };
      const number = Number(found.replaceAll('_', '').replace(/f([+-]?\d+)$/, 'e$1'));
      if (/^0\d/.test(found) && profile.wholeDivision !== 'none')
        refuse('syntax', `\`${found}\` is not a number: it starts with 0. Delete the 0.`, span);
      let whole = /^[\d_]+$/.test(found);
      const length = found.length;
      const suffix = dotted ? undefined : suffixAt(text, at + length);
      if (suffix !== undefined && /f|d|m|h/i.test(suffix)) whole = false;
      push('number', length + (suffix?.length ?? 0), found, number, whole);
      if (/[\p{L}_]/u.test(text[at] ?? '') && !profile.coefficients)
        refuse(
          'syntax',
          'A number cannot go on with a letter.',
          { ...span, end: at + 1 },
          {
            fixes: [{ span: { start: at, end: at }, text: '*' }],
            advice: 'Write `*` for a product.',
          },
        );
    } else if ((found = match(profile.library === 'r' ? DOTTED_WORD : WORD))) {
      // A macro call keeps its `!`; `x != y` does not.
      if (found.endsWith('!') && (profile.library !== 'rust' || text[at + found.length] === '='))
        found = found.slice(0, -1);
      const high = profile.library === 'julia' ? -1 : found.search(/[⁰¹²³⁴-⁹]/);
      if (high >= 0) refuseSign(text, at + high, profile);
      push('word', found.length, found);
    } else if (OPENING.includes(character)) {
      opened.push(tokens.length);
      push('open', 1, character);
    } else if (CLOSING.includes(character)) {
      const from = opened.pop();
      const partner = from === undefined ? undefined : tokens[from];
      const isPair = partner && OPENING.indexOf(partner.text) === CLOSING.indexOf(character);
      if (isPair) partner.partner = tokens.length;
      push('close', 1, character);
      const last = tokens.at(-1);
      if (last && isPair) last.partner = from ?? -1;
    } else if (character === "'" && dotted && touchesOperand()) {
      push('operator', 1, character);
    } else if (profile.library === 'r' && (found = match(OPERATOR_NAME))) {
      push('word', found.length, found.slice(1, -1));
    } else if (profile.library === 'r' && (found = match(NAMED_OPERATOR))) {
      push('operator', found.length, found);
    } else if ((found = match(QUOTED))) push('text', found.length, found.slice(1, -1));
    else {
      const operator = operators.find((each) => text.startsWith(each, at));
      if (operator === undefined) refuseSign(text, at, profile);
      push('operator', operator.length, operator);
    }
  }
  refuseUnpaired(tokens, text);
  glued = false;
  breaks = true;
  push('end', 0, '');
  return tokens;
}

function refuseUnpaired(tokens: readonly Token[], text: string): void {
  const brackets = tokens.flatMap(({ kind, text: written, start, end }): Bracket[] => {
    if (kind !== 'open' && kind !== 'close') return [];
    const at = (kind === 'open' ? OPENING : CLOSING).indexOf(written);
    const shape = OPENING.charAt(at);
    const partner = kind === 'open' ? CLOSING.charAt(at) : shape;
    return [{ side: kind, shape, text: written, partner, start, end }];
  });
  const blamed = unpaired(brackets, text);
  if (blamed) refuse(blamed.kind, blamed.message, blamed.span, blamed);
}

/** Refuses a character that the language does not have. */
function refuseSign(text: string, at: number, { name, power }: Profile): never {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const span = { start: at, end: at + character.length };
  const sign = { kind: 'sign' as const, text: character, ...span };
  const found = foreignSign([sign], { name, power: power === null ? null : '^' });
  if (found) refuse(found.kind, found.message, found.span, found);
  if (/["']/.test(character))
    refuse('syntax', `This \`${character}\` begins a text that does not end.`, span, {
      advice: `Write \`${character}\` where it should end.`,
    });
  return refuse('syntax', `\`${character}\` means nothing in ${name}. Delete it.`, span);
}

function suffixAt(text: string, at: number): string | undefined {
  SUFFIX.lastIndex = at;
  return SUFFIX.exec(text)?.[0];
}
