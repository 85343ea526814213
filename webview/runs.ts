/** Formula -> runs of text on one line, for SVG, where there is no MathML. */
import type { Formula } from '../src/formula';
import { formatNumber, formatPlain, type Digits } from '../src/numbers';

/** Text of one font at one height; `shift` and `size` are in em of the surrounding text. */
export interface Run {
  readonly text: string;
  readonly italic: boolean;
  readonly shift: number;
  readonly size: number;
}

const LONGEST = 24;

/** The formula in one line: x₀ as an x and a lowered 0, a fraction with a slash. */
export function toRuns(formula: Formula, digits: Digits, shift = 0, size = 1): Run[] {
  if (typeof formula === 'string') return [toRun(formula, shift, size)];
  if (formula.form === 'number') {
    const { value, role } = formula;
    const text = role === 'plain' ? formatPlain(value) : formatNumber(value, digits);
    return [{ text, italic: false, shift, size }];
  }
  const at = (index: number, lower = 0, smaller = 1): Run[] => {
    const part = formula.parts[index];
    return part === undefined ? [] : toRuns(part, digits, shift + lower * size, size * smaller);
  };
  const all = formula.parts.map((_, index) => at(index));
  const mark = (text: string): Run => ({ text, italic: false, shift, size });
  switch (formula.form) {
    case 'row':
      return all.flat();
    case 'fraction':
      return [...at(0), mark('/'), ...at(1)];
    case 'power':
      return [...at(0), ...at(1, -0.42, 0.7)];
    case 'script':
      return [...at(0), ...at(1, 0.22, 0.7)];
    case 'root':
      return [...at(1, -0.35, 0.6), mark('√'), ...at(0)];
    case 'bars':
      return [mark('|'), ...all.flat(), mark('|')];
    case 'brackets':
      return [mark('('), ...all.flat(), mark(')')];
  }
}

/** Single letters are variables and slant; words and signs stand upright, as in print. */
function isVariable(symbol: string): boolean {
  return /^\p{L}\p{M}*$/u.test(symbol);
}

function toRun(symbol: string, shift: number, size: number): Run {
  const letters = Array.from(symbol);
  const text = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : symbol;
  return {
    // A hyphen that is no part of a word is a minus.
    text: text.replace(/(?<!\p{L})-/gu, '−'),
    italic: isVariable(symbol),
    shift,
    size,
  };
}
