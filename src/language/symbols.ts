/** What single Unicode characters mean in mathematics, in plain text as in LaTeX. */
import { fail } from './reading';
import type { Mending, Span } from './syntax';
import type { Token, TokenKind } from './tokens';

export const DERIVATIVE = 'Derivatives are what the graph shows. Select the function itself.';
export const INFINITY = 'Infinity is not a number to compute with. Write a large number instead.';
const DOTS = 'Dots leave open what is meant. Write all terms.';
const ARROW = 'An arrow has no value. Write `=` to define a name, or select one side.';

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
export const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵃᵇᵏᵗ';
const HIGH_MEANS = '0123456789+-()nixyabkt';
export const LOW = '₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ';
const LOW_MEANS = '0123456789+-aeoxhklmnpstijruv';

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
  ['≈', '='],
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
  ['°', '°'],
]);

export const fractions: ReadonlyMap<string, number> = new Map([
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

export const bracketKinds: ReadonlyMap<string, TokenKind> = new Map([
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
  ['∞', INFINITY],
  ['∑', 'Sums are read from LaTeX. Write the terms out, or `\\sum_{i=1}^{3} x` as LaTeX.'],
  ['∏', 'Products are read from LaTeX. Write the factors out, or `\\prod_{i=1}^{3} x` as LaTeX.'],
  ['∫', 'Integrals have no graph. Select the function under the integral.'],
  ['∂', DERIVATIVE],
  ['∇', DERIVATIVE],
  ['±', 'A ± stands for two values. Write `+` or `-`.'],
  ['∓', 'A ∓ stands for two values. Write `+` or `-`.'],
  ['∈', 'Sets have no graph. Select the expression alone.'],
  ['ᵀ', 'Vectors and matrices are not numbers. Write the sum of products.'],
  ['→', ARROW],
  ['->', ARROW],
  ['⇒', ARROW],
  ['↦', ARROW],
  ['…', DOTS],
  ['...', DOTS],
  ['@', '`@` multiplies matrices. Write `*` between numbers.'],
  ['∝', 'This relation has no value. Write `=`, or select one side.'],
  ['∼', 'This relation has no value. Write `=`, or select one side.'],
  ['~', 'This relation has no value. Write `=`, or select one side.'],
  ['⊙', 'This multiplies vectors. Write `*` between numbers.'],
  ['⊗', 'This multiplies vectors. Write `*` between numbers.'],
]);

/** The symbol that a full-width or mathematical-alphabet character stands for. */
export function unify(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const styled =
    (code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0xff01 && code <= 0xff5e) || code === 0x210e;
  return styled ? character.normalize('NFKC') : character;
}

export function operatorOf(written: string, at: number): string {
  const operator = operators.get(written);
  if (operator !== undefined) return operator;
  const span = { start: at, end: at + written.length };
  const reason = unsupported.get(written);
  // What no mathematics writes is a slip; what mathematics writes and we do not read is not.
  if (reason !== undefined)
    fail(/^[@~]$|->|→|⇒/.test(written) ? 'syntax' : 'unsupported', reason, span);
  if (BIDI.test(written)) {
    fail(
      'syntax',
      'A hidden character here changes the direction of the text, so what is shown is not what is read. Delete it.',
      span,
    );
  }
  if (written === '`') fail('syntax', 'A backtick is no mathematics.', span, remove(span));
  if (QUOTES.test(written))
    fail('syntax', `The quotation mark \`${written}\` is no mathematics.`, span, remove(span));
  return fail('syntax', `\`${written}\` means nothing in mathematics.`, span, remove(span));
}

const QUOTES = /^["'“”„‘’‚«»‹›`]$/;

function remove(span: Span): Mending {
  return { fixes: [{ span, text: '' }], advice: 'Delete it, or select the formula alone.' };
}

/** The subscript that low characters spell: ₁₂ is 12. */
export function lowered(written: string): string {
  return Array.from(written, (c) => LOW_MEANS[LOW.indexOf(c)] ?? '').join('');
}

/** ² is ^2, ⁻¹ is ^(-1). */
export function pushSuperscript(
  tokens: Token[],
  written: string,
  at: number,
  glued: boolean,
): void {
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
