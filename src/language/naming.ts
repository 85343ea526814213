/** What a name means where it stands: a constant, a call of a defined function, or a value. */
import { functionSpellings } from '../ops';
import { readArguments } from './brackets';
import { isGreek } from './names';
import { choose, fail, isOperator, isVariable, make, number, peek, quote } from './reading';
import type { Reading } from './reading';
import { onlyShows, unknownFunction } from './spelling';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

const constants: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['pi', [Math.PI, 'π']],
  ['π', [Math.PI, 'π']],
  ['e', [Math.E, 'e']],
  ['ℯ', [Math.E, 'e']],
  ['PI', [Math.PI, 'π']],
  ['true', [1, 'true']],
  ['false', [0, 'false']],
  ['inf', [Infinity, '∞']],
  ['Infinity', [Infinity, '∞']],
]);

/** Names people give to functions; before a bracket they are not taken for factors. */
const likelyFunction =
  /^(?:[fghFGHΦφ]|Phi|phi|psi|Psi|zeta|ell|sigma_\w+|argmax|argmin)(?:_\w+|'+)?$/;

export function isConstant(id: string): boolean {
  return constants.has(id);
}

/** 25 °C: a unit, not degrees times C. */
export function refuseTemperature(r: Reading, before: Span, mark: Token): void {
  const scale = peek(r, 1);
  if (!scale || !/^[CF]$/.test(scale.text) || isVariable(r, scale.text)) return;
  const unit = cover(mark, scale);
  fail('unsupported', 'Units are not read.', unit, {
    fixes: [{ span: { start: before.end, end: scale.end }, text: '' }],
    advice: 'Write the number alone.',
  });
}

export function readName(r: Reading, token: Token): Expr {
  r.at++;
  const mark = standardMark(r, token.text);
  return readNamed(r, token.text + mark, mark ? cover(token, r.tokens[r.at - 1] ?? token) : token);
}

/** Names that angles have, with or without a subscript. */
const angle = /^(?:theta|vartheta|phi|varphi|alpha|beta|gamma|psi|pi|[θϑφϕαβγψπ])(?:[_'].*)?$/;

/**
 * The ° behind the name `id`, passed as part of the name: E° is chemistry's standard potential. Nothing
 * where none stands, or where it is degrees.
 */
export function standardMark(r: Reading, id: string): string {
  const mark = peek(r);
  const before = r.tokens[r.at - 1];
  if (!mark || !before || !isOperator(mark, '°')) return '';
  refuseTemperature(r, before, mark);
  if (r.inAngle || angle.test(id)) return '';
  const place = cover(before, mark);
  const taken = choose(r, `standard ${id}`, place, `\`${quote(r, place)}\` is read in two ways.`, [
    { reading: 'name', label: 'a name of its own, as of a standard potential' },
    { reading: 'degrees', label: `${id} degrees` },
  ]);
  if (taken === 'degrees') return '';
  r.at++;
  return '°';
}

/** The value of the name `id`, which was just passed. */
export function readNamed(r: Reading, id: string, span: Span): Expr {
  const next = peek(r);
  if (next?.kind === 'open' && !r.locals.has(id)) {
    if (!r.scope.isFunction(id) && repeatsParameters(r, id, span)) return valueOf(r, id, span);
    const earlier = readStep(r, id, span) ?? readPrimed(r, id, span);
    if (earlier) return earlier;
    if (r.scope.isFunction(id)) {
      const { value, span: brackets } = readArguments(r, next);
      const whole = cover(span, brackets);
      const result = r.scope.apply(id, value, whole);
      if (result) return result;
    }
    if (!isVariable(r, id) && next.text === '[') refuseExpectation(r, id, span, next);
    if (!isVariable(r, id) && next.text === '(') {
      const special = readNormal(r, id, span, next) ?? readApplied(r, id, span, next);
      if (special) return special;
      refuseUnknown(r, id, span, next);
    }
  }
  return valueOf(r, id, span);
}

/** y(t) = x(t) + 1: what hangs on the parameter, as y does, is a name and no product. Passes the brackets. */
function repeatsParameters(r: Reading, id: string, span: Span): boolean {
  const parameters = r.scope.parameters();
  const close = r.partner[r.at] ?? -1;
  const last = r.tokens[close];
  if (parameters.length === 0 || parameters.includes(id) || !last || likelyFunction.test(id))
    return false;
  const inside = r.tokens.slice(r.at + 1, close);
  const isSame =
    inside.length === 2 * parameters.length - 1 &&
    inside.every((token, i) =>
      i % 2 === 1 ? isOperator(token, ',') : token.text === parameters[i / 2],
    );
  if (!isSame) return false;
  const place = cover(span, last);
  const written = quote(r, place);
  const taken = choose(r, `at ${id}`, place, `\`${written}\` is read in two ways.`, [
    { reading: 'name', label: `${id}, which depends on ${parameters.join(' and ')}` },
    { reading: 'product', label: `a product with ${parameters.join(' and ')}` },
  ]);
  if (taken === 'product') return false;
  r.at = close + 1;
  return true;
}

/** Φ(z), and N(d_1) as finance writes the normal distribution function. */
function readNormal(r: Reading, id: string, span: Span, open: Token): Expr | undefined {
  const first = r.at + (isOperator(peek(r, 1), '-') ? 2 : 1);
  const close = r.partner[r.at] ?? -1;
  const last = r.tokens[close];
  const isPhi = id === 'Φ' || id === 'Phi';
  const isD = /^d(?:_.*)?$/.test(r.tokens[first]?.text ?? '');
  const ends = close === first + 1 || isOperator(r.tokens[first + 1], '_');
  const isOne = !r.tokens.slice(r.at + 1, close).some((token) => isOperator(token, ',', ';'));
  if (!last || !(isPhi ? isOne && close > first : id === 'N' && isD && ends)) return undefined;
  const place = cover(span, last);
  const taken = choose(r, `normal ${id}`, place, `\`${quote(r, place)}\` is read in two ways.`, [
    { reading: 'normal', label: 'the normal distribution function' },
    { reading: 'product', label: 'a product' },
  ]);
  if (taken === 'normal') return make(r, 'ndtr', readArguments(r, open).value, place);
  return isPhi ? valueOf(r, id, span) : undefined;
}

/** E[X^2] is hardly a product, and as one it would be a number. */
function refuseExpectation(r: Reading, id: string, span: Span, open: Token): void {
  if (!r.tex || !open.glued || !/^E(?:_\w+)?$/.test(id)) return;
  fail('unsupported', 'Expectations are not read.', cover(span, open), {
    advice: 'Write the expression out, or `\\cdot` before the bracket for a product.',
  });
}

/** P(A) and E(X): a product, or a value of its own that is called so. */
function readApplied(r: Reading, id: string, span: Span, open: Token): Expr | undefined {
  const close = r.partner[r.at] ?? -1;
  const last = r.tokens[close];
  const inside = r.tokens.slice(r.at + 1, close);
  const isName = inside.length > 0 && inside.every(isPartOfName) && inside[0]?.kind === 'name';
  if (!r.tex || !open.glued || !last || !/^[A-Z](?:_\w+)?$/.test(id) || !isName) return undefined;
  if (likelyFunction.test(id) || inside.filter(({ kind }) => kind === 'name').length > 2)
    return undefined;
  const place = cover(span, last);
  const written = quote(r, place);
  const taken = choose(r, `applied ${written}`, place, `\`${written}\` is read in two ways.`, [
    { reading: 'product', label: 'a product' },
    { reading: 'name', label: 'a value of its own' },
  ]);
  if (taken === 'product') return undefined;
  r.at = close + 1;
  const name = inside.map(({ text }) => text.replace(/[{}]/g, '')).join('');
  return r.scope.resolve(`${id}(${name})`, place);
}

function isPartOfName({ kind, text }: Token): boolean {
  return kind === 'name' || kind === 'number' || text === '_' || text === '{' || text === '}';
}

/** V(s') in a definition of V(s), and V(s) itself: another value or the one before, with a name of its own. */
function readPrimed(r: Reading, id: string, span: Span): Expr | undefined {
  const parameters = r.scope.parameters();
  const close = r.partner[r.at] ?? -1;
  const last = r.tokens[close];
  const written = r.tokens
    .slice(r.at + 1, close)
    .map(({ text }) => text)
    .join('');
  const given = written.split(',');
  const isOther =
    given.length === parameters.length &&
    given.every((each, i) => each.replace(/['′]+$/, '') === parameters[i]);
  if (!isOther || !last || !r.scope.isOwn(id) || /^[fgFG]$/.test(id)) return undefined;
  r.at = close + 1;
  return r.scope.resolve(`${id}(${written})`, cover(span, last));
}

/** h(t - 1) in a definition of h(t): the value of another step, with a name of its own. */
function readStep(r: Reading, id: string, span: Span): Expr | undefined {
  const [parameter, ...others] = r.scope.parameters();
  const close = r.partner[r.at] ?? -1;
  const [last, [first, sign, step]] = [r.tokens[close], r.tokens.slice(r.at + 1, close)];
  const isStep =
    close === r.at + 4 &&
    first !== undefined &&
    first.text === parameter &&
    /^[ijkmnst]$/.test(first.text) &&
    isOperator(sign, '+', '-') &&
    step?.kind === 'number';
  if (!isStep || others.length > 0 || !last) return undefined;
  // Of f and g it is a call that has no end.
  if (!r.scope.isOwn(id) || /^[fgFG]$/.test(id)) return undefined;
  r.at = close + 1;
  return r.scope.resolve(`${id}(${first.text}${sign?.text ?? ''}${step.text})`, cover(span, last));
}

/** The number of a constant, or what the name means to the statements around. */
export function valueOf(r: Reading, id: string, span: Span): Expr {
  const constant = isVariable(r, id) ? undefined : constants.get(id);
  if (constant) return number(constant[0], span, constant[1]);
  return r.scope.resolve(id, { start: span.start, end: span.end });
}

/** A product is not guessed where a function was probably meant. */
function refuseUnknown(r: Reading, id: string, span: Span, open: Token): void {
  const long =
    /^\p{L}{2,}/u.test(id) && !isConstant(id) && !isGreek(/^\p{L}+/u.exec(id)?.[0] ?? id);
  if (likelyFunction.test(id) || long) {
    // What is wrong between the brackets is said first.
    readArguments(r, open);
    const advice =
      id.toLowerCase().includes('phi') || id === 'Φ'
        ? 'The normal distribution function is `ndtr(x)`.'
        : `Define it, \`${id}(x) = …\`, or write \`${id}*(…)\` for a product.`;
    const what = onlyShows(id)
      ? 'shows a value and computes none.'
      : 'is used like a function, but nothing here says which.';
    fail(
      'unsupported',
      `\`${quote(r, span)}\` ${what}`,
      span,
      unknownFunction(id, span, [...r.scope.functions(), ...functionSpellings], advice),
    );
  }
}
