/** JavaScript: functions, arrow or not, and their parameters. */
import { countNames, makeFunction } from './code/functions';
import { fieldsOf } from './code/objects';
import { type Parameter } from './code/parameters';
import { type Place } from './code/place';
import { part, parts, separated } from './code/source';
import {
  type Func,
  type List,
  type Value,
  isLiteral,
  list,
  nothing,
  refuse,
  unsupported,
} from './code/value';
import { assignPattern } from './javascript-assignments';
import { type Script } from './javascript-script';
import { type Finding, type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** A function, arrow or not. Arguments beyond its parameters are dropped, missing ones are undefined. */
export function functionValue(node: SyntaxNode, script: Script, span: Span, self?: Value): Func {
  if (part(node, 'async') || part(node, 'Star'))
    return unsupported(
      'Asynchronous functions and generators are not read. Delete `async`, `await` and `*`.',
      span,
    );
  const id = part(node, 'VariableDefinition') ?? part(node, 'PropertyDefinition');
  const name = id ? script.source.slice(id) : nameAround(node, script);
  const parameters = readParameters(part(node, 'ParamList'), script);
  const body = parts(node).at(-1);
  const isMethod = part(node, 'PropertyDefinition') !== undefined;
  const calls = isMethod ? 'PropertyName' : 'VariableName';
  const recursive = countNames(node, calls, name, script.source) > 0;
  const site = { ...script.site, top: false };
  const made = makeFunction({ name, parameters, place: script, recursive }, (inner) => {
    if (!body) return { kind: 'return', value: nothing };
    const at = { ...script, ...inner, site };
    if (self) at.scope.own('this').value = self;
    if (id && node.name === 'FunctionExpression') at.scope.own(name).value ??= made;
    return body.name === 'Block'
      ? script.runBlock(body, at)
      : { kind: 'return', value: at.evaluate(body, at) };
  });
  const call: Func['call'] = ({ positional }, at) => {
    // What is left out is undefined, which is a mistake only where a number is needed.
    const absent = parameters
      .slice(positional.length)
      .filter(({ rest }) => !rest)
      .map((parameter): Value => ({ ...nothing, missing: sayMissing(name, parameter, at) }));
    const given = parameters.some(({ rest }) => rest)
      ? positional
      : positional.slice(0, parameters.length);
    return made.call({ positional: [...given, ...absent], named: new Map() }, at);
  };
  const isArrow = node.name === 'ArrowFunction';
  return {
    ...made,
    call,
    ...(isArrow || self ? {} : { bind: (object) => functionValue(node, script, span, object) }),
    ...(part(node, 'get') ? { getter: true } : {}),
  };
}

function sayMissing(name: string, parameter: Parameter, span: Span): Finding {
  const message = `\`${name}\` needs a value for \`${parameter.name}\`. Write another argument.`;
  return { kind: 'unsupported', message, span };
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

/** What stands before the name of a parameter. */
const MODIFIERS: ReadonlySet<string> = new Set(['Spread', 'Privacy', 'readonly', 'Decorator']);

function readParameters(paramList: SyntaxNode | undefined, script: Script): Parameter[] {
  const inside = paramList
    ? parts(paramList).filter((node) => node.name !== '(' && node.name !== ')')
    : [];
  const parameters: Parameter[] = [];
  for (const group of separated(inside)) {
    const rest = group[0]?.name === 'Spread';
    const target = group.find((child) => !MODIFIERS.has(child.name));
    if (!target || target.name === 'this') continue;
    const name = script.source.slice(target);
    const span = script.source.span(target);
    if (parameters.some((parameter) => parameter.name === name))
      refuse(
        'syntax',
        `Two parameters are called \`${name}\`. Give one of them another name.`,
        span,
      );
    const at = group.findIndex((node) => node.name === 'Equals');
    const source = at < 0 ? undefined : group[at + 1];
    parameters.push({
      name,
      span,
      rest,
      skipsNothing: true,
      ...(source
        ? { fallback: (inner: Place) => script.evaluate(source, { ...script, ...inner }) }
        : {}),
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

/** An input that starts at its default, if that is a number in the text. */
function withDefault(key: SyntaxNode, source: SyntaxNode, script: Script): Value {
  const { recorder } = script;
  const name = script.source.slice(key);
  const fallback = script.evaluate(source, script);
  if (isLiteral(fallback)) return recorder.literalInput(name, fallback, fallback.expr.span);
  return recorder.isGiven(name) ? recorder.input(name, script.source.span(key)) : fallback;
}

function inputsOfPattern(target: SyntaxNode, script: Script): Value {
  if (target.name === 'VariableDefinition')
    return script.recorder.input(script.source.slice(target), script.source.span(target));
  if (target.name === 'ArrayPattern') {
    const groups = separated(parts(target).slice(1, -1));
    const items = groups.map(([first]) => (first ? inputsOfPattern(first, script) : nothing));
    return list(items) satisfies List;
  }
  const fields: [string, Value][] = [];
  for (const property of parts(target).filter((child) => child.name === 'PatternProperty')) {
    const [key, sign, inside] = parts(property);
    if (!key) continue;
    const name = script.source.slice(key);
    if (sign?.name === 'Equals' && inside) fields.push([name, withDefault(key, inside, script)]);
    else fields.push([name, inputsOfPattern(sign?.name === ':' && inside ? inside : key, script)]);
  }
  return fieldsOf(fields);
}
