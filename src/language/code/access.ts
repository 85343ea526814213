/** Elements and fields: `x[0]`, `xs[1:]`, `p.w`. */
import type { Span } from '../syntax';
import { apply } from './arithmetic';
import { attributeOf, methodOf } from './library';
import type { Place } from './place';
import { asItems, asScalar, list, Refusal, unknown, unsupported, type Value } from './value';

/** Attributes of a number that are the number itself. */
const SELF: ReadonlySet<string> = new Set(['T', 'real', 'mT']);

/** `value[index]` for an index known while reading; a negative one counts from the end if the language has that. */
export function element(
  place: Place,
  value: Value,
  index: Value,
  fromEnd: boolean,
  span: Span,
): Value {
  if (value.kind === 'fields' && index.kind === 'text')
    return field(place, value, index.text, span);
  if (value.kind === 'scalar' && value.expr.kind === 'name') {
    const at = place.recorder.shape(index, span, 'This index');
    return place.recorder.input(`${value.expr.name}[${at}]`, span);
  }
  const items = asItems(value, span);
  if (index.kind === 'list')
    return index.items.reduce((inner, each) => element(place, inner, each, fromEnd, span), value);
  const at = place.recorder.shape(index, span, 'This index');
  const found = items[fromEnd && at < 0 ? items.length + at : at];
  return found ?? unsupported(`There is no element ${at}: the list has ${items.length}.`, span);
}

/** `values[from:to:by]`, each bound optional. */
export function slice(
  place: Place,
  value: Value,
  bounds: readonly (Value | undefined)[],
  span: Span,
): Value {
  const items = asItems(value, span);
  const [from, to, by] = bounds.map(
    (bound) => bound && place.recorder.shape(bound, span, 'This bound'),
  );
  const step = by ?? 1;
  if (step === 0) return unsupported('A slice needs a step other than 0.', span);
  const clamp = (i: number): number =>
    Math.min(
      Math.max(i < 0 ? i + items.length : i, step < 0 ? -1 : 0),
      step < 0 ? items.length - 1 : items.length,
    );
  const first = from === undefined ? (step < 0 ? items.length - 1 : 0) : clamp(from);
  const end = to === undefined ? (step < 0 ? -1 : items.length) : clamp(to);
  const picked: Value[] = [];
  for (let i = first; step > 0 ? i < end : i > end; i += step)
    picked.push(...items.slice(i, i + 1));
  return list(picked, value.kind === 'list' && value.array);
}

/** `value.name` */
export function field(place: Place, value: Value, name: string, span: Span): Value {
  switch (value.kind) {
    case 'unknown':
      return { kind: 'unknown', problem: { ...value.problem, span } };
    case 'module':
      return attributeOf(value, name, place.recorder, place.definitions, span);
    case 'fields':
      return value.fields.get(name) ?? unsupported(`This object has no field \`${name}\`.`, span);
    case 'scalar':
      return attributeOfNumber(place, value, name, span);
    default:
      return unknown(`\`.${name}\` is not known here.`, span);
  }
}

function attributeOfNumber(place: Place, value: Value, name: string, span: Span): Value {
  if (SELF.has(name)) return value;
  if (name === 'data') return apply(place.recorder, 'detach', [value], span);
  if (name === 'grad') {
    const message = 'Gradients are what the graph shows; they cannot be part of the expression.';
    throw new Refusal({ kind: 'unsupported', message, span }, 'step');
  }
  if (/^__/.test(name) || name in Object.prototype)
    return unknown(`\`.${name}\` is not a number.`, span);
  const { expr } = asScalar(value, span);
  if (expr.kind === 'name' && !['shape', 'dtype', 'device', 'ndim', 'size'].includes(name)) {
    return place.recorder.input(`${expr.name}.${name}`, span);
  }
  return unknown(`\`.${name}\` of a number is not known here.`, span);
}

/** The method `name` of `value`, to be called. */
export function method(place: Place, value: Value, name: string, span: Span): Value {
  const isNumeric = value.kind === 'scalar' || (value.kind === 'list' && value.array);
  if (!isNumeric) return field(place, value, name, span);
  const found = methodOf(value, name, place.recorder, place.definitions);
  return found ?? unknown(`\`.${name}()\` of a number is not known here.`, span);
}
