/** JavaScript: assignments, increments, and patterns that take a value apart. */
import { type OpName } from '../ops';
import { keyOf, setMember } from './code/access';
import { refuseChoice } from './code/choices';
import { apply, asCondition } from './code/arithmetic';
import { settling, updating } from './code/once';
import { noteElement } from './code/meant';
import { entriesOf, fieldsOf } from './code/objects';
import { setOutside } from './code/outside';
import { parts, separated } from './code/source';
import {
  type Cell,
  type Value,
  asItems,
  asScalar,
  constant,
  list,
  nothing,
  refuseInside,
  unsupported,
} from './code/value';
import { assign } from './code/variables';
import { freeName } from './code/wholes';
import { memberOf } from './javascript-library';
import { type Script } from './javascript-script';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

const UPDATES: ReadonlyMap<string, OpName> = new Map([
  ['+=', 'add'],
  ['-=', 'sub'],
  ['*=', 'mul'],
  ['/=', 'div'],
  ['%=', 'fmod'],
  ['**=', 'pow'],
]);

/** `x = value`, `x += value`, `[a, b] = [b, a]`, as an expression. */
export function assignment(node: SyntaxNode, around: Script, span: Span): Value {
  const [target, operator, source] = parts(node);
  if (!target || !operator || !source)
    return unsupported('This assignment is not complete. Write `name = value`.', span);
  const text = around.source.slice(operator);
  const script = settling(around, target);
  const old = text === '=' ? nothing : script.evaluate(target, script);
  const value = around.evaluate(source, around);
  if (text === '=')
    return assignPattern(target, value, script, (name) => cellFor(name, around), span) ?? value;
  if (text === '??=') return old.kind === 'nothing' ? assignTo(target, value, script, span) : old;
  const isAnd = text === '&&=';
  if (isAnd || text === '||=') {
    const chosen = chooseLogical(old, value, isAnd, script, span);
    return assignTo(target, chosen, script, span);
  }
  const op = UPDATES.get(text);
  if (!op)
    return unsupported(
      `\`${text}\` cannot be drawn as a circuit. Write it with \`+\`, \`-\`, \`*\` or \`/\`.`,
      span,
    );
  return assignTo(
    target,
    apply(script.recorder, op, [asScalar(old, span), asScalar(value, span)], span),
    script,
    span,
  );
}

/** `old && value` or `old || value` of numbers. */
function chooseLogical(
  old: Value,
  value: Value,
  isAnd: boolean,
  script: Script,
  span: Span,
): Value {
  const condition = asCondition(script.recorder, old, span);
  const [yes, no] = isAnd ? [value, old] : [old, value];
  return script.flow.choose(
    condition,
    span,
    () => yes,
    () => no,
  );
}

/** `i++` and `--i` */
export function increment(
  target: SyntaxNode | null,
  operator: SyntaxNode | null,
  before: boolean,
  around: Script,
  span: Span,
): Value {
  if (!target || !operator)
    return unsupported('This is not complete. Write `x++` or `x += 1`.', span);
  const script = updating(around, target);
  const old = asScalar(script.evaluate(target, script), span);
  const one = constant(1, span);
  const op = script.source.slice(operator) === '++' ? 'add' : 'sub';
  const updated = assignTo(target, script.recorder.op(op, [old, one], span), script, span);
  return before ? updated : old;
}

/** `i++`, or TypeScript's `y!`. */
export function postfix(node: SyntaxNode, script: Script, span: Span): Value {
  const [inner, operator] = parts(node);
  if (inner && operator?.name === 'LogicOp') return script.evaluate(inner, script);
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
      return unsupported(
        'Nothing can be assigned to this. Write a name before the `=`.',
        script.source.span(target),
      );
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
  const taken = new Set<string>();
  for (const property of parts(target).filter((child) => child.name === 'PatternProperty')) {
    const inside = parts(property);
    const [key, others] = inside;
    if (key?.name === 'Spread' && others) {
      if (value.kind !== 'fields')
        return unsupported('`...rest` of this object is not known. Name its fields.', span);
      const left = entriesOf(value).filter(([name]) => !taken.has(name));
      last = assignPattern(others, fieldsOf(left, null, script.flow.side), script, cellOf, span);
      continue;
    }
    if (!key) continue;
    taken.add(script.source.slice(key));
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
  return source ? script.evaluate(source, script) : nothing;
}

/** `xs[0] = value` and `p.x = value` of an array or an object in the text. */
function assignElement(target: SyntaxNode, value: Value, script: Script, span: Span): void {
  const [objectNode, opening, key] = parts(target);
  const array = objectNode ? script.evaluate(objectNode, script) : nothing;
  if (array.kind === 'fields' && key && opening) {
    const name =
      opening.name === '['
        ? keyOf(script, script.evaluate(key, script), span)
        : script.source.slice(key);
    setMember(script, array, name, value, span);
    return;
  }
  const free = freeName(script.recorder, array);
  if (free !== null && key && opening) {
    const at = (): number =>
      script.recorder.shape(script.evaluate(key, script), span, 'This index');
    const part = opening.name === '[' ? `[${at()}]` : `.${script.source.slice(key)}`;
    setOutside(script, free, free + part, value, span);
    return;
  }
  if (opening?.name !== '[' || !key || array.kind !== 'list' || script.flow.openBranches > 0) {
    return unsupported(
      'A field of an object cannot be given a value here. Write a name of its own.',
      span,
    );
  }
  const at = script.recorder.shape(script.evaluate(key, script), span, 'This index');
  if (!Number.isInteger(at) || at < 0 || at > array.items.length)
    return unsupported(`There is no element ${at} in this list. Write an index that it has.`, span);
  refuseChoice(array, script, span);
  refuseInside(array, value, span);
  const kept = script.recorder.share(value, span);
  array.items[at] = kept;
  noteElement(script, kept, span);
}
