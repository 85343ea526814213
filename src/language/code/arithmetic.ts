/** Ops on values: numbers, and arrays element by element. */
import { sayCount } from '../counts';
import { arity, ops, type OpName } from '../../ops';
import type { Span } from '../syntax';
import type { Flow } from './flow';
import type { Recorder } from './recorder';
import {
  asScalar,
  constant,
  counted,
  inBox,
  isLiteral,
  list,
  truth,
  unsupported,
  type List,
  type Scalar,
  type Value,
} from './value';
import { freeName } from './wholes';

/**
 * `op` on numbers, or on arrays element by element; what has fewer axes is used for every row.
 * `goesOn`: one more step through a list.
 */
export function apply(
  recorder: Recorder,
  op: OpName,
  args: readonly Value[],
  span: Span,
  goesOn = false,
): Value {
  const arrays = args.filter((arg): arg is List => arg.kind === 'list' && arg.array);
  const [first] = arrays;
  if (!first)
    return recorder.op(
      op,
      args.map((arg) => asScalar(arg, span)),
      span,
      goesOn,
    );
  const axes = Math.max(...arrays.map(axesOf));
  const isSplit = (arg: Value): arg is List =>
    arg.kind === 'list' && arg.array && axesOf(arg) === axes;
  const lengths = arrays.filter(isSplit).map((array) => array.items.length);
  const length = lengths.find((each) => each !== 1) ?? 1;
  if (lengths.some((each) => each !== 1 && each !== length)) {
    return unsupported('These arrays have different lengths. Give them as many elements.', span);
  }
  // A number beside an array is used once per element.
  const shared = args.map((arg) => recorder.share(arg, span));
  const items = Array.from({ length }, (_, i) => {
    const row = shared.map((arg) =>
      isSplit(arg) ? arg.items[arg.items.length === 1 ? 0 : i] : arg,
    );
    return apply(
      recorder,
      op,
      row.filter((arg) => arg !== undefined),
      span,
      goesOn,
    );
  });
  return list(items, true, first.module);
}

/** How many axes an array has: 1 for a vector, 2 for a matrix. */
export function axesOf(array: List): number {
  let axes = 1;
  for (let [item] = array.items; item?.kind === 'list'; [item] = item.items) axes++;
  return axes;
}

/** `op` applied from the left: max(max(a, b), c). */
export function fold(
  recorder: Recorder,
  op: OpName,
  values: readonly Value[],
  span: Span,
): Value | undefined {
  const shares = ops[op].sharesEvenly === true;
  return values
    .slice(1)
    .reduce<Value | undefined>(
      (sum, value, i) => (sum ? apply(recorder, op, [sum, value], span, shares && i > 0) : value),
      values[0],
    );
}

/** The op called with any number of operands where that has a meaning, else with exactly its own number. */
export function applyNamed(
  recorder: Recorder,
  op: OpName,
  name: string,
  args: readonly Value[],
  span: Span,
): Value {
  if (args.length === arity(op)) return apply(recorder, op, args, span);
  const folds =
    arity(op) === 2 && args.length > 2 && ['max', 'min', 'hypot', 'and', 'or'].includes(op);
  const folded = folds ? fold(recorder, op, args, span) : undefined;
  if (folded) return folded;
  const { message, advice } = sayCount(name, arity(op), args.length);
  return unsupported(message, span, { advice });
}

/** `1 << 3` of whole numbers that are written out; undefined for any others, and for bits that fall off. */
export function shifted(operator: string, a: Value, b: Value, span: Span): Scalar | undefined {
  if (a.kind !== 'scalar' || b.kind !== 'scalar' || !a.fixed || !b.fixed) return undefined;
  const [value, by] = [a.known ?? NaN, b.known ?? NaN];
  if (![value, by].every(Number.isInteger) || by < 0 || by > 31) return undefined;
  const result = operator === '<<' ? value * 2 ** by : Math.floor(value / 2 ** by);
  return Math.abs(result) < 2 ** 31 && value >= 0 ? counted(result, span) : undefined;
}

/** −value; a sign before a literal is part of the number. */
export function negate(recorder: Recorder, value: Value, span: Span): Value {
  if (isLiteral(value)) return constant(-(value.known ?? 0), span);
  return apply(recorder, 'neg', [value], span);
}

/** `value` as a condition: a number counts as true unless it is 0. */
export function asCondition(recorder: Recorder, value: Value, span: Span): Scalar {
  if (value.kind === 'nothing') return truth(false, span);
  if (value.kind === 'list') return truth(value.items.length > 0, span);
  if (value.kind === 'text') return truth(value.text !== '', span);
  const scalar = asScalar(value, span);
  if (scalar.truth) return scalar;
  if (scalar.fixed) return truth(scalar.known !== 0 && !Number.isNaN(scalar.known), span);
  return recorder.op('ne', [scalar, constant(0, span)], span);
}

/** The opposite of a condition. */
export function negateCondition(recorder: Recorder, condition: Scalar, span: Span): Scalar {
  return condition.fixed
    ? truth(condition.known === 0, span)
    : recorder.op('not', [condition], span);
}

/** Whether two values are equal, as a condition; texts and nothing are compared while reading. */
export function equals(recorder: Recorder, a: Value, b: Value, span: Span): Scalar {
  if (a.kind === 'text' && b.kind === 'text') return truth(a.text === b.text, span);
  refuseUnsaid(recorder, a, b, span);
  if (a.kind !== b.kind && [a, b].some(({ kind }) => kind === 'text' || kind === 'nothing'))
    return truth(false, span);
  if (a.kind === 'nothing') return truth(true, span);
  return recorder.op('eq', [asScalar(a, span), asScalar(b, span)], span);
}

/** An input without a value may be any text: which one decides what is read. */
function refuseUnsaid(recorder: Recorder, a: Value, b: Value, span: Span): void {
  const [text, other] = a.kind === 'text' ? [a, b] : [b, a];
  const name = other.kind === 'scalar' && other.known === undefined && freeName(recorder, other);
  if (text.kind === 'text' && typeof name === 'string')
    unsupported(`Nothing says which text \`${name}\` is.`, span, {
      advice: `Give it one first, such as \`${name} = '${text.text.slice(0, 20)}'\`.`,
    });
}

/** Where conditions are connected. */
interface Connecting {
  readonly recorder: Recorder;
  readonly flow: Pick<Flow, 'reach'>;
}

/**
 * `and` or `or` over operands that are read only as far as needed. Outside a condition a language gives
 * one of the operands; that is followed where it is known which.
 */
export function connect<T>(
  { recorder, flow }: Connecting,
  op: 'and' | 'or',
  operands: readonly T[],
  evaluate: (operand: T) => Value,
  inCondition: boolean,
  span: Span,
): Value {
  let open: Scalar | undefined;
  let last: Value = truth(op === 'and', span);
  for (const operand of operands) {
    const goesOn = open && op === 'or' ? recorder.op('not', [open], span) : open;
    last = goesOn ? flow.reach(goesOn, span, () => evaluate(operand)) : evaluate(operand);
    const isOperandAsked = !inCondition && !(last.kind === 'scalar' && last.truth);
    const condition = asCondition(recorder, last, span);
    if (isOperandAsked && !condition.fixed) {
      return unsupported(
        `\`${op}\` of numbers gives one of them, depending on an input. Write a conditional expression.`,
        span,
      );
    }
    if (condition.fixed && (condition.known !== 0) === (op === 'or')) {
      return isOperandAsked ? last : condition;
    }
    if (!condition.fixed) open = open ? recorder.op(op, [open, condition], span) : condition;
  }
  return open ?? (inCondition ? asCondition(recorder, last, span) : last);
}

/** The same number without its gradient, in the same memory. */
export function detached(recorder: Recorder, value: Scalar, span: Span): Scalar {
  const cut = recorder.op('detach', [value], span);
  return value.boxed ? { ...inBox(cut, value), cut: true } : cut;
}
