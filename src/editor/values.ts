/** Where an input's number comes from: the definition nearest to the formula, and never a guess. */
import type { Span } from '../language/syntax';
import { definitionsInCalls } from './calls';
import { definitionsInCode, definitionsInProse, type Definition } from './definitions';
import { nameKey } from './names';
import { sectionAround } from './paragraph';
import { isProse } from './prose';
import { regionsNear, type Region } from './regions';
import type { Piece } from './statement';
import { definitionsInTables } from './tables';

/** What the document gives to a name, and where. */
export interface Place {
  /** null where code gives it something that is no number. */
  readonly value: number | null;
  /** Where the number is written, unless it is written for several names at once. */
  readonly literal: Span | null;
  /** 1-based line of the document. */
  readonly line: number;
  /** How far away it is: of several places the one of the lowest rank counts. */
  readonly rank: number;
}

/** The rank of what stands in code after the formula: it counts only where nothing else does. */
export const LATE = 1e6;

/**
 * What the surroundings of a formula give to `names`; a name they do not mention is absent. `target` is
 * where the formula stands; `own` is all that is read with it, and speaks for itself.
 */
export function valuesAround(
  text: string,
  target: Span,
  language: string,
  names: readonly string[],
  own: Piece = { span: target, text: text.slice(target.start, target.end) },
): ReadonlyMap<string, Place> {
  const wanted = new Map(names.map((name) => [name, nameKey(name)]));
  const keys = new Set(wanted.values());
  const best = new Map<string, { definition: Definition; rank: number }>();
  for (const { definition, rank } of ranked(text, target, language, own)) {
    for (const entry of components(definition, keys)) {
      const known = best.get(entry.key);
      if (!known || rank < known.rank) {
        best.set(entry.key, { definition: entry, rank });
      }
    }
  }
  const lines = linesAt(
    text,
    [...best.values()].map(({ definition }) => definition.span.start),
  );
  const places = new Map<string, Place>();
  for (const [name, key] of wanted) {
    const given = best.get(key);
    if (given) {
      const { value, span, literals } = given.definition;
      const line = lines.get(span.start) ?? 1;
      const number = typeof value === 'number' ? value : null;
      const { rank } = given;
      places.set(name, { value: number, literal: literals[0] ?? null, line, rank });
    }
  }
  return places;
}

/** The 1-based lines of offsets, in one pass over the text. */
export function linesAt(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let line = 1;
  let at = 0;
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset;) {
      line++;
      at = next + 1;
      next = text.indexOf('\n', at);
    }
    lines.set(offset, line);
  }
  return lines;
}

/** w = (2, −3) says w_0 and w_1, or w_1 and w_2 where there is no w_0. */
function components(definition: Definition, keys: ReadonlySet<string>): readonly Definition[] {
  const { key, value, span, literals } = definition;
  if (typeof value === 'number' || value === null) {
    return [definition];
  }
  const base = keys.has(`${key}0`) || !keys.has(`${key}${value.length}`) ? 0 : 1;
  return value.map((one, i) => ({
    key: `${key}${i + base}`,
    value: one,
    span,
    literals: literals.slice(i, i + 1),
  }));
}

/** The rank of a call of the function: nearer than other names of the file, further than its comments. */
const CALL = 0.25;

interface Ranked {
  readonly definition: Definition;
  readonly rank: number;
}

function ranked(text: string, target: Span, language: string, said: Piece): readonly Ranked[] {
  const prose = isProse(language);
  const regions = prose ? regionsNear(text, language, target) : [];
  const window = sectionAround(text, target, prose ? regions : null);
  // What the formula itself says is the reader's business, but for its comments.
  const hidden = without(
    text.slice(window.start, window.end),
    prose ? said.text : said.text.replace(COMMENT, (words) => words.replace(/\S/g, ' ')),
    said.span.start - window.start,
  );
  const all: Ranked[] = directives(hidden, window.start).map((definition) => ({
    definition,
    rank: distance(definition.span, target) / 1e9 - 1,
  }));
  const inFence = regions.some((r) => r.kind === 'code' && holds(r.span, target));
  const { code, words } = prose
    ? splitByRegion(hidden, window.start, regions)
    : splitByComment(hidden);
  const visible = prose ? code : inReach(code, target, window.start);
  for (const definition of definitionsInCode(visible, window.start)) {
    all.push({
      definition,
      rank:
        prose && !inFence
          ? proseRank(text, definition.span, target)
          : codeRank(definition.span, target),
    });
  }
  for (const definition of definitionsInProse(words, window.start)) {
    const near = proseRank(text, definition.span, target);
    // In a comment, what stands on the formula's own line is meant for it.
    const rank = prose || near < 1 ? near : codeRank(definition.span, target) + 0.5;
    all.push({ definition, rank: inFence ? rank + LATE : rank });
  }
  for (const definition of prose ? definitionsInTables(words, window.start) : []) {
    all.push({ definition, rank: proseRank(text, definition.span, target) });
  }
  const own = text.slice(target.start, target.end);
  for (const definition of prose && !inFence ? [] : definitionsInCalls(code, window.start, own)) {
    all.push({ definition, rank: CALL });
  }
  return all;
}

/** `backprop: x = −2, y = 5` anywhere near, in a comment or not, is meant for us. */
function directives(text: string, offset: number): Definition[] {
  return [...text.matchAll(/backprop:[ \t]*([^\n]*)/g)].flatMap((found) => {
    const start = found.index + found[0].length - (found[1] ?? '').length;
    return definitionsInProse((found[1] ?? '').replace(/(?:-->|\*\/).*$/, ''), offset + start);
  });
}

/** Code before the formula counts, the nearest most; code after it only where there is nothing else. */
function codeRank(span: Span, target: Span): number {
  return (span.start < target.end ? 0 : LATE) + distance(span, target);
}

/** The nearest paragraph first; before comes before after, unless after begins with "where". */
export function proseRank(text: string, span: Span, target: Span): number {
  const after = span.start >= target.end;
  const between = after ? text.slice(target.end, span.start) : text.slice(span.end, target.start);
  if (!between.includes('\n')) {
    return distance(span, target) / 1e6;
  }
  const breaks = between.match(/\n[ \t\r]*(?=\n)/g)?.length ?? 0;
  const where = after && /^[\s$\])]*(?:where|with|here|at|for)\b/i.test(between);
  return 1 + 2 * breaks + (after ? 1 : 0) - (where ? 1.5 : 0) + distance(span, target) / 1e6;
}

function distance(span: Span, target: Span): number {
  return span.start >= target.end ? span.start - target.end : Math.max(0, target.start - span.end);
}

/** The text with what `own`, which starts at an offset of it, says by itself in \x01. */
function without(text: string, own: string, offset: number): string {
  const marks = own.slice(Math.max(0, -offset), text.length - offset);
  const start = Math.max(0, offset);
  let out = text.slice(0, start);
  for (let i = 0; i < marks.length; i++) {
    out += /\S/.test(marks.charAt(i)) ? '\x01' : text.charAt(start + i);
  }
  return out + text.slice(start + marks.length);
}

function hide(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/\S/g, '\x01') + text.slice(end);
}

function splitByRegion(
  text: string,
  offset: number,
  regions: readonly Region[],
): { code: string; words: string } {
  let code = text.replace(/[^\n]/g, ' ');
  let words = text;
  for (const { kind, content, language, span } of regions) {
    const start = Math.max(0, content.start - offset);
    const end = Math.min(text.length, content.end - offset);
    if (kind === 'code' && start < end && !isProse(language) && span.start < content.start - 1) {
      code = code.slice(0, start) + text.slice(start, end) + code.slice(end);
      words = hide(words, start, end);
    }
  }
  return { code, words };
}

const COMMENT = /(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/|"""[^]*?"""|'''[^]*?'''/g;

function splitByComment(text: string): { code: string; words: string } {
  return {
    code: text.replace(COMMENT, (words) => words.replace(/[^\n]/g, ' ')),
    words: onlyMatches(text, COMMENT).replace(/#+|\/\/|\/\*+|\*\/|"""|'''/g, (sign) =>
      '\x01'.repeat(sign.length),
    ),
  };
}

function onlyMatches(text: string, pattern: RegExp): string {
  let out = '';
  for (const found of text.matchAll(pattern)) {
    out += text.slice(out.length, found.index).replace(/[^\n]/g, ' ') + found[0];
  }
  return out;
}

/** What one method gives an attribute counts in the others of its class. */
const ATTRIBUTE = /^[ \t]*(?:self|this)\.\w+[ \t]*=/;

/** The head of a block that runs as part of what is around it, unlike that of a function. */
const BLOCK =
  /^[ \t}]*(?:async[ \t]+)?(?:for|while|do|loop|repeat|if|el(?:se|if)|unless|switch|match|try|with)\b/;

/** A line that gives a name something, or changes it. */
const GIVEN =
  /^([ \t]*(?:(?:let|const|var|auto|double|float)[ \t]+)?[\p{L}_][\w.]*)[ \t]*[-+*/]?=(?!=).*$/u;

/** What a function is called with: its parameters, up to the arrow or the bracket of its body. */
const PARAMETERS =
  /\b(?:def|function|func?|fun)\b[^(\n]{0,80}\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*|\([^()\n]*\)(?=[^=()\n;]*(?:=>|\{[ \t]*$))|\blambda\b[^:\n]{0,200}:/g;

/**
 * Blanks lines of blocks that the target is not in, told by their indentation, and the parameters of
 * functions that it is not in: their defaults are theirs.
 */
function inReach(code: string, target: Span, offset: number): string {
  const lines = code.split('\n');
  // A bracket on a line of its own belongs to the line above it.
  const indent = (line: string): number =>
    /[^\s{]/.test(line) ? line.length - line.trimStart().length : Infinity;
  const row = (at: number): number => code.slice(0, Math.max(0, at)).split('\n').length - 1;
  const reach = (from: number, to: number, step: number): void => {
    let margin = indent(lines[from] ?? '');
    /** Lines of a block that has not begun yet, seen from below. */
    let block: [number, string][] = [];
    for (let i = from; step > 0 ? i < to : i > to; i += step) {
      const width = indent(lines[i] ?? '');
      const ownAttribute = margin > 0 && ATTRIBUTE.test(lines[i] ?? '');
      if (width !== Infinity && width > margin && !ownAttribute) {
        block.push([i, lines[i] ?? '']);
        lines[i] = ' '.repeat(lines[i]?.length ?? 0);
      } else if (width !== Infinity && width <= margin) {
        const holds = step < 0 && width < margin;
        if (i !== from && !holds) {
          lines[i] = lines[i]?.replace(PARAMETERS, (list) => ' '.repeat(list.length)) ?? '';
        }
        // What a loop or a choice gives is no number, nor is it what stood before.
        if (step < 0 && BLOCK.test(lines[i] ?? '')) {
          for (const [at, line] of block) {
            lines[at] = line.replace(GIVEN, (gives, name: string) =>
              `${name}=`.padEnd(gives.length, '?'),
            );
          }
        }
        block = [];
        margin = width;
      }
    }
  };
  const first = row(target.start - offset);
  const last = row(target.end - offset);
  reach(first, -1, -1);
  reach(last, lines.length, 1);
  return lines.join('\n');
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
