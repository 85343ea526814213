/** A formula of a document as a study: found text, values from around it, numbers. Pure. */
import type { Limits, Span } from '../language/syntax';
import { inputsOf, openStudy, problemsOf, refuses, type Study, type Values } from '../session';
import type { Found } from './find';
import { nameKey } from './names';
import { valuesAround, type Place } from './values';

/** What is studied, where it stands in its document, and where its values come from. */
export interface Subject {
  /** The place in the document; its length is that of the study's text. */
  readonly span: Span;
  readonly study: Study;
  /** Which of the candidates it is. */
  readonly rank: number;
  /** By name of input. */
  readonly places: ReadonlyMap<string, Place>;
}

/** What is known beyond the document. */
export interface Knowledge {
  /** What the person set in the panel. */
  readonly inputs: Values;
  readonly readings: Readonly<Record<string, string>>;
  readonly macros: Readonly<Record<string, string>>;
  readonly limits: Limits;
}

/** Whether the study has numbers that can be trusted. */
export function reads(study: Study): boolean {
  return study.graph !== null && !study.program.problems.some(refuses);
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
    const subject = { ...openFound(text, language, candidate, knowledge), rank };
    if (reads(subject.study)) {
      return subject;
    }
    first ??= subject;
  }
  return first;
}

function openFound(
  text: string,
  language: string,
  found: Found,
  knowledge: Knowledge,
): Omit<Subject, 'rank'> {
  const options = { ...knowledge, language: found.language };
  const { span } = found;
  if (found.text.length > knowledge.limits.text) {
    return { span, study: openStudy(found.text, options), places: new Map() };
  }
  // Read once to learn the names, and again where the surroundings have something to say.
  const alone = openStudy(found.text, options);
  const names = new Set([
    ...inputsOf(alone).map(({ name }) => name),
    ...namesWritten(found.text, alone),
  ]);
  const places = valuesAround(text, span, language, [...names]);
  const surroundings = Object.fromEntries([...places].map(([name, { value }]) => [name, value]));
  const study = places.size === 0 ? alone : openStudy(found.text, { ...options, surroundings });
  return { span, study, places };
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

/** Problems with their places in the document. */
export function problemsIn({ study, span }: Subject): ReturnType<typeof problemsOf> {
  return problemsOf(study).map((problem) => ({
    ...problem,
    span: shifted(problem.span, span.start),
  }));
}

export function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
