/** Formula -> words, for who hears it: w_0 times x_0, 1 over the quantity 1 plus exp of x. */
import type { Formula } from '../formula';
import { formatPlain } from '../numbers';

/** How signs are read out; names and words are read as they are. */
const SIGNS = new Map([
  ['*', 'times'],
  ['·', 'times'],
  ['×', 'times'],
  ['+', 'plus'],
  ['-', 'minus'],
  ['−', 'minus'],
  ['/', 'over'],
  ['=', 'equals'],
  ['==', 'equals'],
  ['≠', 'is not'],
  ['<', 'is less than'],
  ['>', 'is greater than'],
  ['≤', 'is at most'],
  ['≥', 'is at least'],
  ['!', 'factorial'],
  ['?', ', then'],
  [':', ', else'],
  ['…', 'something'],
  ['π', 'pi'],
]);

/** A formula in words on which nobody can trip: what brackets hold together is "the quantity". */
export function speak(formula: Formula): string {
  return say(formula).replaceAll(/\s+,/g, ',').replaceAll(/,+/g, ',').replace(/,$/, '');
}

function say(formula: Formula): string {
  if (typeof formula === 'string') return SIGNS.get(formula) ?? formula;
  if (formula.form === 'number') return formatPlain(formula.value);
  const { form, parts } = formula;
  const [first = '', second] = parts;
  switch (form) {
    case 'row':
      return sayCall(parts) ?? sayRow(parts);
    case 'fraction':
      return `${sayWhole(first)} over ${sayWhole(second ?? '')}`;
    case 'power':
      return `${sayWhole(first)} ${sayExponent(second ?? '')}`;
    case 'script':
      return parts.map(say).join('_');
    case 'root':
      return second === undefined
        ? `the square root of ${sayWhole(first)}`
        : `the root of degree ${say(second)} of ${sayWhole(first)}`;
    case 'bars':
      return `the absolute value of ${sayWhole(first)}`;
    case 'brackets':
      return `the quantity ${say(first)},`;
  }
}

function sayRow(parts: readonly Formula[]): string {
  const said = parts.map(say).join(' ');
  return parts[1] === '?' ? `if ${said}` : said;
}

/** "max of x and y"; null: no call of a function. */
function sayCall([name, list, ...rest]: readonly Formula[]): string | null {
  if (typeof name !== 'string' || typeof list !== 'object' || rest.length > 0) return null;
  if (list.form !== 'brackets' || SIGNS.has(name)) return null;
  const [inner = ''] = list.parts;
  const row = typeof inner === 'object' && inner.form === 'row' ? inner.parts : [inner];
  const said = row.filter((part) => part !== ',').map(sayWhole);
  const last = said.pop() ?? '';
  return `${name} of ${said.length === 0 ? last : `${said.join(', ')} and ${last}`}`;
}

/** What stands beside a word that must not be taken for a part of it. */
function sayWhole(part: Formula): string {
  const loose =
    typeof part === 'object' &&
    (part.form === 'fraction' ||
      (part.form === 'row' && part.parts.length > 2 && sayCall(part.parts) === null));
  return loose ? `the quantity ${say(part)},` : say(part);
}

function sayExponent(exponent: Formula): string {
  const said = sayWhole(exponent);
  return said === '2' ? 'squared' : said === '3' ? 'cubed' : `to the power ${said}`;
}
