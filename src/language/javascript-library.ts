/** JavaScript's own functions: Math, and the methods of arrays. */
import { tooFew, unknownOf } from './code/unknowns';
import { type OpName, arity, opSpelled } from '../ops';
import { field } from './code/access';
import { apply, asCondition, equals, fold } from './code/arithmetic';
import { builtinFunction } from './code/library';
import { join } from './code/lists';
import { entriesOf, fieldsOf, memberOfClass, memberOfObject } from './code/objects';
import { type Place } from './code/place';
import {
  type Arguments,
  type Func,
  type List,
  type Value,
  asItems,
  asScalar,
  constant,
  counted,
  list,
  nothing,
  refuseInside,
  truth,
  unknown,
  unsupported,
} from './code/value';
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

function invoke(callee: Value | undefined, positional: readonly Value[], span: Span): Value {
  if (callee?.kind !== 'function')
    return unsupported('A function is needed here. Write one, such as `x => x * x`.', span);
  return callee.call({ positional, named: new Map() }, span);
}

function mapped(items: readonly Value[], callee: Value, span: Span): List {
  return list(items.map((item, i) => invoke(callee, [item, constant(i, span)], span)));
}

type ArrayMethod = (place: Place, array: List, args: readonly Value[], span: Span) => Value;

function reduced(
  place: Place,
  items: readonly Value[],
  indices: readonly number[],
  args: readonly Value[],
  span: Span,
): Value {
  const [callee, start] = args;
  const first = start ?? items[0];
  if (!first) return unsupported('An empty array needs a start value here. Write it.', span);
  return items
    .slice(start ? 0 : 1)
    .reduce<Value>(
      (sum, item, i) =>
        invoke(
          callee,
          [place.recorder.share(sum, span), item, constant(indices[start ? i : i + 1] ?? i, span)],
          span,
        ),
      first,
    );
}

/** Whether a condition of a callback holds, which has to be known while reading. */
function holds(
  place: Place,
  callee: Value | undefined,
  item: Value,
  i: number,
  span: Span,
): boolean {
  const condition = asCondition(
    place.recorder,
    invoke(callee, [item, constant(i, span)], span),
    span,
  );
  const known = place.flow.decide(condition, true);
  return (
    known ?? unsupported('Which elements are kept depends on an input. Write `c ? a : b`.', span)
  );
}

function bound(
  place: Place,
  value: Value | undefined,
  length: number,
  otherwise: number,
  span: Span,
): number {
  if (!value) return otherwise;
  const at = place.recorder.shape(value, span, 'This bound');
  return at < 0 ? Math.max(0, length + at) : at;
}

const arrayMethods: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['map', (_, { items }, [callee], span) => mapped(items, callee ?? nothing, span)],
  ['flatMap', ({ recorder }, { items }, [callee], span) => list(join(recorder, mapped(items, callee ?? nothing, span).items, span))],
  [
    'forEach',
    (_, { items }, [callee], span) => {
      mapped(items, callee ?? nothing, span);
      return nothing;
    },
  ],
  ['filter', (place, { items }, [callee], span) => list(items.filter((item, i) => holds(place, callee, item, i, span)))],
  ['reduce', (place, { items }, args, span) => reduced(place, items, items.map((_, i) => i), args, span)],
  ['reduceRight', (place, { items }, args, span) => reduced(place, [...items].reverse(), items.map((_, i) => items.length - 1 - i), args, span)],
  ['slice', (place, { items }, [from, to], span) => list(items.slice(bound(place, from, items.length, 0, span), bound(place, to, items.length, items.length, span)))],
  ['concat', ({ recorder }, array, others, span) => list(join(recorder, [array, ...others], span))],
  ['reverse', (place, array, _, span) => {
    if (place.flow.openBranches > 0) return unsupported('This array is reversed or not, depending on an input.', span);
    array.items.reverse();
    return array;
  }],
  ['toReversed', (_, { items }) => list([...items].reverse())],
  ['fill', (place, { items }, [value = nothing], span) => {
    const shared = place.recorder.share(value, span);
    return list(items.map(() => shared));
  }],
  ['flat', ({ recorder }, { items }, _, span) => list(join(recorder, items, span))],
  ['includes', (place, { items }, [item = nothing], span) => among(place, items, item, span)],
  ['sort', (place, array, [callee], span) => sorted(place, array, callee, span)],
  ['find', (place, { items }, [callee], span) => items.find((item, i) => holds(place, callee, item, i, span)) ?? nothing],
  ['pop', (place, array, _, span) => (place.flow.openBranches > 0 ? unsupported('This array shrinks or not, depending on an input.', span) : (array.items.pop() ?? nothing))],
  ['keys', (_, { items }, __, span) => list(items.map((___, i) => constant(i, span)))],
  ['values', (_, { items }) => list([...items])],
  ['entries', (_, { items }, __, span) => list(items.map((item, i) => list([constant(i, span), item])))],
  ['at', (place, { items }, [index = nothing], span) => items.at(place.recorder.shape(index, span, 'This index')) ?? nothing],
  ['every', (place, { items }, [callee], span) => connected(place, 'and', items, callee, span)],
  ['some', (place, { items }, [callee], span) => connected(place, 'or', items, callee, span)],
  ['push', (place, array, args, span) => {
    if (place.flow.openBranches > 0) return unsupported('This array grows or not, depending on an input. Write `c ? a : b` instead.', span);
    for (const arg of args) refuseInside(array, arg, span);
    place.recorder.count(args.length, span);
    array.items.push(...args.map((arg) => place.recorder.share(arg, span)));
    return constant(array.items.length, span);
  }],
]); // prettier-ignore

/** Whether an item is one of several: an `or` of equalities where that is open. */
function among({ recorder }: Place, items: readonly Value[], item: Value, span: Span): Value {
  const answers = items.map((each) => equals(recorder, each, item, span));
  if (answers.some(({ fixed, known }) => fixed && known === 1)) return truth(true, span);
  const open = answers.filter(({ fixed }) => !fixed);
  return fold(recorder, 'or', open, span) ?? truth(false, span);
}

/** Sorts by a comparison whose answers have to be known while reading. */
function sorted(place: Place, array: List, callee: Value | undefined, span: Span): Value {
  if (place.flow.openBranches > 0 || !callee)
    return unsupported('This array is sorted in a way that is not read. Give a comparison.', span);
  array.items.sort((a, b) =>
    place.recorder.shape(invoke(callee, [a, b], span), span, 'This order'),
  );
  return array;
}

function connected(
  place: Place,
  op: 'and' | 'or',
  items: readonly Value[],
  callee: Value | undefined,
  span: Span,
): Value {
  const conditions = mapped(items, callee ?? nothing, span).items;
  return (
    fold(
      place.recorder,
      op,
      conditions.map((condition) => asCondition(place.recorder, condition, span)),
      span,
    ) ?? constant(Number(op === 'and'), span)
  );
}

/** `xs.name` of an array: its length, or a method. */
function memberOfArray(place: Place, array: List, name: string, span: Span): Value {
  if (name === 'length') return counted(array.items.length, span);
  const found = arrayMethods.get(name);
  if (!found) return unknown(`\`.${name}\` of an array is not known here. Write it out.`, span);
  return func(name, ({ positional }, at) => {
    place.recorder.count(array.items.length, at);
    return found(place, array, positional, at);
  });
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
