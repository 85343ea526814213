/** Runs of letters in plain mathematics: one name, a function, or a product of letters. */
import { functionSpelled, takesBareArgument } from './functions';
import { isConventional, isGreek, isProse } from './names';
import { isConstant } from './naming';
import { choose, fail, isOperator, isVariable } from './reading';
import type { Reading } from './reading';
import { DERIVATIVE } from './symbols';
import { cover } from './syntax';
import type { Token } from './tokens';

const keywords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'if',
  'then',
  'else',
  'mod',
  'where',
  'with',
  'let',
]);

/** Words of so many letters are a name rather than a product. */
const LONG = 4;

/** How far the brackets after `if` are looked into. */
const NEAR = 400;

/** What the words of one text tell about each other. */
interface Style {
  /** Single letters that stand alone somewhere. */
  readonly alone: ReadonlySet<string>;
  /** Some name is a long word, so short words are names too. */
  readonly wordy: boolean;
}

/** The tokens with every `word` told apart into names, functions, numbers and keywords. */
export function settleWords(r: Reading, tokens: readonly Token[]): Token[] {
  const words = tokens.filter((t) => t.kind === 'word');
  const style: Style = {
    alone: new Set(words.filter((t) => t.text.length === 1).map((t) => t.text)),
    wordy: words.some(
      (t) => isUnknown(r, t.text) && t.text.length >= LONG && !isSpelledOut(r, t.text),
    ),
  };
  refuseProse(r, tokens);
  refuseDerivatives(r, tokens);
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'word') return [token];
    if (returns(r, tokens, at)) return [];
    const called = /^(?:if|mod)$/.test(token.text) && isCallLike(tokens, at);
    return settle(r, token, tokens[at - 1], tokens[at + 1], called, style);
  });
}

/** `return x` of a program: what it returns is what the row says. */
function returns(r: Reading, tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const first = !before || before.kind === 'break' || isOperator(before, ';');
  const opens = after?.kind === 'open' || isOperator(after, '-');
  const hasValue = after !== undefined && /^(?:number|name|word|function)$/.test(after.kind);
  return first && token?.text === 'return' && (hasValue || opens) && !isVariable(r, 'return');
}

function settle(
  r: Reading,
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  called: boolean,
  style: Style,
): Token[] {
  const { text } = token;
  const based = /^log_(\d+|\p{L})$/u.exec(text)?.[1];
  if (based !== undefined && !isVariable(r, text)) return logarithmTo(token, based);
  if (
    /^d\p{L}$/u.test(text) &&
    before?.text === '/' &&
    !isVariable(r, 'd') &&
    !isVariable(r, text)
  ) {
    fail('unsupported', DERIVATIVE, token);
  }
  // sin(90 deg)
  if (text === 'deg' && before?.kind === 'number' && !isVariable(r, text))
    return [{ ...token, kind: 'operator', text: '°' }];
  const opens = after?.kind === 'open' && (after.text === '(' || after.glued);
  if (isVariable(r, text)) return [as('name', token)];
  if (keywords.has(text) && !(opens && (text === 'where' || called)))
    return [as('operator', token)];
  const spelled = functionSpelled(text);
  if (spelled !== undefined && (opens || (takesBareArgument(spelled) && text.length > 1)))
    return [as('function', token)];
  if (isConstant(text) || isNameAlone(text))
    return splitDigits(r, token, before, after) ?? [as('name', token)];
  return (
    splitPrefix(r, token, after, style) ??
    splitPairs(r, token) ??
    splitLetters(r, token, opens, style)
  );
}

/** log_2 x */
function logarithmTo(token: Token, base: string): Token[] {
  const { start, end } = token;
  const numeric = /^\d/.test(base);
  return [
    { kind: 'function', text: 'log', start, end: start + 3, glued: token.glued },
    { kind: 'operator', text: '_', start: start + 3, end: start + 4, glued: true },
    {
      kind: numeric ? 'number' : 'name',
      text: base,
      start: start + 4,
      end,
      glued: true,
      ...(numeric ? { value: Number(base) } : {}),
    },
  ];
}

function as(kind: Token['kind'], token: Token): Token {
  return { ...token, kind };
}

/** One letter, a Greek letter's name, or a word with a subscript. */
function isNameAlone(text: string): boolean {
  const base = /^[^_\d'₀-ₜ]*/u.exec(text)?.[0] ?? text;
  if (base.length === 1 || isGreek(base))
    return !/^\p{L}\d*(_\d+)?\p{L}/u.test(text) || isGreek(base) || /_\p{L}/u.test(text);
  return /_/.test(text);
}

function isUnknown(r: Reading, text: string): boolean {
  return (
    /^\p{L}{2,}$/u.test(text) &&
    !isVariable(r, text) &&
    !keywords.has(text) &&
    !isConstant(text) &&
    !isGreek(text) &&
    functionSpelled(text) === undefined
  );
}

/** Every letter of the word is a variable of its own. */
function isSpelledOut(r: Reading, text: string): boolean {
  return Array.from(text).every((letter) => isVariable(r, letter) || letter === 'e');
}

/** 2**n3**n: where n is known and n3 is not, an exponent's name ends before the digits. */
function splitDigits(
  r: Reading,
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
): Token[] | null {
  const [, letter, digits] = /^(\p{L})(\d+)$/u.exec(token.text) ?? [];
  const inPower = before?.text === '^' && after?.text === '^';
  if (letter === undefined || digits === undefined || !inPower || !isVariable(r, letter))
    return null;
  const taken = choose(
    r,
    `word ${token.text}`,
    token,
    `\`${token.text}\` is one name or a product.`,
    [
      { reading: 'product', label: `${letter} times ${digits}` },
      { reading: 'name', label: `one name ${token.text}` },
    ],
  );
  return taken === 'name' ? null : pieces(token, [letter, digits]);
}

/** sin2x, lnx, xsin(…): a function's name grown together with its neighbour. */
function splitPrefix(
  r: Reading,
  token: Token,
  after: Token | undefined,
  style: Style,
): Token[] | null {
  const { text } = token;
  if (isSpelledOut(r, text)) return null;
  const [, head = '', tail = ''] =
    /^(a?(?:sin|cos|tan|cot|sec|csc)h?|arc(?:sin|cos|tan)|ln|log|exp|sqrt)(\d+\p{L}?|\p{L}|pi)$/u.exec(
      text,
    ) ?? [];
  // sinn(x) is a slip rather than the sine of n.
  const isSlip = after?.text === '(' && /^\p{L}$/u.test(tail) && !style.alone.has(tail);
  if (head !== '' && !(isSlip && !isVariable(r, tail))) {
    const [, digits = '', letters = ''] = /^(\d*)(.*)$/u.exec(tail) ?? [];
    return offerName(
      r,
      token,
      `${head} of ${tail}`,
      [head, digits, letters].filter((p) => p !== ''),
    );
  }
  const [, factor = '', call = ''] =
    /^(\p{L}|\p{L}?pi)((?:arc|a)?(?:sin|cos|tan)h?|ln|log|exp|sqrt|abs)$/u.exec(text) ?? [];
  if (factor === '' || after?.text !== '(') return null;
  return offerName(r, token, `${factor} times ${call}`, [factor, call]);
}

/** w_0x_0 and w0x0: several names with a number each. */
function splitPairs(r: Reading, token: Token): Token[] | null {
  const parts = token.text.match(/\p{L}\p{M}*(?:_?\d+)/gu);
  if (!parts || parts.length < 2 || parts.join('') !== token.text) {
    const [, first, last] = /^(\p{L}\p{M}*_?\d+)(\p{L})$/u.exec(token.text) ?? [];
    return first === undefined || last === undefined
      ? null
      : offerName(r, token, `${first} times ${last}`, [first, last]);
  }
  return offerName(r, token, parts.join(' times '), parts);
}

function offerName(r: Reading, token: Token, label: string, parts: readonly string[]): Token[] {
  const taken = choose(
    r,
    `word ${token.text}`,
    token,
    `\`${token.text}\` is one name or several parts.`,
    [
      { reading: 'product', label },
      { reading: 'name', label: `one name ${token.text}` },
    ],
  );
  return taken === 'name' ? [as('name', token)] : pieces(token, parts);
}

/** Letters run together: a product, or one name where that is likelier. */
function splitLetters(r: Reading, token: Token, opens: boolean, style: Style): Token[] {
  const { text } = token;
  if (!/^\p{L}+$/u.test(text)) return [as('name', token)];
  const letters = segments(r, text);
  const all = letters.every((l) => isVariable(r, l) || isConstant(l) || style.alone.has(l));
  const some = letters.some((l) => isVariable(r, l) || style.alone.has(l));
  if (opens && !all) return [as('name', token)];
  const product = { reading: 'product', label: `the product ${letters.join('·')}` };
  const name = { reading: 'name', label: `one name ${text}` };
  const message = `\`${text}\` is one name or a product of letters.`;
  const isName = text.startsWith('Δ') || isConventional(text);
  const isProduct = all || (!isName && text.length < LONG && (some || !style.wordy));
  const taken = choose(
    r,
    `word ${text}`,
    token,
    message,
    isProduct ? [product, name] : [name, product],
  );
  return taken === 'name' ? [as('name', token)] : pieces(token, letters);
}

/** Known names where they fit, longest first, else single letters. */
function segments(r: Reading, text: string): string[] {
  const parts: string[] = [];
  const letters = Array.from(text.slice(0, 64));
  for (let at = 0; at < letters.length;) {
    let length = Math.min(8, letters.length - at);
    while (length > 1) {
      const part = letters.slice(at, at + length).join('');
      if (isVariable(r, part) || (part === 'pi' && !isVariable(r, 'p'))) break;
      length--;
    }
    parts.push(letters.slice(at, at + length).join(''));
    at += length;
  }
  return text.length > 64 ? [text] : parts;
}

function pieces(token: Token, parts: readonly string[]): Token[] {
  let at = token.start;
  return parts.map((text, index) => {
    const start = at;
    at += text.length;
    const numeric = /^\d/.test(text);
    const kind = numeric
      ? 'number'
      : functionSpelled(text) !== undefined && text.length > 1
        ? 'function'
        : 'name';
    const end = index === parts.length - 1 ? token.end : Math.min(at, token.end);
    return {
      kind,
      text,
      start,
      end,
      glued: index > 0 || token.glued,
      ...(numeric ? { value: Number(text) } : {}),
    };
  });
}

/** Words that follow each other without a sign are a sentence, not a product. */
function refuseProse(r: Reading, tokens: readonly Token[]): void {
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token.kind !== 'word' || !next || !['word', 'number'].includes(next.kind)) return;
    const [one, two] = [token, next].map((t) => isUnknown(r, t.text) && !isSpelledOut(r, t.text));
    const said = [token, next].some(
      (t) => isProse(t.text) && isUnknown(r, t.text) && !isSpelledOut(r, t.text),
    );
    if ((one && two) || said) {
      fail(
        'unsupported',
        'This reads like a sentence. Select the formula alone; write names of several words with `_`.',
        cover(token, next),
      );
    }
  });
}

/** dy/dx */
function refuseDerivatives(r: Reading, tokens: readonly Token[]): void {
  tokens.forEach((token, at) => {
    const [slash, below] = [tokens[at + 1], tokens[at + 2]];
    const isRatio =
      /^d\p{L}?$/u.test(token.text) && slash?.text === '/' && /^d\p{L}$/u.test(below?.text ?? '');
    if (!isRatio || !below || isVariable(r, 'd') || isVariable(r, below.text)) return;
    fail('unsupported', DERIVATIVE, cover(token, below));
  });
}

/** if(c, a, b): a comma stands inside the brackets that follow. */
function isCallLike(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = at + 1; i < Math.min(tokens.length, at + NEAR); i++) {
    const token = tokens[i];
    if (token?.kind === 'open') depth++;
    else if (token?.kind === 'close' && --depth === 0) return false;
    else if (depth === 1 && token?.kind === 'operator' && token.text === ',') return true;
    if (depth === 0) return false;
  }
  return false;
}
