/** Findings -> problems: what may mend a text is tried, and what mends it is offered. */
import {
  refuses,
  type Finding,
  type Fix,
  type Limits,
  type Problem,
  type Program,
  type RawProgram,
} from './syntax';

type Read = (text: string) => RawProgram;

/** Longer texts are not read again, and no text more often. */
const LONGEST = 4096;
const MOST_TRIALS = 5;
const MOST_NODES = 300;

/** Whether an edit helps is known before every loop is unrolled. */
export function triedLimits(limits: Limits): Limits {
  return { ...limits, nodes: Math.min(limits.nodes, MOST_NODES) };
}

/** The program with problems that say what to do. `read` reads a text as `raw` was read. */
export function mend(raw: RawProgram, read: Read): Program {
  let trials = raw.text.length > LONGEST ? 0 : MOST_TRIALS;
  const problems = raw.problems.map((finding): Problem => {
    const { fixes = [], offersAll = false, advice, ...problem } = finding;
    const helps = (each: Fix): boolean => trials-- > 0 && mends(raw.text, finding, each, read);
    const found = offersAll ? fixes.filter(helps) : [fixes.find(helps)];
    const [fix, ...otherFixes] = found.filter((each) => each !== undefined);
    const todo = fix ? sayFixes(raw.text, finding, fix, otherFixes) : advice;
    const message = todo === undefined ? problem.message : `${problem.message} ${todo}`;
    const others = otherFixes.length > 0 && { otherFixes };
    return { ...problem, message, ...(fix && { fix }), ...others };
  });
  return { ...raw, problems };
}

/** The text after an edit. */
function mended(text: string, { span, text: put }: Fix): string {
  return text.slice(0, span.start) + put + text.slice(span.end);
}

/** Whether the text reads with this edit, or at least up to a later row or to the same slip again. */
function mends(text: string, { message }: Finding, fix: Fix, read: Read): boolean {
  const edited = mended(text, fix);
  const { problems } = read(edited);
  const end = fix.span.start + fix.text.length;
  const refused = problems.filter((left) => refuses(left) && left.kind !== 'too large');
  return refused.every((left) => {
    const between = edited.slice(end, left.span.start);
    return left.span.start > end && (left.message === message || ROW.test(between));
  });
}

function sayFixes(text: string, problem: Finding, fix: Fix, others: readonly Fix[]): string {
  const said = sayFix(text, problem, fix);
  return others.reduce(
    (sentence, { text: put }) => sentence.replace(/\?$/, ` or \`${put}\`?`),
    said,
  );
}

/** What to do, as a sentence. */
function sayFix(text: string, problem: Finding, { span: { start, end }, text: put }: Fix): string {
  const isSame = problem.span.start === start && problem.span.end === end;
  const replaced = text.slice(start, end);
  const isTwice = text.slice(problem.span.start, problem.span.end).split(replaced).length > 2;
  if (put === '' && isTwice) return 'Delete one of the two.';
  if (put === '')
    return isSame && end - start === 1 ? 'Delete it.' : `Delete \`${replaced.trim()}\`.`;
  if (start < end && /[)\]}]$|^\\right/.test(put))
    return `Write \`${put}\` instead${isSame ? '' : ` of \`${replaced}\``}.`;
  if (start < end && put.trim() === '') return problem.advice ?? '';
  if (start < end) return `Did you mean \`${put.trim()}\`?`;
  if (put.trim() === '') return problem.advice ?? '';
  const written = `\`${put.trim()}\``;
  const place = sayPlace(text, start);
  const isLast = text.slice(start).trim() === '' && place.startsWith('after');
  return `Write ${written} ${isLast ? 'at the end' : place}.`;
}

/** Where something is put into a text, in words: behind or before what stands there. */
export function sayPlace(text: string, at: number): string {
  const before = LAST_WORD.exec(text.slice(Math.max(0, at - WIDTH), at))?.[0].trim();
  if (before !== undefined) return `after \`${before}\``;
  const after = FIRST_WORD.exec(text.slice(at, at + WIDTH))?.[0].trim();
  return after === undefined ? 'here' : `before \`${after}\``;
}

const ROW = /\n|;|\\\\/;
const WIDTH = 24;
const LAST_WORD = /(?:\\?[\p{L}\p{M}\p{N}_.]+|\S)\s*$/u;
const FIRST_WORD = /^\s*(?:\\?[\p{L}\p{M}\p{N}_.]+|\S)/u;
