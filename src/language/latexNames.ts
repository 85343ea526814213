/** LaTeX names: letters with accents, subscripts and primes as one canonical name, and words settled. */
import { functionSpelled, takesBareArgument } from './functions';
import { accents } from './latexCommands';
import { refuseBareCommands } from './latexSlips';
import { isGreek, isProse, subscripted } from './names';
import { standardMark } from './naming';
import { needsMore, refuseScripts } from './operators';
import { choose, deeper, fail, isKnown, isOperator, isVariable, peek, quote } from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

/** A name with its scripts; `power` is the exponent that stood among them. */
export interface ScriptedName {
  readonly id: string;
  readonly span: Span;
  readonly power?: Expr;
}

/** Reads the name at the current token, or returns undefined where none stands. */
export function nameWithScripts(r: Reading, powers: boolean): ScriptedName | undefined {
  const token = peek(r);
  const base = token && baseName(r, token);
  if (!token || base === undefined) return undefined;
  let id = base;
  let power: Expr | undefined;
  let subscripts = 0;
  let span: Span = cover(token, r.tokens[r.at - 1] ?? token);
  for (let next = peek(r); next; next = peek(r)) {
    if (isOperator(next, "'")) {
      r.at++;
      id += "'";
    } else if (isOperator(next, '_')) {
      if (subscripts++ > 0) refuseScripts(next, 'subscripts');
      r.at++;
      id = subscripted(id, readSubscript(r, next));
    } else if (isOperator(next, '°')) {
      const mark = standardMark(r, id);
      if (mark === '') break;
      id += mark;
    } else if (isOperator(next, '^')) {
      const mark = readMark(r, id);
      if (mark !== undefined) id += mark;
      else if (!powers) break;
      else if (power) refuseScripts(next, 'exponents');
      else {
        r.at++;
        if (!peek(r)) needsMore(r, next);
        power = r.grammar.exponent(r);
        continue;
      }
    } else break;
    span = cover(token, r.tokens[r.at - 1] ?? token);
  }
  return { id: alias(r, id), span, ...(power ? { power } : {}) };
}

/** \bar{x} and \overline{x} are the same to us; the person's spelling wins. */
function alias(r: Reading, id: string): string {
  const other = /_(hat|tilde|bar|vec)/.exec(id)?.[1];
  const long = new Map([
    ['hat', 'widehat'],
    ['tilde', 'widetilde'],
    ['bar', 'overline'],
    ['vec', 'overrightarrow'],
  ]).get(other ?? '');
  if (other === undefined || long === undefined || isKnown(r, id)) return id;
  const spelled = id.replace(`_${other}`, `_${long}`);
  return isKnown(r, spelled) ? spelled : id;
}

function baseName(r: Reading, token: Token): string | undefined {
  if (token.kind === 'name' || token.kind === 'word') {
    r.at++;
    return (/^(?:Delta|Δ)$/.test(token.text) && difference(r)) || token.text;
  }
  if (token.kind === 'text' && /^\p{L}[\p{L}\d_-]*$/u.test(token.text)) {
    r.at++;
    return token.text;
  }
  if (token.kind === 'command' && accents.has(token.text)) {
    return deeper(r, () => {
      r.at++;
      return `${accented(r, token)}_${accents.get(token.text) ?? ''}`;
    });
  }
  return undefined;
}

/** Passes the x of \Delta x, which is one name; nothing where Δ has a value of its own. */
function difference(r: Reading): string | undefined {
  const next = peek(r);
  const isName = next?.kind === 'name' || (next?.kind === 'word' && next.text.length === 1);
  const isAccented = next?.kind === 'command' && accents.has(next.text);
  if (!next || (!isName && !isAccented) || ['Delta', 'Δ'].some((id) => isVariable(r, id)))
    return undefined;
  const base = baseName(r, next);
  const spelled = [`Δ${base}`, `Delta_${base}`, `Delta ${base}`];
  return spelled.find((id) => isKnown(r, id)) ?? spelled[0];
}

function accented(r: Reading, accent: Token): string {
  const open = peek(r);
  const partner = open?.text === '{' ? (r.partner[r.at] ?? -1) : -1;
  if (partner < 0) {
    const single = open && baseName(r, open);
    if (single === undefined) refuseAccent(r, accent);
    return single;
  }
  r.at++;
  const { end } = r;
  r.end = partner;
  const inner = nameWithScripts(r, false);
  if (!inner || r.at !== partner) {
    refuseAccent(r, accent);
  }
  r.end = end;
  r.at = partner + 1;
  return inner.id;
}

function refuseAccent(r: Reading, accent: Token): never {
  const written = quote(r, accent);
  const message = `\`${written}\` belongs to one name. Write \`${written}{x}\`.`;
  return fail('unsupported', message, accent);
}

/** The text of a subscript, indices of sums put in. */
function readSubscript(r: Reading, sign: Token): string {
  const first = peek(r);
  const isLoose = first?.kind === 'operator' && !first.glued;
  if (!first || isLoose)
    fail('syntax', '`_` needs a subscript after it. Write one, or delete the `_`.', sign);
  if (first.text !== '{') {
    r.at++;
    return subscriptPart(r, [first]);
  }
  const partner = r.partner[r.at] ?? -1;
  if (partner < 0) fail('syntax', 'This `{` is never closed.', first);
  const inside = r.tokens.slice(r.at + 1, partner);
  if (inside.length === 0) {
    const span = cover(sign, r.tokens[partner] ?? first);
    fail('syntax', 'This subscript is empty.', span, { fixes: [{ span, text: '' }] });
  }
  r.at = partner + 1;
  let text = '';
  let part: Token[] = [];
  for (const token of inside) {
    // x_{i,j} and, as of a filter, x_{k|k-1}.
    const isBar = token.kind === 'bar' || token.text === '\\mid';
    if (!isBar && !isOperator(token, ',')) {
      part.push(token);
      continue;
    }
    text += subscriptPart(r, part) + (isBar ? '|' : ',');
    part = [];
  }
  return text + subscriptPart(r, part);
}

/** i + 1 is 3 where i is 2; anything else is taken as it is written. */
function subscriptPart(r: Reading, part: readonly Token[]): string {
  const values = part.map((token) => indexValue(r, token));
  if (
    part.length > 1 &&
    values.every((v) => v !== undefined) &&
    part.some((t) => t.kind === 'operator')
  ) {
    const sum = sumOf(values);
    if (sum !== undefined) return String(sum);
  }
  return part.map((token) => subscriptText(r, token)).join('');
}

function indexValue(r: Reading, token: Token): string | number | undefined {
  if (isOperator(token, '+', '-')) return token.text;
  if (token.kind === 'number') return token.value;
  const local = r.locals.get(token.text);
  return local?.kind === 'number' ? local.value : undefined;
}

function sumOf(values: readonly (string | number | undefined)[]): number | undefined {
  let sum = 0;
  let sign = 1;
  let due = true;
  for (const value of values) {
    if (typeof value === 'number' && due) {
      sum += sign * value;
      due = false;
    } else if (typeof value === 'string' && !due) {
      sign = value === '-' ? -1 : 1;
      due = true;
    } else return undefined;
  }
  return due ? undefined : sum;
}

function subscriptText(r: Reading, token: Token): string {
  const isText = ['name', 'word', 'text', 'number', 'function'].includes(token.kind);
  const accent = token.kind === 'command' ? accents.get(token.text) : undefined;
  if (accent !== undefined) return accent;
  if (token.kind === 'name') {
    const local = r.locals.get(token.text);
    if (local?.kind === 'number') return String(local.value);
    const letters = Array.from(token.text, (letter) => r.locals.get(letter));
    if (letters.length > 1 && letters.every((l) => l?.kind === 'number')) {
      return letters.map((l) => String(l.value)).join('');
    }
  }
  const isSign =
    ['operator', 'open', 'close'].includes(token.kind) &&
    /^(?:[-+*/:'{}()[\]_^]|\\[{}])$/.test(token.text);
  if (isSign) return token.text.replace(/[{}\\]/g, '');
  if (isText) return token.text.replace(/\s+/g, '_');
  return fail(
    'unsupported',
    'A subscript is letters and digits, or an index such as `i+1`. Write it so.',
    token,
  );
}

const marks: ReadonlyMap<string, string> = new Map([
  ['*', '^*'],
  ['\\star', '^*'],
  ['\\prime', "'"],
  ["'", "'"],
  ['\\ominus', '⊖'],
  ['\\ddagger', '‡'],
]);

/** \theta^*, x^\prime, x^{(2)}: exponents that are part of the name. */
function readMark(r: Reading, id: string): string | undefined {
  const braced = peek(r, 1)?.text === '{' ? 1 : 0;
  const inside = peek(r, 1 + braced);
  const closes = (offset: number): boolean => braced === 0 || peek(r, offset)?.text === '}';
  if (!inside) return undefined;
  const sign = marks.get(inside.text);
  if (sign !== undefined && closes(3)) return pass(r, 2 + 2 * braced, sign);
  if (inside.text === 'T' && closes(3) && !isVariable(r, 'T') && id !== 'e') {
    const after = peek(r, 2 + 2 * braced);
    if (after && ['name', 'word', 'open', 'command'].includes(after.kind)) {
      fail(
        'unsupported',
        'This is a transpose, and vectors are not numbers. Write the sum of products, or give `T` a value.',
        inside,
      );
    }
  }
  const [index, close, brace] = [peek(r, 3), peek(r, 4), peek(r, 5)];
  const layer =
    braced === 1 &&
    (inside.text === '(' || inside.text === '[') &&
    close?.kind === 'close' &&
    brace?.text === '}';
  if (!layer || !index || id === 'e' || !['number', 'name', 'word'].includes(index.kind))
    return undefined;
  if (index.kind !== 'number' && index.text.length > 1) return undefined;
  const known = index.kind !== 'number' && isVariable(r, index.text) && !r.locals.has(index.text);
  const name = { reading: 'name', label: 'part of the name, as of a layer or an example' };
  const power = { reading: 'power', label: 'a power' };
  const place = cover(inside, close);
  const taken = choose(
    r,
    `mark:${inside.start}`,
    place,
    `\`${quote(r, place)}\` above a name is read in two ways.`,
    known ? [power, name] : [name, power],
  );
  const mark = `^{${inside.text}${subscriptText(r, index)}${close.text}}`;
  return taken === 'power' ? undefined : pass(r, 6, mark);
}

function pass(r: Reading, count: number, mark: string): string {
  r.at += count;
  return mark;
}

const keywords: ReadonlyMap<string, string> = new Map([
  ['where', 'where'],
  ['with', 'with'],
  ['given', 'where'],
  ['let', 'let'],
  ['and', 'and'],
  ['or', 'or'],
  ['mod', 'mod'],
]);

/** Upright names of things that are not functions of numbers. */
const notScalar = /^(?:arg\s?max|arg\s?min|Var|Cov|tr|Tr|det|diag|rank|KL|lim|sup|inf|E|d)$/;

/** The tokens with every letter run and every upright text told apart into names and functions. */
export function settleLatex(r: Reading, tokens: readonly Token[]): Token[] {
  refuseBareCommands(r, tokens);
  refuseProse(r, tokens);
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    const opens = next?.kind === 'open' && next.text === '(';
    if (token.kind === 'text') return [settleText(r, token, next)];
    if (token.kind === 'name' && token.text === 'sigma' && opens && !isVariable(r, 'sigma')) {
      return [{ ...token, kind: 'function', text: 'σ' }];
    }
    if (token.kind === 'name' && token.text === 'Gamma' && opens && !isVariable(r, 'Gamma')) {
      return [{ ...token, kind: 'function', text: 'Γ' }];
    }
    if (
      token.kind === 'name' &&
      ['σ', 'Γ'].includes(token.text) &&
      opens &&
      !isVariable(r, token.text)
    ) {
      return [{ ...token, kind: 'function' }];
    }
    if (token.kind !== 'word') return [token];
    // dW, as courses call a gradient; in \frac{dL}{dw} the d is no part of a name.
    const isGradient = /^d[A-Zbw]$/.test(token.text) && tokens[at - 1]?.text !== '{';
    return settleRun(r, token, opens, isGradient && !isVariable(r, 'd'));
  });
}

function settleText(r: Reading, token: Token, next: Token | undefined): Token {
  const { text } = token;
  const word = text.replace(/[,.:;]$/, '').trim();
  const keyword = keywords.get(word);
  if (isVariable(r, word)) return { ...token, kind: 'name', text: word };
  if (keyword !== undefined) return { ...token, kind: 'operator', text: keyword };
  const spelled = functionSpelled(word);
  const opens = next?.kind === 'open' || next?.text === '^' || next?.text === '_';
  if (spelled !== undefined && (opens || takesBareArgument(spelled)))
    return { ...token, kind: 'function', text: spelled };
  if (notScalar.test(word) && (next?.kind !== 'operator' || next.text === '_'))
    return { ...token, text: word };
  const name = word.replace(/\s+/g, '_');
  const isName = /^\p{L}[\p{L}\p{N}_-]*$/u.test(name) && !isPhrase(word);
  return isName ? { ...token, kind: 'name', text: name } : { ...token, text: word };
}

/** if, otherwise, for all x: words that connect, not names. */
export function isPhrase(word: string): boolean {
  return (
    /^(?:if|otherwise|else|elsewhere|for|when|unless|as|such that|subject to|s\.t\.|is|are|the|a|an|of|at|to|on|in)\b/i.test(
      word,
    ) && word.length > 1
  );
}

function settleRun(r: Reading, token: Token, opens: boolean, isGradient: boolean): Token[] {
  const { text } = token;
  const letters = Array.from(text);
  const as = (kind: Token['kind']): Token[] => [{ ...token, kind }];
  if (letters.length === 1 || isVariable(r, text)) return as('name');
  const spelledOut = letters.every((letter) => isVariable(r, letter) || letter === 'e');
  const spelled = functionSpelled(text);
  const bare =
    spelled !== undefined && takesBareArgument(spelled) && (text.length > 2 || text === 'ln');
  if (spelled !== undefined && !spelledOut && (opens || bare)) return as('function');
  if (isGreek(text) && !spelledOut) return as('name');
  if (/^(?:if|otherwise|else|when)$/.test(text) && !spelledOut) return as('text');
  if (/^(?:and|or|where|with)$/.test(text) && !spelledOut) return as('operator');
  const product = { reading: 'product', label: `the product ${letters.join('·')}` };
  const name = { reading: 'name', label: `one name ${text}` };
  if (text.length > 3 || isGradient) {
    const message = `\`${text}\` is one name or a product of letters.`;
    const order = spelledOut ? ([product, name] as const) : ([name, product] as const);
    if (choose(r, `word ${text}`, token, message, order) === 'name') return as('name');
  }
  return letters.map((letter, at) => ({
    ...token,
    kind: 'name',
    text: letter,
    start: token.start + (token.end - token.start === text.length ? at : 0),
    end: token.end - token.start === text.length ? token.start + at + 1 : token.end,
    glued: at > 0 || token.glued,
  }));
}

function refuseProse(r: Reading, tokens: readonly Token[]): void {
  const odd = (token: Token | undefined): token is Token =>
    token?.kind === 'word' &&
    token.text.length > 1 &&
    !isVariable(r, token.text) &&
    functionSpelled(token.text) === undefined &&
    !isGreek(token.text) &&
    !Array.from(token.text).every((letter) => isVariable(r, letter) || letter === 'e');
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (!odd(token) || !next || next.kind !== 'word') return;
    const said = isProse(token.text) || isProse(next.text);
    if (said || (odd(next) && token.text.length > 2 && next.text.length > 2)) {
      fail(
        'unsupported',
        'This reads like a sentence. Select the formula alone; put names of several letters in `\\mathrm{…}`.',
        cover(token, next),
      );
    }
  });
}
