/** Tells the paragraphs and the sections of prose apart. */
import type { Span } from '../language/syntax';
import type { Region } from './regions';

const HEADING =
  /^(?:#{1,6}[ \t]|[ \t]*\\(?:chapter|(?:sub)*section|paragraph|begin\{(?:exercise|problem|example|question|theorem|document)\}|end\{(?:exercise|problem|example|question|theorem)\}|item\b|question\b))/;
const ITEM = /^[ \t>]*(?:[-*+]|\d+[.)]|\([a-z]\))[ \t]/;

const ENTRY = /^[ \t]*\\item\b/;
const LIST = /^[ \t]*\\(begin|end)\{(?:itemize|enumerate|description)\}/;

/** Whether the line that starts at an offset begins another section. */
function isHeading(text: string, start: number): boolean {
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

/** Lines of prose, and characters, before and after a formula that are looked at without a heading. */
const LINES = 60;
const CHARACTERS = 16000;

/** The section that holds the target, or as much of it; `regions` is null for code, without headings. */
export function sectionAround(text: string, target: Span, regions: readonly Region[] | null): Span {
  const heading = (start: number): boolean =>
    regions !== null &&
    isHeading(text, start) &&
    !regions.some((r) => r.kind === 'code' && r.span.start < start && start < r.span.end);
  const lines = regions === null ? Infinity : LINES;
  let { start } = lineAround(text, target.start);
  for (let i = 0; i < lines && start > 0 && target.start - start < CHARACTERS; i++) {
    if (heading(start)) {
      break;
    }
    ({ start } = lineAround(text, start - 1));
  }
  let lists = 0;
  let { end } = lineAround(text, target.end);
  for (let i = 1; i < lines && end < text.length && end - target.end < CHARACTERS; i++) {
    if (heading(end + 1) && !(lists > 0 && ENTRY.test(text.slice(end + 1, end + 41)))) {
      break;
    }
    const below = lineAround(text, end + 1);
    // The entries of a list that begins below belong to what is above it.
    const [, sign] = LIST.exec(text.slice(below.start, below.start + 40)) ?? [];
    lists += sign === undefined ? 0 : sign === 'begin' ? 1 : -1;
    ({ end } = below);
  }
  return {
    start: Math.max(start, target.start - CHARACTERS),
    end: Math.min(end, target.end + CHARACTERS),
  };
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
