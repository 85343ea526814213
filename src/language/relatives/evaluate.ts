/** Expressions of C and its relatives, Julia, R and MATLAB -> values: one small function per construct. */
import { field } from '../code/access';
import { apply, asCondition } from '../code/arithmetic';
import { normal } from '../code/flow';
import { asInputs, makeFunction } from '../code/functions';
import { bareConstant } from '../code/library';
import { fieldsOf } from '../code/objects';
import { unknownMember } from '../code/unknowns';
import type { Place } from '../code/place';
import { usedAt } from '../code/recorder';
import { Scope } from '../code/scope';
import {
  type Cell,
  asItems,
  asScalar,
  constant,
  list,
  nothing,
  Refusal,
  truth,
  unknown,
  unsupported,
  type Arguments,
  type Func,
  type Scalar,
  type Value,
} from '../code/value';
import type { Span } from '../syntax';
import { constantCalled, functionCalled, isModulePath, methodCalled } from './library';
import { asWhole, blockOf, converted, isWhole, type Reader } from './reader';
import { evaluateRow } from './rows';
import { assignment, step } from './assignments';
import { comprehension, emptyList, filled, indexed, listed } from './elements';
import { words, type FunctionStatement, type ParameterTerm, type Term } from './tree';
import { copied, isApart, owned } from './owned';
import { cellAt, cellsOf, sharedBy } from './references';
import { copiesLists, hasVectors, isShader } from './profile';
import { swizzled } from './shaders';
import { eachOf } from './shapes';
import { vectorFunction } from './vectors';

/** The value of an expression. */
export function evaluate(term: Term, reader: Reader): Value {
  return reader.recorder.nest(term.span, () => evaluateTerm(term, reader));
}

function evaluateTerm(term: Term, reader: Reader): Value {
  const { span } = term;
  switch (term.kind) {
    case 'number':
      return term.whole && reader.profile.wholeDivision !== 'none'
        ? asWhole(constant(term.value, span))
        : constant(term.value, span);
    case 'word':
      return resolve(term.name, reader, span);
    case 'truth':
      return truth(term.answer, span);
    case 'text':
      return { kind: 'text', text: term.text };
    case 'row':
      return evaluateRow(term.items, reader, span);
    case 'list':
      return listed(term, reader);
    case 'filled':
      return filled(term, reader);
    case 'record':
      reader.recorder.count(term.fields.length, span);
      return fieldsOf(
        term.fields.map(({ name, type, value }) => {
          const given = converted(reader, owned(reader, evaluate(value, reader)), type, value.span);
          return [name, given] as const;
        }),
        null,
        reader.flow.side,
      );
    case 'range':
      return list([...reader.countThrough(term.range, reader, span)], true);
    case 'comprehension':
      return comprehension(term, reader);
    case 'call':
      return evaluateCall(term, reader);
    case 'member':
      return member(term, reader);
    case 'index':
      return indexed(term, reader);
    case 'choice':
      return choose(term, reader);
    case 'cast':
      return cast(term, reader);
    case 'address': {
      const value = evaluate(term.object, reader);
      const isInOut = reader.profile.library === 'swift';
      if (isInOut || value.kind === 'list' || value.kind === 'fields') return value;
      return unsupported('Pointers are not read. Name the number itself.', span);
    }
    case 'assign':
      return assignment(term, reader);
    case 'step':
      return step(term, reader);
    case 'block': {
      const { completion, result } = reader.run(term.body, blockOf(reader));
      if (completion.kind !== normal.kind)
        return unsupported(
          'A `return` inside an expression is not read. Write it as a statement.',
          span,
        );
      return result ?? nothing;
    }
    case 'lambda':
      return functionValue(term.definition, capturing(term.definition, reader));
  }
}

/** The value of a condition. */
export function evaluateCondition(term: Term, reader: Reader): Scalar {
  const value = evaluate(term, reader);
  if (value.kind === 'list' && hasVectors(reader.profile))
    return unsupported(
      'This compares several numbers at once. Write a comparison of one number.',
      term.span,
    );
  return asCondition(reader.recorder, value, term.span);
}

/** What a name stands for: a variable, a constant, a function, or an input. */
function resolve(name: string, reader: Reader, span: Span): Value {
  const cell = reader.scope.find(name);
  if (cell?.value) return marked(reader, cell, usedAt(cell.value, span));
  if (reader.recorder.isGiven(name)) return reader.recorder.input(name, span);
  const found = constantCalled(name, reader, span) ?? functionCalled(name, reader);
  const value = found ?? bareConstant(name, span) ?? reader.recorder.input(name, span);
  return cell ? marked(reader, cell, value) : value;
}

/** The value of a variable declared as whole or real is that kind of number. */
function marked(reader: Reader, cell: Cell, value: Value): Value {
  const kind = reader.kinds.get(cell);
  return kind === 'whole' && value.kind === 'scalar' ? asWhole(value) : value;
}

function choose(term: Term & { readonly kind: 'choice' }, reader: Reader): Value {
  const condition = evaluateCondition(term.condition, reader);
  const sides: Value[] = [];
  const side = (inner: Term) => (): Value => {
    const value = evaluate(inner, reader);
    sides.push(value);
    return value;
  };
  const value = reader.flow.choose(condition, term.span, side(term.yes), side(term.no));
  return sides.every(isWhole) && value.kind === 'scalar' && !value.truth ? asWhole(value) : value;
}

function cast(term: Term & { readonly kind: 'cast' }, reader: Reader): Value {
  const value = evaluate(term.value, reader);
  if (term.type === 'other')
    return unsupported('This is no type of numbers. Write one, or none.', term.span);
  const number = asScalar(value, term.span);
  if (term.type === 'whole' && !isWhole(value) && !number.fixed) {
    const truncated = apply(
      reader.recorder,
      reader.profile.library === 'julia' ? 'round' : 'trunc',
      [number],
      term.span,
    );
    return asWhole(asScalar(truncated, term.span));
  }
  return converted(reader, number, term.type, term.span);
}

/** The dotted name of a term, `std::exp` as `std.exp`; undefined if it is none. */
export function pathOf(term: Term): string | undefined {
  const names: string[] = [];
  let at = term;
  while (at.kind === 'member') {
    names.push(at.name);
    at = at.object;
  }
  return at.kind === 'word' ? [at.name, ...names.reverse()].join('.') : undefined;
}

function isLocal(path: string, reader: Reader): boolean {
  const [root = ''] = path.split('.');
  return (
    reader.scope.find(root)?.value !== undefined ||
    (reader.recorder.isGiven(root) && !isModulePath(path))
  );
}

function member(term: Term & { readonly kind: 'member' }, reader: Reader): Value {
  const path = pathOf(term);
  if (path !== undefined && !isLocal(path, reader)) {
    const found =
      constantCalled(path, reader, term.span) ??
      (isModulePath(path) ? functionCalled(path, reader) : undefined);
    if (found) return found;
    if (isModulePath(path))
      return unknown(`\`${path}\` is not known here. Write its value.`, term.span);
  }
  const object = evaluate(term.object, reader);
  const isProperty =
    /^(?:absoluteValue|magnitude|sign|ulp)$/.test(term.name) &&
    object.kind === 'scalar' &&
    object.expr.kind !== 'name';
  const property = isProperty ? methodCalled(term.name, object, reader) : undefined;
  if (property) return property.call({ positional: [], named: new Map() }, term.span);
  if (object.kind === 'scalar' && object.expr.kind !== 'name')
    return unknown(`\`.${term.name}\` of a number is not known here. Write it out.`, term.span);
  if (object.kind === 'list' && /^(?:length|size|count|Length|Count|len)$/.test(term.name))
    return asWhole(constant(object.items.length, term.span));
  const taken =
    object.kind === 'list' && isShader(reader.profile)
      ? swizzled(object, term.name, term.span)
      : undefined;
  return taken ?? field(reader, object, term.name, term.span);
}

function evaluateCall(term: Term & { readonly kind: 'call' }, reader: Reader): Value {
  const empty = term.args.length === 0 ? emptyList(term.callee, reader) : undefined;
  if (empty) return empty;
  const callee = resolveCallee(term, reader);
  if (callee.kind === 'unknown') throw new Refusal({ ...callee.problem, span: term.callee.span });
  // MATLAB's x(2) is an element.
  if (callee.kind === 'list' && reader.profile.library === 'matlab' && term.args.length > 0) {
    const indices = term.args.map(({ value }) => value);
    return indexed({ kind: 'index', object: term.callee, indices, span: term.span }, reader);
  }
  if (callee.kind !== 'function')
    return unsupported('Only functions can be called. Write `*` for a product.', term.callee.span);
  const args = argumentsOf(term, reader);
  return term.each
    ? eachOf(reader, callee, args.positional, term.span)
    : callee.call({ ...asInputs(callee, args, reader), cells: cellsOf(term, reader) }, term.span);
}

function argumentsOf(term: Term & { readonly kind: 'call' }, reader: Reader): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, value } of term.args) {
    const read = evaluate(value, reader);
    if (name === undefined) positional.push(read);
    else named.set(name, read);
  }
  return { positional, named };
}

function resolveCallee(term: Term & { readonly kind: 'call' }, reader: Reader): Value {
  const { callee } = term;
  const path = pathOf(callee);
  if (path === undefined && callee.kind !== 'member') return evaluate(callee, reader);
  const root = path?.split('.')[0] ?? '';
  if (path !== undefined && !path.includes('.')) {
    const local = reader.scope.find(path)?.value;
    if (local) return local;
  }
  const ofVectors = path === undefined ? undefined : vectorFunction(path, reader);
  if (ofVectors) return ofVectors;
  const isOwn = callee.kind === 'member' && reader.scope.find(root)?.value !== undefined;
  const found =
    path === undefined || isOwn
      ? undefined
      : callee.kind === 'word' || isModulePath(path)
        ? functionCalled(path, reader)
        : undefined;
  if (found) return found;
  if (callee.kind === 'member' && !isModulePath(path ?? '')) {
    if (callee.object.kind === 'word' && /^(?:this|self|Self)$/.test(callee.object.name)) {
      const own = reader.scope.find(callee.name)?.value;
      if (own) return own;
    }
    const receiver = evaluate(callee.object, reader);
    const method = methodCalled(callee.name, receiver, reader);
    if (method) return method;
  }
  const name = callee.kind === 'member' || callee.kind === 'word' ? callee.name : '';
  const written = path ?? (name === '' ? 'this' : name);
  return unknownMember(written, name, reader.scope, callee.span);
}

/** Where the variables around a function are what they were when it was written. */
function capturing({ captures, body, span }: FunctionStatement, reader: Reader): Reader {
  if (!captures) return reader;
  const scope = new Scope(reader.scope, reader.scope.owner);
  for (const name of words({ kind: 'block', body, span })) {
    const value = reader.scope.find(name)?.value;
    if (value) scope.own(name).value = value;
  }
  return { ...reader, scope };
}

/** A function over the names around it, with parameters and a result of their types. */
export function functionValue(definition: FunctionStatement, reader: Reader): Func {
  const { name, result } = definition;
  const parameters = definition.parameters.map((parameter) => {
    const { fallback, span, parts } = parameter;
    const read =
      fallback &&
      ((inner: Reader['scope']): Value => evaluate(fallback, { ...reader, scope: inner }));
    return {
      name: parameter.name,
      span,
      ...(read
        ? { fallback: (inner: { readonly scope: Reader['scope'] }) => read(inner.scope) }
        : {}),
      ...(parts
        ? {
            bind: (value: Value, inner: Place) => {
              takeApart(parts, value, inner, span);
            },
          }
        : {}),
    };
  });
  let handed: ReadonlyMap<string, Cell> = new Map();
  const made = makeFunction(
    { name, parameters, place: reader, recursive: callsItself(definition) },
    (inner) => {
      const at: Reader = { ...reader, ...inner, site: { ...reader.site, top: false } };
      for (const [shared, cell] of handed) inner.scope.cells.set(shared, cell);
      for (const parameter of definition.parameters.filter(({ parts }) => !parts))
        bindParameter(at, at.scope.own(parameter.name), parameter);
      return at.run(definition.body, at).completion;
    },
  );
  const typed = (value: Value, span: Span): Value =>
    result === 'other' && value.kind === 'scalar'
      ? unknown(`\`${name}\` gives more than a number. Write its numbers.`, span)
      : converted(reader, value, result, span);
  const { open } = made;
  const shared = sharedBy(definition);
  const opened = (openAt: NonNullable<Func['open']>, span: Span): Value => {
    handed = new Map();
    return openAt(span);
  };
  return {
    ...made,
    call: (args, span) => {
      handed = new Map(
        shared.flatMap((one) => {
          const cell = cellAt(args, one, name, span);
          return cell ? [[one.name, cell]] : [];
        }),
      );
      return typed(made.call(args, span), span);
    },
    ...(open ? { open: (span) => typed(opened(open, span), span) } : {}),
  };
}

/** Gives every part of a value its name. */
function takeApart(parts: readonly ParameterTerm[], value: Value, place: Place, span: Span): void {
  const items = asItems(value, span);
  if (items.length !== parts.length)
    unsupported(`These are ${items.length} values for ${parts.length} names. Write as many.`, span);
  parts.forEach((part, i) => {
    const item = items[i] ?? nothing;
    if (part.parts) takeApart(part.parts, item, place, part.span);
    else place.scope.own(part.name).value = place.recorder.share(item, part.span, part.name);
  });
}

function bindParameter(reader: Reader, cell: Cell, parameter: ParameterTerm): void {
  const { value } = cell;
  const { type, shares = false, span } = parameter;
  const { library } = reader.profile;
  // What is handed over itself shows the changes that are made to it.
  const isOwn = copiesLists(reader.profile)
    ? !shares || library === 'r' || library === 'matlab'
    : false;
  if (value && (isOwn || (isApart(value) && (!shares || value.kind === 'list'))))
    cell.value = copied(value);
  if (value?.kind !== 'scalar') return;
  cell.value = reader.recorder.share(converted(reader, value, type, span), span, cell.name);
  if (type !== 'open') reader.kinds.set(cell, type);
}

/** Whether the body of a function calls its name. */
function callsItself({ name, body }: FunctionStatement): boolean {
  const pending: unknown[] = [...body];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    if ('kind' in each && each.kind === 'word' && 'name' in each && each.name === name) return true;
    for (const part of Object.values(each)) if (typeof part === 'object') pending.push(part);
  }
  return false;
}
