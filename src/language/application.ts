/** A function with its argument: sin(x), sin x, sin² x, log_2 x, max(a, b, c). */
import { precedences } from '../ops';
import { readArguments } from './brackets';
import { readNamed } from './naming';
import { applyFunction, functionSpelled, inverseOf, takesBareArgument } from './functions';
import {
  IMPLICIT,
  choose,
  fail,
  here,
  isOperator,
  make,
  peek,
  quote,
  startsFactor,
} from './reading';
import type { Reading } from './reading';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

/** Whether the token begins another application, which ends an argument without brackets. */
export function isApplied(token: Token): boolean {
  return (
    token.kind === 'function' || (token.kind === 'command' && /^\\(sum|prod)$/.test(token.text))
  );
}

export function readFunction(r: Reading, token: Token): Expr {
  r.at++;
  const { base, power } = readScripts(r, token);
  const spelling = functionSpelled(token.text) ?? token.text;
  const inverse = power && isMinusOne(power) ? inverseOf(spelling) : undefined;
  if (!inverse) refuseInverse(r, token, power);
  const apply = (args: readonly Expr[], span: Span): Expr => {
    if (!base) return applyFunction(r, inverse ?? spelling, args, span);
    const [argument] = args;
    if (args.length !== 1 || !argument)
      fail(
        'syntax',
        `A logarithm takes one argument, not ${args.length}. Delete the others.`,
        span,
      );
    return logarithm(r, argument, base, span);
  };
  const { inAngle } = r;
  r.inAngle = inverseOf(spelling) !== undefined && !inverse && !spelling.endsWith('h');
  const value = readApplied(r, token, inverse ?? spelling, apply);
  r.inAngle = inAngle;
  return power && !inverse ? make(r, 'pow', [value, power], value.span) : value;
}

/** f^2(x) of a function of the text, which is f(x)^2 as sin^2(x) is; undefined: no function is raised. */
export function readRaised(r: Reading, token: Token): Expr | undefined {
  const { at } = r;
  const id = token.text;
  if (!isOperator(peek(r, 1), '^') || !r.scope.isFunction(id) || r.locals.has(id)) return undefined;
  r.at += 2;
  const power = r.grammar.exponent(r);
  if (peek(r)?.text !== '(') {
    r.at = at;
    return undefined;
  }
  refuseInverse(r, token, power);
  const value = readNamed(r, id, token);
  return make(r, 'pow', [value, power], cover(token, value.span));
}

/** sin^{-1} is known; of any other function it may be the inverse or the reciprocal. */
export function refuseInverse(r: Reading, name: Span, power: Expr | undefined): void {
  if (!power || !isMinusOne(power)) return;
  fail(
    'unsupported',
    `\`${quote(r, name)}\` to the −1 is a reciprocal or an inverse. Write \`1/${quote(r, name)}(…)\`, or the name of the inverse.`,
    name,
  );
}

/** The argument in brackets, or the product that follows. */
function readApplied(
  r: Reading,
  token: Token,
  spelling: string,
  apply: (args: readonly Expr[], span: Span) => Expr,
): Expr {
  const next = peek(r);
  if (next?.kind === 'open' && next.text !== '|(' && next.text !== '⌊' && next.text !== '⌈') {
    const { value, span } = readArguments(r, next);
    return apply(value, cover(token, span));
  }
  const starts =
    next &&
    (startsFactor(r, next) || (isOperator(next, '-') && peek(r, 1)?.glued) || next.kind === 'bar');
  if (!starts) {
    const written = quote(r, cover(token, r.tokens[r.at - 1] ?? token));
    fail('syntax', `\`${written}\` needs an argument. Write it as \`${written}(x)\`.`, token);
  }
  if (!takesBareArgument(spelling) && next.kind !== 'bar' && next.text !== '|(') {
    const written = quote(r, token);
    fail(
      'syntax',
      `\`${written}\` needs brackets around its arguments. Write \`${written}(…)\`.`,
      token,
    );
  }
  const start = r.at;
  let argument = readBareArgument(r, IMPLICIT);
  const whole = cover(token, argument.span);
  if (isProduct(argument, next)) {
    const taken = choose(
      r,
      `argument:${token.start}`,
      whole,
      `\`${quote(r, whole)}\` is read in two ways.`,
      [
        { reading: 'product', label: `${spelling} of the whole product` },
        { reading: 'factor', label: `${spelling} of the first factor, times the rest` },
      ],
    );
    if (taken === 'factor') return applyToFirst(r, token, argument, apply);
  }
  const after = peek(r);
  if (isOperator(after, '*', '/') && after) {
    const place = cover(whole, after);
    const taken = choose(
      r,
      `end:${token.start}`,
      place,
      `\`${quote(r, place)}\` is read in two ways.`,
      [
        { reading: 'sign', label: 'an argument that ends before the sign' },
        { reading: 'product', label: 'an argument that goes on after the sign' },
      ],
    );
    if (taken === 'product') {
      r.at = start;
      argument = readBareArgument(r, precedences.product);
    }
  }
  return apply([argument], cover(token, argument.span));
}

function readBareArgument(r: Reading, least: number): Expr {
  const { inArgument } = r;
  r.inArgument = true;
  const argument = r.grammar.expression(r, least);
  r.inArgument = inArgument;
  return argument;
}

function isProduct(argument: Expr, first: Token): boolean {
  return (
    argument.kind === 'call' &&
    argument.op === 'mul' &&
    first.start === argument.span.start &&
    first.text !== '\\prod'
  );
}

function applyToFirst(
  r: Reading,
  token: Token,
  product: Expr,
  apply: (args: readonly Expr[], span: Span) => Expr,
): Expr {
  const factors: Expr[] = [];
  let first = product;
  while (first.kind === 'call' && first.op === 'mul' && first.args[0] && first.args[1]) {
    factors.push(first.args[1]);
    first = first.args[0];
  }
  return factors
    .reverse()
    .reduce(
      (left, right) => make(r, 'mul', [left, right], cover(left.span, right.span)),
      apply([first], cover(token, first.span)),
    );
}

/** sin² x, log_2 x, in either order. */
function readScripts(r: Reading, token: Token): { base?: Expr; power?: Expr } {
  const scripts: { base?: Expr; power?: Expr } = {};
  for (let next = peek(r); isOperator(next, '^', '_'); next = peek(r)) {
    r.at++;
    if (next?.text === '^') {
      if (scripts.power)
        fail('syntax', 'Two exponents stand on one function. Delete one of them.', next);
      scripts.power = r.grammar.exponent(r);
    } else if (functionSpelled(token.text) === 'log') {
      if (scripts.base)
        fail('syntax', 'Two subscripts stand on one function. Delete one of them.', here(r));
      scripts.base = r.grammar.exponent(r);
    } else {
      skipEmptyGroup(r, token);
    }
  }
  return scripts;
}

/** \max_{} as some tools write it. */
function skipEmptyGroup(r: Reading, token: Token): void {
  if (peek(r)?.text !== '{' || peek(r, 1)?.text !== '}') {
    fail(
      'unsupported',
      `\`${quote(r, token)}\` with a subscript is not read. Write the numbers it is taken over.`,
      here(r),
    );
  }
  r.at += 2;
}

function logarithm(r: Reading, argument: Expr, base: Expr, span: Span): Expr {
  if (base.kind === 'number' && base.value === 10) return make(r, 'log10', [argument], span);
  if (base.kind === 'number' && base.value === 2) return make(r, 'log2', [argument], span);
  if (base.kind === 'number' && base.text === 'e') return make(r, 'log', [argument], span);
  return make(r, 'logb', [argument, base], span);
}

function isMinusOne(power: Expr): boolean {
  const [inner] = power.kind === 'call' && power.op === 'neg' ? power.args : [];
  return inner?.kind === 'number' && inner.value === 1;
}
