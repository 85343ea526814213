/** A formula of a document as a study: found text, values from around it, numbers. Pure. */
import { has, refuses, type Fix, type Limits, type Span } from '../language/syntax';
import type { Lens } from '../lens';
import { inputsOf, openStudy, problemsOf, type Study, type Values } from '../session';
import type { Cell } from './cells';
import type { Found } from './find';
import { earlierCode, leadTo, withoutPart, type Lead } from './lead';
import { nameKey } from './names';
import { originsAround, originsWithin, type Origin } from './origins';
import { isProse } from './prose';

/** What is studied, where it stands in its document, and where its values come from. */
export interface Subject {
  /** The place in the document; its length is that of the study's text. */
  readonly span: Span;
  readonly study: Study;
  /** Which of the candidates it is. */
  readonly rank: number;
  /** Where inputs get their values, by name. */
  readonly places: ReadonlyMap<string, Origin>;
}

/** What is known beyond the document. */
export interface Knowledge {
  /** What the person set in the panel. */
  readonly inputs: Values;
  /** How the person looks at it. */
  readonly lens?: Lens;
  /** What the person last used in this document, by `nameKey`. */
  readonly lastUsed?: Values;
  /** The cells before this one, in order, if it is a cell of a notebook. */
  readonly cells?: readonly Cell[];
  readonly readings: Readonly<Record<string, string>>;
  readonly macros: Readonly<Record<string, string>>;
  readonly limits: Limits;
}

/** Whether the study has numbers that can be trusted. */
export function reads(study: Study): boolean {
  return study.graph !== null && !study.program.problems.some(refuses);
}

/**
 * Whether there is something to draw: all of it, or what reads before the part that does not. What
 * is refused itself, such as a condition, is not drawn.
 */
export function draws(study: Study): boolean {
  const { graph, program } = study;
  const drawn = program.bindings.at(-1)?.value.span;
  const isRefused = program.problems.some(
    (problem) => refuses(problem) && drawn && covers(problem.span, drawn),
  );
  return reads(study) || (!isRefused && graph?.nodes.some(({ kind }) => kind === 'op') === true);
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * Studies the first candidate that can be read, or the first if none can.
 * `language` is that of the document, `found` from `find`; null if there is no candidate.
 */
export function openSubject(
  text: string,
  language: string,
  found: readonly Found[],
  knowledge: Knowledge,
): Subject | null {
  let first: Subject | null = null;
  for (const [rank, candidate] of found.entries()) {
    for (const lead of leadsOf(text, language, candidate, knowledge)) {
      const whole = { ...openFound(text, language, candidate, lead, knowledge), rank };
      let subject = whole;
      let piece: Piece = { found: candidate, lead };
      for (let i = 0; i < MOST_LEFT_OUT && !reads(subject.study); i++) {
        const less = withoutRefused(piece, subject.study);
        if (!less) {
          break;
        }
        piece = less;
        subject = { ...openFound(text, language, piece.found, piece.lead, knowledge), rank };
      }
      const isRead = reads(subject.study);
      if (isRead && isPassedOver(piece, subject.study)) {
        continue;
      }
      if (isRead) {
        return subject;
      }
      first ??= lead ? null : whole;
    }
  }
  return first;
}

/** As many statements that cannot be read are left out, one after another: each costs a reading. */
const MOST_LEFT_OUT = 5;

/** What is read: what was found, and earlier code before it. */
interface Piece {
  readonly found: Found;
  readonly lead: Lead | null;
}

/**
 * Whether what is meant has no value, so that what stands before it is drawn, which it does not even
 * name: `optimizer.step()` is not the last of the optimizer's parameters.
 */
function isPassedOver({ found, lead }: Piece, { program, text, options }: Study): boolean {
  const { name = '', span } = program.bindings.at(-1) ?? {};
  const behind = lead?.text.length ?? 0;
  const start = behind + (found.focus ?? found.span).start - found.span.start;
  if (!span || span.end > start || wordsOf(text.slice(start)).includes(name)) {
    return false;
  }
  // A bare call of an earlier function is drawn with the places of that function.
  const isFirst = text.slice(behind, start).trim() === '';
  const before = text.slice(0, isFirst ? lead?.parts.at(-1)?.end : start);
  const without = openStudy(before, options);
  return JSON.stringify(without.program.bindings) === JSON.stringify(program.bindings);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
}

/** What is read without the statement that cannot be; null if what is meant itself cannot. */
function withoutRefused({ found, lead }: Piece, { program }: Study): Piece | null {
  const { start = 0, end = 0 } = program.problems.find(refuses)?.span ?? {};
  const behind = lead?.text.length ?? 0;
  if (lead && end <= behind) {
    const less = withoutPart(lead, start);
    return less && { found, lead: less };
  }
  const { text, span, definitions = [] } = found;
  const at = start - behind + span.start;
  // What is wrong with all of it, such as that it gives several numbers, is wrong with no definition.
  const left = definitions.find((one) => one.start <= at && at + end - start <= one.end);
  if (!left) {
    return null;
  }
  // What it would have changed is not what stands before it.
  const stale = (one: (typeof definitions)[number]): boolean =>
    one === left || (one.start < left.start && one.binds.some((name) => left.binds.includes(name)));
  const blanked = definitions.filter(stale).reduce((rest, one) => {
    const from = one.start - span.start;
    const blanks = rest.slice(from, one.end - span.start).replace(/[^\n]/g, ' ');
    return rest.slice(0, from) + blanks + rest.slice(from + blanks.length);
  }, text);
  const kept = definitions.filter((one) => !stale(one));
  // Without any, the next candidate is what is meant alone.
  return kept.length > 0 ? { found: { ...found, text: blanked, definitions: kept }, lead } : null;
}

/** What may be read before a candidate, best first: a selection stands by itself if it can. */
function leadsOf(
  text: string,
  language: string,
  found: Found,
  { cells = [], limits }: Knowledge,
): readonly (Lead | null)[] {
  const code = !isProse(found.language) && found.text.length <= limits.text;
  const lead = code ? leadTo(found, earlierCode(text, language, found, cells)) : null;
  const both = lead ? [lead, null] : [null];
  return found.by === 'selection' ? both.reverse() : both;
}

function openFound(
  text: string,
  language: string,
  found: Found,
  lead: Lead | null,
  knowledge: Knowledge,
): Omit<Subject, 'rank'> {
  const { cells = [], lastUsed = {}, ...known } = knowledge;
  const behind = lead?.text.length ?? 0;
  const place = found.meant && shifted(found.meant, behind - found.span.start);
  const options = {
    ...known,
    language: found.language,
    lead: behind,
    ...(place && { meant: place }),
  };
  const { span } = found;
  const whole = (lead?.text ?? '') + found.text;
  if (found.text.length > knowledge.limits.text) {
    return { span, study: openStudy(whole, options), places: new Map() };
  }
  // Read once to learn the names, and again where the surroundings have something to say.
  const alone = openStudy(whole, options);
  const inputs = inputsOf(alone).map(({ name }) => name);
  const names = new Set([...inputs, ...namesWritten(found.text, alone)]);
  const given = originsAround(text, language, found, [...names], cells);
  // Memory does not make a variable of a constant such as e.
  const remembered = pick(lastUsed, reads(alone) ? inputs : [...names]);
  const surroundings = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  // What the text says itself is stronger.
  const told = new Set(
    inputsOf(alone).flatMap(({ name, from }) => (from === 'text' ? [name] : [])),
  );
  const saysNothing = Object.keys({ ...surroundings, ...remembered }).every((name) =>
    told.has(name),
  );
  const study = saysNothing ? alone : openStudy(whole, { ...options, surroundings, remembered });
  const within = originsWithin(text, span.start, study, lead);
  return { span, study, places: new Map([...given, ...within]) };
}

function pick(lastUsed: Values, names: readonly string[]): Values {
  const known = names.filter((name) => has(lastUsed, nameKey(name)));
  return Object.fromEntries(known.map((name) => [name, lastUsed[nameKey(name)] ?? NaN]));
}

/** A name that is not called; a word that is none is passed over as a whole. */
const WRITTEN =
  /(\\?\p{L}[\p{L}\p{N}]*(?:_(?:\{[\p{L}\p{N}]{1,12}\}|[\p{L}\p{N}]+))*)(?![\p{L}\p{N}_]|\s*(?:\\left)?\()|\p{L}[\p{L}\p{N}]*/gu;

/**
 * Names as they stand in the text: the constants that the surroundings may turn into variables (e),
 * and everything where reading needs values (a loop's bound) and failed without them.
 */
function namesWritten(text: string, study: Study): readonly string[] {
  const known = new Set(inputsOf(study).map(({ name }) => nameKey(name)));
  const written = [...text.matchAll(WRITTEN)].map(([, name = '']) => name.replace(/[\\{}]/g, ''));
  const all = [...new Set(written)].filter((name) => name !== '' && !known.has(nameKey(name)));
  return reads(study) ? all.filter((name) => /^[eEiI]$/.test(name)) : all;
}

/** Problems with their places in the document; one that is not in the text is its whole text's. */
export function problemsIn({ study, span }: Subject): ReturnType<typeof problemsOf> {
  const { lead = 0 } = study.options;
  const by = span.start - lead;
  const placed = (fixes: readonly Fix[]): Fix[] =>
    fixes
      .filter((fix) => fix.span.start >= lead)
      .map((fix) => ({ ...fix, span: shifted(fix.span, by) }));
  return problemsOf(study).map(({ fix, otherFixes = [], ...problem }) => {
    const [own, ...others] = placed([...(fix ? [fix] : []), ...otherFixes]);
    return {
      ...problem,
      span: problem.span.start < lead ? span : shifted(problem.span, by),
      ...(own && { fix: own }),
      ...(others.length > 0 && { otherFixes: others }),
    };
  });
}

export function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
