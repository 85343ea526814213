/** Finds the earlier code, in other cells or further up, that defines what a piece of code needs. Pure. */
import type { Span } from '../language/syntax';
import { atMargin, takes } from './code/outline';
import { parse } from './code/parse';
import type { Found } from './find';
import { sectionAround } from './paragraph';
import { isProse } from './prose';
import { fencesBefore, regionsNear } from './regions';

/** Code that runs before a piece. */
export interface Earlier {
  readonly text: string;
  /** VS Code language id. */
  readonly language: string;
  /** 1-based position of its cell in the notebook; null for a part of the piece's own document. */
  readonly cell: number | null;
  /** Where the text begins in its document, and how much of it is earlier. */
  readonly start: number;
  readonly end: number;
}

/** Statements to read before a piece. */
export interface Lead {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A statement of a lead: its place there, and where it comes from. */
interface Part extends Span {
  readonly from: Earlier;
  /** Where it begins in that text. */
  readonly offset: number;
}

/** As much earlier code is read before a piece. */
const LONGEST = 16000;
const MOST_PARTS = 60;

/** The earlier code of a document, and of the cells before it, that is in the language of a piece. */
export function earlierCode(
  text: string,
  language: string,
  { span, language: own }: Found,
  cells: readonly { readonly number: number; readonly text: string; readonly language: string }[],
): readonly Earlier[] {
  const before = cells.map((cell) => ({
    ...cell,
    cell: cell.number,
    start: 0,
    end: cell.text.length,
  }));
  return [...before, ...partsAbove(text, language, span)].filter((one) =>
    isSameFamily(one.language, own),
  );
}

/** The code above a place: all of it in a file of code, the fences of its section in prose. */
function partsAbove(text: string, language: string, { start }: Span): readonly Earlier[] {
  if (!isProse(language)) {
    return [{ text, language, cell: null, start: 0, end: start }];
  }
  const executed = /^(?:quarto|rmd)$/.test(language);
  const place = { start, end: start };
  const regions = executed ? fencesBefore(text, start) : regionsNear(text, language, place);
  const section = executed ? 0 : sectionAround(text, place, regions).start;
  return regions
    .filter(
      ({ kind, span, content }) =>
        kind === 'code' && span.start >= section && content.start < start,
    )
    .map(({ content, language: own }) => ({
      text: text.slice(content.start, content.end),
      language: own,
      cell: null,
      start: content.start,
      end: Math.min(content.end, start) - content.start,
    }));
}

function isSameFamily(a: string, b: string): boolean {
  const family = (language: string): string =>
    language.replace(/^(?:java|type)script(?:react)?$/, 'js');
  return family(a) === family(b);
}

/**
 * What to read before a piece: of the statements at the margin of earlier code those that define what
 * it needs, the nearest first, and what those need. Null: nothing.
 */
export function leadTo({ text, language }: Found, earlier: readonly Earlier[]): Lead | null {
  const own = parse(text, language);
  if (!own || earlier.length === 0) {
    return null;
  }
  const needed = new Set<string>();
  for (const statement of atMargin(own).toReversed()) {
    takes(statement, needed);
    statement.reads.forEach((name) => needed.add(name));
  }
  KNOWN.forEach((name) => needed.delete(name));
  const taken: Taken[] = [];
  const budget = { characters: FARTHEST, chunks: MOST_CHUNKS };
  for (const from of earlier.toReversed()) {
    taken.unshift(...takenFrom(from, language, needed, budget));
  }
  let length = 0;
  const near = taken.slice(-MOST_PARTS).toReversed();
  const fitting = near.filter((one) => (length += one.text.length + 1) <= LONGEST).reverse();
  return joined(fitting, language, /^[ \t]/.test(text));
}

interface Taken {
  readonly from: Earlier;
  readonly offset: number;
  readonly text: string;
}

/** How much earlier code is still looked at: characters passed, and chunks parsed. */
interface Budget {
  characters: number;
  chunks: number;
}

/** The statements at the margin of a text that bind needed names, in order. */
function takenFrom(
  from: Earlier,
  language: string,
  needed: Set<string>,
  budget: Budget,
): readonly Taken[] {
  const taken: Taken[] = [];
  const goesOn = (): boolean =>
    needed.size > 0 && taken.length < MOST_PARTS && budget.characters > 0 && budget.chunks > 0;
  for (let end = from.end; end > 0 && goesOn();) {
    const start = chunkBefore(
      from.text,
      end,
      Math.max(0, end - Math.min(LONGEST_CHUNK, budget.characters)),
    );
    const chunk = from.text.slice(start, end);
    budget.characters -= chunk.length;
    const code = mayBind(chunk, needed) ? parse(chunk, language) : null;
    budget.chunks -= code ? 1 : 0;
    for (const statement of code ? atMargin(code).toReversed() : []) {
      if (takes(statement, needed)) {
        const own = chunk.slice(statement.start, statement.end).trimEnd();
        taken.unshift({ from, offset: start + statement.start, text: own });
      }
    }
    end = start;
  }
  return taken;
}

/** Statements on lines of their own; what follows at a deeper margin is put into a block. */
function joined(taken: readonly Taken[], language: string, indented: boolean): Lead | null {
  const parts: Part[] = [];
  let text = '';
  for (const { from, offset, text: own } of taken) {
    parts.push({ start: text.length, end: text.length + own.length + 1, from, offset });
    text += `${own}\n`;
  }
  const opening = language === 'python' && indented ? 'if True:\n' : '';
  return parts.length > 0 ? { text: text + opening, parts } : null;
}

/** The lead without the part at a place of it; null if that is all of it, or there is none. */
export function withoutPart({ text, parts }: Lead, at: number): Lead | null {
  const left = parts.findIndex(({ start, end }) => start <= at && at < end);
  const { start = 0, end = 0 } = parts[left] ?? {};
  const by = end - start;
  const kept = parts.flatMap((part, i) =>
    i === left ? [] : i < left ? [part] : [{ ...part, start: part.start - by, end: part.end - by }],
  );
  return by > 0 && kept.length > 0
    ? { text: text.slice(0, start) + text.slice(end), parts: kept }
    : null;
}

/**
 * Where the chunk begins that ends at an offset: a line at the margin that does not go on with what
 * was before, or what is left of `first`.
 */
function chunkBefore(text: string, end: number, first: number): number {
  for (let start = lineBefore(text, end); start > first; start = lineBefore(text, start)) {
    CONTINUES.lastIndex = start;
    if (!CONTINUES.test(text)) {
      return start;
    }
  }
  return Math.max(0, first);
}

/** Where the line begins that ends before an offset; a negative start would be taken for 0. */
function lineBefore(text: string, offset: number): number {
  return offset < 2 ? 0 : text.lastIndexOf('\n', offset - 2) + 1;
}

/** A line that is indented or blank, closes something, or begins no statement. */
const CONTINUES =
  /[\s)\]}{#'"%]|\/\/|(?:else|elif|elseif|elsif|except|finally|catch|case|otherwise|end\w*)\b/y;

/** As much earlier code is looked at, in characters, and as many chunks of it are parsed. */
const FARTHEST = 500_000;
const MOST_CHUNKS = 200;
/** Longer chunks are parsed without their beginning. */
const LONGEST_CHUNK = 65536;

/** What stands at the start of a line before a sign, an arrow or a bracket, and on lines that branch. */
const HEADS =
  /^[ \t}]*(?:if|for|foreach|while|with|elif|else|try|do|import|from|using|class)\b([^\n]*)|^[ \t]*(?:let|auto|const|var)?[ \t]*[([]([^=\n]{0,200})=|^([^=(\n]{0,200}?)(?:=|\(|<-)|(?:->>?|\bdefine)[ \t]*([\p{L}_][\p{L}\p{N}_.]*)|([\p{L}_$][\p{L}\p{N}_$]*)(?:\+\+|--)/gmu;
const FUNCTION =
  /^(?:(?:export|default|async|pub|public|static|inline) )*(?:def|function|fn|func|fun)\b/;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Whether a chunk may bind one of the names; most chunks need not be parsed. */
function mayBind(chunk: string, names: ReadonlySet<string>): boolean {
  if (![...names].some((name) => chunk.includes(name))) {
    return false;
  }
  // What a function binds inside is its own.
  const own = FUNCTION.test(chunk) ? chunk.slice(0, chunk.indexOf('\n')) : chunk;
  const heads = [...own.matchAll(HEADS)].flatMap((found) => found.slice(1).filter(Boolean));
  return heads.some((head) => [...head.matchAll(WORD)].some(([name]) => names.has(name)));
}

/** What every program has, and no earlier code needs to define. */
const KNOWN =
  'Math math np numpy torch jnp jax tf F nn print range len sum zip enumerate float int console Number'.split(
    ' ',
  );

/** Where a place of a lead is in words, and in its document. */
export function placeIn({ parts }: Lead, at: number): { from: Earlier; offset: number } | null {
  const part = parts.find(({ start, end }) => start <= at && at < end);
  return part ? { from: part.from, offset: part.offset + at - part.start } : null;
}
