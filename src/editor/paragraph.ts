/** Tells the paragraphs of prose apart: blank lines, headings and items of lists end them. */
import type { Span } from '../language/syntax';

const HEADING =
  /^(?:#{1,6}[ \t]|[ \t]*\\(?:chapter|(?:sub)*section|paragraph|begin\{(?:exercise|problem|example|question|theorem|document)\}|end\{(?:exercise|problem|example|question|theorem)\}|item\b|question\b))/;
const ITEM = /^[ \t>]*(?:[-*+]|\d+[.)]|\([a-z]\))[ \t]/;

/** Whether the line that starts at an offset begins another section. */
export function isHeading(text: string, start: number): boolean {
  return HEADING.test(text.slice(start, start + 40));
}

/** As many characters before and after an offset are looked at. */
const REACH = 4000;

/** The paragraph that holds an offset; a heading is one of its own. */
export function paragraphAround(text: string, offset: number): Span {
  const own = lineAround(text, offset);
  let { start, end } = own;
  if (isHeading(text, start)) {
    return own;
  }
  while (start > 0 && offset - start < REACH && !ITEM.test(text.slice(start, start + 40))) {
    const above = lineAround(text, start - 1);
    if (isHeading(text, above.start) || isBlank(text, above)) {
      break;
    }
    ({ start } = above);
  }
  while (end < text.length && end - offset < REACH) {
    const below = lineAround(text, end + 1);
    const begins =
      isHeading(text, below.start) || ITEM.test(text.slice(below.start, below.start + 40));
    if (begins || isBlank(text, below)) {
      break;
    }
    ({ end } = below);
  }
  return { start, end };
}

/** The line that holds an offset, without its end. */
export function lineAround(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

function isBlank(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trim() === '';
}
