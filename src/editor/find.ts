/** Finds the text a person means: the selection, the math around the cursor, or the statement. */
import type { Span } from '../language/syntax';
import { joined, withDefinitions } from './derivation';
import { literalAt } from './literal';
import { macrosOf } from './macros';
import { lineAround, paragraphAround, sectionAround } from './paragraph';
import { isProse, isTeX } from './prose';
import { regionsNear, type Region } from './regions';
import { formulasIn, looksLikeFormula } from './sentence';
import { proseRank, valuesAround } from './values';
import { remarkAt, codeAround, statementsAt, type Piece } from './statement';

/** What to read: `text` has the length of `span`; what is not part of the formula is blanked. */
export interface Found extends Piece {
  /** VS Code language id to read it as. */
  readonly language: string;
  readonly by: 'selection' | 'math' | 'statement' | 'line';
}

/** What a selection or a cursor (an empty one) means, best first; empty: there is nothing to read. */
export function find(text: string, selection: Span, language: string): readonly Found[] {
  const chosen = trimmed(text, selection);
  if (isProse(language)) {
    const regions = regionsNear(text, language, chosen);
    return chosen.start < chosen.end
      ? selectedInProse(text, chosen, language, regions)
      : atCursorInProse(text, selection.start, language, regions);
  }
  if (chosen.start < chosen.end) {
    const math = hasTeX(text.slice(chosen.start, chosen.end));
    return math
      ? [{ ...pieceOf(text, chosen), language: 'latex', by: 'selection' }]
      : [{ ...pieceOf(text, fromMargin(text, chosen)), language, by: 'selection' }];
  }
  return atCursorInCode(text, selection.start, language);
}

/** The math that holds `offset` in prose, for hovers: only what is plainly math. */
export function mathAt(text: string, offset: number, language: string): Found | null {
  const place = { start: offset, end: offset };
  const region = isProse(language)
    ? holding(regionsNear(text, language, place), offset)
    : undefined;
  return region?.kind === 'math' ? fromRegion(text, region) : null;
}

function selectedInProse(
  text: string,
  chosen: Span,
  language: string,
  regions: readonly Region[],
): readonly Found[] {
  const around = regions.find(
    (r) => r.content.start <= chosen.start && chosen.end <= r.content.end,
  );
  if (around) {
    return [{ ...pieceOf(text, chosen), language: around.language, by: 'selection' }];
  }
  const inside = regions.filter((r) => overlap(r.span, chosen) && isFormula(text, r));
  const first = inside[0];
  if (first) {
    return [
      {
        ...joined(
          text,
          inside.map((r) => fromRegion(text, r)),
        ),
        by: 'selection',
      },
    ];
  }
  const piece = pieceOf(text, chosen);
  const latex = hasTeX(piece.text) || isTeX(language);
  return [{ ...piece, language: latex ? 'latex' : 'plaintext', by: 'selection' }];
}

function atCursorInProse(
  text: string,
  offset: number,
  language: string,
  regions: readonly Region[],
): readonly Found[] {
  const around = holding(regions, offset);
  if (around?.kind === 'math') {
    return derived(text, fromRegion(text, around), language, regions);
  }
  if (around) {
    return inFence(text, offset, around);
  }
  const line = lineAround(text, offset);
  const near = nearest(formulasWithin(text, line, language, regions), offset);
  if (near || text.slice(line.start, line.end).trim() === '') {
    return near ? derived(text, near, language, regions) : [];
  }
  // What the rest of the paragraph speaks of is clear only if it is one thing.
  const paragraph = formulasWithin(text, paragraphAround(text, offset), language, regions);
  const [only] = paragraph;
  return only && paragraph.length === 1 ? derived(text, only, language, regions) : [];
}

/** As many formulas before the chosen one may define its names. */
const MOST_BEFORE = 40;

/** A formula with those that define its names, then alone. */
function derived(
  text: string,
  chosen: Found,
  language: string,
  regions: readonly Region[],
): readonly Found[] {
  const { span } = chosen;
  const { start } = sectionAround(text, span, regions);
  const { end } = paragraphAround(text, span.end);
  const near = (from: number, to: number): readonly Found[] =>
    from < to
      ? formulasWithin(text, { start: from, end: to }, language, regions).filter(
          (one) => one.language === chosen.language && from <= one.span.start && one.span.end <= to,
        )
      : [];
  const whole = withDefinitions(text, chosen, {
    before: near(start, span.start).slice(-MOST_BEFORE),
    after: near(span.end, end),
    isGiven: (key, place) => {
      const given = valuesAround(text, span, language, [key]).get(key);
      return typeof given?.value === 'number' && given.rank < proseRank(text, place, span);
    },
    macros: macrosOf(text, {}),
  });
  return whole ? [{ ...chosen, ...whole, focus: span }, chosen] : [chosen];
}

/** The formulas of a stretch of prose: its math, or what its sentences say without delimiters. */
function formulasWithin(
  text: string,
  span: Span,
  language: string,
  regions: readonly Region[],
): readonly Found[] {
  const math = regions.filter((r) => r.kind === 'math' && overlap(r.span, span));
  if (math.length > 0) {
    return math.filter((r) => isFormula(text, r)).map((r) => fromRegion(text, r));
  }
  const formulas: Found[] = [];
  for (let { start } = span; start <= span.end;) {
    const line = lineAround(text, start);
    formulas.push(...spokenIn(text, line, language));
    start = line.end + 1;
  }
  return formulas.filter((found) => !regions.some((r) => overlap(r.span, found.span)));
}

/** The formulas of a line without delimiters: the whole line, or parts of its sentences. */
function spokenIn(text: string, line: Span, language: string): readonly Found[] {
  const bare = withoutBullet(text, line);
  const words = text.slice(bare.start, bare.end);
  if (looksLikeFormula(words)) {
    const as = isTeX(language) ? 'latex' : 'plaintext';
    return [{ ...pieceOf(text, bare), language: as, by: 'line' }];
  }
  const spoken = isTeX(language) || words.length > LONGEST_LINE ? [] : formulasIn(words);
  return spoken.map((span) => ({
    ...pieceOf(text, { start: span.start + bare.start, end: span.end + bare.start }),
    language: 'plaintext',
    by: 'line',
  }));
}

/** Longer lines of prose are not looked through for formulas without delimiters. */
const LONGEST_LINE = 4000;

function inFence(text: string, offset: number, region: Region): readonly Found[] {
  const { start, end } = region.content;
  const code = text.slice(start, end);
  const at = Math.min(Math.max(offset - start, 0), code.length);
  const oneLine = !code.trim().includes('\n');
  if (oneLine && isProse(region.language)) {
    const piece = pieceOf(text, trimmed(text, region.content));
    return looksLikeFormula(piece.text) ? [{ ...piece, language: 'plaintext', by: 'math' }] : [];
  }
  return find(code, { start: at, end: at }, region.language).map((found) => ({
    ...found,
    span: { start: found.span.start + start, end: found.span.end + start },
  }));
}

function atCursorInCode(text: string, offset: number, language: string): readonly Found[] {
  const code = codeAround(text, offset, language);
  const remark = code && remarkAt(code, offset);
  const inRemark = remark && inProseOf(remark, offset);
  if (inRemark) {
    return [inRemark];
  }
  const statements = code ? statementsAt(code, offset, text.length) : [];
  if (remark || statements.length > 0) {
    return statements.map((piece) => ({ ...piece, language, by: 'statement' }));
  }
  const line = withoutEnd(text, lineAround(text, offset));
  return line.start < line.end ? [{ ...pieceOf(text, line), language, by: 'line' }] : [];
}

/** The math, or the formula of the line, in a comment or a docstring. */
function inProseOf(remark: Piece, offset: number): Found | null {
  const { start } = remark.span;
  const at = offset - start;
  const regions = regionsNear(remark.text, 'markdown', { start: at, end: at });
  const around = holding(regions, at);
  const line = lineAround(remark.text, at);
  const found =
    around?.kind === 'math'
      ? fromRegion(remark.text, around)
      : around?.language === 'plaintext'
        ? (inFence(remark.text, at, around)[0] ?? null)
        : nearest(formulasWithin(remark.text, line, 'markdown', regions), at);
  return found
    ? { ...found, span: { start: found.span.start + start, end: found.span.end + start } }
    : null;
}

function holding(regions: readonly Region[], offset: number): Region | undefined {
  return regions.find((r) => r.span.start <= offset && offset <= r.span.end);
}

/** The formula nearest to an offset. */
function nearest(formulas: readonly Found[], offset: number): Found | null {
  const distance = ({ span }: Found): number => Math.max(span.start - offset, offset - span.end);
  return [...formulas].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** Whether a region says how something is computed: a lone symbol or f(x) is not worth a graph. */
function isFormula(text: string, region: Region): boolean {
  const content = text.slice(region.content.start, region.content.end);
  const sides = content.split(RELATION).map((side) => side.trim());
  // What a worked example ends with is the result of the side before it.
  while (sides.length > 2 && isNumber(sides.at(-1)) && !/[,;]|\\\\/.test(sides.at(-2) ?? ''))
    sides.pop();
  const value = sides.at(-1) ?? '';
  const computes =
    /[+*/^·×-]|\\(?!mathbf|mathrm|text|hat|bar)[a-zA-Z]{3,}|\S\s+\S|[a-z]_\w[a-z]/i.test(value);
  return region.kind === 'math' && computes && !isNumber(value);
}

const RELATION = /=|≈|\\(?:approx|simeq)(?![a-z])/i;

function isNumber(side = ''): boolean {
  return literalAt(side, 0)?.end === side.length;
}

function fromRegion(text: string, region: Region): Found {
  const { start, end } = region.content;
  // A comment is no part of the formula, nor is the sign of a quotation at the start of its lines.
  const unquoted = text
    .slice(start, end)
    .replace(/\n[ \t]*>+/g, (sign) => '\n'.padEnd(sign.length))
    .replace(/(?<!\\)%[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const from = start + unquoted.length - unquoted.trimStart().length;
  const piece = {
    span: { start: from, end: from + unquoted.trim().length },
    text: unquoted.trim(),
  };
  return { ...piece, language: region.language, by: 'math' };
}

function hasTeX(text: string): boolean {
  return /\\[a-zA-Z([]|^\$[^]*\$$|[_^]\{/.test(text);
}

function pieceOf(text: string, span: Span): Piece {
  return { span, text: text.slice(span.start, span.end) };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: Math.min(from, end), end: Math.max(from, start + slice.trimEnd().length) };
}

/** Several lines with the indentation of the first: it says which of the others are in its block. */
function fromMargin(text: string, chosen: Span): Span {
  const margin = lineAround(text, chosen.start).start;
  const indents = text.slice(margin, chosen.start).trim() === '';
  return indents && text.slice(chosen.start, chosen.end).includes('\n')
    ? { ...chosen, start: margin }
    : chosen;
}

/** A line of prose without its list sign, heading sign or quotation sign. */
function withoutBullet(text: string, line: Span): Span {
  const sign = /^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+|#+\s+|\([a-z]\)\s+)?/.exec(
    text.slice(line.start, line.end),
  );
  return trimmed(text, { start: line.start + (sign?.[0].length ?? 0), end: line.end });
}

/** A line of code without its comment and its semicolon. */
function withoutEnd(text: string, line: Span): Span {
  const code = text
    .slice(line.start, line.end)
    .replace(/(?:\/\/|\s#|\/\*)[^]*/, '')
    .trimEnd()
    .replace(/;$/, '');
  return trimmed(text, { start: line.start, end: line.start + code.length });
}
