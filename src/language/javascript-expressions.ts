/** JavaScript and TypeScript expressions -> values: one small function per construct. */
import { element, keyOf, sayElements } from './code/access';
import { asInputs } from './code/functions';
import { entriesOf, fieldsOf, setterOf } from './code/objects';
import { moduleMeant, timesMeant, undefinedFunction } from './code/unknowns';
import { bareConstant } from './code/library';
import { flatten, isRow } from './code/operators';
import { usedAt } from './code/recorder';
import { part, parts, separated } from './code/source';
import {
  Refusal,
  type Value,
  constant,
  list,
  nothing,
  refuse,
  truth,
  unknown,
  unsupported,
} from './code/value';
import { assignment, increment, postfix } from './javascript-assignments';
import { classValue } from './javascript-classes';
import { functionValue } from './javascript-functions';
import { bareFunction, memberOf, resolveGlobal } from './javascript-library';
import { itemsOf, makeMap } from './javascript-map';
import { evaluateCondition, evaluateRow } from './javascript-rows';
import { type Script } from './javascript-script';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

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
    case 'super':
    case 'this':
      return resolve(script.source.slice(node), script, span);
    case 'BooleanLiteral':
      return truth(script.source.slice(node) === 'true', span);
    case 'null':
      return nothing;
    case 'String':
      return { kind: 'text', text: script.source.slice(node).slice(1, -1) };
    case 'TemplateString':
      return unknown('Text has no gradient. Write a number instead.', span);
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
    case 'ClassExpression':
      return classValue(node, script);
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
        `\`${script.source.slice(node).split('\n')[0] ?? ''}\` is not something a circuit can be made of. Write its value as a number.`,
        span,
      );
  }
}

function inParentheses(node: SyntaxNode, script: Script, span: Span): Value {
  const [inner] = parts(node).slice(1, -1);
  return inner
    ? evaluate(inner, script)
    : unsupported('A value is missing here. Write a number, a name or a bracket.', span);
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
    const span = script.source.span(second);
    const items = itemsOf(evaluate(second, script), span);
    script.recorder.count(items.length, span);
    return [...items];
  });
}

/** `{a: 1, b, ...others, f(x) { … }}` */
function object(node: SyntaxNode, script: Script): Value {
  const properties = parts(node).filter((child) => child.name === 'Property');
  const entries = properties.flatMap((property) => propertyEntries(property, script));
  script.recorder.count(entries.length, script.source.span(node));
  return fieldsOf(entries, null, script.flow.side);
}

/** The fields that one property of an object gives it. */
function propertyEntries(property: SyntaxNode, script: Script): (readonly [string, Value])[] {
  const inside = parts(property);
  const [key, second, value] = inside;
  const span = script.source.span(property);
  if (key?.name === 'Spread' && second) {
    const others = evaluate(second, script);
    return others.kind === 'fields'
      ? entriesOf(others)
      : unsupported('This is not an object that is written out. Write its fields.', span);
  }
  if (part(property, 'ParamList')) {
    const id = part(property, 'PropertyDefinition');
    const name = id ? script.source.slice(id) : '';
    const own = part(property, 'set') ? setterOf(name) : name;
    return [[own, functionValue(property, script, span)]];
  }
  if (key?.name === '[' && second && inside.at(-1)) {
    const name = keyOf(script, evaluate(second, script), span);
    return [[name, evaluate(inside.at(-1) ?? second, script)]];
  }
  if (!key) return [];
  const name = script.source.slice(key).replace(/^["']|["']$/g, '');
  return [[name, value ? evaluate(value, script) : resolve(name, script, span)]];
}

function conditional(node: SyntaxNode, script: Script, span: Span): Value {
  const [condition, , yes, , no] = parts(node);
  if (!condition || !yes || !no)
    return unsupported('This conditional is not complete. Write `c ? a : b`.', span);
  const asked = evaluateCondition(condition, script);
  return script.flow.choose(
    asked,
    span,
    () => evaluate(yes, script),
    () => evaluate(no, script),
  );
}

/** `object.name` and `xs[i]`. */
function member(node: SyntaxNode, script: Script, span: Span): Value {
  const [head, opening, ...rest] = parts(node);
  const [key] = rest.filter((child) => child.name !== '[');
  const isIndex = opening?.name === '[' || rest[0]?.name === '[';
  if (!head || !opening || !key)
    return unsupported('This is not complete. Write `x.name` or `x[0]`.', span);
  const value = evaluate(head, script);
  if (opening.name === '?.' && value.kind === 'nothing') return nothing;
  if (!isIndex) return memberOf(value, script.source.slice(key), script, span);
  const index = script.evaluate(key, script);
  if (index.kind === 'text') return memberOf(value, index.text, script, span);
  if (value.kind === 'fields') return memberOf(value, keyOf(script, index, span), script, span);
  if (value.kind !== 'list' || index.kind !== 'scalar')
    return element(script, value, index, false, span);
  const at = script.recorder.shape(index, span, 'This index');
  const message = sayElements(at, value.items.length);
  return value.items[at] ?? { ...nothing, missing: { kind: 'unsupported', message, span } };
}

function evaluateCall(node: SyntaxNode, script: Script, span: Span): Value {
  const [head] = parts(node);
  const argList = part(node, 'ArgList');
  if (!head || !argList) return unsupported('This call is not complete. Write `f(x)`.', span);
  const callee = resolveCallee(head, script);
  if (callee.kind === 'unknown')
    throw new Refusal({ ...callee.problem, span: script.source.span(head) });
  if (callee.kind !== 'function')
    return unsupported(
      `\`${script.source.slice(head)}\` is not a function.`,
      script.source.span(head),
      timesMeant(script.source.span(head)),
    );
  const positional = evaluateItems(parts(argList).slice(1, -1), script);
  return callee.call(asInputs(callee, { positional, named: new Map() }, script), span);
}

function resolveCallee(head: SyntaxNode, script: Script): Value {
  const name = script.source.slice(head);
  const span = script.source.span(head);
  if (head.name === 'MemberExpression') {
    const value = evaluate(head, script);
    return value.kind === 'function' || value.kind === 'unknown'
      ? value
      : unknown(
          `\`${name}\` is not a function that can be drawn.`,
          span,
          moduleMeant(name.split('.')[0] ?? '', ['Math'], span) ?? {
            advice: 'Write it out with arithmetic, or select its definition too.',
          },
        );
  }
  if (head.name === 'super')
    return script.scope.find('super()')?.value ?? unknown('`super` is not known here.', span);
  if (head.name !== 'VariableName') return evaluate(head, script);
  const local = script.scope.find(name)?.value;
  if (local) return local;
  return bareFunction(script, name) ?? undefinedFunction(name, script, span);
}

/** `new Array(3)`, and objects of the classes of the text. */
function newObject(node: SyntaxNode, script: Script, span: Span): Value {
  const [, written] = parts(node);
  const head = written?.name === 'InstantiationExpression' ? written.firstChild : written;
  const argList = part(node, 'ArgList');
  const positional = (): Value[] =>
    argList ? evaluateItems(parts(argList).slice(1, -1), script) : [];
  const name = head ? script.source.slice(head) : '';
  const own = script.scope.find(name)?.value;
  if (name === 'Map' && !own) return makeMap(script, positional(), span);
  const type = own ?? bareClass(script, name);
  if (type?.kind !== 'function' || !(type.members || name === 'Array'))
    return unknown(
      `\`new ${name}\` makes an object that is not read. Write its numbers as names of their own.`,
      span,
    );
  return type.call({ positional: positional(), named: new Map() }, span);
}

function bareClass(script: Script, name: string): Value | undefined {
  return name === 'Array' ? bareFunction(script, name) : undefined;
}

function parseNumber(text: string, span: Span): number {
  if (text.endsWith('n') && !/^0x/i.test(text))
    return unsupported('BigInt has no derivative.', span, {
      fixes: [{ span, text: text.slice(0, -1) }],
      advice: 'Write the number without `n`.',
    });
  if (/^0\d/.test(text))
    return refuse('syntax', 'A number cannot start with 0. Delete the 0.', span);
  return Number(text.replace(/_/g, ''));
}
