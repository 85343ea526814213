/** What a value is that an input decides about: which lists, objects or tensors it may be. */
import type { Choice, Value } from './value';

/** The memory of a value, if a change of it is seen under every name. */
export function memoryOf(value: Value | undefined): Choice | undefined {
  if (value?.kind === 'scalar') return value.boxed;
  return value?.kind === 'list' || value?.kind === 'fields' ? value : undefined;
}

/** What a value may be: itself, or what a condition chose between. */
export function candidatesOf(value: Value | undefined): readonly Choice[] {
  const memory = memoryOf(value);
  return memory ? (memory.either ?? [memory]) : [];
}

/** What a value is that is `a` or `b`. */
export const eitherOf = (a: Value, b: Value): Required<Choice> => ({
  either: [...new Set([...candidatesOf(a), ...candidatesOf(b)])],
});
