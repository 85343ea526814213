/** Findings -> problems: what may mend a text is tried, and what mends it is offered. */
import {
  refuses,
  type Finding,
  type Fix,
  type Problem,
  type Program,
  type RawProgram,
} from './syntax';

type Read = (text: string) => RawProgram;

/** Longer texts are not read again, and no text more often. */
const LONGEST = 4096;
const MOST_TRIALS = 8;

/** The program with problems that say what to do. `read` reads a text as `raw` was read. */
export function mend(raw: RawProgram, read: Read): Program {
  let trials = raw.text.length > LONGEST ? 0 : MOST_TRIALS;
  const problems = raw.problems.map((finding): Problem => {
    const { fixes = [], advice, ...problem } = finding;
    const fix = fixes.find((each) => trials-- > 0 && mends(raw.text, each, read));
    const todo = fix ? sayFix(raw.text, finding, fix) : advice;
    const message = todo === undefined ? problem.message : `${problem.message} ${todo}`;
    return { ...problem, message, ...(fix && { fix }) };
  });
  return { ...raw, problems };
}

/** The text after an edit. */
export function mended(text: string, { span, text: put }: Fix): string {
  return text.slice(0, span.start) + put + text.slice(span.end);
}

/** Whether the text reads with this edit, or at least up to behind it. */
function mends(text: string, fix: Fix, read: Read): boolean {
  const { bindings, problems } = read(mended(text, fix));
  const end = fix.span.start + fix.text.length;
  const left = problems.filter(refuses);
  return bindings.length > 0
    ? left.every(({ span }) => span.start > end)
    : left.every(({ kind, span }) => kind === 'syntax' && span.start > end);
}

/** What to do, as a sentence. */
function sayFix(text: string, problem: Finding, { span: { start, end }, text: put }: Fix): string {
  const isSame = problem.span.start === start && problem.span.end === end;
  const replaced = text.slice(start, end);
  if (put === '')
    return isSame && end - start === 1 ? 'Delete it.' : `Delete \`${replaced.trim()}\`.`;
  if (start < end && /[)\]}]$|^\\right/.test(put))
    return `Write \`${put}\` instead${isSame ? '' : ` of \`${replaced}\``}.`;
  if (start < end) return `Did you mean \`${put}\`?`;
  const written = put.trim() === '' ? 'blanks' : `\`${put.trim()}\``;
  const before = LAST_WORD.exec(text.slice(Math.max(0, start - WIDTH), start))?.[0].trim();
  if (text.slice(start).trim() === '' && before !== undefined)
    return `Write ${written} at the end.`;
  if (before !== undefined) return `Write ${written} after \`${before}\`.`;
  const after = FIRST_WORD.exec(text.slice(start, start + WIDTH))?.[0].trim();
  return `Write ${written} before \`${after ?? ''}\`.`;
}

const WIDTH = 24;
const LAST_WORD = /(?:\\?[\p{L}\p{M}\p{N}_.]+|\S)\s*$/u;
const FIRST_WORD = /^\s*(?:\\?[\p{L}\p{M}\p{N}_.]+|\S)/u;
