/** What every language refuses before reading: too much text, none at all, and characters that deceive. */
import { defaultLimits, type Limits, type Finding, type ReadOptions } from './syntax';

const HIDDEN_ORDER = /[\u202A-\u202E\u2066-\u2069]/u;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** The problem that keeps `text` from being read in any language, or null. */
export function refuseText(text: string, options: ReadOptions): Finding | null {
  const limit = (options.limits ?? defaultLimits).text;
  if (text.length > limit) {
    const message = `This text has ${text.length} characters; at most ${limit} are read. Select less.`;
    return { kind: 'too large', message, span: { start: limit, end: text.length } };
  }
  if (text.trim() === '') {
    const message = NOTHING;
    return { kind: 'empty', message, span: { start: 0, end: text.length } };
  }
  return refuseCharacters(text);
}

/** What is said about a text that says nothing. */
export const NOTHING = 'There is nothing to read here. Select a formula, such as `x*y + z`.';

/** What is said about a text with more tokens than it may have operations. */
export function tooManyTokens(limits: Limits): string {
  return `This has more than ${limits.nodes} words and signs. Select less of it.`;
}

/** A problem where the text shows something else than it says: hidden reordering, broken characters. */
function refuseCharacters(text: string): Finding | null {
  const bidi = HIDDEN_ORDER.exec(text);
  if (bidi) {
    const message =
      'A hidden character here changes the order in which the text is shown. Delete it.';
    return { kind: 'syntax', message, span: { start: bidi.index, end: bidi.index + 1 } };
  }
  const lone = LONE_SURROGATE.exec(text);
  if (lone) {
    const message = 'Half of a character stands here. Delete it.';
    return { kind: 'syntax', message, span: { start: lone.index, end: lone.index + 1 } };
  }
  return null;
}
