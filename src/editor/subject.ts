/** A formula of a document as a study: found text, values from around it, numbers. Pure. */
import type { InputNode } from '../autodiff/graph';
import { has, type Limits, type Span } from '../language/syntax';
import type { Lens } from '../lens';
import { inputsOf, openStudy, problemsOf, refuses, type Study, type Values } from '../session';
import { givenInCells, type Cell } from './cells';
import type { Found } from './find';
import { literalIn, withoutStop, type Written } from './literal';
import { nameKey } from './names';
import { isProse } from './prose';
import { LATE, linesAt, valuesAround } from './values';

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

/** Where an input gets its value: in words ("line 12"), and as a literal if this document has one. */
export interface Origin {
  readonly words: string;
  readonly written: Written | null;
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
  const { cells = [], lastUsed = {}, ...known } = knowledge;
  const options = { ...known, language: found.language };
  const { span } = found;
  if (found.text.length > knowledge.limits.text) {
    return { span, study: openStudy(found.text, options), places: new Map() };
  }
  // Read once to learn the names, and again where the surroundings have something to say.
  const alone = openStudy(found.text, options);
  const inputs = inputsOf(alone).map(({ name }) => name);
  const names = new Set([...inputs, ...namesWritten(found.text, alone)]);
  const given = givenAround(text, found, language, [...names], cells);
  // Memory does not make a variable of a constant such as e.
  const remembered = pick(lastUsed, reads(alone) ? inputs : [...names]);
  const surroundings = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  const study = openStudy(found.text, { ...options, surroundings, remembered });
  return { span, study, places: new Map([...given, ...placesWithin(text, span, study)]) };
}

/** Where in the document the found text itself gives numbers to inputs. */
function placesWithin(text: string, { start }: Span, study: Study): ReadonlyMap<string, Origin> {
  const own = (study.graph?.nodes ?? []).flatMap((node) =>
    node.kind === 'input' && node.initial !== null
      ? [{ node, at: start + node.span.start, written: writtenWithin(study, node, start) }]
      : [],
  );
  const lines = linesAt(
    text,
    own.map(({ at }) => at),
  );
  return new Map(
    own.map(({ node, at, written }) => [
      node.name,
      { words: `line ${lines.get(at) ?? 1}`, written },
    ]),
  );
}

/** The literal that the study's own text, which starts at an offset, binds an input to. */
function writtenWithin(
  { text, program, options }: Study,
  { name, initial }: InputNode,
  offset: number,
): Written | null {
  const value = program.bindings.findLast((one) => one.input && one.name === name)?.value;
  const literal = value && literalIn(text, value.span);
  const { start = -1, end = -1 } = value?.span ?? {};
  const shared = program.bindings.some(
    (one) => one.name !== name && one.value.span.start === start && one.value.span.end === end,
  );
  if (!literal || literal.value !== initial || shared) {
    return null;
  }
  const span = isProse(options.language) ? withoutStop(text, literal) : literal;
  return { span: shifted(span, offset), text: text.slice(span.start, span.end) };
}

/** The numbers that the document and the cells before it give, and where, in words. */
function givenAround(
  text: string,
  found: Found,
  language: string,
  names: readonly string[],
  cells: readonly Cell[],
): ReadonlyMap<string, Origin & { readonly value: number }> {
  const places = valuesAround(text, found.focus ?? found.span, language, names, found);
  const open = names.filter((name) => (places.get(name)?.rank ?? LATE) >= LATE);
  const given = new Map<string, Origin & { readonly value: number }>();
  for (const [name, { value, where }] of givenInCells(cells, open)) {
    given.set(name, { value, words: where, written: null });
  }
  for (const [name, { value, line, literal }] of places) {
    if (value !== null && !given.has(name)) {
      const written = literal && { span: literal, text: text.slice(literal.start, literal.end) };
      given.set(name, { value, words: `line ${line}`, written });
    }
  }
  return given;
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
