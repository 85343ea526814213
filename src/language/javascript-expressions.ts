/** JavaScript and TypeScript expressions -> values: one small function per construct. */
import type { SyntaxNode } from '@lezer/common';
import { element, field } from './code/access';
import { apply, asCondition, connect, equals, negate, negateCondition } from './code/arithmetic';
import type { Completion } from './code/flow';
import { countNames, makeFunction } from './code/functions';
import { bareConstant } from './code/library';
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
import { within, type Place } from './code/place';
import { usedAt } from './code/recorder';
import { Scope, type Cell } from './code/scope';
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
  type Func,
  type List,
  type Scalar,
  type Value,
} from './code/value';
import { assign, type AssignmentSite } from './code/variables';
import type { OpName } from '../ops';
import {
  bareFunction,
  memberOfArray,
  memberOfGlobal,
  globalObjects,
  resolveGlobal,
} from './javascript-library';
import type { Span } from './syntax';

/** How function bodies are run; the statements of the language stand behind it. */
export type RunBlock = (block: SyntaxNode, place: Place) => Completion;

/** Where JavaScript is read. */
export interface Script extends Place {
  readonly runBlock: RunBlock;
  readonly site: AssignmentSite;
}

const UPDATES: ReadonlyMap<string, OpName> = new Map([
  ['+=', 'add'],
  ['-=', 'sub'],
  ['*=', 'mul'],
  ['/=', 'div'],
  ['%=', 'fmod'],
  ['**=', 'pow'],
]);

/** The value of an expression. */
export function evaluate(node: SyntaxNode, script: Script): Value {
  return script.recorder.nest(script.source.span(node), () => evaluateNode(node, script));
}

function evaluateNode(node: SyntaxNode, script: Script): Value {
  const span = script.source.span(node);
  if (isRow(node)) return evaluateRow(flatten(node, script.source), script, false);
  switch (node.name) {
    case 'Number':
      return constant(parseNumber(script.source.slice(node), span), span);
    case 'VariableName':
    case 'this':
      return resolve(script.source.slice(node), script, span);
    case 'BooleanLiteral':
      return truth(script.source.slice(node) === 'true', span);
    case 'null':
      return nothing;
    case 'String':
      return { kind: 'text', text: script.source.slice(node).slice(1, -1) };
    case 'TemplateString':
      return unknown('Text has no gradient; only numbers can be computed here.', span);
    case 'ParenthesizedExpression':
      return inParentheses(node, script, span);
    case 'SequenceExpression':
      return parts(node).reduce<Value>(
        (value, each) => (each.name === ',' ? value : evaluate(each, script)),
        nothing,
      );
    case 'ArrayExpression':
      return list(evaluateItems(parts(node).slice(1, -1), script));
    case 'ObjectExpression':
      return object(node, script);
    case 'ConditionalExpression':
      return conditional(node, script, span);
    case 'ArrowFunction':
    case 'FunctionExpression':
      return functionValue(node, script, span);
    case 'AssignmentExpression':
      return assignment(node, script, span);
    case 'UnaryExpression':
      return increment(node.lastChild, node.firstChild, true, script, span);
    case 'PostfixExpression':
      return postfix(node, script, span);
    case 'MemberExpression':
      return member(node, script, span);
    case 'CallExpression':
      return evaluateCall(node, script, span);
    case 'InstantiationExpression':
      return node.firstChild ? evaluate(node.firstChild, script) : nothing;
    case 'NewExpression':
      return newObject(node, script, span);
    default:
      return unsupported(
        `\`${script.source.slice(node).split('\n')[0] ?? ''}\` is not something a circuit can be made of.`,
        span,
      );
  }
}

function inParentheses(node: SyntaxNode, script: Script, span: Span): Value {
  const [inner] = parts(node).slice(1, -1);
  return inner ? evaluate(inner, script) : unsupported('A value is missing here.', span);
}

/** The value of a condition, where any number may stand for true. */
export function evaluateCondition(node: SyntaxNode, script: Script): Scalar {
  if (node.name === 'ParenthesizedExpression') {
    const [inner] = parts(node).slice(1, -1);
    if (inner) return evaluateCondition(inner, script);
  }
  const value = isRow(node)
    ? evaluateRow(flatten(node, script.source), script, true)
    : evaluate(node, script);
  return asCondition(script.recorder, value, script.source.span(node));
}

/** `??` and `||` over `&&` over everything else; Lezer's tree has `**` from the left, ours has not. */
function evaluateRow(tokens: readonly Token[], script: Script, inCondition: boolean): Value {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const span =
    first && last
      ? script.source.span({ from: first.node.from, to: last.node.to })
      : { start: 0, end: 0 };
  const written = new Set(tokens.map((token) => token.operator));
  if (written.has('??')) {
    const { rows } = split(tokens, (token) => token.operator === '??');
    for (const row of rows) {
      const value = evaluateRow(row, script, inCondition);
      if (value.kind !== 'nothing') return value;
    }
    return nothing;
  }
  for (const [symbol, op] of [
    ['||', 'or'],
    ['&&', 'and'],
  ] as const) {
    if (!written.has(symbol)) continue;
    const { rows } = split(tokens, (token) => token.operator === symbol);
    return connect(
      script.recorder,
      op,
      rows,
      (row) => evaluateRow(row, script, inCondition),
      inCondition,
      span,
    );
  }
  return climb(tokens, operators, script, evaluate).value;
}

type Apply = Operator<Script>['apply'];

const infix =
  (op: OpName): Apply =>
  ({ recorder }, [a = nothing, b = nothing], span) =>
    apply(recorder, op, [asScalar(a, span), asScalar(b, span)], span);
const same: Apply = ({ recorder }, [a = nothing, b = nothing], span) =>
  equals(recorder, a, b, span);
const different: Apply = (script, operands, span, at) =>
  negateEqual(same(script, operands, span, at), operands, script, span);
const refused =
  (message: string): Apply =>
  (_, __, ___, at) =>
    unsupported(message, at);
const bits = refused('Operations on bits have no derivative; only arithmetic can be drawn.');
const opposite: Apply = ({ recorder }, [x = nothing], span) =>
  negateCondition(recorder, asCondition(recorder, x, span), span);

/** JavaScript's operators, loosest first. */
const operators: OperatorTable<Script> = {
  prefix: new Map<string, Operator<Script>>([
    [
      '-',
      { precedence: 15, apply: ({ recorder }, [x = nothing], span) => negate(recorder, x, span) },
    ],
    [
      '+',
      {
        precedence: 15,
        apply: (_, [x = nothing], span) => ({ ...asScalar(x, span), truth: false }),
      },
    ],
    ['!', { precedence: 15, apply: opposite }],
    ['~', { precedence: 15, apply: bits }],
  ]),
  infix: new Map<string, Operator<Script>>([
    ['|', { precedence: 5, apply: bits }],
    [
      '^',
      { precedence: 6, apply: refused('`^` is exclusive-or in JavaScript; did you mean `**`?') },
    ],
    ['&', { precedence: 7, apply: bits }],
    ['==', { precedence: 8, apply: same }],
    ['===', { precedence: 8, apply: same }],
    ['!=', { precedence: 8, apply: different }],
    ['!==', { precedence: 8, apply: different }],
    ['<', { precedence: 9, apply: infix('lt') }],
    ['<=', { precedence: 9, apply: infix('le') }],
    ['>', { precedence: 9, apply: infix('gt') }],
    ['>=', { precedence: 9, apply: infix('ge') }],
    ['<<', { precedence: 10, apply: bits }],
    ['>>', { precedence: 10, apply: bits }],
    ['>>>', { precedence: 10, apply: bits }],
    ['+', { precedence: 11, apply: infix('add') }],
    ['-', { precedence: 11, apply: infix('sub') }],
    ['*', { precedence: 12, apply: infix('mul') }],
    ['/', { precedence: 12, apply: infix('div') }],
    ['%', { precedence: 12, apply: infix('fmod') }],
    ['**', { precedence: 14, fromRight: true, noSign: true, apply: infix('pow') }],
  ]),
};

function negateEqual(
  equal: Value,
  [a = nothing, b = nothing]: readonly Value[],
  script: Script,
  span: Span,
): Value {
  const answer = asScalar(equal, span);
  if (answer.fixed) return negateCondition(script.recorder, answer, span);
  return script.recorder.op('ne', [asScalar(a, span), asScalar(b, span)], span);
}

/** What a name stands for: a variable, an object of the language, a constant, or an input. */
function resolve(name: string, script: Script, span: Span): Value {
  const local = script.scope.find(name)?.value;
  if (local) return usedAt(local, span);
  if (script.recorder.isGiven(name)) return script.recorder.input(name, span);
  return resolveGlobal(name, span) ?? bareConstant(name, span) ?? script.recorder.input(name, span);
}

/** Elements between commas, `...xs` spread. */
function evaluateItems(nodes: readonly SyntaxNode[], script: Script): Value[] {
  return separated(nodes).flatMap(([first, second]) => {
    if (!first) return [nothing];
    if (first.name !== 'Spread' || !second) return [evaluate(first, script)];
    return [...asItems(evaluate(second, script), script.source.span(second))];
  });
}

/** `{a: 1, b}` */
function object(node: SyntaxNode, script: Script): Value {
  const fields = new Map<string, Value>();
  for (const property of parts(node).filter((child) => child.name === 'Property')) {
    const [key, , value] = parts(property);
    const span = script.source.span(property);
    if (key?.name !== 'PropertyDefinition')
      return unsupported('Only fields with plain names are read.', span);
    const name = script.source.slice(key);
    fields.set(name, value ? evaluate(value, script) : resolve(name, script, span));
  }
  return { kind: 'fields', fields };
}

function conditional(node: SyntaxNode, script: Script, span: Span): Value {
  const [condition, , yes, , no] = parts(node);
  if (!condition || !yes || !no) return unsupported('This conditional is not complete.', span);
  const asked = evaluateCondition(condition, script);
  return script.flow.choose(
    asked,
    span,
    () => evaluate(yes, script),
    () => evaluate(no, script),
  );
}

/** `x = value`, `x += value`, `[a, b] = [b, a]`, as an expression. */
export function assignment(node: SyntaxNode, script: Script, span: Span): Value {
  const [target, operator, source] = parts(node);
  if (!target || !operator || !source) return unsupported('This assignment is not complete.', span);
  const text = script.source.slice(operator);
  const value = evaluate(source, script);
  if (text === '=')
    return assignPattern(target, value, script, (name) => cellFor(name, script), span) ?? value;
  const old = evaluate(target, script);
  if (text === '??=') return old.kind === 'nothing' ? assignTo(target, value, script, span) : old;
  const op = UPDATES.get(text);
  if (!op) return unsupported(`\`${text}\` cannot be drawn as a circuit.`, span);
  return assignTo(
    target,
    apply(script.recorder, op, [asScalar(old, span), asScalar(value, span)], span),
    script,
    span,
  );
}

/** `i++` and `--i` */
function increment(
  target: SyntaxNode | null,
  operator: SyntaxNode | null,
  before: boolean,
  script: Script,
  span: Span,
): Value {
  if (!target || !operator) return unsupported('This is not complete.', span);
  const old = asScalar(evaluate(target, script), span);
  const one = constant(1, span);
  const op = script.source.slice(operator) === '++' ? 'add' : 'sub';
  const updated = assignTo(target, script.recorder.op(op, [old, one], span), script, span);
  return before ? updated : old;
}

/** `i++`, or TypeScript's `y!`. */
function postfix(node: SyntaxNode, script: Script, span: Span): Value {
  const [inner, operator] = parts(node);
  if (inner && operator?.name === 'LogicOp') return evaluate(inner, script);
  return increment(inner ?? null, operator ?? null, false, script, span);
}

/** The variable that an assignment without declaration means. */
function cellFor(name: string, script: Script): Cell {
  return script.scope.find(name) ?? script.scope.root().own(name);
}

/** An update; what it starts from was not an input. */
function assignTo(target: SyntaxNode, value: Value, script: Script, span: Span): Value {
  const inner = { ...script, site: { ...script.site, top: false } };
  return assignPattern(target, value, inner, (name) => cellFor(name, script), span) ?? value;
}

/** Gives a name, or the names of a pattern, their values; returns the last. */
export function assignPattern(
  target: SyntaxNode,
  value: Value,
  script: Script,
  cellOf: (name: string) => Cell,
  span: Span,
): Value | undefined {
  switch (target.name) {
    case 'VariableDefinition':
    case 'VariableName':
      return assign(script, cellOf(script.source.slice(target)), value, script.site, span);
    case 'ParenthesizedExpression':
      return target.firstChild?.nextSibling
        ? assignPattern(target.firstChild.nextSibling, value, script, cellOf, span)
        : undefined;
    case 'ArrayPattern':
      return assignArray(target, value, script, cellOf, span);
    case 'ObjectPattern':
      return assignObject(target, value, script, cellOf, span);
    case 'MemberExpression':
      assignElement(target, value, script, span);
      return value;
    default:
      return unsupported('Nothing can be assigned to this.', script.source.span(target));
  }
}

function assignArray(
  target: SyntaxNode,
  value: Value,
  script: Script,
  cellOf: (name: string) => Cell,
  span: Span,
): Value | undefined {
  const items = [...asItems(value, span)];
  let last: Value | undefined;
  separated(parts(target).slice(1, -1)).forEach((group, i) => {
    const [first, second] = group;
    if (first?.name === 'Spread' && second)
      last = assignPattern(second, list(items.slice(i)), script, cellOf, span);
    else if (first)
      last = assignPattern(
        first,
        orDefault(items[i], group, script),
        script,
        cellOf,
        script.source.span(first),
      );
  });
  return last;
}

/** `const {exp, log: ln} = Math` and `const {a = 1, b} = point`. */
function assignObject(
  target: SyntaxNode,
  value: Value,
  script: Script,
  cellOf: (name: string) => Cell,
  span: Span,
): Value | undefined {
  let last: Value | undefined;
  for (const property of parts(target).filter((child) => child.name === 'PatternProperty')) {
    const inside = parts(property);
    const [key] = inside;
    if (!key || key.name === 'Spread')
      return unsupported('`...rest` of an object is not read.', span);
    const colon = inside.findIndex((child) => child.name === ':');
    const to = colon < 0 ? key : inside[colon + 1];
    const at = script.source.span(property);
    const found = memberOf(value, script.source.slice(key), script, at);
    const item = orDefault(found, inside, script);
    if (to) last = assignPattern(to, item, script, cellOf, at);
  }
  return last;
}

/** What a pattern takes: undefined asks for the default after `=`. */
function orDefault(value: Value | undefined, group: readonly SyntaxNode[], script: Script): Value {
  if (value && value.kind !== 'nothing') return value;
  const at = group.findIndex((node) => node.name === 'Equals');
  const source = at < 0 ? undefined : group[at + 1];
  return source ? evaluate(source, script) : nothing;
}

/** `xs[0] = value` of an array in the text. */
function assignElement(target: SyntaxNode, value: Value, script: Script, span: Span): void {
  const [objectNode, opening, key] = parts(target);
  const array = objectNode && opening?.name === '[' ? evaluate(objectNode, script) : nothing;
  if (!key || array.kind !== 'list' || script.flow.openBranches > 0) {
    return unsupported('Only variables can be assigned to, not fields of objects.', span);
  }
  const at = script.recorder.shape(evaluate(key, script), span, 'This index');
  if (!Number.isInteger(at) || at < 0 || at > array.items.length)
    return unsupported(`There is no element ${at}.`, span);
  array.items[at] = script.recorder.share(value, span);
}

/** `object.name` and `xs[i]`. */
function member(node: SyntaxNode, script: Script, span: Span): Value {
  const [head, opening, key] = parts(node);
  if (!head || !opening || !key) return unsupported('This is not complete.', span);
  const value = evaluate(head, script);
  if (opening.name !== '[') return memberOf(value, script.source.slice(key), script, span);
  const index = evaluate(key, script);
  if (index.kind === 'text') return memberOf(value, index.text, script, span);
  return element(script, value, index, false, span);
}

function memberOf(value: Value, name: string, script: Script, span: Span): Value {
  if (value.kind === 'module' && globalObjects.has(value.path))
    return memberOfGlobal(script, value.path, name, span);
  if (value.kind === 'list') return memberOfArray(script, value, name, span);
  if (value.kind === 'fields') return value.fields.get(name) ?? nothing;
  if (value.kind === 'scalar' && !(value.expr.kind === 'name'))
    return unknown(`\`.${name}\` of a number is not known here.`, span);
  return field(script, value, name, span);
}

function evaluateCall(node: SyntaxNode, script: Script, span: Span): Value {
  const [head] = parts(node);
  const argList = part(node, 'ArgList');
  if (!head || !argList) return unsupported('This call is not complete.', span);
  const callee = resolveCallee(head, script);
  if (callee.kind === 'unknown')
    throw new Refusal({ ...callee.problem, span: script.source.span(head) });
  if (callee.kind !== 'function')
    return unsupported(
      `\`${script.source.slice(head)}\` is not a function.`,
      script.source.span(head),
    );
  return callee.call(
    { positional: evaluateItems(parts(argList).slice(1, -1), script), named: new Map() },
    span,
  );
}

function resolveCallee(head: SyntaxNode, script: Script): Value {
  const name = script.source.slice(head);
  const span = script.source.span(head);
  if (head.name === 'MemberExpression') {
    const value = evaluate(head, script);
    return value.kind === 'function' || value.kind === 'unknown'
      ? value
      : unknown(`\`${name}\` is not a function that can be drawn.`, span);
  }
  if (head.name !== 'VariableName') return evaluate(head, script);
  const local = script.scope.find(name)?.value;
  if (local) return local;
  return (
    bareFunction(script, name) ??
    unknown(`\`${name}\` is not defined in the selection. Select its definition too.`, span)
  );
}

/** `new Array(3)`; other objects are not numbers. */
function newObject(node: SyntaxNode, script: Script, span: Span): Value {
  const [, head] = parts(node);
  const argList = part(node, 'ArgList');
  if (!head || script.source.slice(head) !== 'Array')
    return unknown('Objects of classes are not read.', span);
  const make = bareFunction(script, 'Array');
  const positional = argList ? evaluateItems(parts(argList).slice(1, -1), script) : [];
  return make?.call({ positional, named: new Map() }, span) ?? nothing;
}

/** A function, arrow or not. Arguments beyond its parameters are dropped, missing ones are undefined. */
export function functionValue(node: SyntaxNode, script: Script, span: Span): Func {
  if (part(node, 'async') || part(node, 'Star'))
    return unsupported('Asynchronous functions and generators are not read.', span);
  const id = part(node, 'VariableDefinition');
  const name = id ? script.source.slice(id) : nameAround(node, script);
  const parameters = readParameters(part(node, 'ParamList'), script);
  const body = parts(node).at(-1);
  const recursive = countNames(node, 'VariableName', name, script.source) > 0;
  const site = { ...script.site, top: false };
  const made = makeFunction({ name, parameters, place: script, recursive }, (inner) => {
    if (!body) return { kind: 'return', value: nothing };
    const at = { ...script, ...inner, site };
    if (id && node.name === 'FunctionExpression') at.scope.own(name).value ??= made;
    return body.name === 'Block'
      ? script.runBlock(body, at)
      : { kind: 'return', value: evaluate(body, at) };
  });
  const call: Func['call'] = ({ positional }, at) => {
    const missing = Math.max(0, parameters.length - positional.length);
    const padded = [
      ...positional,
      ...Array.from({ length: parameters.some(({ rest }) => rest) ? 0 : missing }, () => nothing),
    ];
    const taken = parameters.some(({ rest }) => rest) ? padded : padded.slice(0, parameters.length);
    return made.call({ positional: taken, named: new Map() }, at);
  };
  return { ...made, call };
}

/** The name an arrow function is declared with, so that its calls of itself are seen. */
function nameAround(node: SyntaxNode, script: Script): string {
  const before = node.prevSibling?.name === 'Equals' ? parts(node.parent ?? node) : [];
  const at = before.findIndex((child) => child.from === node.from);
  const id = before
    .slice(0, Math.max(0, at))
    .reverse()
    .find((child) => child.name === 'VariableDefinition');
  return id ? script.source.slice(id) : 'function';
}

function readParameters(paramList: SyntaxNode | undefined, script: Script): Parameter[] {
  const inside = paramList
    ? parts(paramList).filter((node) => node.name !== '(' && node.name !== ')')
    : [];
  const parameters: Parameter[] = [];
  for (const group of separated(inside)) {
    const rest = group[0]?.name === 'Spread';
    const target = group[rest ? 1 : 0];
    if (!target || target.name === 'this') continue;
    const name = script.source.slice(target);
    const span = script.source.span(target);
    if (parameters.some((parameter) => parameter.name === name))
      refuse('syntax', `Two parameters are called \`${name}\`.`, span);
    const at = group.findIndex((node) => node.name === 'Equals');
    const source = at < 0 ? undefined : group[at + 1];
    parameters.push({
      name,
      span,
      rest,
      skipsNothing: true,
      ...(source ? { fallback: (inner: Place) => evaluate(source, { ...script, ...inner }) } : {}),
      ...(target.name === 'VariableDefinition' ? {} : patternParameter(target, script)),
    });
  }
  return parameters;
}

/** `({w, b}) => …` and `([x, y]) => …`: the names in the pattern are the inputs. */
function patternParameter(target: SyntaxNode, script: Script): Pick<Parameter, 'bind' | 'open'> {
  const inner = (place: Place): Script => ({
    ...script,
    ...place,
    site: { ...script.site, top: false },
  });
  return {
    bind: (value, place) => {
      assignPattern(
        target,
        value,
        inner(place),
        (name) => place.scope.own(name),
        script.source.span(target),
      );
    },
    open: (place) => inputsOfPattern(target, inner(place)),
  };
}

function inputsOfPattern(target: SyntaxNode, script: Script): Value {
  if (target.name === 'VariableDefinition')
    return script.recorder.input(script.source.slice(target), script.source.span(target));
  if (target.name === 'ArrayPattern') {
    const groups = separated(parts(target).slice(1, -1));
    const items = groups.map(([first]) => (first ? inputsOfPattern(first, script) : nothing));
    return list(items) satisfies List;
  }
  const fields = new Map<string, Value>();
  for (const property of parts(target).filter((child) => child.name === 'PatternProperty')) {
    const [key, colon, inside] = parts(property);
    if (key)
      fields.set(
        script.source.slice(key),
        inputsOfPattern(colon?.name === ':' && inside ? inside : key, script),
      );
  }
  return { kind: 'fields', fields };
}

/** A block scope inside the same call. */
export function blockScope(script: Script): Script {
  return {
    ...script,
    ...within(script, new Scope(script.scope, script.scope.owner)),
    site: { ...script.site, top: false },
  };
}

function parseNumber(text: string, span: Span): number {
  if (text.endsWith('n') && !/^0x/i.test(text))
    return unsupported('BigInt has no derivative; write the number without n.', span);
  if (/^0\d/.test(text)) return refuse('syntax', 'A number cannot start with 0.', span);
  return Number(text.replace(/_/g, ''));
}
