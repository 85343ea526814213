/** What stands where a formula is complete: a comma in a number, a second formula, a sign that means nothing there. */
import { withoutComma } from './commas';
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
  const { end, groups } = thousands(r, at);
  const fixes = groups
    ? [{ span: { start: before.start, end }, text: before.text + groups }]
    : withoutComma({ start: before.start, end: after.end }, before.text, after.text);
  return {
    fixes,
    offersAll: true,
    advice: 'Write a point in decimal numbers.',
  };
}

/** The groups of `1,000,000` behind the first digits, where there are several, and where they end. */
function thousands({ tokens }: Reading, comma: number): { groups: string; end: number } {
  let [groups, end] = ['', 0];
  for (let i = comma; isOperator(tokens[i], ',') && tokens[i]?.glued; i += 2) {
    const group = tokens[i + 1];
    if (group?.kind !== 'number' || !group.glued || !/^\d{3}$/.test(group.text)) break;
    [groups, end] = [groups + group.text, group.end];
  }
  return { groups: groups.length > 3 ? groups : '', end };
}
