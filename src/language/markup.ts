/** Finds the mathematics in a text with delimiters, and blanks everything else without moving it. */

/** What stands in place of a delimiter: TeX never writes it, and it ends a formula. */
const END = '\u2029';

const DELIMITER = /(?:\\\\|\\)[()[\]]|\$\$?/g;
const FENCE = /^[ \t]*(?:```+|~~~+)[^\n]*$/gm;

/**
 * The text with delimiters turned into ends of formulas. Where delimiters enclose mathematics and
 * the rest is prose, the rest is blanked. Offsets stay.
 */
export function blankProse(text: string): string {
  const bare = text.replace(FENCE, (fence) => ' '.repeat(fence.length));
  const marks = Array.from(bare.matchAll(DELIMITER)).filter((mark) =>
    isDelimiter(bare, mark.index, mark[0]),
  );
  if (marks.length === 0) return bare;
  let result = '';
  let at = 0;
  let inside = false;
  const enclosed = isEnclosed(marks.map((mark) => mark[0]));
  for (const mark of marks) {
    const piece = bare.slice(at, mark.index);
    result += enclosed && !inside ? blank(piece) : piece;
    result += END + ' '.repeat(mark[0].length - 1);
    at = mark.index + mark[0].length;
    inside = !inside;
  }
  const rest = bare.slice(at);
  return result + (enclosed ? blank(rest) : rest);
}

/** `\\(` is a delimiter as some markup writes it, but `\\[2pt]` and `\\ (` are row ends. */
function isDelimiter(text: string, at: number, mark: string): boolean {
  if (mark.startsWith('$')) return text.charAt(at - 1) !== '\\';
  if (!mark.startsWith('\\\\')) return true;
  const opens = text.slice(0, at).trim() === '';
  const closes = text.slice(at + mark.length).trim() === '';
  return opens || closes;
}

const partners: Readonly<Record<string, string>> = {
  $: '$',
  $$: '$$',
  '\\(': '\\)',
  '\\[': '\\]',
  '\\\\(': '\\\\)',
  '\\\\[': '\\\\]',
};

function isEnclosed(marks: readonly string[]): boolean {
  return (
    marks.length % 2 === 0 &&
    marks.every((mark, i) => i % 2 === 1 || partners[mark] === marks[i + 1])
  );
}

/** Prose becomes blanks; anything that may be mathematics stays, to be refused where it stands. */
function blank(piece: string): string {
  const prose = !/[=^_+*/\\<>|{}]/.test(piece.replace(/<[^<>]*>/g, ''));
  return prose ? piece.replace(/[^\n]/g, ' ') : piece;
}
