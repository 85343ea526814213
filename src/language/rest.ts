/** What stands where a formula is complete: a comma in a number, a second formula, a sign that means nothing there. */
import { fail, isOperator, quote } from './reading';
import type { Reading } from './reading';
import type { Mending } from './syntax';
import type { Token } from './tokens';

/** Refuses the token that follows a complete formula. */
export function refuseRest(r: Reading, rest: Token): never {
  const written = quote(r, rest);
  const decimal = isOperator(rest, ',') ? decimalComma(r, rest) : undefined;
  if (decimal) fail('syntax', 'A comma stands in this number.', rest, decimal);
  if (isOperator(rest, '&'))
    fail('syntax', '`&` separates columns of a table. Delete it, or select one column.', rest);
  const advice = advices.get(rest.text) ?? 'Select the formula alone, or delete the rest.';
  return fail(
    'syntax',
    `\`${written}\` cannot stand here: the formula before it is complete. ${advice}`,
    rest,
  );
}

const advices: ReadonlyMap<string, string> = new Map([
  [',', 'Select one formula, or put each on a line of its own.'],
  [';', 'Select one formula, or put each on a line of its own.'],
  [':', 'Write `:=` to define a name, or `c ? a : b` to choose.'],
  ['.', 'Write `*` for a product, or `x_y` for a name of two parts.'],
  ['=', 'Write each equation on a line of its own.'],
  ['then', 'Write `if c then a else b`.'],
  ['else', 'Write `if c then a else b`.'],
  ["'", 'Put it right behind a name.'],
]);

/** 1,5: what to do about a comma between digits, or undefined for any other. */
export function decimalComma(
  r: Reading,
  comma: Token,
  at = r.tokens.indexOf(comma),
): Mending | undefined {
  const [before, after] = [r.tokens[at - 1], r.tokens[at + 1]];
  const isDecimal =
    isOperator(comma, ',') &&
    comma.glued &&
    before?.kind === 'number' &&
    after?.kind === 'number' &&
    after.glued &&
    /^\d+$/.test(before.text) &&
    /^\d+$/.test(after.text);
  if (!isDecimal) return undefined;
  const span = { start: before.start, end: after.end };
  return {
    fixes: [{ span, text: `${before.text}.${after.text}` }],
    advice: 'Write a point in decimal numbers.',
  };
}
