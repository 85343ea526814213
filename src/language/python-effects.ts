/** What a Python statement can change beyond the names it assigns. */
import { type Place } from './code/place';
import { parts, separated } from './code/source';
import { type SyntaxNode } from '@lezer/common';

/** Calls that only use what was computed: they print, draw, or take a training step. */
const PASSING: ReadonlySet<string> = new Set([
  'print', 'display', 'backward', 'zero_grad', 'step', 'seed', 'manual_seed', 'manual_seed_all', 'train', 'eval', 'show', 'plot',
  'retain_grad', 'requires_grad_', 'draw_dot', 'set_printoptions', 'info', 'debug', 'filterwarnings',
  'set_default_dtype', 'watch', 'apply_gradients', 'scatter', 'figure', 'title', 'legend', 'xlabel', 'ylabel',
]); // prettier-ignore

/** Whether a call only uses what was computed, or changes nothing but gradients, as `w.grad.zero_()` does. */
export function isPassing(call: SyntaxNode, place: Place): boolean {
  const name = calledName(call, place);
  if (!isMethod(call)) return ['print', 'display', 'draw_dot'].includes(name);
  if (PASSING.has(name)) return !isOwnMethod(call, name, place);
  const receiver = call.firstChild?.firstChild;
  return isInPlace(name) && !!receiver && /\.grad(?:\.data)?$/.test(place.source.slice(receiver));
}

/** Whether a statement changes nothing but gradients: `if w.grad is not None: w.grad.zero_()`. */
export function onlyPasses(node: SyntaxNode, place: Place): boolean {
  if (node.name === 'ExpressionStatement')
    return node.firstChild?.name === 'CallExpression' && isPassing(node.firstChild, place);
  if (node.name === 'AssignStatement') {
    const [target] = parts(node);
    return target?.name === 'MemberExpression' && /\.grad$/.test(place.source.slice(target));
  }
  if (node.name !== 'IfStatement' && node.name !== 'ForStatement') return false;
  const bodies = parts(node).filter((child) => child.name === 'Body');
  return bodies.every((body) =>
    parts(body).every((child) => child.name === ':' || onlyPasses(child, place)),
  );
}

/** Methods that change their list or dictionary: where one cannot be read, what follows cannot either. */
const CHANGING: ReadonlySet<string> = new Set([
  'append', 'extend', 'insert', 'pop', 'remove', 'clear', 'sort', 'reverse', 'update', 'add', 'fill', 'put', 'setdefault',
]); // prettier-ignore

/** `mul_`: methods of tensors that change their tensor. */
export const isInPlace = (name: string): boolean => /[a-z0-9]_$/.test(name);

/** Whether a failed statement can have changed nothing but the names it assigns. */
export function isContained(node: SyntaxNode, place: Place): boolean {
  if (node.name === 'AssignStatement') {
    const targets = separated(parts(node), 'AssignOp').slice(0, -1);
    return targets.every((target) => target.every((child) => child.name !== 'MemberExpression'));
  }
  if (node.name === 'UpdateStatement') return isAlone(node.firstChild, place);
  if (node.name !== 'ExpressionStatement') return false;
  return node.firstChild === null || isPure(node.firstChild, place);
}

/** Whether the calls in an expression change nothing that is known to be there. */
function isPure(call: SyntaxNode, place: Place): boolean {
  if (call.name !== 'CallExpression') return parts(call).every((part) => isPure(part, place));
  const name = calledName(call, place);
  if (isMethod(call) && isInPlace(name)) return isAlone(call.firstChild?.firstChild, place);
  return isMethod(call)
    ? !CHANGING.has(name) && !isOfObject(call, place)
    : place.scope.find(name) !== undefined;
}

/** Whether what changes in its place is a variable, and no list, which may have another name. */
function isAlone(target: SyntaxNode | null | undefined, place: Place): boolean {
  if (target?.name !== 'VariableName') return false;
  return place.scope.find(place.source.slice(target))?.value?.kind !== 'list';
}

/** Whether a method is one of an object of the text, which it may have changed. */
function isOfObject(call: SyntaxNode, place: Place): boolean {
  const receiver = call.firstChild?.firstChild;
  const value = receiver && place.scope.find(place.source.slice(receiver))?.value;
  return value?.kind === 'fields' || receiver?.name === 'CallExpression';
}

/** Whether a method is one that the text itself gives the object it is called on. */
function isOwnMethod(call: SyntaxNode, name: string, place: Place): boolean {
  const receiver = call.firstChild?.firstChild;
  const value = receiver && place.scope.find(place.source.slice(receiver))?.value;
  return value?.kind === 'fields' && value.fields.find(name)?.value?.kind === 'function';
}

export function isMethod(call: SyntaxNode): boolean {
  return call.firstChild?.name === 'MemberExpression';
}

/** `f` of `f(x)` and `backward` of `loss.backward()`. */
export function calledName(call: SyntaxNode, place: Place): string {
  const head = call.firstChild;
  const last = head?.name === 'MemberExpression' ? head.lastChild : head;
  return last ? place.source.slice(last) : '';
}
