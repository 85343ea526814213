/** Numbers on their way between host and page, which is JSON: there NaN and ±∞ go as words. */
import * as v from 'valibot';

const WORDS: readonly unknown[] = ['NaN', 'Infinity', '-Infinity'];

/** Any double: NaN and ±∞ are results here. */
export const double = v.pipe(
  v.custom<number>((x) => typeof x === 'number' || WORDS.includes(x)),
  v.transform(Number),
);

/**
 * The same message or state with words for the numbers that JSON would make null, as `double` takes
 * them. Arrays of numbers are left: VS Code sends them as they are.
 */
export function writeDoubles(message: unknown): unknown {
  if (typeof message === 'number') return Number.isFinite(message) ? message : String(message);
  if (typeof message !== 'object' || message === null || ArrayBuffer.isView(message))
    return message;
  if (Array.isArray(message)) return message.map(writeDoubles);
  return Object.fromEntries(
    Object.entries(message).map(([key, part]) => [key, writeDoubles(part)]),
  );
}
