/** Elements and fields: `x[0]`, `xs[1:]`, `p.w`. */
import { refuseChoice } from './choices';
import { lastOf, unknownFunction } from '../spelling';
import type { Span } from '../syntax';
import { detached } from './arithmetic';
import { attributeOf, methodOf } from './library';
import { transpose } from './matrices';
import { noteChanged } from './meant';
import { partOf } from './memory';
import { memberOfClass, memberOfObject, setterOf } from './objects';
import { outsideValue } from './outside';
import type { Place } from './place';
import {
  asItems,
  counted,
  type Fields,
  list,
  type List,
  nothing,
  Refusal,
  type Scalar,
  unknown,
  unsupported,
  type Value,
} from './value';
import { freeName } from './wholes';

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
  if (value.kind === 'fields') return field(place, value, keyOf(place, index, span), span);
  const free = freeName(place.recorder, value);
  if (free !== null) {
    const at = place.recorder.shape(index, span, 'This index');
    const given = outsideValue(place, `${free}[${at}]`, span);
    return given ?? place.recorder.elementInput(free, at, span);
  }
  const items = asItems(value, span);
  const at = place.recorder.shape(index, span, 'This index');
  const found = items[fromEnd && at < 0 ? items.length + at : at];
  return found ?? unsupported(sayElements(at, items.length), span);
}

/** What is told where there is no such element. */
export function sayElements(at: number, length: number): string {
  const noun = length === 1 ? 'element' : 'elements';
  return `There is no element ${at}: the list has ${length} ${noun}. Write an index that it has.`;
}

/** The name of a field: a text, or a number known while reading. */
export function keyOf(place: Place, key: Value, span: Span): string {
  return key.kind === 'text' ? key.text : String(place.recorder.shape(key, span, 'This key'));
}

/** Gives a field of an object a value, which an open branch takes back; returns it as later uses see it. */
export function setMember(
  place: Place,
  object: Fields,
  name: string,
  value: Value,
  span: Span,
): Value {
  const setter = memberOfObject(object, setterOf(name), span);
  if (setter?.kind === 'function') {
    setter.call({ positional: [value], named: new Map() }, span);
    return value;
  }
  if (object.fields.find('__setattr__')?.value)
    unsupported(
      'What `__setattr__` of this class does is not read. Select what it computes alone.',
      span,
    );
  if (object.fields.find(name)?.value?.kind === 'function' && object.fields.parent)
    unsupported(`\`${name}\` is a method; it cannot be given a value.`, span);
  refuseChoice(object, place, span);
  place.recorder.count(1, span);
  const kept = place.recorder.share(value, span, name);
  const cell = object.fields.own(name);
  noteChanged(place, cell, span);
  // What is made on one side of a condition is nothing on the other.
  if (cell.owner === place.flow.side) cell.value = kept;
  else place.flow.set(cell, kept);
  return kept;
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
  if (step === 0) return unsupported('A slice needs a step other than 0. Write another.', span);
  const clamp = (i: number): number =>
    Math.min(
      Math.max(i < 0 ? i + items.length : i, step < 0 ? -1 : 0),
      step < 0 ? items.length - 1 : items.length,
    );
  const first = from === undefined ? (step < 0 ? items.length - 1 : 0) : clamp(from);
  const end = to === undefined ? (step < 0 ? -1 : items.length) : clamp(to);
  place.recorder.count(Math.max(0, Math.ceil((end - first) / step)), span);
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
      return (
        memberOfObject(value, name, span) ??
        unsupported(`This object has no field \`${name}\`. Write one that it has.`, span)
      );
    case 'function':
      return (
        memberOfClass(value, name, span) ??
        unknown(`\`.${name}\` is not known here. Write it out with arithmetic.`, span)
      );
    case 'scalar':
      return attributeOfNumber(place, value, name, span);
    case 'list':
      if (value.array && name === 'real') return value;
      if (value.array && SELF.has(name))
        return partOf(place.recorder, value, transpose(value, span));
      if (value.array && MEASURES.has(name)) return measure(value, name, span);
      return unknown(`\`.${name}\` of a list is not known here. Write it out.`, span);
    default:
      return unknown(`\`.${name}\` is not known here. Write it out with arithmetic.`, span);
  }
}

function attributeOfNumber(place: Place, value: Scalar, name: string, span: Span): Value {
  const free = freeName(place.recorder, value);
  const given = free !== null && outsideValue(place, `${free}.${name}`, span);
  if (given) return given;
  const isField = free !== null && isObject(place, free);
  if (SELF.has(name) && !isField) return value;
  if (name === 'data' && !isField) return detached(place.recorder, value, span);
  if (name === 'grad') {
    const message = 'Gradients are what the graph shows; they cannot be part of the expression.';
    throw new Refusal({ kind: 'unsupported', message, span }, 'step');
  }
  if (/^__/.test(name) || name in Object.prototype)
    return unknown(`\`.${name}\` is not a number. Write the number it stands for.`, span);
  if (free !== null && (isField || !OF_TENSORS.has(name)))
    return place.recorder.input(`${free}.${name}`, span);
  if (MEASURES.has(name) && free !== null)
    return unknown(`\`${free}\` is one number here, so it has no \`${name}\`.`, span, {
      advice: `Give it its elements first, such as \`${free} = [1, 2]\`.`,
    });
  return unknown(`\`.${name}\` of a number is not known here. Write it out with arithmetic.`, span);
}

/** Attributes and methods of an array that say how large it is. */
const MEASURES: ReadonlySet<string> = new Set(['shape', 'size', 'ndim', 'numel', 'dim']);

/** How large a written array is: along every axis, in all, or how many axes it has. */
function measure(value: List, name: string, span: Span): Value {
  const lengths = lengthsOf(value);
  if (name === 'shape') return list(lengths.map((length) => counted(length, span)));
  const isCount = name === 'size' || name === 'numel';
  return counted(
    isCount ? lengths.reduce((product, each) => product * each, 1) : lengths.length,
    span,
  );
}

function lengthsOf(value: Value): readonly number[] {
  return value.kind === 'list' ? [value.items.length, ...lengthsOf(value.items[0] ?? nothing)] : [];
}

/** Attributes of tensors that are no numbers of the circuit. */
const OF_TENSORS: ReadonlySet<string> = new Set(['shape', 'dtype', 'device', 'ndim', 'size']);

/** Whether what is called `name` is an object of a class of the text's: `self`, and what a method of it is given. */
function isObject({ recorder, scope }: Place, name: string): boolean {
  if (OWN.test(name)) return true;
  const self = scope.find('self')?.value;
  return self !== undefined && freeName(recorder, self) === 'self' && !recorder.isGiven(name);
}

const OWN = /^(?:self|cls|this)$/;

/** The method `name` of `value`, to be called. */
export function method(place: Place, value: Value, name: string, span: Span): Value {
  const isNumeric = value.kind === 'scalar' || (value.kind === 'list' && value.array);
  if (!isNumeric) return field(place, value, name, span);
  if (value.kind === 'list' && MEASURES.has(name) && name !== 'shape')
    return {
      kind: 'function',
      name,
      call: ({ positional: [axis], named }, at) => {
        const along = axis ?? named.get('dim');
        if (name !== 'size') return measure(value, name, at);
        const shape = measure(value, 'shape', at);
        return along ? element(place, shape, along, true, at) : shape;
      },
    };
  const found = methodOf(value, name, place.recorder, place.definitions);
  const isOwn = value.kind === 'scalar' && value.expr.kind === 'name' && OWN.test(value.expr.name);
  if (!found && isOwn)
    return unknown(`\`${name}\` belongs to an object that is not selected.`, span, {
      advice: 'Select its class too.',
    });
  return (
    found ??
    unknown(
      `\`.${name}()\` of ${value.kind === 'list' ? 'an array' : 'a number'} is not known here.`,
      span,
      unknownFunction(name, lastOf(span, name)),
    )
  );
}
