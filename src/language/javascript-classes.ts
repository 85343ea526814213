/** JavaScript: classes, whose objects are made by `new`, and TypeScript's enumerations. */
import { setMember } from './code/access';
import { fieldsOf, setterOf } from './code/objects';
import { Scope } from './code/scope';
import { part, parts, separated } from './code/source';
import { startWithInputs } from './code/starts';
import {
  type Arguments,
  type Fields,
  type Func,
  type Names,
  type Value,
  asScalar,
  constant,
  nothing,
} from './code/value';
import { functionValue } from './javascript-functions';
import { type Script, blockScope } from './javascript-script';
import { type Span } from './syntax';
import { type SyntaxNode } from '@lezer/common';

/** How the objects of a class are filled: by the fields and the constructors of it and its bases. */
type Fill = (object: Fields, args: Arguments, span: Span) => void;

/** How classes fill their objects, by what they give them. */
const fills = new WeakMap<Names, Fill>();

/** The class that a declaration or an expression stands for. */
export function classValue(node: SyntaxNode, script: Script): Func {
  const id = part(node, 'VariableDefinition');
  const name = id ? script.source.slice(id) : 'class';
  const base = baseOf(node, script);
  const members = new Scope(base?.members ?? null, {});
  const statics = new Scope(base?.statics ?? null, {});
  const inside = parts(part(node, 'ClassBody') ?? node);
  const isStatic = (each: SyntaxNode): boolean => part(each, 'static') !== undefined;
  for (const method of inside.filter((each) => each.name === 'MethodDeclaration')) {
    const key = keyOf(method, script);
    if (key === 'constructor' || !part(method, 'Block')) continue;
    const span = script.source.span(method);
    const make = (self: Value): Func =>
      functionValue(method, withSuper(script, base, self), span, self);
    const made = functionValue(method, script, span);
    const own = part(method, 'set') ? setterOf(key) : key;
    (isStatic(method) ? statics : members).own(own).value = { ...made, bind: make };
  }
  const fields = inside.filter((each) => each.name === 'PropertyDeclaration');
  const start = (object: Fields): void => {
    for (const field of fields.filter((each) => !isStatic(each)))
      startField(field, object, script, base);
  };
  const fill = fillOf(inside, script, base, start);
  fills.set(members, fill);
  const type: Func = {
    kind: 'function',
    name,
    members,
    statics,
    call: (args, span) => {
      const object = fieldsOf([], members, script.flow.side);
      script.recorder.nest(span, () => {
        fill(object, args, span);
      });
      startWithInputs(object, script, span);
      return object;
    },
  };
  const shared: Fields = { kind: 'fields', fields: statics, self: type };
  for (const field of fields.filter(isStatic)) startField(field, shared, script, base);
  return type;
}

/** The class that this one extends, if it is one of the text. */
function baseOf(node: SyntaxNode, script: Script): Func | undefined {
  const name = part(node, 'extends')?.nextSibling;
  const value = name && script.scope.find(script.source.slice(name))?.value;
  return value?.kind === 'function' && value.members ? value : undefined;
}

function keyOf(member: SyntaxNode, { source }: Script): string {
  const id = part(member, 'PropertyDefinition') ?? part(member, 'PrivatePropertyDefinition');
  return id ? source.slice(id) : '';
}

/** Where the code of a class is read for one object: `this` and `super` are known. */
function withSuper(
  script: Script,
  base: Func | undefined,
  self: Value,
  call: Func['call'] = () => nothing,
): Script {
  const inner = blockScope(script);
  const fields = base?.members ?? new Scope(null, {});
  inner.scope.own('this').value = self;
  inner.scope.own('super').value = { kind: 'fields', fields, self };
  inner.scope.own('super()').value = { kind: 'function', name: 'super', call };
  return inner;
}

/** Gives an object the start value of one of its fields. */
function startField(
  field: SyntaxNode,
  object: Fields,
  script: Script,
  base: Func | undefined,
): void {
  const inside = parts(field);
  const at = inside.findIndex((each) => each.name === 'Equals');
  const source = at < 0 ? undefined : inside[at + 1];
  if (!source) return;
  const inner = withSuper(script, base, object.self ?? object);
  const span = script.source.span(field);
  setMember(script, object, keyOf(field, script), inner.evaluate(source, inner), span);
}

function fillOf(
  inside: readonly SyntaxNode[],
  script: Script,
  base: Func | undefined,
  start: (object: Fields) => void,
): Fill {
  const fillBase: Fill = (object, args, span) => {
    if (base?.members) fills.get(base.members)?.(object, args, span);
    start(object);
  };
  const written = inside.find(
    (each) => each.name === 'MethodDeclaration' && keyOf(each, script) === 'constructor',
  );
  if (!written || !part(written, 'Block')) return fillBase;
  return (object, args, span) => {
    const isExtended = part(written.parent?.parent ?? written, 'extends') !== undefined;
    if (!isExtended) start(object);
    const inner = withSuper(script, base, object, (given, at) => {
      fillBase(object, given, at);
      return nothing;
    });
    const made = functionValue(written, inner, span, object);
    takeParameters(written, object, script, args, span);
    made.call(args, span);
  };
}

/** TypeScript's `constructor(private a: number)`: the parameter is a field too. */
function takeParameters(
  written: SyntaxNode,
  object: Fields,
  script: Script,
  { positional }: Arguments,
  span: Span,
): void {
  const inside = parts(part(written, 'ParamList') ?? written).slice(1, -1);
  separated(inside).forEach((group, i) => {
    const target = group.find((child) => child.name === 'VariableDefinition');
    const isField = group.some((child) => child.name === 'Privacy' || child.name === 'readonly');
    if (!target || !isField) return;
    const at = group.findIndex((child) => child.name === 'Equals');
    const source = at < 0 ? undefined : group[at + 1];
    const value = positional[i] ?? (source ? script.evaluate(source, script) : nothing);
    setMember(script, object, script.source.slice(target), value, span);
  });
}

/** `enum Mode { Relu, Tanh = 3 }`: an object of numbers that count on. */
export function enumeration(node: SyntaxNode, script: Script): Fields {
  const inner = blockScope(script);
  let next = 0;
  const entries = separated(parts(part(node, 'EnumBody') ?? node).slice(1, -1)).flatMap(
    ([key, , source]) => {
      if (!key) return [];
      const name = script.source.slice(key).replace(/^["']|["']$/g, '');
      const span = script.source.span(key);
      const value = source ? inner.evaluate(source, inner) : constant(next, span);
      inner.scope.own(name).value = value;
      if (value.kind === 'scalar')
        next = script.recorder.shape(asScalar(value, span), span, name) + 1;
      return [[name, value] as const];
    },
  );
  return fieldsOf(entries);
}
