/** Python: assignments, and what stands for a name after one that cannot be read. */
import { type OpName } from '../ops';

import { setMember } from './code/access';
import { refuseChoice } from './code/choices';
import { normal } from './code/flow';
import { setOutside } from './code/outside';
import { giveUnread, noteAssigned, noteElement } from './code/meant';
import { updating } from './code/once';
import { type Place } from './code/place';
import { type Outcome } from './code/program';
import { parts, separated } from './code/source';
import {
  Refusal,
  type Value,
  asItems,
  asScalar,
  nothing,
  refuse,
  refuseInside,
  unsupported,
} from './code/value';
import { type AssignmentSite, assign } from './code/variables';
import { inTurn } from './code/waiting';
import { freeName } from './code/wholes';
import { changeArray, changedBeside, changeNumber, isMutable } from './python-arrays';
import { memberOfObject } from './code/objects';
import { picked, picksIn, setPicked } from './python-elements';
import { keyIn, refill } from './python-collections';
import { calledName, isInPlace, isMethod } from './python-effects';
import { binary, floorDivide } from './python-rows';
import { evaluateSequence, unpack } from './python-sequences';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

const UPDATES: ReadonlyMap<string, OpName> = new Map([
  ['+=', 'add'],
  ['-=', 'sub'],
  ['*=', 'mul'],
  ['/=', 'div'],
  ['%=', 'mod'],
  ['**=', 'pow'],
]);

/** What the classes of the text call these. */
const IN_PLACE: ReadonlyMap<string, string> = new Map([
  ['+=', '__iadd__'],
  ['-=', '__isub__'],
  ['*=', '__imul__'],
  ['/=', '__itruediv__'],
  ['%=', '__imod__'],
  ['**=', '__ipow__'],
]);

/** `a = b = value`, `a, b = …`, `x: float = …` */
export function runAssignment(
  node: SyntaxNode,
  place: Place,
  site: AssignmentSite,
  span: Span,
): Outcome {
  const groups = separated(
    parts(node).filter((child) => child.name !== 'TypeDef'),
    'AssignOp',
  );
  const source = groups.at(-1) ?? [];
  const targets = groups.slice(0, -1);
  if (targets.length === 0) return { completion: normal };
  const value = evaluateSequence(source, place, span);
  let result: Value | undefined;
  for (const target of targets) result = assignTo(target, value, place, site, span) ?? result;
  return { completion: normal, ...(result ? { result } : {}) };
}

function assignTo(
  target: readonly SyntaxNode[],
  value: Value,
  place: Place,
  site: AssignmentSite,
  span: Span,
): Value | undefined {
  const [first] = target;
  if (!first) return undefined;
  if (target.length > 1) {
    const groups = separated(target);
    let last: Value | undefined;
    unpack(value, groups, place, span).forEach((item, i) => {
      const to = groups[i]?.slice(-1) ?? [];
      last = assignTo(to, item, place, site, place.source.span(to[0] ?? first)) ?? last;
    });
    return last;
  }
  switch (first.name) {
    case 'VariableName':
      return assign(place, place.scope.own(place.source.slice(first)), value, site, span);
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'ParenthesizedExpression': {
      const inside = parts(first).slice(1, -1);
      return assignTo(inside, value, place, site, span);
    }
    case 'MemberExpression':
      return assignElement(first, value, place, span);
    default:
      return refuse(
        'syntax',
        'Nothing can be assigned to this. Write a name before the `=`.',
        place.source.span(first),
      );
  }
}

/** `xs[0] = value`; `w.requires_grad = True` changes no number. */
function assignElement(
  target: SyntaxNode,
  value: Value,
  place: Place,
  span: Span,
): Value | undefined {
  const [object, opening, key] = parts(target);
  if (!object || !opening || !key)
    return unsupported('Nothing can be assigned to this. Write a name before the `=`.', span);
  const name = place.source.slice(key);
  const inside = parts(target).slice(2, -1);
  const isOne = opening.name !== '[' || !inside.some(({ name: sign }) => /^[:,]$/.test(sign));
  const values = place.evaluate(object, place);
  if (opening.name === '[' && values.kind === 'list' && values.array) {
    if (place.flow.openBranches > 0) refuseField(span);
    const picks = picksIn(inside, place);
    setPicked(values, picks, value, place, span);
    if (isOne) noteElement(place, picked(values, picks, place, span), span);
    return undefined;
  }
  if (!isOne)
    return unsupported(
      'Only one element of a list can be given a value at a time. Write `a[0] = …`, or `a[0][1] = …` for one of a matrix.',
      place.source.span(target),
    );
  const setItem =
    values.kind === 'fields' && opening.name === '['
      ? memberOfObject(values, '__setitem__', span)
      : undefined;
  if (setItem?.kind === 'function') {
    const at = evaluateSequence(inside, place, span);
    setItem.call({ positional: [at, value], named: new Map() }, span);
    return undefined;
  }
  if (values.kind === 'fields') {
    const field = opening.name === '.' ? name : keyIn(place, place.evaluate(key, place), span);
    return setMember(place, values, field, value, span);
  }
  const isNumber = values.kind === 'scalar' || (values.kind === 'list' && values.array);
  if (opening.name === '.' && isNumber && saysNothing(name, value)) return undefined;
  if (opening.name === '.' && name === 'data' && values.kind === 'scalar') {
    const variable = place.source.slice(object);
    const to = asScalar(value, span);
    // Autograd does not see this, and goes on with the gradient that there was.
    const seen = values.fixed ? to : changedBeside(place.recorder, values, to, span);
    const kept = changeNumber(place, values, place.recorder.define(variable, seen, span), span);
    if (object.name === 'VariableName') place.flow.set(place.scope.own(variable), kept);
    return kept;
  }
  const free = freeName(place.recorder, values);
  const isField = opening.name === '.';
  if (free !== null) {
    const at = (): number => place.recorder.shape(place.evaluate(key, place), span, 'This index');
    return setOutside(place, free, free + (isField ? `.${name}` : `[${at()}]`), value, span);
  }
  if (values.kind !== 'list' || opening.name !== '[' || place.flow.openBranches > 0)
    return refuseField(span);
  const index = place.recorder.shape(place.evaluate(key, place), span, 'This index');
  const at = index < 0 ? values.items.length + index : index;
  if (!(at in values.items))
    return unsupported(
      `There is no element ${index} in this list. Write an index that it has.`,
      span,
    );
  refuseChoice(values, place, span);
  refuseInside(values, value, span);
  values.items[at] = place.recorder.share(value, span);
  noteElement(place, values.items[at] ?? value, span);
  return undefined;
}

function refuseField(span: Span): never {
  return unsupported(
    'A field of an object cannot be given a value here. Write a name of its own.',
    span,
  );
}

/** Whether an attribute that a number is given changes nothing in the circuit: `out._backward = _backward`. */
function saysNothing(name: string, { kind }: Value): boolean {
  return (
    ['requires_grad', 'grad', 'label', 'name'].includes(name) ||
    ['function', 'text', 'nothing'].includes(kind)
  );
}

/** `x += 1` rebinds: numbers do not change. */
export function runUpdate(
  node: SyntaxNode,
  around: Place,
  site: AssignmentSite,
  span: Span,
): Outcome {
  const [target, operator, ...source] = parts(node);
  if (!target || !operator) return unsupported('This is not complete. Write `x += 1`.', span);
  const place = updating(around, target);
  const text = place.source.slice(operator);
  const [old = nothing, by = nothing] = inTurn(
    place,
    [() => valueBefore(target, place), () => evaluateSequence(source, place, span)],
    (read) => [read()],
  );
  // What is picked of an array is put there again.
  const isPart = old.kind === 'list' && old.array && target.name === 'MemberExpression';
  const compute = isPart && isOfArray(target, place) ? updated : changed;
  const own =
    old.kind === 'fields' ? memberOfObject(old, IN_PLACE.get(text) ?? '', span) : undefined;
  const value =
    own?.kind === 'function'
      ? own.call({ positional: [by], named: new Map() }, span)
      : compute(text, old, by, place, span);
  if (isMutable(old) && old.kind === 'scalar' && !isData(target, place)) {
    const name = place.source.slice(target);
    const isName = target.name === 'VariableName';
    if (isName) noteAssigned(place, place.scope.own(name), span);
    const kept = changeNumber(place, old, place.recorder.share(value, span, name), span);
    if (isName) place.flow.set(place.scope.own(name), kept);
    else assignTo([target], kept, place, site, span);
    return { completion: normal, result: kept };
  }
  const result = assignTo([target], value, place, { ...site, top: false }, span);
  return { completion: normal, ...(result ? { result } : {}) };
}

/** Whether this is a part in square brackets of an array. */
function isOfArray(target: SyntaxNode, place: Place): boolean {
  const [object, opening] = parts(target);
  const of = opening?.name === '[' && object ? place.evaluate(object, place) : nothing;
  return of.kind === 'list' && of.array;
}

/** Whether this is the `w.data` of something. */
function isData(target: SyntaxNode, place: Place): boolean {
  const [, dot, name] = parts(target);
  return dot?.name === '.' && !!name && place.source.slice(name) === 'data';
}

/** What an update starts from; `w.data += 1` goes on from w. */
function valueBefore(target: SyntaxNode, place: Place): Value {
  const [object] = parts(target);
  const value = isData(target, place) && object && place.evaluate(object, place);
  return value && value.kind === 'scalar' ? value : place.evaluate(target, place);
}

/** Lists and arrays change in their place, for every name that they have; numbers do not change. */
function changed(operator: string, old: Value, by: Value, place: Place, span: Span): Value {
  const isList = old.kind === 'list' && !old.array;
  if (operator === '+=' && isList)
    return refill(place, old, [...old.items, ...asItems(by, span)], span);
  const computed = updated(operator, old, by, place, span);
  if (operator === '*=' && isList) return refill(place, old, asItems(computed, span), span);
  return changeArray(old, computed, place, span) ?? computed;
}

function updated(operator: string, old: Value, by: Value, place: Place, span: Span): Value {
  if (operator === '//=') return floorDivide(old, by, place, span);
  const op = UPDATES.get(operator);
  if (!op)
    return unsupported(
      `\`${operator}\` works on bits, which have no derivative. Write it with arithmetic.`,
      span,
    );
  return binary(op, old, by, place, span);
}

/** Names that a failed assignment should have set stand for the failure, never for their old value. */
export function forgetTargets(node: SyntaxNode, place: Place, refusal: Refusal): boolean {
  const targets = changedBy(node, place);
  if (!targets) return false;
  const unread: Value = { kind: 'unknown', problem: refusal.problem };
  const span = place.source.span(node);
  for (const name of targets.flatMap(namesIn)) {
    const cell = place.scope.own(place.source.slice(name));
    const old = cell.value;
    // A training step changes tensors in their place, under every name.
    const isChange = refusal.concerns === 'step' && !isRebinding(node);
    if (isChange && old?.kind === 'scalar') changeNumber(place, old, unread, span);
    if (refusal.concerns === 'step') place.flow.set(cell, unread);
    else giveUnread(place, cell, unread, span);
  }
  return true;
}

/** Whether an assignment gives a name something else, and leaves what it was for to its other names. */
function isRebinding(node: SyntaxNode): boolean {
  return node.name === 'AssignStatement' && node.firstChild?.name !== 'MemberExpression';
}

/** What a statement assigns, or changes in its place as `w.mul_(2)` and `add(x, y, out=w)` do. */
function changedBy(node: SyntaxNode, place: Place): SyntaxNode[] | undefined {
  if (node.name === 'UpdateStatement') return parts(node).slice(0, 1);
  if (node.name === 'AssignStatement')
    return separated(parts(node), 'AssignOp').slice(0, -1).flat();
  const call = node.name === 'ExpressionStatement' ? node.firstChild : null;
  if (call?.name !== 'CallExpression') return undefined;
  const given = separated(call.lastChild ? parts(call.lastChild).slice(1, -1) : []);
  const out = given.filter(([name]) => name && place.source.slice(name) === 'out');
  const targets = out.flatMap((group) => group.slice(-1));
  if (!isInPlace(calledName(call, place))) return targets.length > 0 ? targets : undefined;
  const receiver = isMethod(call) ? call.firstChild?.firstChild : undefined;
  const isModule = !receiver || /(?:^|\.)(?:init|torch)$/.test(place.source.slice(receiver));
  return [...targets, ...(isModule ? (given[0] ?? []) : [receiver])];
}

/** The variables that an assignment to `target` changes: `w` in `w`, `(v, w)`, `w.data` and `w[0]`. */
function namesIn(target: SyntaxNode): SyntaxNode[] {
  if (target.name === 'VariableName') return [target];
  if (target.name === 'MemberExpression')
    return target.firstChild ? namesIn(target.firstChild) : [];
  return target.name === 'TypeDef' ? [] : parts(target).flatMap(namesIn);
}

/** Makes numbers that nobody made tensors where `block` changes them in their place. */
export function holdAsTensors(block: SyntaxNode, place: Place): void {
  const cursor = block.cursor();
  while (cursor.next(cursor.name !== 'FunctionDefinition') && cursor.from < block.to) {
    const isChange = ['UpdateStatement', 'ExpressionStatement'].includes(cursor.name);
    for (const target of (isChange && changedBy(cursor.node, place)) || []) {
      const value = target.name === 'VariableName' ? place.evaluate(target, place) : nothing;
      if (value.kind !== 'scalar' || value.boxed || freeName(place.recorder, value) === null)
        continue;
      const held = { ...value, boxed: { module: 'torch' } };
      changeNumber(place, value, held, place.source.span(target));
    }
  }
}

/** Names assigned more than once outside functions: their first numbers are starts, not inputs. */
export function reboundNames(root: SyntaxNode, place: Place): Set<string> {
  const [once, rebound] = [new Set<string>(), new Set<string>()];
  const note = (node: SyntaxNode): void => {
    const name = place.source.slice(node);
    (once.has(name) ? rebound : once).add(name);
  };
  const cursor = root.cursor();
  for (let more = true; more;) {
    const isFunction = cursor.name === 'FunctionDefinition' || cursor.name === 'LambdaExpression';
    for (const target of isFunction ? [] : targetsOf(cursor.node)) namesIn(target).forEach(note);
    more = cursor.next(!isFunction);
  }
  return rebound;
}

function targetsOf(node: SyntaxNode): SyntaxNode[] {
  const children = parts(node);
  switch (node.name) {
    case 'AssignStatement':
      return separated(children, 'AssignOp').slice(0, -1).flat();
    case 'UpdateStatement':
    case 'NamedExpression':
      return children.slice(0, 1);
    case 'ForStatement':
      return children.slice(
        1,
        children.findIndex((child) => child.name === 'in'),
      );
    default:
      return [];
  }
}
