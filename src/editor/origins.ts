/** Where the inputs of a formula get their values: in its own text, around it, or in earlier cells. Pure. */
import type { InputNode } from '../autodiff/graph';
import type { Expr, Span } from '../language/syntax';
import type { Study } from '../session';
import { givenInCells, type Cell } from './cells';
import type { Found } from './find';
import { placeIn, type Lead } from './lead';
import { literalIn, withoutStop, type Written } from './literal';
import { isProse } from './prose';
import { LATE, linesAt, valuesAround } from './values';

/** Where an input gets its value: in words ("line 12"), and as a literal if the document has one. */
export interface Origin {
  readonly words: string;
  readonly written: Written | null;
}

/** The numbers that the document and the cells before it give to names. */
export function originsAround(
  text: string,
  language: string,
  found: Found,
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

/** Where what a study reads gives numbers to inputs: its own text, at `start` of `text`, or its lead. */
export function originsWithin(
  text: string,
  start: number,
  study: Study,
  lead: Lead | null,
): ReadonlyMap<string, Origin> {
  const behind = study.options.lead ?? 0;
  const origins = new Map<string, Origin>();
  const own: { name: string; at: number; written: Written | null }[] = [];
  const literalOf = findLiterals(study);
  for (const node of study.graph?.nodes ?? []) {
    if (node.kind !== 'input' || node.initial === null) {
      continue;
    }
    const place = lead && placeIn(lead, node.span.start);
    const literal = literalOf(node);
    const by = place ? place.offset - node.span.start : start - behind;
    const written = literal && writtenAt(study.text, literal, place ? place.from.start + by : by);
    if (place && place.from.cell !== null) {
      const line = place.from.text.slice(0, place.offset).split('\n').length;
      origins.set(node.name, { words: `cell ${place.from.cell}, line ${line}`, written: null });
    } else {
      const at = place ? place.from.start + place.offset : node.span.start + by;
      own.push({ name: node.name, at, written });
    }
  }
  const lines = linesAt(
    text,
    own.map(({ at }) => at),
  );
  for (const { name, at, written } of own) {
    origins.set(name, { words: `line ${lines.get(at) ?? 1}`, written });
  }
  return origins;
}

function writtenAt(text: string, { start, end }: Span, by: number): Written {
  return { span: { start: start + by, end: end + by }, text: text.slice(start, end) };
}

/** Finds the literal that the text of a study binds an input to, and no other name; in that text. */
function findLiterals({ text, program, options }: Study): (input: InputNode) => Span | null {
  const values = new Map<string, Expr>();
  const namesAt = new Map<string, Set<string | undefined>>();
  const at = ({ span }: Expr): string => `${span.start} ${span.end}`;
  for (const { name, value, input } of program.bindings) {
    if (input && name !== undefined) {
      values.set(name, value);
    }
    const names = namesAt.get(at(value));
    namesAt.set(at(value), names ? names.add(name) : new Set([name]));
  }
  return ({ name, initial }) => {
    const value = values.get(name);
    const literal = value && literalIn(text, value.span);
    if (!literal || literal.value !== initial || namesAt.get(at(value))?.size !== 1) {
      return null;
    }
    return isProse(options.language) ? withoutStop(text, literal) : literal;
  };
}
