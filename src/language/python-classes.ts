/** Python's classes: objects are made by `__init__`, and their methods know whose they are. */
import { makeFunction } from './code/functions';
import { fieldsOf, memberOfObject, methodOfObjects, setterOf } from './code/objects';
import { type Parameter } from './code/parameters';
import { type Place, within } from './code/place';
import { Scope } from './code/scope';
import { part, parts, separated } from './code/source';
import { startWithInputs } from './code/starts';
import { type Fields, type Func, type Names, type Value, nothing, unsupported } from './code/value';
import { setMember } from './code/access';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** How the statements of a class are read; they stand behind this file. */
interface Reader {
  readonly functionOf: (node: SyntaxNode, place: Place) => Func | undefined;
  readonly run: (statement: SyntaxNode, place: Place) => void;
}

/** The names of the decorators of a statement, without modules and arguments. */
export function decoratorsOf(node: SyntaxNode, place: Place): string[] {
  return parts(node)
    .filter((child) => child.name === 'Decorator')
    .map((child) => /([\w]+)\s*(?:\(|$)/.exec(place.source.slice(child))?.[1] ?? '');
}

/** The class that a statement defines: calling it makes an object. */
export function classOf(
  node: SyntaxNode,
  decorators: readonly string[],
  place: Place,
  reader: Reader,
): Func {
  const id = part(node, 'VariableName');
  const name = id ? place.source.slice(id) : '';
  const base = baseOf(node, place);
  const members = new Scope(base?.members ?? null, {});
  const statements = parts(part(node, 'Body') ?? node).filter((child) => child.name !== ':');
  const shared = within(place, new Scope(place.scope, place.scope.owner));
  const make = (): Fields => fieldsOf([], members, place.flow.side);
  const type: Func = {
    kind: 'function',
    name,
    members,
    statics: members,
    call: (args, span) => {
      const object = make();
      const init = memberOfObject(object, '__init__', span);
      if (init?.kind === 'function') init.call(args, span);
      else if (args.positional.length + args.named.size > 0)
        unsupported(`\`${name}\` has no \`__init__\` that takes arguments.`, span);
      startWithInputs(object, place, span);
      return object;
    },
    open: (span) => openObject(make(), place, span),
  };
  for (const statement of statements) {
    const defined = statement.name === 'DecoratedStatement' ? statement.lastChild : statement;
    if (defined?.name !== 'FunctionDefinition') {
      reader.run(statement, shared);
      continue;
    }
    const made = (self: Value): Func | undefined =>
      reader.functionOf(defined, methodPlace(place, base, self));
    const member = asMember(made, decoratorsOf(statement, place), type);
    if (!member) continue;
    const isSetter = decoratorsOf(statement, place).includes('setter');
    const key = isSetter ? setterOf(member.name) : member.name;
    members.own(key).value = member;
    shared.scope.own(key).value = member;
  }
  for (const [key, { value }] of shared.scope.cells) members.own(key).value = value;
  const isRecord = parts(part(node, 'ArgList') ?? node).some(
    (each) => place.source.slice(each) === 'NamedTuple',
  );
  if (isRecord || decorators.includes('dataclass')) {
    const fields = dataFields(statements, place, members);
    members.own('__init__').value ??= dataInit(fields, place);
  }
  return type;
}

/** The first class of the text that this one extends. */
function baseOf(node: SyntaxNode, place: Place): Func | undefined {
  const bases = parts(part(node, 'ArgList') ?? node).filter(({ name }) => name === 'VariableName');
  const found = bases.map((each) => place.scope.find(place.source.slice(each))?.value);
  return found.find((value): value is Func => value?.kind === 'function' && !!value.members);
}

/** Where a method of `self` is read, with what `super()` is there. */
function methodPlace(place: Place, base: Func | undefined, self: Value): Place {
  const scope = new Scope(place.scope, place.scope.owner);
  const nowhere = fieldsOf([['__init__', doesNothing]]).fields;
  const parent: Fields = { kind: 'fields', fields: base?.members ?? nowhere, self };
  scope.own('super').value = { kind: 'function', name: 'super', call: () => parent };
  return within(place, scope);
}

const doesNothing: Func = { kind: 'function', name: '__init__', call: () => nothing };

/** A function of a class, as its decorators want it to be called. */
function asMember(
  made: (self: Value) => Func | undefined,
  decorators: readonly string[],
  type: Func,
): Func | undefined {
  const plain = made(nothing);
  if (!plain || decorators.includes('staticmethod')) return plain;
  const { name } = plain;
  const withFirst = (first: Value): Func => {
    const method = made(first) ?? plain;
    return {
      kind: 'function',
      name,
      call: ({ positional, named }, span) =>
        method.call({ positional: [first, ...positional], named }, span),
      open: (span) => method.open?.(span, [first]) ?? nothing,
    };
  };
  if (decorators.includes('classmethod')) return withFirst(type);
  const getter = decorators.some((each) => each === 'property' || each === 'cached_property');
  return { ...methodOfObjects(name, withFirst), getter };
}

/** What an object is asked for if nobody asks, first of all what it has of these. */
const COMPUTES = ['__call__', 'forward', 'feedforward', 'feed_forward', 'predict'];

/** An object whose parameters are inputs, called with inputs: a class selected as a whole. */
function openObject(object: Fields, place: Place, span: Span): Value {
  const init = memberOfObject(object, '__init__', span);
  if (init?.kind === 'function') init.open?.(span);
  startWithInputs(object, place, span);
  const called = COMPUTES.map((name) => memberOfObject(object, name, span));
  const found = called.find((value) => value?.kind === 'function');
  return (
    (found?.kind === 'function' ? found.open?.(span) : undefined) ??
    unsupported('This class is not called anywhere. Select a call of it too.', span)
  );
}

/** The fields that a data class declares, with their defaults. */
function dataFields(statements: readonly SyntaxNode[], place: Place, members: Names): Parameter[] {
  return statements
    .filter((each) => each.name === 'AssignStatement' && part(each, 'TypeDef'))
    .flatMap((each) => {
      const [target] = separated(parts(each), 'AssignOp')[0] ?? [];
      if (target?.name !== 'VariableName') return [];
      const name = place.source.slice(target);
      const fallback = members.find(name)?.value;
      return [
        {
          name,
          span: place.source.span(target),
          ...(fallback ? { fallback: () => fallback } : {}),
        },
      ];
    });
}

function dataInit(fields: readonly Parameter[], place: Place): Func {
  const parameters = [{ name: 'self' }, ...fields];
  const init = makeFunction({ name: '__init__', parameters, place, recursive: false }, (at) => {
    const self = at.scope.find('self')?.value;
    for (const { name, span = { start: 0, end: 0 } } of fields) {
      const value = at.scope.find(name)?.value;
      if (self?.kind === 'fields' && value) setMember(at, self, name, value, span);
    }
    return { kind: 'return', value: nothing };
  });
  return methodOfObjects('__init__', (self) => ({
    ...init,
    call: ({ positional, named }, span) =>
      init.call({ positional: [self, ...positional], named }, span),
    open: (span) => init.open?.(span, [self]) ?? nothing,
  }));
}
