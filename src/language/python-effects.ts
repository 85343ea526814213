/** What a Python statement can change beyond the names it assigns. */
import { type Place } from './code/place';
import { parts, separated } from './code/source';
import { type SyntaxNode } from '@lezer/common';

/** Calls that only use what was computed: they print, draw, or take a training step. */
export const PASSING: ReadonlySet<string> = new Set([
  'print', 'display', 'backward', 'zero_grad', 'step', 'seed', 'manual_seed', 'manual_seed_all', 'train', 'eval', 'show', 'plot',
  'retain_grad', 'requires_grad_', 'zero_', 'draw_dot', 'set_printoptions', 'info', 'debug', 'filterwarnings',
  'set_default_dtype', 'watch', 'apply_gradients', 'scatter', 'figure', 'title', 'legend', 'xlabel', 'ylabel',
]); // prettier-ignore

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
  if (node.name === 'UpdateStatement') return node.firstChild?.name === 'VariableName';
  if (node.name !== 'ExpressionStatement') return false;
  const call = node.firstChild;
  if (call?.name !== 'CallExpression') return true;
  const name = calledName(call, place);
  return isMethod(call)
    ? !CHANGING.has(name) && !isOfObject(call, place)
    : place.scope.find(name) !== undefined;
}

/** Whether a method is one of an object of the text, which it may have changed. */
function isOfObject(call: SyntaxNode, place: Place): boolean {
  const receiver = call.firstChild?.firstChild;
  const value = receiver && place.scope.find(place.source.slice(receiver))?.value;
  return value?.kind === 'fields' || receiver?.name === 'CallExpression';
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
