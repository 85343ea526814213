/** Words behind formulas that are no factors: units, `5\,\mathrm{m/s}^2`, and remarks, `&& \text{(chain rule)}`. */
import { textFonts, uprightFonts } from './latexCommands';
import { takeArgument, textOf } from './latexCook';
import type { Cook } from './latexCook';

/** Symbols of one letter are also names: 0.5\text{A} is a product, 0.5\,\text{A} a current. */
const SHORT = 'msgANJWKVCFHTLΩ';
const LONG =
  '(?:[pnuµμmcdhkMGT]|da)?(?:mol|Pa|Hz|eV|bar|cal|rad|Wb)|(?:[pnuµμcmkMG])(?:m|s|g|A|N|J|W|K|V|C|F|H|T|L|Ω)|min|sec|hr|atm|bits?|nats?';
const ONE = `(?:${LONG}|[${SHORT}])(?:\\^(?:\\d|\\{-?\\d\\}))?`;
const UNIT = new RegExp(`^(?:1/)?${ONE}(?:(?:/|[ ·*]|\\\\cdot *|\\\\, *)+${ONE})*$`, 'u');

/**
 * Passes the exponent of the unit that was written behind a number, and further units; false where
 * the words are none. `argument` is where they begin among the raw tokens.
 */
export function isUnit(c: Cook, argument: number, written: string): boolean {
  if (c.script !== '' || c.arguments > 0) return false;
  const unit = written.trim();
  if (!followsNumber(c) && !(endsRow(c) && unit.includes('/'))) return false;
  const isApart =
    c.raw[argument + 1]?.glued === false ||
    /^(?:\\[,;:! ]|~)$/.test(c.raw[argument - 2]?.text ?? '');
  if (!UNIT.test(unit) || (unit.length === 1 && !isApart)) return false;
  if (/^(?:[_({[]|\\left|\\\{|\\[bB]igg?l?)$/.test(c.raw[c.at]?.text ?? '')) return false;
  if (c.raw[c.at]?.text === '^') {
    c.at++;
    takeArgument(c);
  }
  passFurther(c);
  return true;
}

/** `/\text{s}` and `\cdot\text{m}` behind a unit. */
function passFurther(c: Cook): void {
  const start = c.at;
  if (!/^(?:\/|\\cdot)$/.test(c.raw[c.at]?.text ?? '')) return;
  const font = c.raw[c.at + 1]?.text ?? '';
  c.at += 2;
  const isNext =
    (textFonts.has(font) || uprightFonts.has(font)) && UNIT.test(textOf(takeArgument(c)).trim());
  if (!isNext) c.at = start;
  else if (c.raw[c.at]?.text === '^') {
    c.at++;
    takeArgument(c);
  }
}

/** Whether what was written ends with a number, or with a power of ten. */
function followsNumber({ tokens }: Cook): boolean {
  if (tokens.at(-1)?.kind === 'number') return true;
  const last = tokens.slice(-7).map(({ kind, text }) => (kind === 'number' ? 'N' : text));
  return /\*N\^\{-?N\}$/.test(last.join('')) && tokens.at(-1)?.kind === 'close';
}

/** Words at the end of a row, set apart from its formula, in brackets, or several behind a number. */
export function isRemark(c: Cook, argument: number, written: string): boolean {
  const within = c.groups.length > 0 || c.environments.at(-1)?.cases === true;
  const last = c.tokens.at(-1);
  if (!endsRow(c) || within || !last || last.kind === 'operator') return false;
  let before = argument - 2;
  while (/^\\[,;:! ]$/.test(c.raw[before]?.text ?? '')) before--;
  return (
    /^\s*[([]/.test(written) ||
    /^(?:\\q?quad|&)$/.test(c.raw[before]?.text ?? '') ||
    (followsNumber(c) && /\p{L} +\p{L}/u.test(written))
  );
}

function endsRow(c: Cook): boolean {
  const next = c.raw[c.at];
  return !next || /^(?:\\\\|\\end|\\[\])]|[$\u2029])$/.test(next.text);
}
