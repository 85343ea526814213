/** Python: names, calls, and the functions that are called. */
import { moduleMeant, pythonModules, timesMeant, undefinedFunction } from './code/unknowns';
import { field, method } from './code/access';
import { asInputs, makeFunction } from './code/functions';
import { bareConstant, builtinFunction, conventionalModules, moduleAt } from './code/library';
import { cast, kindOf } from './code/kinds';
import { entriesOf, memberOfObject } from './code/objects';
import { detachedAll, isView, unboxed } from './code/memory';
import { type Parameter } from './code/parameters';
import { noteChanged } from './code/meant';
import { type Place } from './code/place';
import { usedAt } from './code/recorder';
import { part, parts, separated } from './code/source';
import {
  copyOf,
  type Arguments,
  type Cell,
  type Func,
  Refusal,
  type Value,
  asItems,
  list,
  nothing,
  refuse,
  unknown,
  unsupported,
} from './code/value';
import { collectionMethod, placedFunction } from './python-collections';
import { whileWaiting } from './code/waiting';
import { changeArray, changeNumber } from './python-arrays';
import { isInPlace } from './python-effects';
import { comprehension } from './python-sequences';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** Names of Python's own functions, which are functions also where they are not called. */
const BUILTINS: ReadonlySet<string> = new Set([
  'abs', 'max', 'min', 'sum', 'round', 'pow', 'float', 'int', 'len', 'list', 'tuple', 'dict', 'sorted', 'range', 'zip', 'enumerate',
]); // prettier-ignore

/** Methods that leave a number as it is, and every number of an array. */
const IDENTITIES: ReadonlySet<string> = new Set([
  'cpu', 'contiguous', 'requires_grad_', 'numpy', 'block_until_ready', 'retain_grad_',
]); // prettier-ignore

/** Methods that make a number of its own of one, or an array; some say of which type its numbers are. */
const CLONES: ReadonlySet<string> = new Set([
  'clone', 'copy', 'astype', 'double', 'half', 'cuda', 'to', 'type', 'int', 'long', 'short',
]); // prettier-ignore

/** What SciPy's normal distribution has, which is called `norm` where its import is not selected. */
const OF_NORM = /^(?:log)?(?:pdf|cdf|sf)$/;

/** What a name stands for: a variable, a module, a constant, or an input. */
export function resolve(name: string, place: Place, span: Span): Value {
  const local = place.scope.find(name)?.value;
  if (local) return usedAt(local, span);
  if (place.recorder.isGiven(name)) return place.recorder.input(name, span);
  if (place.isBuiltin || BUILTINS.has(name)) {
    const builtin = builtinCalled(name, place);
    if (builtin && name !== 'e') return builtin;
  }
  if (name === '__name__') return { kind: 'text', text: '__main__' };
  const path = conventionalModules.get(name);
  if (path) return moduleAt(path, span);
  return bareConstant(name, span) ?? place.recorder.input(name, span);
}

/** The function that Python has under this name. */
function builtinCalled(name: string, place: Place): Func | undefined {
  if (place.isBuiltin)
    return builtinFunction('definitions', name, place.recorder, place.definitions);
  return (
    placedFunction(place, name) ?? builtinFunction('', name, place.recorder, place.definitions)
  );
}

/** What stands before the brackets of a call. */
function resolveCallee(node: SyntaxNode, place: Place): Value {
  const span = place.source.span(node);
  if (node.name === 'MemberExpression') {
    const [object, dot, property] = parts(node);
    if (object && dot?.name === '.' && property) {
      const name = place.source.slice(property);
      const value = place.evaluate(object, place);
      if (
        isFree(value, object, place) &&
        place.source.slice(object) === 'norm' &&
        OF_NORM.test(name)
      )
        return field(place, moduleAt('scipy.stats.norm', span), name, span);
      const meant =
        isFree(value, object, place) &&
        moduleMeant(place.source.slice(object), pythonModules, span);
      if (meant)
        return unknown(
          `\`${place.source.slice(object)}\` is no module.`,
          place.source.span(object),
          meant,
        );
      if (isTensor(value) && name === 'tolist')
        return constantFunction(unboxed(place.recorder, value, span), name);
      if (isTensor(value) && name === 'detach')
        return constantFunction(
          detachedAll(place.recorder, place.recorder.share(value, span), span),
          name,
        );
      const isSame = value.kind === 'scalar' && isView(value.boxed?.module ?? '', name);
      const isIdentity = IDENTITIES.has(name) || isSame;
      if (isTensor(value) && isIdentity) return constantFunction(value, name);
      if (isTensor(value) && name === 'float')
        return constantFunction(cast(place.recorder, value, 'real', span), name);
      if (isTensor(value) && CLONES.has(name)) return cloning(value, name, place, span);
      if (isInPlace(name) && isTensor(value)) return changing(object, value, name, place, span);
      return collectionMethod(place, value, name) ?? method(place, value, name, span);
    }
  }
  if (node.name !== 'VariableName') return place.evaluate(node, place);
  const name = place.source.slice(node);
  const local = place.scope.find(name)?.value;
  if (local && ['function', 'fields', 'unknown'].includes(local.kind)) return local;
  if (local) return unsupported(`\`${name}\` is a number, not a function.`, span, timesMeant(span));
  return builtinCalled(name, place) ?? undefinedFunction(name, place, span);
}

/** Whether a name stands for nothing but itself. */
function isFree(value: Value, node: SyntaxNode, place: Place): boolean {
  return (
    node.name === 'VariableName' &&
    value.kind === 'scalar' &&
    value.expr.kind === 'name' &&
    !place.recorder.isGiven(value.expr.name)
  );
}

/** An array of its own: an element that is set in it is not set in the other. */
function copied(value: Value, place: Place, span: Span): Value {
  if (value.kind !== 'list') return value.kind === 'scalar' ? copyOf(value) : value;
  place.recorder.count(value.items.length, span);
  const items = value.items.map((item) => copied(item, place, span));
  return list(items, value.array, value.module);
}

const isTensor = (value: Value): boolean =>
  value.kind === 'scalar' || (value.kind === 'list' && value.array);

/** `w.mul_(2)`: what `mul` gives is the value of `w` from then on. */
function changing(object: SyntaxNode, value: Value, name: string, place: Place, span: Span): Func {
  const plain = method(place, value, name.slice(0, -1), span);
  const variable = place.source.slice(object);
  return {
    kind: 'function',
    name,
    call: (args, at) => {
      if (plain.kind !== 'function' || object.name !== 'VariableName')
        return unsupported(
          `\`.${name}\` changes a tensor in its place. Write its new value as an assignment.`,
          span,
        );
      const result = place.recorder.share(plain.call(args, at), at, variable);
      const cell = place.scope.own(variable);
      noteChanged(place, cell, at);
      const changed =
        value.kind === 'scalar'
          ? changeNumber(place, value, result, at)
          : (changeArray(value, result, place, at) ?? result);
      place.flow.set(cell, changed);
      return changed;
    },
  };
}

/** `a.clone()`, `a.astype(int)`: the numbers as they are now. */
function cloning(value: Value, name: string, place: Place, span: Span): Func {
  const shared = value.kind === 'list' ? place.recorder.share(value, span) : value;
  const own = copied(shared, place, span);
  return {
    kind: 'function',
    name,
    call: ({ positional: [type], named }, at) => {
      const kind = kindOf({ kind: 'text', text: name }) ?? kindOf(type ?? named.get('dtype'));
      return kind ? cast(place.recorder, own, kind, at) : own;
    },
  };
}

function constantFunction(value: Value, name: string): Func {
  return { kind: 'function', name, call: () => value };
}

export function evaluateCall(node: SyntaxNode, place: Place, span: Span): Value {
  const [head] = parts(node);
  const argList = part(node, 'ArgList');
  if (!head || !argList) return unsupported('This call is not complete. Write `f(x)`.', span);
  const object = head.name === 'MemberExpression' ? head.firstChild : null;
  const holder = object?.name === 'VariableName' ? place.source.slice(object) : '';
  const before = place.scope.find(holder)?.value;
  const callee = calleeOf(head, place, span);
  const args = asInputs(callee, evaluateArguments(argList, place), place);
  // An argument may have changed the tensor whose method this is.
  const isChanged = place.scope.find(holder)?.value !== before;
  return (isChanged ? calleeOf(head, place, span) : callee).call(args, span);
}

function calleeOf(head: SyntaxNode, place: Place, span: Span): Func {
  const callee = callable(resolveCallee(head, place), span);
  if (callee.kind === 'unknown')
    throw new Refusal({ ...callee.problem, span: place.source.span(head) });
  if (callee.kind === 'function') return callee;
  return unsupported(
    `\`${place.source.slice(head)}\` is not a function.`,
    place.source.span(head),
    timesMeant(place.source.span(head)),
  );
}

/** An object that is called: what its class says calling it does. */
function callable(value: Value, span: Span): Value {
  if (value.kind !== 'fields') return value;
  return (
    memberOfObject(value, '__call__', span) ??
    memberOfObject(value, 'forward', span) ??
    unknown('This object is not a function: its class has no `__call__`.', span)
  );
}

function evaluateArguments(argList: SyntaxNode, place: Place): Arguments {
  const inside = parts(argList).slice(1, -1);
  if (inside.some((node) => node.name === 'for'))
    return { positional: [comprehension(inside, place)], named: new Map() };
  return whileWaiting(place, (keep) => argumentsKept(inside, place, keep));
}

function argumentsKept(
  inside: readonly SyntaxNode[],
  place: Place,
  keep: (value: Value) => Cell,
): Arguments {
  const positional: Cell[] = [];
  const named = new Map<string, Cell>();
  for (const [first, second, third] of separated(inside)) {
    if (!first) continue;
    if (second && third && place.source.slice(second) === ':=')
      positional.push(keep(setByWalrus(first, third, place)));
    else if (second?.name === 'AssignOp' && third)
      named.set(place.source.slice(first), keep(place.evaluate(third, place)));
    else if (first.name === '**' && second) {
      const options = fieldsIn(place.evaluate(second, place), place.source.span(second));
      for (const [key, item] of options) named.set(key, keep(item));
    } else if (second) {
      const items = asItems(place.evaluate(second, place), place.source.span(second));
      positional.push(...items.map(keep));
    } else positional.push(keep(place.evaluate(first, place)));
  }
  return {
    positional: positional.map(({ value }) => value ?? nothing),
    named: new Map(Array.from(named, ([name, { value }]) => [name, value ?? nothing])),
  };
}

/** `y := x + 1` as an argument without brackets of its own. */
function setByWalrus(target: SyntaxNode, source: SyntaxNode, place: Place): Value {
  const name = place.source.slice(target);
  const span = place.source.span({ from: target.from, to: source.to });
  const value = place.recorder.define(name, place.evaluate(source, place), span);
  place.flow.set(place.scope.own(name), value);
  return value;
}

function fieldsIn(value: Value, span: Span): ReturnType<typeof entriesOf> {
  if (value.kind === 'fields') return entriesOf(value);
  return unsupported(
    'This is not a dictionary that is written out. Write its values as arguments.',
    span,
  );
}

export function lambda(node: SyntaxNode, place: Place): Func {
  const children = parts(node);
  const body = children.at(-1);
  const parameters = readParameters(part(node, 'ParamList'), place);
  return makeFunction({ name: 'lambda', parameters, place, recursive: false }, (inner) =>
    body ? { kind: 'return', value: place.evaluate(body, inner) } : { kind: 'never' },
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
      refuse(
        'syntax',
        `Two parameters are called \`${name}\`. Give one of them another name.`,
        place.source.span(target),
      );
    }
    const at = group.findIndex((node) => node.name === 'AssignOp');
    const fallback = at < 0 ? undefined : group[at + 1];
    if (star === '*') parameters.push({ name, rest: true });
    else if (star === '**') parameters.push({ name, allNamed: true });
    else {
      const span = place.source.span(target);
      parameters.push({
        name,
        span,
        onlyNamed,
        ...(fallback ? evaluatedOnce(name, fallback, place) : {}),
      });
    }
  }
  return parameters;
}

/** A default is computed where the function is defined: later calls share it, and what it was made of may change. */
function evaluatedOnce(
  name: string,
  node: SyntaxNode,
  place: Place,
): Pick<Parameter, 'fallback' | 'held'> {
  try {
    const held: Cell = { name, owner: {}, value: place.evaluate(node, place) };
    return { held, fallback: () => held.value ?? nothing };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fallback = (): never => {
      throw error;
    };
    return { fallback };
  }
}
