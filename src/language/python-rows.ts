/** Python's operators: `or` over `and` over `not` over comparisons over arithmetic. */
import { type OpName } from '../ops';
import {
  apply,
  asCondition,
  connect,
  equals,
  negate,
  negateCondition,
  shifted,
} from './code/arithmetic';
import { ofKind } from './code/kinds';
import { isOpenVector, product } from './code/matrices';
import {
  type Operator,
  type OperatorTable,
  type Token,
  climb,
  flatten,
  isRow,
  split,
} from './code/operators';
import { type Place } from './code/place';
import { parts } from './code/source';
import { memberOfObject } from './code/objects';
import { type Scalar, type Value, asScalar, list, nothing, unsupported } from './code/value';
import { inTurn } from './code/waiting';
import { contains } from './python-collections';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

const COMPARISONS: ReadonlyMap<string, OpName> = new Map([
  ['<', 'lt'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['==', 'eq'],
  ['!=', 'ne'],
]);

/** The value of a condition, where any number may stand for true. */
export function evaluateCondition(node: SyntaxNode, place: Place): Scalar {
  const span = place.source.span(node);
  if (node.name === 'ParenthesizedExpression') {
    const [inner, more] = parts(node).slice(1, -1);
    if (inner && !more) return evaluateCondition(inner, place);
  }
  const value = isRow(node)
    ? evaluateRow(flatten(node, place.source), place, true)
    : place.evaluate(node, place);
  return asCondition(place.recorder, value, span);
}

/** `or` over `and` over `not` over comparisons over arithmetic: Python's precedence, which Lezer's tree does not follow. */
export function evaluateRow(tokens: readonly Token[], place: Place, inCondition: boolean): Value {
  const span = spanOfTokens(tokens, place);
  const written = new Set(tokens.map((token) => token.operator));
  for (const op of ['or', 'and'] as const) {
    if (!written.has(op)) continue;
    const { rows } = split(tokens, (token) => token.operator === op);
    return connect(
      place,
      op,
      rows,
      (row) => evaluateRow(row, place, inCondition),
      inCondition,
      span,
    );
  }
  const negations = tokens.findIndex((token) => token.operator !== 'not');
  if (negations > 0) {
    const condition = asCondition(
      place.recorder,
      evaluateRow(tokens.slice(negations), place, true),
      span,
    );
    return negations % 2 === 0 ? condition : negateCondition(place.recorder, condition, span);
  }
  return compare(tokens, place, span);
}

/** `a < b <= c` means a < b and b <= c. */
function compare(tokens: readonly Token[], place: Place, span: Span): Value {
  const isComparison = (token: Token): boolean =>
    token.node.name === 'CompareOp' || ['is', 'in', 'not'].includes(token.operator ?? '');
  const { rows, found } = split(tokens, isComparison);
  if (found.length === 0) return arithmetic(tokens, place);
  // `is not` and `not in` are two operators with nothing between them.
  const sides = rows.filter((row) => row.length > 0);
  const signs = rows.slice(1).flatMap((row, i) => {
    const before = rows[i]?.length === 0 ? `${found[i - 1]?.operator ?? ''} ` : '';
    return row.length === 0 ? [] : [`${before}${found[i]?.operator ?? ''}`];
  });
  const [only] = signs;
  if (signs.length === 1 && only !== undefined) {
    const [a = nothing, b = nothing] = inTurn(place, sides, (row) => [arithmetic(row, place)]);
    return ofArrays(only, a, b, place, span) ?? comparison(only, a, b, place, span);
  }
  const conditions: Scalar[] = [];
  let left: Value | undefined;
  sides.forEach((row, i) => {
    let right = arithmetic(row, place);
    if (i > 0 && i < sides.length - 1) right = place.recorder.share(right, span);
    if (left) conditions.push(comparison(signs[i - 1] ?? '', left, right, place, span));
    left = right;
  });
  return connect(place, 'and', conditions, (condition) => condition, true, span);
}

/** A comparison of arrays, element by element. */
function ofArrays(
  operator: string,
  a: Value,
  b: Value,
  { recorder }: Place,
  span: Span,
): Value | undefined {
  const op = COMPARISONS.get(operator);
  const isArray = [a, b].some((value) => value.kind === 'list' && value.array);
  return op && isArray ? apply(recorder, op, [a, b], span) : undefined;
}

function comparison(operator: string, a: Value, b: Value, place: Place, span: Span): Scalar {
  const isNothing = a.kind === 'nothing' || b.kind === 'nothing';
  if (operator === '==' || operator === '!=' || isNothing) {
    const equal = equals(place.recorder, a, b, span);
    if (operator === '==' || operator === 'is') return equal;
    if (equal.fixed) return negateCondition(place.recorder, equal, span);
  }
  if (operator === 'in' || operator === 'not in') {
    const found = contains(place, b, a, span);
    return operator === 'in' ? found : negateCondition(place.recorder, found, span);
  }
  const op = COMPARISONS.get(operator);
  if (!op)
    return unsupported(
      `\`${operator}\` is not a comparison of numbers. Write \`==\`, \`<\` or \`>\`.`,
      span,
    );
  return place.recorder.op(op, [asScalar(a, span), asScalar(b, span)], span);
}

function arithmetic(tokens: readonly Token[], place: Place): Value {
  return climb(tokens, operators, place, (node, at) => at.evaluate(node, at)).value;
}

type Apply = Operator<Place>['apply'];

const infix =
  (op: OpName): Apply =>
  (place, [a = nothing, b = nothing], span) =>
    binary(op, a, b, place, span);

const refused =
  (message: string, advice?: string, put?: string): Apply =>
  (_, __, ___, at) =>
    unsupported(message, at, {
      ...(advice === undefined ? {} : { advice }),
      ...(put === undefined ? {} : { fixes: [{ span: at, text: put }] }),
    });

/** Whether a value is true or false, or an array of such. */
const isCondition = (value: Value): boolean =>
  value.kind === 'list' ? value.array && value.items.every(isCondition) : isTruth(value);

const isTruth = (value: Value): boolean => value.kind === 'scalar' && value.truth;

/** `&`, `|` and `~` between conditions, as NumPy writes and, or and not. */
const onConditions =
  (op: 'and' | 'or' | 'not'): Apply =>
  (place, operands, span, at) =>
    operands.every(isCondition)
      ? apply(place.recorder, op, operands, span)
      : bits(place, operands, span, at);

const bits = refused('Operations on bits have no derivative. Write it with arithmetic.');

const shift =
  (operator: string): Apply =>
  (place, operands, span, at) =>
    shifted(operator, operands[0] ?? nothing, operands[1] ?? nothing, span) ??
    bits(place, operands, span, at);

/** Python's arithmetic operators, loosest first. */
const operators: OperatorTable<Place> = {
  prefix: new Map<string, Operator<Place>>([
    [
      '-',
      { precedence: 6, apply: ({ recorder }, [x = nothing], span) => negated(recorder, x, span) },
    ],
    [
      '+',
      {
        precedence: 6,
        apply: (_, [x = nothing], span) => (x.kind === 'list' ? x : asScalar(x, span)),
      },
    ],
    ['~', { precedence: 6, apply: onConditions('not') }],
  ]),
  infix: new Map<string, Operator<Place>>([
    ['|', { precedence: 1, apply: onConditions('or') }],
    [
      '^',
      {
        precedence: 2,
        apply: refused('`^` is exclusive-or in Python.', 'Write `**` for a power.', '**'),
      },
    ],
    ['&', { precedence: 3, apply: onConditions('and') }],
    ['<<', { precedence: 3.5, apply: shift('<<') }],
    ['>>', { precedence: 3.5, apply: shift('>>') }],
    ['+', { precedence: 4, apply: infix('add') }],
    ['-', { precedence: 4, apply: infix('sub') }],
    ['*', { precedence: 5, apply: infix('mul') }],
    ['/', { precedence: 5, apply: infix('div') }],
    ['%', { precedence: 5, apply: infix('mod') }],
    [
      '//',
      {
        precedence: 5,
        apply: (place, [a = nothing, b = nothing], span) => floorDivide(a, b, place, span),
      },
    ],
    [
      '@',
      {
        precedence: 5,
        apply: (place, [a = nothing, b = nothing], span) => matrixProduct(a, b, place, span),
      },
    ],
    ['**', { precedence: 7, fromRight: true, apply: infix('pow') }],
  ]),
};

/** What the classes of the text call their operators. */
const OPERATORS: ReadonlyMap<OpName, string> = new Map([
  ['add', 'add'],
  ['sub', 'sub'],
  ['mul', 'mul'],
  ['div', 'truediv'],
  ['pow', 'pow'],
  ['mod', 'mod'],
]);

/** `a + b` of an object whose class says what that is, or undefined. */
function ofObjects(op: OpName, a: Value, b: Value, span: Span): Value | undefined {
  const name = OPERATORS.get(op) ?? '';
  for (const [of, other, method] of [
    [a, b, `__${name}__`],
    [b, a, `__r${name}__`],
  ] as const) {
    const found = of.kind === 'fields' ? memberOfObject(of, method, span) : undefined;
    if (found?.kind === 'function')
      return found.call({ positional: [other], named: new Map() }, span);
  }
  return undefined;
}

/** A binary operator; on plain lists `+` joins and `*` repeats. */
export function binary(op: OpName, a: Value, b: Value, place: Place, span: Span): Value {
  const own = ofObjects(op, a, b, span);
  if (own) return own;
  if (op === 'add' && a.kind === 'text' && b.kind === 'text')
    return { kind: 'text', text: a.text + b.text };
  const [x, y] = [a, b].map((value) => (value.kind === 'list' && !value.array ? value : null));
  if (op === 'add' && x && y) {
    place.recorder.count(x.items.length + y.items.length, span);
    return list([...x.items, ...y.items]);
  }
  const [items, times] = x ? [x, b] : [y, a];
  if (op === 'mul' && items && times.kind === 'scalar') {
    const count = place.recorder.shape(times, span, 'This repetition');
    place.recorder.count(Math.max(0, items.items.length * count), span);
    const shared = items.items.map((item) => place.recorder.share(item, span));
    return list(Array.from({ length: Math.max(0, Math.trunc(count)) }, () => shared).flat());
  }
  return ofKind(op, [a, b], apply(place.recorder, op, [a, b], span));
}

function negated(recorder: Place['recorder'], value: Value, span: Span): Value {
  const own = value.kind === 'fields' ? memberOfObject(value, '__neg__', span) : undefined;
  return own?.kind === 'function'
    ? own.call({ positional: [], named: new Map() }, span)
    : ofKind('neg', [value], negate(recorder, value, span));
}

export function floorDivide(a: Value, b: Value, { recorder }: Place, span: Span): Value {
  const quotient = apply(recorder, 'div', [a, b], span);
  return ofKind('floor', [a, b], apply(recorder, 'floor', [quotient], span));
}

function matrixProduct(a: Value, b: Value, place: Place, span: Span): Value {
  const isList = ({ kind }: Value): boolean => kind === 'list';
  const isRead = (each: Value): boolean => isList(each) || isOpenVector(place.recorder, each);
  if (![a, b].some(isList) || ![a, b].every(isRead))
    return unsupported('`@` multiplies matrices. Write `*` between numbers.', span);
  return ofKind('mul', [a, b], product(place.recorder, a, b, span));
}

function spanOfTokens(tokens: readonly Token[], place: Place): Span {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return { start: 0, end: 0 };
  return place.source.span({ from: first.node.from, to: last.node.to });
}
