/** JavaScript's own functions: those of Math, Number, Array and Object. */
import { tooFew, unknownOf } from './code/unknowns';
import { type OpName, arity, opSpelled } from '../ops';
import { field } from './code/access';
import { apply, fold } from './code/arithmetic';
import { builtinFunction } from './code/library';
import { entriesOf, fieldsOf, memberOfClass, memberOfObject } from './code/objects';
import { type Place } from './code/place';
import {
  type Arguments,
  type Func,
  type Value,
  asItems,
  asScalar,
  constant,
  list,
  nothing,
  unknown,
  unsupported,
} from './code/value';
import { mapped, memberOfArray } from './javascript-arrays';
import { type Span } from './syntax';

const MATH_CONSTANTS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['PI', [Math.PI, 'π']],
  ['E', [Math.E, 'e']],
  ['LN2', [Math.LN2, 'LN2']],
  ['LN10', [Math.LN10, 'LN10']],
  ['LOG2E', [Math.LOG2E, 'LOG2E']],
  ['LOG10E', [Math.LOG10E, 'LOG10E']],
  ['SQRT2', [Math.SQRT2, 'SQRT2']],
  ['SQRT1_2', [Math.SQRT1_2, 'SQRT1_2']],
]);

const MATH_FUNCTIONS: ReadonlySet<string> = new Set([
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'exp', 'expm1', 'floor',
  'hypot', 'log', 'log10', 'log1p', 'log2', 'max', 'min', 'pow', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
]); // prettier-ignore

const NUMBER_CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['EPSILON', Number.EPSILON],
  ['MAX_VALUE', Number.MAX_VALUE],
  ['MIN_VALUE', Number.MIN_VALUE],
  ['POSITIVE_INFINITY', Infinity],
  ['NEGATIVE_INFINITY', -Infinity],
  ['NaN', NaN],
]);

/** What surrounds a script; none of it is a number. */
const SURROUNDINGS: ReadonlySet<string> = new Set([
  'globalThis',
  'window',
  'document',
  'process',
  'require',
  'Function',
  'Symbol',
  'Reflect',
  'Proxy',
]);

/** Objects that JavaScript has without an import. */
const globalObjects: ReadonlySet<string> = new Set(['Math', 'Number', 'Array', 'Object']);

function func(name: string, call: Func['call']): Func {
  return { kind: 'function', name, call };
}

/** `Math.name` and the like; inherited members mean nothing. */
function memberOfGlobal(place: Place, object: string, name: string, span: Span): Value {
  if (object === 'Math') {
    const found = MATH_CONSTANTS.get(name);
    if (found) return constant(found[0], span, found[1]);
    if (MATH_FUNCTIONS.has(name)) return mathFunction(place, name);
    if (name === 'random') return func('Math.random', (_, at) => place.recorder.drawn(at));
  }
  const number = object === 'Number' ? NUMBER_CONSTANTS.get(name) : undefined;
  if (number !== undefined) return constant(number, span, `Number.${name}`);
  if (object === 'Array' && name === 'from')
    return func('Array.from', (args, at) => arrayFrom(place, args, at));
  if (object === 'Array' && name === 'of')
    return func('Array.of', ({ positional }) => list([...positional]));
  const ofObject = object === 'Object' ? objectFunctions.get(name) : undefined;
  if (ofObject)
    return func(`Object.${name}`, ({ positional: [of = nothing] }, at) => {
      if (of.kind === 'fields') place.recorder.count(of.fields.cells.size, at);
      return ofObject(of, at);
    });
  if (object === 'Number' && NUMBER_TESTS.has(name)) return numberTest(place, name);
  return unknownOf(object, name, MATH_FUNCTIONS, span);
}

type OfObject = (of: Value, span: Span) => Value;

/** What an object is made of, as arrays. */
const objectFunctions: ReadonlyMap<string, OfObject> = new Map<string, OfObject>([
  ['keys', (of: Value, span: Span) => list([...keysOf(of, span)])],
  ['values', (of: Value, span: Span) => list(pairsOf(of, span).map(([, value]) => value))],
  ['entries', (of: Value, span: Span) => list(pairsOf(of, span).map(([key, value]) => list([text(key), value])))],
  ['freeze', (of: Value) => of],
  ['fromEntries', (of: Value, span: Span) => fieldsOf(asItems(of, span).map((pair) => {
    const [key, value = nothing] = asItems(pair, span);
    return key?.kind === 'text' ? [key.text, value] : unsupported('The key of a field is a text.', span);
  }))],
]); // prettier-ignore

const text = (value: string): Value => ({ kind: 'text', text: value });

function pairsOf(of: Value, span: Span): readonly (readonly [string, Value])[] {
  if (of.kind === 'fields') return entriesOf(of);
  return asItems(of, span).map((item, i) => [String(i), item]);
}

/** The names of the fields of an object, or the indices of an array. */
export function keysOf(of: Value, span: Span): readonly Value[] {
  if (of.kind === 'list') return of.items.map((_, i) => constant(i, span));
  return pairsOf(of, span).map(([key]) => text(key));
}

/** Questions about a number whose answers matter for numbers that are none. */
const NUMBER_TESTS: ReadonlySet<string> = new Set(['isNaN', 'isFinite']);

/** `isNaN(x)` is x ≠ x, and `isFinite(x)` is x − x = 0. */
function numberTest({ recorder }: Place, name: string): Func {
  return func(name, ({ positional: [value = nothing] }, span) => {
    const x = asScalar(recorder.share(value, span), span);
    if (name === 'isNaN') return recorder.op('ne', [x, x], span);
    return recorder.op('eq', [recorder.op('sub', [x, x], span), constant(0, span)], span);
  });
}

/** A function of Math: any number of operands for max, min and hypot; halves are rounded up. */
function mathFunction(place: Place, name: string): Value {
  const { recorder } = place;
  const op = opSpelled(name);
  if (name === 'round' || !op)
    return builtinFunction('js', name, recorder, place.definitions) ?? nothing;
  return func(`Math.${name}`, ({ positional }, span) => {
    const variadic = name === 'max' || name === 'min' || name === 'hypot';
    const [first] = positional;
    if (!variadic || positional.length === 2)
      return applyExactly(place, op, name, positional, span);
    if (!first) return constant(name === 'max' ? -Infinity : name === 'min' ? Infinity : 0, span);
    if (positional.length === 1 && name === 'hypot') return apply(recorder, 'abs', [first], span);
    return (
      fold(
        recorder,
        op,
        positional.map((value) => asScalar(value, span)),
        span,
      ) ?? nothing
    );
  });
}

/** Further arguments mean nothing to a function of Math. */
function applyExactly(
  place: Place,
  op: OpName,
  name: string,
  args: readonly Value[],
  span: Span,
): Value {
  const wanted = arity(op);
  if (args.length < wanted) return tooFew(`Math.${name}`, wanted, args.length, span);
  return apply(
    place.recorder,
    op,
    args.slice(0, wanted).map((value) => asScalar(value, span)),
    span,
  );
}

/** Functions that make a number of a text. */
const NUMBERS: ReadonlySet<string> = new Set(['Number', 'parseFloat', 'parseInt']);

function numberIn(text: string, name: string): number {
  if (name === 'Number') return Number(text);
  return name === 'parseInt' ? Number.parseInt(text, 10) : Number.parseFloat(text);
}

/** Functions that are called by a bare name. */
export function bareFunction(place: Place, name: string): Func | undefined {
  if (NUMBERS.has(name))
    return func(name, ({ positional: [value = constant(0, { start: 0, end: 0 })] }, span) =>
      value.kind === 'text'
        ? constant(numberIn(value.text, name), span)
        : name === 'parseInt'
          ? apply(place.recorder, 'trunc', [value], span)
          : asScalar(value, span),
    );
  if (name === 'Array') return func(name, (args, span) => emptyArray(place, args, span));
  if (NUMBER_TESTS.has(name)) return numberTest(place, name);
  return opSpelled(name) === undefined
    ? undefined
    : builtinFunction('', name, place.recorder, place.definitions);
}

function emptyArray(place: Place, { positional }: Arguments, span: Span): Value {
  const [size] = positional;
  if (positional.length !== 1 || !size) return list([...positional]);
  const length = place.recorder.shape(size, span, 'This length');
  place.recorder.count(Math.max(0, length), span);
  return list(Array.from({ length: Math.max(0, Math.trunc(length)) }, () => nothing));
}

/** `Array.from({length: 3}, (_, i) => …)` and `Array.from(xs, f)`. */
function arrayFrom(place: Place, { positional: [source, callee] }: Arguments, span: Span): Value {
  const length = source?.kind === 'fields' ? source.fields.find('length')?.value : undefined;
  const items = length
    ? asItems(emptyArray(place, { positional: [length], named: new Map() }, span), span)
    : asItems(source ?? nothing, span);
  return callee ? mapped(items, callee, span) : list([...items]);
}

/** What a name stands for when the text does not say. */
export function resolveGlobal(name: string, span: Span): Value | undefined {
  if (name === 'Infinity' || name === 'NaN') return constant(Number(name), span, name);
  if (name === 'undefined') return nothing;
  if (globalObjects.has(name)) return { kind: 'module', path: name };
  if (SURROUNDINGS.has(name)) return unknown(`\`${name}\` is not a number. Write its value.`, span);
  return undefined;
}

export function memberOf(value: Value, name: string, script: Place, span: Span): Value {
  if (value.kind === 'module' && globalObjects.has(value.path))
    return memberOfGlobal(script, value.path, name, span);
  if (value.kind === 'list') return memberOfArray(script, value, name, span);
  if (value.kind === 'fields') return memberOfObject(value, name, span) ?? nothing;
  if (value.kind === 'function' && value.statics)
    return memberOfClass(value, name, span) ?? nothing;
  if (value.kind === 'scalar' && !(value.expr.kind === 'name'))
    return unknown(`\`.${name}\` of a number is not known here. Write it out.`, span);
  return field(script, value, name, span);
}
