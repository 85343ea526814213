/** Python expressions -> values: one small function per construct. */
import type { SyntaxNode } from '@lezer/common';
import { element, field, method, slice } from './code/access';
import { apply, asCondition, connect, equals, negate, negateCondition } from './code/arithmetic';
import { bareConstant, builtinFunction, conventionalModules, moduleAt } from './code/library';
import {
  climb,
  flatten,
  isRow,
  split,
  type Operator,
  type OperatorTable,
  type Token,
} from './code/operators';
import type { Parameter } from './code/parameters';
import { makeFunction } from './code/functions';
import { within, type Place } from './code/place';
import { usedAt } from './code/recorder';
import { Scope } from './code/scope';
import { part, parts, separated } from './code/source';
import {
  asItems,
  asScalar,
  constant,
  list,
  nothing,
  Refusal,
  refuse,
  truth,
  unknown,
  unsupported,
  type Arguments,
  type Func,
  type Scalar,
  type Value,
} from './code/value';
import type { OpName } from '../ops';
import type { Span } from './syntax';

/** Names of Python's own functions, which are functions also where they are not called. */
const BUILTINS: ReadonlySet<string> = new Set([
  'abs',
  'max',
  'min',
  'sum',
  'round',
  'pow',
  'float',
  'int',
  'len',
]);

/** Methods that leave a number as it is. */
const IDENTITIES: ReadonlySet<string> = new Set([
  'clone', 'float', 'double', 'half', 'cpu', 'cuda', 'to', 'type', 'contiguous', 'requires_grad_', 'numpy', 'view', 'reshape',
  'flatten', 'unsqueeze', 'astype', 'copy', 'tolist', 'block_until_ready', 'retain_grad_',
]); // prettier-ignore

const COMPARISONS: ReadonlyMap<string, OpName> = new Map([
  ['<', 'lt'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['==', 'eq'],
  ['!=', 'ne'],
]);

/** The value of an expression. */
export function evaluate(node: SyntaxNode, place: Place): Value {
  return place.recorder.nest(place.source.span(node), () => evaluateNode(node, place));
}

function evaluateNode(node: SyntaxNode, place: Place): Value {
  const span = place.source.span(node);
  if (isRow(node)) return evaluateRow(flatten(node, place.source), place, false);
  switch (node.name) {
    case 'Number':
      return constant(parseNumber(place.source.slice(node), span), span);
    case 'VariableName':
      return resolve(place.source.slice(node), place, span);
    case 'Boolean':
      return truth(place.source.slice(node) === 'True', span);
    case 'None':
      return nothing;
    case 'String':
      return { kind: 'text', text: place.source.slice(node).replace(/^["']|["']$/g, '') };
    case 'ParenthesizedExpression':
      return evaluateSequence(parts(node).slice(1, -1), place, span);
    case 'TupleExpression':
    case 'ArrayExpression':
      return list(evaluateItems(parts(node).slice(1, -1), place));
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
      return comprehension(parts(node).slice(1, -1), place);
    case 'DictionaryExpression':
      return dictionary(parts(node).slice(1, -1), place, span);
    case 'ConditionalExpression':
      return conditional(node, place, span);
    case 'LambdaExpression':
      return lambda(node, place);
    case 'NamedExpression':
      return walrus(node, place, span);
    case 'CallExpression':
      return evaluateCall(node, place, span);
    case 'MemberExpression':
      return member(node, place, span);
    case 'FormatString':
    case 'ContinuedString':
      return unknown('Text has no gradient; only numbers can be computed here.', span);
    default:
      return unsupported(
        `\`${place.source.slice(node).split('\n')[0] ?? ''}\` is not something a circuit can be made of.`,
        span,
      );
  }
}

/** `a`, or `a, b` without brackets, which is a tuple. */
export function evaluateSequence(nodes: readonly SyntaxNode[], place: Place, span: Span): Value {
  const [first] = nodes;
  if (!first) return unsupported('A value is missing here.', span);
  if (nodes.some((node) => node.name === 'for')) return comprehension(nodes, place);
  if (nodes.length === 1) return evaluate(first, place);
  return list(evaluateItems(nodes, place));
}

/** Elements between commas, `*xs` spread. */
function evaluateItems(nodes: readonly SyntaxNode[], place: Place): Value[] {
  return separated(nodes).flatMap((group) => {
    const [first, second] = group;
    if (!first) return [];
    if (!second) return [evaluate(first, place)];
    return [...asItems(evaluate(second, place), place.source.span(second))];
  });
}

/** The value of a condition, where any number may stand for true. */
export function evaluateCondition(node: SyntaxNode, place: Place): Scalar {
  const span = place.source.span(node);
  if (node.name === 'ParenthesizedExpression') {
    const [inner, more] = parts(node).slice(1, -1);
    if (inner && !more) return evaluateCondition(inner, place);
  }
  const value = isRow(node)
    ? evaluateRow(flatten(node, place.source), place, true)
    : evaluate(node, place);
  return asCondition(place.recorder, value, span);
}

/** `or` over `and` over `not` over comparisons over arithmetic: Python's precedence, which Lezer's tree does not follow. */
function evaluateRow(tokens: readonly Token[], place: Place, inCondition: boolean): Value {
  const span = spanOfTokens(tokens, place);
  const written = new Set(tokens.map((token) => token.operator));
  for (const op of ['or', 'and'] as const) {
    if (!written.has(op)) continue;
    const { rows } = split(tokens, (token) => token.operator === op);
    return connect(
      place.recorder,
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
  const conditions: Scalar[] = [];
  let left: Value | undefined;
  sides.forEach((row, i) => {
    let right = arithmetic(row, place);
    if (i > 0 && i < sides.length - 1) right = place.recorder.share(right, span);
    if (left) conditions.push(comparison(signs[i - 1] ?? '', left, right, place, span));
    left = right;
  });
  return connect(place.recorder, 'and', conditions, (condition) => condition, true, span);
}

function comparison(operator: string, a: Value, b: Value, place: Place, span: Span): Scalar {
  const isNothing = a.kind === 'nothing' || b.kind === 'nothing';
  if (operator === '==' || operator === '!=' || isNothing) {
    const equal = equals(place.recorder, a, b, span);
    if (operator === '==' || operator === 'is') return equal;
    if (equal.fixed) return negateCondition(place.recorder, equal, span);
  }
  const op = COMPARISONS.get(operator);
  if (!op) return unsupported(`\`${operator}\` is not a comparison of numbers.`, span);
  return place.recorder.op(op, [asScalar(a, span), asScalar(b, span)], span);
}

function arithmetic(tokens: readonly Token[], place: Place): Value {
  return climb(tokens, operators, place, evaluate).value;
}

type Apply = Operator<Place>['apply'];

const infix =
  (op: OpName): Apply =>
  (place, [a = nothing, b = nothing], span) =>
    binary(op, a, b, place, span);
const refused =
  (message: string): Apply =>
  (_, __, ___, at) =>
    unsupported(message, at);
const bits = refused('Operations on bits have no derivative; only arithmetic can be drawn.');

/** Python's arithmetic operators, loosest first. */
const operators: OperatorTable<Place> = {
  prefix: new Map<string, Operator<Place>>([
    [
      '-',
      { precedence: 6, apply: ({ recorder }, [x = nothing], span) => negate(recorder, x, span) },
    ],
    [
      '+',
      {
        precedence: 6,
        apply: (_, [x = nothing], span) => (x.kind === 'list' ? x : asScalar(x, span)),
      },
    ],
    ['~', { precedence: 6, apply: bits }],
  ]),
  infix: new Map<string, Operator<Place>>([
    ['|', { precedence: 1, apply: bits }],
    ['^', { precedence: 2, apply: refused('`^` is exclusive-or in Python; did you mean `**`?') }],
    ['&', { precedence: 3, apply: bits }],
    ['<<', { precedence: 3.5, apply: bits }],
    ['>>', { precedence: 3.5, apply: bits }],
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

/** A binary operator; on plain lists `+` joins and `*` repeats. */
export function binary(op: OpName, a: Value, b: Value, place: Place, span: Span): Value {
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
  return apply(place.recorder, op, [a, b], span);
}

function floorDivide(a: Value, b: Value, place: Place, span: Span): Value {
  return apply(place.recorder, 'floor', [apply(place.recorder, 'div', [a, b], span)], span);
}

function matrixProduct(a: Value, b: Value, place: Place, span: Span): Value {
  const dot = builtinFunction('numpy', 'dot', place.recorder, place.definitions);
  if (a.kind !== 'list' || b.kind !== 'list' || !dot)
    return unsupported('`@` multiplies matrices; write `*` between numbers.', span);
  if ([...a.items, ...b.items].some((item) => item.kind === 'list'))
    return unsupported('Products of matrices are not read; write them out row by row.', span);
  return dot.call({ positional: [a, b], named: new Map() }, span);
}

/** What a name stands for: a variable, a module, a constant, or an input. */
function resolve(name: string, place: Place, span: Span): Value {
  const local = place.scope.find(name)?.value;
  if (local) return usedAt(local, span);
  if (place.recorder.isGiven(name)) return place.recorder.input(name, span);
  if (place.isBuiltin || BUILTINS.has(name)) {
    const builtin = builtinFunction(
      place.isBuiltin ? 'definitions' : '',
      name,
      place.recorder,
      place.definitions,
    );
    if (builtin && name !== 'e') return builtin;
  }
  if (name === '__name__') return { kind: 'text', text: '__main__' };
  const path = conventionalModules.get(name);
  if (path) return moduleAt(path, span);
  return bareConstant(name, span) ?? place.recorder.input(name, span);
}

/** What stands before the brackets of a call. */
function resolveCallee(node: SyntaxNode, place: Place): Value {
  const span = place.source.span(node);
  if (node.name === 'MemberExpression') {
    const [object, dot, property] = parts(node);
    if (object && dot?.name === '.' && property) {
      const name = place.source.slice(property);
      const value = evaluate(object, place);
      if (value.kind === 'scalar' && IDENTITIES.has(name)) return constantFunction(value, name);
      return method(place, value, name, span);
    }
  }
  if (node.name !== 'VariableName') return evaluate(node, place);
  const name = place.source.slice(node);
  const local = place.scope.find(name)?.value;
  if (local?.kind === 'function' || local?.kind === 'unknown') return local;
  if (local)
    return unsupported(`\`${name}\` is a number, not a function; write \`*\` for a product.`, span);
  const builtin = builtinFunction(
    place.isBuiltin ? 'definitions' : '',
    name,
    place.recorder,
    place.definitions,
  );
  return (
    builtin ??
    unknown(`\`${name}\` is not defined in the selection. Select its definition too.`, span)
  );
}

function constantFunction(value: Value, name: string): Func {
  return { kind: 'function', name, call: () => value };
}

function evaluateCall(node: SyntaxNode, place: Place, span: Span): Value {
  const [head] = parts(node);
  const argList = part(node, 'ArgList');
  if (!head || !argList) return unsupported('This call is not complete.', span);
  const callee = resolveCallee(head, place);
  if (callee.kind === 'unknown')
    throw new Refusal({ ...callee.problem, span: place.source.span(head) });
  if (callee.kind !== 'function')
    return unsupported(
      `\`${place.source.slice(head)}\` is not a function.`,
      place.source.span(head),
    );
  return callee.call(evaluateArguments(argList, place), span);
}

function evaluateArguments(argList: SyntaxNode, place: Place): Arguments {
  const inside = parts(argList).slice(1, -1);
  if (inside.some((node) => node.name === 'for'))
    return { positional: [comprehension(inside, place)], named: new Map() };
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const [first, second, third] of separated(inside)) {
    if (!first) continue;
    if (second?.name === 'AssignOp' && third)
      named.set(place.source.slice(first), evaluate(third, place));
    else if (first.name === '**' && second)
      spreadFields(evaluate(second, place), named, place.source.span(second));
    else if (second)
      positional.push(...asItems(evaluate(second, place), place.source.span(second)));
    else positional.push(evaluate(first, place));
  }
  return { positional, named };
}

function spreadFields(value: Value, named: Map<string, Value>, span: Span): void {
  if (value.kind !== 'fields') {
    unsupported('This is not a dictionary that is written out.', span);
  }
  for (const [key, item] of value.fields) named.set(key, item);
}

/** `object.name`, `xs[i]` or `xs[a:b]`. */
function member(node: SyntaxNode, place: Place, span: Span): Value {
  const [object, opening, ...rest] = parts(node);
  if (!object || !opening) return unsupported('This is not complete.', span);
  const value = evaluate(object, place);
  if (opening.name === '.')
    return field(place, value, rest[0] ? place.source.slice(rest[0]) : '', span);
  const inside = rest.slice(0, -1);
  const isSlice = inside.some((child) => child.name === ':');
  if (isSlice && inside.some((child) => child.name === ','))
    return unsupported('Slices of matrices are not read.', span);
  if (!isSlice) return element(place, value, evaluateSequence(inside, place, span), true, span);
  return slice(place, value, sliceBounds(inside, place), span);
}

function sliceBounds(nodes: readonly SyntaxNode[], place: Place): (Value | undefined)[] {
  const bounds: (Value | undefined)[] = [undefined];
  for (const node of nodes) {
    if (node.name === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = evaluate(node, place);
  }
  return bounds;
}

function conditional(node: SyntaxNode, place: Place, span: Span): Value {
  const [yes, , condition, , no] = parts(node);
  if (!yes || !condition || !no) return unsupported('This conditional is not complete.', span);
  const asked = evaluateCondition(condition, place);
  return place.flow.choose(
    asked,
    span,
    () => evaluate(yes, place),
    () => evaluate(no, place),
  );
}

/** `(y := x + 1)` */
function walrus(node: SyntaxNode, place: Place, span: Span): Value {
  const [target, , source] = parts(node);
  if (!target || !source) return unsupported('This is not complete.', span);
  const name = place.source.slice(target);
  const value = place.recorder.define(name, evaluate(source, place), span);
  place.flow.set(place.scope.own(name), value);
  return value;
}

/** `{'w': 1.0}`, keys written as text. */
function dictionary(nodes: readonly SyntaxNode[], place: Place, span: Span): Value {
  const fields = new Map<string, Value>();
  for (const [key, , value] of separated(nodes)) {
    const name = key && evaluate(key, place);
    if (name?.kind !== 'text' || !value)
      return unsupported('Only dictionaries with names for keys are read.', span);
    fields.set(name.text, evaluate(value, place));
  }
  return { kind: 'fields', fields };
}

/** `element for target in items if condition`, clause after clause. */
function comprehension(nodes: readonly SyntaxNode[], place: Place): Value {
  const [head, ...clauses] = nodes;
  const inner = within(place, new Scope(place.scope, place.scope.owner));
  const results: Value[] = [];
  const run = (rest: readonly SyntaxNode[]): void => {
    const [keyword, ...after] = rest;
    if (!head) return;
    if (!keyword) {
      inner.recorder.count(1, place.source.span(head));
      results.push(evaluate(head, inner));
      return;
    }
    const next = after.findIndex((node) => ['for', 'if', 'async'].includes(node.name));
    const clause = next < 0 ? after : after.slice(0, next);
    const following = next < 0 ? [] : after.slice(next);
    const span = place.source.span(keyword);
    if (keyword.name === 'if' && clause[0]) {
      const holds = inner.flow.decide(evaluateCondition(clause[0], inner), true);
      if (holds === undefined)
        unsupported('This filter depends on an input; use a conditional expression instead.', span);
      else if (holds) run(following);
      return;
    }
    const at = clause.findIndex((node) => node.name === 'in');
    const items = asItems(evaluateSequence(clause.slice(at + 1), inner, span), span);
    for (const item of items) {
      inner.recorder.step(span);
      assignNames(clause.slice(0, at), item, inner, span);
      run(following);
    }
  };
  run(clauses);
  return list(results);
}

/** Binds loop targets: a name, `a, b`, `(a, b), c`, `*rest`. */
export function assignNames(
  targets: readonly SyntaxNode[],
  value: Value,
  place: Place,
  span: Span,
): void {
  const groups = separated(targets);
  const [only] = groups;
  if (
    groups.length === 1 &&
    only?.length === 1 &&
    only[0] &&
    !targets.some((node) => node.name === ',')
  ) {
    const [target] = only;
    if (target.name !== 'VariableName') {
      assignNames(parts(target).slice(1, -1), value, place, span);
      return;
    }
    const name = place.source.slice(target);
    place.flow.set(
      place.scope.own(name),
      place.recorder.share(value, place.source.span(target), name),
    );
    return;
  }
  const items = unpack(value, groups, place, span);
  groups.forEach((group, i) => {
    assignNames(group.slice(-1), items[i] ?? nothing, place, span);
  });
}

/** One value per target; a starred target takes what the others leave. */
export function unpack(
  value: Value,
  groups: readonly (readonly SyntaxNode[])[],
  place: Place,
  span: Span,
): Value[] {
  const items = [...asItems(value, span)];
  const star = groups.findIndex((group) => group[0]?.name === '*' && group.length > 1);
  const extra = items.length - groups.length;
  if (star >= 0 && extra >= -1)
    items.splice(star, extra + 1, list(items.slice(star, star + extra + 1)));
  if (items.length === groups.length) return items;
  return unsupported(`${items.length} values cannot be given to ${groups.length} names.`, span);
}

function lambda(node: SyntaxNode, place: Place): Func {
  const children = parts(node);
  const body = children.at(-1);
  const parameters = readParameters(part(node, 'ParamList'), place);
  return makeFunction({ name: 'lambda', parameters, place, recursive: false }, (inner) =>
    body ? { kind: 'return', value: evaluate(body, inner) } : { kind: 'never' },
  );
}

/** The parameters of a `def` or a `lambda`. */
export function readParameters(paramList: SyntaxNode | undefined, place: Place): Parameter[] {
  const inside = paramList
    ? parts(paramList).filter((node) => node.name !== '(' && node.name !== ')')
    : [];
  const parameters: Parameter[] = [];
  let onlyNamed = false;
  for (const group of separated(inside)) {
    const star = group[0]?.name === '*' || group[0]?.name === '**' ? group[0].name : undefined;
    const target = star ? group[1] : group[0];
    if (star) onlyNamed = true;
    if (!target) continue;
    const name = place.source.slice(target);
    if (parameters.some((parameter) => parameter.name === name)) {
      refuse('syntax', `Two parameters are called \`${name}\`.`, place.source.span(target));
    }
    const at = group.findIndex((node) => node.name === 'AssignOp');
    const fallback = at < 0 ? undefined : group[at + 1];
    if (star === '*') parameters.push({ name, rest: true });
    else if (star === '**') parameters.push({ name, onlyNamed: true, fallback: () => nothing });
    else {
      const span = place.source.span(target);
      parameters.push({
        name,
        span,
        onlyNamed,
        ...(fallback ? { fallback: () => evaluate(fallback, place) } : {}),
      });
    }
  }
  return parameters;
}

function spanOfTokens(tokens: readonly Token[], place: Place): Span {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return { start: 0, end: 0 };
  return place.source.span({ from: first.node.from, to: last.node.to });
}

function parseNumber(text: string, span: Span): number {
  const digits = text.replace(/_/g, '');
  if (/j$/i.test(digits)) return unsupported('Imaginary numbers are not read.', span);
  if (/^0\d*[1-9]\d*$/.test(digits))
    return refuse('syntax', 'A whole number cannot start with 0 in Python.', span);
  return Number(digits);
}
