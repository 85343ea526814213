/** Functions of lists of known length: sums, means, largest elements, ranges, zips. */
import type { OpName } from '../../ops';
import type { Span } from '../syntax';
import { apply, fold } from './arithmetic';
import { partOf } from './memory';
import { elements, isMatrix, outer, product, transpose } from './matrices';
import { entriesOf, fieldsOf, memberOfObject } from './objects';
import type { Recorder } from './recorder';
import {
  asItems,
  constant,
  copyOf,
  counted,
  list,
  nothing,
  truth,
  tuple,
  unknown,
  unsupported,
  type List,
  type Value,
} from './value';

/** One call of a built-in function. `module` is the module it was taken from, or ''. */
export interface BuiltinCall {
  readonly recorder: Recorder;
  readonly module: string;
  readonly name: string;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly span: Span;
}

export type Builtin = (call: BuiltinCall) => Value;

/** All numbers of an array of arrays, or the number itself. */
export function flat({ recorder, span }: BuiltinCall, value: Value | undefined): Value[] {
  if (value?.kind === 'scalar') return [value];
  if (value === undefined)
    return unsupported('A list is missing here. Write it between the brackets.', span);
  const pending = [...asItems(value, span)].reverse();
  const found: Value[] = [];
  for (let item = pending.pop(); item; item = pending.pop()) {
    recorder.step(span);
    if (item.kind === 'list') pending.push(...[...item.items].reverse());
    else found.push(item);
  }
  return found;
}

/** A reduction of all elements. */
function total(call: BuiltinCall, op: OpName, empty?: number): Value {
  const { recorder, args, span } = call;
  const [values] = args;
  const result = fold(recorder, op, flat(call, values), span);
  if (result) return result;
  return empty === undefined
    ? unsupported('This list is empty. Write a number in it.', span)
    : constant(empty, span);
}

function mean(call: BuiltinCall): Value {
  const count = flat(call, call.args[0]).length;
  const sum = total(call, 'add', NaN);
  return count === 1
    ? sum
    : apply(call.recorder, 'div', [sum, constant(count, call.span)], call.span);
}

/** sum(values, start): Python's second argument is a start, everyone else's an axis. */
function sum(call: BuiltinCall): Value {
  const start = call.module === '' ? (call.args[1] ?? call.named.get('start')) : undefined;
  if (!start) return total(call, 'add', 0);
  const items = [start, ...flat(call, call.args[0])];
  return fold(call.recorder, 'add', items, call.span) ?? constant(0, call.span);
}

/** max and min: of a list, or of the arguments; NumPy's second argument is an axis. */
function extreme(op: 'max' | 'min'): Builtin {
  return (call) => {
    const { args, named, recorder, span, module, name } = call;
    const isAlong = named.has('dim') || (args.length > 1 && args[0]?.kind === 'list');
    if (module === 'torch' && name === op && isAlong) return alongVector(call, op);
    if (named.has('key'))
      return unsupported(`\`${name}\` with a key is not read. Write it without.`, span);
    const [first, second] = args;
    if (args.length > 1 && first?.kind === 'scalar') {
      const isAxis =
        /^(numpy|jax|scipy|tensorflow)/.test(module) ||
        (module === 'torch' &&
          second?.kind === 'scalar' &&
          second.fixed &&
          !second.boxed &&
          Number.isInteger(second.known));
      if (isAxis)
        return unsupported(
          `The second argument of \`${name}\` is an axis. Did you mean \`${op}imum\`?`,
          span,
        );
      return fold(recorder, op, args, span) ?? first;
    }
    const items = args.length > 1 && module === '' ? args : flat(call, first);
    return (
      fold(recorder, op, items, span) ??
      named.get('default') ??
      unsupported('This list is empty. Write a number in it.', span)
    );
  };
}

/** PyTorch's `x.max(dim=0)` of a vector: the largest element, beside its place. */
function alongVector(call: BuiltinCall, op: 'max' | 'min'): Value {
  const { args, name, span } = call;
  const [values = nothing, other] = args;
  const isPair = other?.kind === 'list' || (other?.kind === 'scalar' && other.boxed);
  if (isPair) return fold(call.recorder, op, args, span) ?? values;
  refuseLone(call, values, name);
  const largest = total(call, op);
  const place = unknown(`The place of the element that \`${name}\` takes has no gradient.`, span);
  return fieldsOf([
    ['values', largest],
    ['indices', place],
    ['0', largest],
    ['1', place],
  ]);
}

function zip({ recorder, args, span }: BuiltinCall): Value {
  const lists = args.map((arg) => asItems(arg, span));
  const length = lists.length > 0 ? Math.min(...lists.map((items) => items.length)) : 0;
  recorder.count(length, span);
  return list(Array.from({ length }, (_, i) => tuple(lists.flatMap((items) => items[i] ?? []))));
}

function enumerate({ recorder, args, named, span }: BuiltinCall): Value {
  const begin = args[1] ?? named.get('start');
  const start = begin ? recorder.shape(begin, span, 'This start') : 0;
  const items = asItems(args[0] ?? list([]), span);
  recorder.count(items.length, span);
  return list(items.map((item, i) => tuple([constant(start + i, span), item])));
}

/** An array of the elements; a lone number stays one, also when PyTorch wraps it in brackets. */
export function array({ recorder, args, module, name, span }: BuiltinCall): Value {
  const [value] = args;
  const root = module.split('.')[0] ?? '';
  const toArray = (items: readonly Value[]): List => {
    recorder.count(items.length, span);
    return recorder.nest(span, () =>
      list(
        items.map((item) => (item.kind === 'list' ? toArray(item.items) : ofArray(item, root))),
        true,
        root,
      ),
    );
  };
  // These share the memory of what they are given; `float64` is a number, which cannot change.
  const shares = /^(?:as|Param)/.test(name);
  if (value?.kind === 'scalar' && value.boxed && shares) return value;
  if (value?.kind === 'scalar') return copyOf(value, /^(?:float|double)/.test(name) ? '' : root);
  if (value?.kind !== 'list')
    return value ?? unsupported('A number is missing here. Write it between the brackets.', span);
  const [only] = value.items;
  const isShared = shares && value.array;
  if (module === 'torch' && value.items.length === 1 && only?.kind === 'scalar')
    return isShared && only.boxed ? only : copyOf(only, root);
  if (!isShared) return toArray(value.items);
  return value.module === root ? value : partOf(recorder, value, toArray(value.items));
}

/** Every number of a tensor is a tensor; one of another array is only a number. */
function ofArray(item: Value, module: string): Value {
  return item.kind === 'scalar' && (item.boxed || module === 'torch')
    ? copyOf(item, module === 'torch' ? module : '')
    : item;
}

/** The elements of several lists in one, which are counted before they are copied. */
export function join(recorder: Recorder, parts: readonly Value[], span: Span): Value[] {
  recorder.count(
    parts.reduce((sum, part) => sum + (part.kind === 'list' ? part.items.length : 1), 0),
    span,
  );
  return parts.flatMap((part) => (part.kind === 'list' ? part.items : [part]));
}

function concatenate(call: BuiltinCall): Value {
  const { recorder, args, named, module, span } = call;
  const parts = asItems(args[0] ?? list([]), span);
  const axis = args[1] ?? named.get('axis') ?? named.get('dim');
  const at = axis ? recorder.shape(axis, span, 'This axis') : 0;
  if (parts.some(isMatrix) && at !== 0)
    return unsupported('Matrices are joined only below each other. Write it out row by row.', span);
  return array({ ...call, args: [list(join(recorder, parts, span))], module });
}

function stack(call: BuiltinCall): Value {
  const { recorder, args, named, span } = call;
  const axis = args[1] ?? named.get('axis') ?? named.get('dim');
  const at = axis ? recorder.shape(axis, span, 'This axis') : 0;
  const stacked = array({ ...call, args: args.slice(0, 1) });
  return at === 0 ? stacked : transpose(stacked, span);
}

/** A function that is given some of its arguments already, which may change until it is called. */
function partial({ args: [callee = nothing, ...first], named, span }: BuiltinCall): Value {
  if (callee.kind !== 'function') return unsupported('partial needs a function first.', span);
  const { fields: around } = fieldsOf([
    ['', callee],
    ...first.map((value, i) => [String(i), value] as const),
    ...named,
  ]);
  const held = (name: string): Value => around.cells.get(name)?.value ?? nothing;
  return {
    kind: 'function',
    name: callee.name,
    around,
    call: (args, at) =>
      callee.call(
        {
          positional: [...first.map((_, i) => held(String(i))), ...args.positional],
          named: new Map([
            ...Array.from(named.keys(), (name) => [name, held(name)] as const),
            ...args.named,
          ]),
        },
        at,
      ),
  };
}

/** Called with the other arguments if it is a function, else itself. */
function applied({ args: [callee = nothing, ...positional], span }: BuiltinCall): Value {
  return callee.kind === 'function' ? callee.call({ positional, named: new Map() }, span) : callee;
}

/**
 * A list of numbers, or one number; a matrix is refused. For a function of whole vectors, whose name
 * is the second argument, it is an array, and a number that may well be a vector is refused too.
 */
function vector(call: BuiltinCall): Value {
  const { args, span } = call;
  const [value = nothing, what] = args;
  if (isMatrix(value)) return unsupported('This is read of vectors, not of matrices.', span);
  if (what?.kind !== 'text') return value;
  refuseLone(call, value, what.text);
  return array({ ...call, args: [value] });
}

const ofTwo =
  (combine: typeof product): Builtin =>
  ({ recorder, args: [a = nothing, b = nothing], span }) =>
    combine(recorder, a, b, span);

/** A name that nobody gave a number may well be a vector: as one number it would mislead. */
function refuseLone({ span }: BuiltinCall, value: Value | undefined, what: string): void {
  if (value?.kind !== 'scalar' || value.known !== undefined) return;
  const { expr } = value;
  const name = expr.kind === 'name' ? expr.name : null;
  const elements = [0, 1].map((i) => (name === null ? 'ab'.charAt(i) : `${name}${i}`)).join(', ');
  unsupported(
    `\`${what}\` needs the whole vector, and ${name === null ? 'this' : `\`${name}\``} is one number here. Write its elements out: \`[${elements}]\`.`,
    span,
  );
}

function logSumExp(call: BuiltinCall): Value {
  refuseLone(call, call.args[0], call.name);
  return total(call, 'logaddexp');
}

/** map(f, xs) and reduce(f, xs, start). */
function map({ args: [callee, ...lists], span }: BuiltinCall): Value {
  if (callee?.kind !== 'function')
    return unsupported('`map` needs a function first. Write `map(f, xs)`.', span);
  const columns = lists.map((each) => asItems(each, span));
  const length = columns.length > 0 ? Math.min(...columns.map((items) => items.length)) : 0;
  const rows = Array.from({ length }, (_, i) => columns.flatMap((items) => items[i] ?? []));
  return list(rows.map((positional) => callee.call({ positional, named: new Map() }, span)));
}

function reduce({ recorder, args: [callee, values, start], span }: BuiltinCall): Value {
  if (callee?.kind !== 'function' || !values)
    return unsupported('`reduce` needs a function and a list. Write `reduce(f, xs)`.', span);
  const items = [...(start ? [start] : []), ...asItems(values, span)];
  const [first, ...rest] = items;
  if (!first) return unsupported('This list is empty. Write a number in it.', span);
  return rest.reduce(
    (sum, item) =>
      callee.call({ positional: [recorder.share(sum, span), item], named: new Map() }, span),
    first,
  );
}

/** The mean or the sum of element-wise losses; a single loss is itself. */
function reduced(call: BuiltinCall): Value {
  const [value, how] = call.args;
  if (value?.kind !== 'list' || (how?.kind === 'text' && how.text === 'none'))
    return value ?? unsupported('A loss is missing. Write it between the brackets.', call.span);
  const sums = how?.kind === 'text' && /^(?:sum|batchmean)$/.test(how.text);
  if (!sums) return mean({ ...call, args: [value] });
  const sum = total(call, 'add', 0);
  const batch = constant(value.items.length, call.span);
  return how.text === 'sum' ? sum : apply(call.recorder, 'div', [sum, batch], call.span);
}

const copied: Builtin = ({ recorder, args, span }) =>
  list(join(recorder, [list([...asItems(args[0] ?? list([]), span)])], span));

/** How many elements a list or a dictionary has, or what an object says of itself. */
function lengthOf({ args: [value = list([])], span }: BuiltinCall): Value {
  if (value.kind !== 'fields') return counted(asItems(value, span).length, span);
  if (value.fields.parent === null && !value.self) return counted(entriesOf(value).length, span);
  const own = memberOfObject(value, '__len__', span);
  if (own?.kind === 'function') return own.call({ positional: [], named: new Map() }, span);
  return unsupported(
    'This object has no length: its class has no `__len__`. Count what it holds.',
    span,
  );
}

/** Built-in functions of lists by name. */
export const listBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...['sum', 'fsum', 'reduce_sum', 'nansum'].map((name) => [name, sum] as const),
  ...['mean', 'fmean', 'reduce_mean', 'nanmean'].map((name) => [name, mean] as const),
  ...['prod', 'product', 'reduce_prod'].map(
    (name) => [name, (call: BuiltinCall) => total(call, 'mul', 1)] as const,
  ),
  ...['max', 'amax', 'reduce_max', 'nanmax'].map((name) => [name, extreme('max')] as const),
  ...['min', 'amin', 'reduce_min', 'nanmin'].map((name) => [name, extreme('min')] as const),
  ...['logsumexp', 'reduce_logsumexp'].map((name) => [name, logSumExp] as const),
  ...['array', 'asarray', 'tensor', 'Tensor', 'as_tensor', 'FloatTensor', 'DoubleTensor', 'vstack', 'constant', 'Variable', 'Parameter', 'float32', 'float64', 'double', 'Value', 'Scalar', 'asnumpy', 'convert_to_tensor'].map((name) => [name, array] as const), // prettier-ignore
  ...['concatenate', 'cat', 'concat', 'hstack'].map((name) => [name, concatenate] as const),
  ...['dot', 'matmul', 'mm', 'mv'].map((name) => [name, ofTwo(product)] as const),
  ['outer', ofTwo(outer)],
  ['transpose', ({ args: [value = nothing], span }) => transpose(value, span)],
  ['stack', stack],
  ['applied', applied],
  ['partial', partial],
  ['is_matrix', ({ args: [value], span }) => truth(isMatrix(value), span)],
  ['is_array', ({ args: [value], span }) => truth(value?.kind === 'list' && value.array, span)],
  ['is_list', ({ args: [value], span }) => truth(value?.kind === 'list', span)],
  ['listed', ({ args: [value = nothing] }) => (value.kind === 'list' ? value : list([value]))],
  [
    'elements',
    ({ recorder, args: [value = nothing, shape = nothing, callee], span }) => {
      const [only = nothing, ...more] = shape.kind === 'list' ? shape.items : [shape];
      if (more.length > 0)
        return unsupported('Only one axis is read here. Write the last size alone.', span);
      const size = recorder.shape(only, span, 'This size');
      const name = callee?.kind === 'text' ? callee.text : '';
      return list([...elements(recorder, value, size, name, span)], true);
    },
  ],
  ['size', (call) => counted(flat(call, call.args[0]).length, call.span)],
  ['vector', vector],
  ['all', (call) => total(call, 'and', 1)],
  ['any', (call) => total(call, 'or', 0)],
  ['len', lengthOf],
  ['list', copied],
  ['tuple', (call) => tuple([...asItems(copied(call), call.span)])],
  ['reversed', (call) => list([...asItems(copied(call), call.span)].reverse())],
  ['zip', zip],
  ['enumerate', enumerate],
  ['map', map],
  ['reduce', reduce],
  ['reduced', reduced],
  ['vector', vector],
]);
