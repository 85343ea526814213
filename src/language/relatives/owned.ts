/** Values of which every variable, element and field has its own. */
import { entriesOf, fieldsOf } from '../code/objects';
import type { Value } from '../code/value';
import { copiesLists } from './profile';
import type { Reader } from './reader';

/** Whether whatever is given this has its own, whatever the language. */
export function isApart(value: Value): boolean {
  return value.kind === 'fields' || (value.kind === 'list' && value.apart === true);
}

/** A value as it is stored: a copy where the language makes one. */
export function owned(reader: Reader, value: Value): Value {
  return copiesLists(reader.profile) || isApart(value) ? copied(value) : value;
}

/** A copy, in which an array of Go has the same slices. */
export function copied(value: Value): Value {
  if (value.kind === 'fields' && value.fields.parent === null)
    return fieldsOf(entriesOf(value).map(([name, item]) => [name, copied(item)] as const));
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => (value.apart && !isApart(item) ? item : copied(item)));
  const { either, ...own } = value;
  return either ? { ...own, items } : { ...value, items };
}
