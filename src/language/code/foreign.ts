/** Signs that look like code and are not: what a word processor, a formula or another keyboard puts in their place. */
import type { Finding } from '../syntax';
import type { Lexeme, Spelling } from './lexemes';

const MEANT: ReadonlyMap<string, string> = new Map([
  ...Array.from('“”„‟«»″', (mark) => [mark, '"'] as const),
  ...Array.from('‘’‚‛‹›′´', (mark) => [mark, "'"] as const),
  ...Array.from('−–—‐‑‒', (dash) => [dash, '-'] as const),
  ...Array.from('×⋅·•∗⨯∙', (sign) => [sign, '*'] as const),
  ...Array.from('÷∕⁄', (sign) => [sign, '/'] as const),
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['…', '...'],
  ['⟨', '('],
  ['⟩', ')'],
]);

const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const BLANKS = /^[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000]$/u;

/** The first sign that is foreign to the language, or null. */
export function foreignSign(
  found: readonly Lexeme[],
  { name, power: sign }: Pick<Spelling, 'name' | 'power'>,
): Finding | null {
  for (const { kind, text, start, end } of found) {
    if (kind !== 'sign' || /^[\x21-\x7e]+$/.test(text)) continue;
    const span = { start, end };
    const finding = { kind: 'syntax' as const, span };
    if (BLANKS.test(text)) {
      const message = 'This blank is not a plain one.';
      return { ...finding, message, fixes: [{ span, text: ' ' }], advice: 'Type it again.' };
    }
    const message = `\`${text}\` is no sign of ${name}.`;
    const power = HIGH.indexOf(text);
    const plain = text.normalize('NFKC');
    const meant =
      power >= 0 && sign !== null
        ? `${sign}${power}`
        : (MEANT.get(text) ?? (power < 0 && /^[\x21-\x7e]$/.test(plain) ? plain : undefined));
    if (text === '√') return { ...finding, message, advice: 'Write `sqrt(x)` for a root.' };
    if (meant === undefined && power >= 0)
      return { ...finding, message, advice: `Write \`pow(x, ${power})\` for a power.` };
    if (meant === undefined) return { ...finding, message, advice: 'Delete it.' };
    return { ...finding, message, fixes: [{ span, text: meant }], advice: `Write \`${meant}\`.` };
  }
  return null;
}
