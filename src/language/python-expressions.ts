/** Python expressions -> values: one small function per construct. */
import { field } from './code/access';
import { entriesOf, fieldsOf, memberOfObject } from './code/objects';
import { flatten, isRow } from './code/operators';
import { type Place } from './code/place';
import { parts, separated } from './code/source';
import {
  type Value,
  constant,
  list,
  nothing,
  refuse,
  truth,
  tuple,
  unknown,
  unsupported,
} from './code/value';
import { evaluateCall, lambda, resolve } from './python-calls';
import { picked, picksIn } from './python-elements';
import { dictionaryOf, keyIn, textOf } from './python-collections';
import { evaluateCondition, evaluateRow } from './python-rows';
import { comprehension, evaluateItems, evaluateSequence } from './python-sequences';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** The value of an expression. */
export function evaluate(node: SyntaxNode, place: Place): Value {
  return place.recorder.nest(place.source.span(node), () => evaluateNode(node, place));
}

function evaluateNode(node: SyntaxNode, place: Place): Value {
  const span = place.source.span(node);
  if (isRow(node)) return evaluateRow(flatten(node, place.source), place, false);
  switch (node.name) {
    case 'Number':
      return {
        ...constant(parseNumber(place.source.slice(node), span), span),
        whole: place.source.isWholeNumber(node),
      };
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
      return tuple(evaluateItems(parts(node).slice(1, -1), place));
    case 'ArrayExpression':
      return list(evaluateItems(parts(node).slice(1, -1), place));
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
      return comprehension(parts(node).slice(1, -1), place);
    case 'DictionaryExpression':
      return dictionary(parts(node).slice(1, -1), place, span);
    case 'DictionaryComprehensionExpression':
      return dictionaryOf(comprehension(parts(node).slice(1, -1), place), place, span);
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
      return formatted(node, place, span);
    case 'ContinuedString':
      return unknown('Text has no gradient. Write a number instead.', span);
    default:
      return unsupported(
        `\`${place.source.slice(node).split('\n')[0] ?? ''}\` is not something a circuit can be made of. Write its value as a number.`,
        span,
      );
  }
}

/** `object.name`, `xs[i]` or `xs[a:b]`. */
function member(node: SyntaxNode, place: Place, span: Span): Value {
  const [object, opening, ...rest] = parts(node);
  if (!object || !opening)
    return unsupported('This is not complete. Write `x.name` or `x[0]`.', span);
  const value = evaluate(object, place);
  if (opening.name === '.')
    return field(place, value, rest[0] ? place.source.slice(rest[0]) : '', span);
  const inside = rest.slice(0, -1);
  const own = value.kind === 'fields' ? memberOfObject(value, '__getitem__', span) : undefined;
  if (own?.kind === 'function')
    return own.call(
      { positional: [evaluateSequence(inside, place, span)], named: new Map() },
      span,
    );
  if (value.kind === 'fields')
    return field(place, value, keyIn(place, evaluateSequence(inside, place, span), span), span);
  return picked(value, picksIn(inside, place), place, span);
}

/** `f'W{i}'` of whole numbers and texts that are known, as the key of a dictionary. */
function formatted(node: SyntaxNode, place: Place, span: Span): Value {
  let text = '';
  const whole = place.source.slice(node);
  let at = 2;
  for (const replaced of parts(node).filter(({ name }) => name === 'FormatReplacement')) {
    const [, expression, ...more] = parts(replaced);
    const value = expression && more.length === 1 ? place.evaluate(expression, place) : nothing;
    const written = textOf(value, place, span);
    if (written === undefined)
      return unknown('Text has no gradient. Write a number instead.', span);
    text += whole.slice(at, replaced.from - node.from) + written;
    at = replaced.to - node.from;
  }
  return { kind: 'text', text: text + whole.slice(at, -1) };
}

function conditional(node: SyntaxNode, place: Place, span: Span): Value {
  const [yes, , condition, , no] = parts(node);
  if (!yes || !condition || !no)
    return unsupported('This conditional is not complete. Write `a if c else b`.', span);
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
  if (!target || !source) return unsupported('This is not complete. Write `name := value`.', span);
  const name = place.source.slice(target);
  const value = place.recorder.define(name, evaluate(source, place), span);
  place.flow.set(place.scope.own(name), value);
  return value;
}

/** `{'w': 1.0, **others}`, keys written as text or as numbers. */
function dictionary(nodes: readonly SyntaxNode[], place: Place, span: Span): Value {
  const entries = separated(nodes).flatMap<readonly [string, Value]>(([key, second, value]) => {
    if (!key || !second) return [];
    if (key.name === '**') {
      const others = evaluate(second, place);
      return others.kind === 'fields'
        ? entriesOf(others)
        : unsupported('This is not a dictionary that is written out. Write its values.', span);
    }
    if (!value) return unsupported('Sets are not read. Write a list.', span);
    return [[keyIn(place, evaluate(key, place), span), evaluate(value, place)]];
  });
  place.recorder.count(entries.length, span);
  return fieldsOf(entries, null, place.flow.side);
}

function parseNumber(text: string, span: Span): number {
  const digits = text.replace(/_/g, '');
  if (/j$/i.test(digits))
    return unsupported('Imaginary numbers are not read. Write the number without `j`.', span);
  if (/^0\d*[1-9]\d*$/.test(digits))
    return refuse('syntax', 'A whole number cannot start with 0 in Python. Delete the 0.', span);
  return Number(digits);
}
