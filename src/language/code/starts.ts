/** The numbers that objects and dictionaries start with, as inputs. */
import type { Span } from '../syntax';
import { entriesOf } from './objects';
import type { Place } from './place';
import type { Source } from './source';
import type { Fields } from './value';

/** Numbers that an object starts with are inputs, unless its code changes them; `path` stands before their names. */
export function startWithInputs(
  object: Fields,
  { recorder, flow, source }: Place,
  span: Span,
  path = '',
): void {
  if (!flow.isOutermost()) return;
  const seen = new Set([object]);
  const pending = [{ object, path }];
  for (let each = pending.pop(); each; each = pending.pop()) {
    // The code of a class gives a field its first value, too.
    const first = each.object.fields.parent ? 1 : 0;
    for (const [key, value] of entriesOf(each.object)) {
      if ((countGiven(source).get(key) ?? 0) > first) continue;
      const name = each.path + key;
      if (value.kind !== 'fields')
        each.object.fields.own(key).value = recorder.written(name, value, span);
      else if (!seen.has(value)) pending.push({ object: value, path: `${name}.` });
      if (value.kind === 'fields') seen.add(value);
    }
  }
}

/** `self.w =`, `p['w'] +=` */
const GIVEN =
  /(?:(?<=[\p{L}\p{N}_$)\]])\.([#\p{L}_$][\p{L}\p{N}_$]*)|\[["']([^"'\n]*)["']\])[ \t]*(?:[-+*/%]|\*\*|\/\/)?=(?![=>])/gu;

/** How often a text gives each field a value. */
const countsOf = new WeakMap<Source, ReadonlyMap<string, number>>();

function countGiven(source: Source): ReadonlyMap<string, number> {
  const known = countsOf.get(source);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const [, field, key = field ?? ''] of source.text.matchAll(GIVEN))
    counts.set(key, (counts.get(key) ?? 0) + 1);
  countsOf.set(source, counts);
  return counts;
}
