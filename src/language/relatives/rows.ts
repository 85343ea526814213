/** Rows of operands and operators -> values, by the precedence of the language and without recursion. */
import type { OpName } from '../../ops';
import { apply, asCondition, connect, negate, negateCondition, shifted } from '../code/arithmetic';
import {
  asScalar,
  constant,
  isLiteral,
  nothing,
  refuse,
  unsupported,
  type Func,
  type Scalar,
  type Value,
} from '../code/value';
import { Scope } from '../code/scope';
import { cover, type Span } from '../syntax';
import type { Profile } from './profile';
import { asWhole, isWhole, remark, type Reader } from './reader';
import { infixes, prefixes, type Sign } from './signs';
import type { Item, Term } from './tree';
import { broadcast } from './shapes';
import { hasVectors, isShader } from './profile';
import { dot, product, productInR, refuseWhole } from './products';

/** Ops whose result is whole when their operands are. */
const KEEP_WHOLE: ReadonlySet<OpName> = new Set<OpName>(['add', 'sub', 'mul', 'fmod']);
const COMPARISONS: ReadonlySet<string> = new Set([
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  '~=',
  '≤',
  '≥',
  '≠',
]);

/** The value of a row: `||` over `&&` over everything else. */
export function evaluateRow(items: readonly Item[], reader: Reader, span: Span): Value {
  for (const [symbol, op] of [
    ['||', 'or'],
    ['&&', 'and'],
  ] as const) {
    if (!items.some(({ operator }) => operator === symbol)) continue;
    const rows = splitAt(items, symbol);
    return connect(reader, op, rows, (row) => evaluateRow(row, reader, span), true, span);
  }
  const comparisons = items.filter(isComparison);
  if (comparisons.length > 1) return compareInChain(items, reader, span);
  return climb(items, reader, span);
}

function isComparison({ operator }: Item): boolean {
  return operator !== undefined && COMPARISONS.has(operator);
}

function splitAt(items: readonly Item[], symbol: string): Item[][] {
  const rows: Item[][] = [[]];
  for (const item of items) {
    if (item.operator === symbol) rows.push([]);
    else rows.at(-1)?.push(item);
  }
  return rows;
}

/** `0 < x < 1` is a condition in Julia; elsewhere it compares an answer. */
function compareInChain(items: readonly Item[], reader: Reader, span: Span): Value {
  if (!reader.profile.chains)
    return unsupported('This compares the answer of a comparison. Write `a < b && b < c`.', span);
  const sides: Item[][] = [[]];
  const signs: string[] = [];
  for (const item of items) {
    if (isComparison(item)) {
      signs.push(item.operator ?? '');
      sides.push([]);
    } else sides.at(-1)?.push(item);
  }
  const values = sides.map((side) => reader.recorder.share(climb(side, reader, span), span));
  const conditions = signs.map((sign, i) => {
    const op = infixes(reader.profile).get(sign)?.op ?? 'bits';
    return combine(reader, op, values[i] ?? nothing, values[i + 1] ?? nothing, span, span);
  });
  return connect(reader, 'and', conditions, (condition) => condition, true, span);
}

interface Waiting {
  readonly sign: Sign;
  readonly operands: 1 | 2;
  readonly span: Span;
}

function climb(items: readonly Item[], reader: Reader, whole: Span): Value {
  const operands: { value: Value; span: Span }[] = [];
  const waiting: Waiting[] = [];
  const reduce = (): void => {
    const top = waiting.pop();
    const right = operands.pop();
    const left = top?.operands === 2 ? operands.pop() : undefined;
    if (!top || !right) return;
    const span = cover(left?.span ?? top.span, right.span);
    const { op } = top.sign;
    const value = left
      ? combine(reader, op, left.value, right.value, span, top.span, top.sign.each)
      : signed(reader, op, right.value, span, top.span);
    operands.push({ value, span });
  };
  let afterOperand = false;
  for (const { term, operator } of items) {
    if (operator === undefined) {
      const isPiped = waiting.at(-1)?.sign.op === 'pipe';
      const value = isPiped ? pipedInto(term, reader) : reader.evaluateTerm(term, reader);
      operands.push({ value, span: term.span });
      afterOperand = true;
      continue;
    }
    const sign = (afterOperand ? infixes : prefixes)(reader.profile).get(operator);
    if (!sign)
      return unsupported(
        `\`${operator}\` is not arithmetic, so it cannot be drawn as a circuit. Write it with arithmetic.`,
        term.span,
      );
    const ends = (top: Waiting): boolean =>
      top.sign.precedence > sign.precedence ||
      (top.sign.precedence === sign.precedence && !sign.fromRight);
    if (afterOperand)
      for (let top = waiting.at(-1); top && ends(top); top = waiting.at(-1)) reduce();
    waiting.push({ sign, operands: afterOperand ? 2 : 1, span: term.span });
    afterOperand = false;
  }
  while (waiting.length > 0) reduce();
  return operands[0]?.value ?? refuse('syntax', 'An operand is missing here. Write it.', whole);
}

/** What a value is handed to: a function, or in R a call whose first argument it becomes. */
function pipedInto(term: Term, reader: Reader): Value {
  const isCall = term.kind === 'call' && reader.profile.library === 'r';
  if (term.kind !== 'word' && !isCall) return reader.evaluateTerm(term, reader);
  const piped: Term = { kind: 'word', name: '|>', span: term.span };
  const [callee, args] = isCall ? [term.callee, term.args] : [term, []];
  const call: Func['call'] = ({ positional: [value] }, span) => {
    const scope = new Scope(reader.scope, reader.scope.owner);
    scope.own(piped.name).value = value;
    const made: Term = { kind: 'call', callee, args: [{ value: piped }, ...args], span };
    return reader.evaluateTerm(made, { ...reader, scope });
  };
  return { kind: 'function', name: piped.name, call };
}

function signed(reader: Reader, op: Sign['op'], x: Value, span: Span, at: Span): Value {
  const { recorder } = reader;
  if (x.kind === 'list' && (hasVectors(reader.profile) || isShader(reader.profile)))
    return broadcast(reader, [x], span, ([each = x]) => signed(reader, op, each, span, at));
  if (op === 'not') return negateCondition(recorder, asCondition(recorder, x, span), span);
  if (op === 'positive') return x.kind === 'list' ? x : { ...asScalar(x, span), truth: false };
  if (op !== 'neg')
    return unsupported('Operations on bits have no derivative. Write it with arithmetic.', at);
  const value = negate(recorder, x, span);
  return isWhole(x) && value.kind === 'scalar' ? asWhole(value) : value;
}

/** An operator between two numbers. */
export function combine(
  reader: Reader,
  op: Sign['op'],
  a: Value,
  b: Value,
  span: Span,
  at: Span,
  each = false,
): Value {
  const { recorder, profile } = reader;
  switch (op) {
    case '<<':
    case '>>': {
      const value = shifted(op, a, b, span);
      return value ? asWhole(value) : combine(reader, 'bits', a, b, span, at);
    }
    case 'bits':
      return unsupported('Operations on bits have no derivative. Write it with arithmetic.', at);
    case 'exclusive':
      return unsupported(
        `\`^\` is exclusive-or in ${profile.name}. Write ${powerIn(profile)} for a power.`,
        at,
      );
    case 'rational':
      return unsupported('`//` makes a fraction in Julia. Write `/`.', at);
    case 'positive':
      return unsupported('An operand is missing here. Write it.', at);
    case 'pipe':
      if (b.kind !== 'function')
        return unsupported('A function is needed after `|>`. Write its name.', span);
      return b.call({ positional: [a], named: new Map() }, span);
    case 'trunc division':
    case 'floor division':
      return broadcast(reader, [a, b], span, (cells) => {
        const quotient = apply(recorder, 'div', cells, span);
        return apply(recorder, op === 'trunc division' ? 'trunc' : 'floor', [quotient], span);
      });
    case 'matrix product':
      return a.kind === 'list' && b.kind === 'list'
        ? productInR(reader, a, b, span, at)
        : unsupported('`%*%` multiplies matrices. Write `*` between numbers.', at);
    case 'dot product':
      return dot(reader, [a, b], span);
    case 'div':
      if (a.kind !== 'list' && b.kind !== 'list') return divide(reader, a, b, span);
      break;
    case 'fmod':
      if (!isWhole(a) || !isWhole(b)) refuseRemainder(profile, at);
  }
  if (a.kind === 'text' || b.kind === 'text')
    return unsupported('Text has no gradient. Write a number instead.', span);
  if ((hasVectors(profile) || isShader(profile)) && (a.kind === 'list' || b.kind === 'list')) {
    if (op === 'mul' && !each && hasVectors(profile) && profile.library !== 'r')
      return product(reader, a, b, span, at);
    if (!each) refuseWhole(reader, op, [a, b], at);
    return broadcast(reader, [a, b], span, (cells) => apply(recorder, op, cells, span));
  }
  const value = recorder.op(op, [asScalar(a, span), asScalar(b, span)], span);
  return KEEP_WHOLE.has(op) && isWhole(a) && isWhole(b) ? asWhole(value) : value;
}

const POWERS: ReadonlyMap<string, string> = new Map([
  ['rust', '`x.powf(y)`'],
  ['java', '`Math.pow(x, y)`'],
  ['csharp', '`Math.Pow(x, y)`'],
  ['go', '`math.Pow(x, y)`'],
  ['kotlin', '`x.pow(y)`'],
]);

function powerIn({ library }: Profile): string {
  return POWERS.get(library) ?? '`pow(x, y)`';
}

/** C, C++, Go, Swift and GLSL have `%` for whole numbers only; free names may be whole. */
function refuseRemainder({ library, name }: Profile, at: Span): void {
  const wholeOnly = ['c', 'cpp', 'cuda', 'go', 'swift', 'glsl', 'opencl'].includes(library);
  if (wholeOnly)
    unsupported(`\`%\` in ${name} needs whole numbers. Write \`fmod(a, b)\` for others.`, at);
}

/** `a / b`, without its fraction where both are whole numbers. */
function divide(reader: Reader, a: Value, b: Value, span: Span): Value {
  const { recorder, profile } = reader;
  const quotient = recorder.op('div', [asScalar(a, span), asScalar(b, span)], span);
  if (profile.wholeDivision === 'none' || !isWhole(a) || !isWhole(b)) return quotient;
  if (profile.wholeDivision === 'depends' && isLiteral(a) && isLiteral(b)) {
    return unsupported(
      'Whether this division of whole numbers keeps its fraction depends on the types around it. Write `1.0/2.0`.',
      span,
    );
  }
  const result: Scalar = quotient.fixed
    ? constant(Math.trunc(quotient.known ?? NaN), span)
    : recorder.op('trunc', [quotient], span);
  if (!quotient.fixed || quotient.known !== result.known) {
    const message = `Both sides are whole numbers, so ${profile.name} drops the fraction of this quotient. Write one of them with a point, e.g. 2.0, to keep it.`;
    remark(reader, { kind: 'ambiguous', message, span });
  }
  return asWhole(result);
}
