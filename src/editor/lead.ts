/** Finds the earlier code, in other cells or further up, that defines what a piece of code needs. Pure. */
import type { SyntaxNode } from '@lezer/common';
import { refuses, type Span } from '../language/syntax';
import { openStudy } from '../session';
import { isStatement, parse, readsOf, takes, type Code } from './dependence';
import type { Found } from './find';
import { rememberLast } from './memo';
import { sectionAround } from './paragraph';
import { isProse } from './prose';
import { regionsOf } from './regions';

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
  const regions = regionsOf(text, language);
  const executed = /^(?:quarto|rmd)$/.test(language);
  const section = executed ? 0 : sectionAround(text, { start, end: start }, regions).start;
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
 * it needs, the nearest first, and what those need. What cannot be read is left out. Null: nothing.
 */
export function leadTo({ text, language }: Found, earlier: readonly Earlier[]): Lead | null {
  const own = parse(text, language);
  if (!own || earlier.length === 0) {
    return null;
  }
  const needed = new Set<string>();
  for (const statement of statementsOf(own).reverse()) {
    takes(own, statement, needed);
    readsOf(own, statement).forEach((name) => needed.add(name));
  }
  KNOWN.forEach((name) => needed.delete(name));
  const taken: Taken[] = [];
  for (const from of [...earlier].reverse()) {
    const chunks = chunksOf(from.text);
    for (let i = chunks.length - 1; i >= 0 && taken.length < MOST_PARTS; i--) {
      const chunk = chunks[i];
      if (chunk && chunk.end <= from.end) {
        taken.unshift(...takenFrom(from, chunk, language, needed));
      }
    }
  }
  return readable(taken, language, /^[ \t]/.test(text));
}

interface Taken {
  readonly from: Earlier;
  readonly offset: number;
  readonly text: string;
}

/** The statements of a chunk that bind needed names, in order. */
function takenFrom(
  from: Earlier,
  { start, end }: Span,
  language: string,
  needed: Set<string>,
): readonly Taken[] {
  const chunk = from.text.slice(start, end);
  const code = mentionsTarget(chunk, needed) ? parse(chunk, language) : null;
  const taken = code
    ? statementsOf(code)
        .reverse()
        .filter((one) => takes(code, one, needed))
    : [];
  return taken.reverse().map((statement) => ({
    from,
    offset: start + statement.from,
    text: chunk.slice(statement.from, statement.to).trimEnd(),
  }));
}

/** Joins what can be read into a lead; what follows at a deeper margin is put into a block. */
function readable(taken: readonly Taken[], language: string, indented: boolean): Lead | null {
  const parts: Part[] = [];
  let text = '';
  for (const { from, offset, text: statement } of taken) {
    const longer = `${text}${statement}\n`;
    const { graph, program } = openStudy(longer, { language });
    const imports = /^(?:import|from)\b/.test(statement);
    if (longer.length <= LONGEST && (imports || (graph && !program.problems.some(refuses)))) {
      parts.push({ start: text.length, end: longer.length, from, offset });
      text = longer;
    }
  }
  if (parts.length === 0) {
    return null;
  }
  return { text: language === 'python' && indented ? `${text}if True:\n` : text, parts };
}

/** The statements at the margin, in order. */
function statementsOf({ tree }: Code): SyntaxNode[] {
  const statements: SyntaxNode[] = [];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (node.name === 'StatementGroup') {
      statements.push(...childrenOf(node).filter(isStatement));
    } else if (isStatement(node)) {
      statements.push(node);
    }
  }
  return statements;
}

function childrenOf(parent: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    children.push(node);
  }
  return children;
}

/** Stretches of code that each begin at the margin. */
const chunksOf = rememberLast((text: string): readonly Span[] => {
  const starts = [0];
  for (const { index } of text.matchAll(MARGIN)) {
    starts.push(index + 1);
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
});

/** A line that begins at the margin and does not go on with what was before. */
const MARGIN = /\n(?=[^\s)\]}#'"])(?!(?:else|elif|except|finally|catch)\b)/g;

/** What every program has, and no earlier code needs to define. */
const KNOWN =
  'Math math np numpy torch jnp jax tf F nn print range len sum zip enumerate float int console Number'.split(
    ' ',
  );

/** Longer chunks are not parsed, and not more of them are looked at. */
const LONGEST_CHUNK = 65536;

/** Whether a chunk could bind one of the names; most need not be parsed. */
function mentionsTarget(chunk: string, names: ReadonlySet<string>): boolean {
  if (chunk.length > LONGEST_CHUNK) {
    return false;
  }
  for (const name of names) {
    for (let at = chunk.indexOf(name); at >= 0; at = chunk.indexOf(name, at + name.length)) {
      SIGN.lastIndex = at + name.length;
      const begins = !/[\p{L}\p{N}_$.]/u.test(chunk.charAt(at - 1));
      if (begins && (SIGN.test(chunk) || DEFINES.test(chunk.slice(Math.max(0, at - 12), at)))) {
        return true;
      }
    }
  }
  return false;
}

/** What follows a name that is assigned to, alone, among others, or with a type. */
const SIGN = /[ \t]*(?:[,:)\]]|[-+*/%&|^@]{0,2}=(?!=))/y;
const DEFINES = /(?<![\p{L}\p{N}_])(?:def|function|as|const|let|var)[ \t]+$/u;

/** Where a place of a lead is in words, and in its document. */
export function placeIn({ parts }: Lead, at: number): { from: Earlier; offset: number } | null {
  const part = parts.find(({ start, end }) => start <= at && at < end);
  return part ? { from: part.from, offset: part.offset + at - part.start } : null;
}
