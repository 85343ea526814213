/** What to say about what a program uses and nobody knows. */
import { functionSpellings } from '../../ops';
import { withoutComma } from '../commas';
import { sayCount } from '../counts';
import { lastOf, unknownFunction } from '../spelling';
import type { Fix, Mending, Span } from '../syntax';
import { conventionalModules } from './library';
import type { Place } from './place';
import { unknown, unsupported, type Names, type Unknown } from './value';

/** A function that is called by its bare name. */
export function undefinedFunction(name: string, { scope }: Place, span: Span): Unknown {
  const known = [...namesIn(scope), ...functionSpellings];
  const advice = 'Select its definition too, or write `*` for a product.';
  const message = `\`${name}\` is not defined in the selection.`;
  return unknown(message, span, unknownFunction(name, span, known, advice));
}

/** A function of a module or an object, `name`, which is written as the end of `written`. */
export function unknownMember(written: string, name: string, scope: Names, span: Span): Unknown {
  const known = [...namesIn(scope), ...functionSpellings];
  const advice = 'Select its definition too.';
  const message = `\`${written}\` is not defined in the selection, nor known here.`;
  return unknown(message, span, unknownFunction(name, lastOf(span, name), known, advice));
}

/** `Math.sinn`: a member that a known object does not have. */
export function unknownOf(
  object: string,
  name: string,
  members: Iterable<string>,
  span: Span,
): Unknown {
  const message = `\`${object}.${name}\` is not a function that can be drawn.`;
  return unknown(message, span, unknownFunction(name, lastOf(span, name), members));
}

/** A call with too few arguments. */
export function tooFew(name: string, wanted: number, given: number, span: Span): never {
  const { message, advice } = sayCount(name, wanted, given);
  return unsupported(message, span, { advice });
}

/** The names that have a value. */
function namesIn(scope: Names): string[] {
  const found: string[] = [];
  for (let names: Names | null = scope; names; names = names.parent) {
    for (const [name, { value }] of names.cells) if (value !== undefined) found.push(name);
  }
  return found;
}

/** `2(x + 1)` */
export function timesMeant({ end }: Span): Mending {
  return {
    fixes: [{ span: { start: end, end }, text: '*' }],
    advice: 'Write `*` for a product, or the name of a function.',
  };
}

/** `math.exp(x)` in JavaScript, `Math.exp(x)` in Python: a module by another name, or null. */
export function moduleMeant(
  name: string,
  modules: Iterable<string>,
  { start }: Span,
): Mending | null {
  const meant = [...modules].find((module) => module.toLowerCase() === name.toLowerCase());
  if (meant === undefined || meant === name) return null;
  const span = { start, end: start + name.length };
  return { fixes: [{ span, text: meant }], advice: `Write \`${meant}\`.` };
}

/** The modules that Python programs import. */
export const pythonModules: readonly string[] = [...conventionalModules.keys()];

const DECIMAL = /(?<![\w.,([]|[([,]\s)(\d+),(\d+)(?![\w.,])/g;

/** `1,5` where a number was meant. */
export function decimalCommas(text: string): Fix[] {
  const places = [...text.matchAll(DECIMAL)];
  return places.flatMap(({ 0: whole, 1: one = '', 2: two = '', index }) =>
    withoutComma({ start: index, end: index + whole.length }, one, two),
  );
}
