/** Joins a formula of prose with the formulas around it that define the names it uses. */
import type { Span } from '../language/syntax';
import type { Piece } from './statement';
import { literalAt } from './literal';
import { nameKey } from './names';
import { readableParts, type Joined } from './readable';

/** A formula of prose at its place. */
export interface Formula extends Piece {
  readonly language: string;
}

/** What counts around a chosen formula. */
export interface Around {
  /** The formulas before it in its section, and after it in its paragraph, in order. */
  readonly before: readonly Formula[];
  readonly after: readonly Formula[];
  /** Whether something gives a name (by `nameKey`) a number nearer than a place that defines it. */
  readonly isGiven: (key: string, place: Span) => boolean;
  /** TeX macros of the document. */
  readonly macros: Readonly<Record<string, string>>;
}

/**
 * The chosen formula with those that define its names, theirs included, as one text with everything
 * between blanked; null if there are none. Of those before it the nearest counts; one after it counts
 * behind the word "where". What is joined always stands before what uses it, so nothing is cyclic.
 */
export function withDefinitions(text: string, chosen: Formula, around: Around): Formula | null {
  const needed = new Set(usesOf(chosen));
  const take = (formula: Formula): boolean => {
    const { defines, gives } = definitionsOf(formula);
    const isDefined = defines.some((key) => needed.has(key) && !around.isGiven(key, formula.span));
    for (const key of [...defines, ...gives]) {
      needed.delete(key);
    }
    if (isDefined) {
      usesOf(formula).forEach((key) => needed.add(key));
    }
    return isDefined;
  };
  const after: Formula[] = [];
  let end = chosen.span.end;
  for (const formula of around.after) {
    const behindWhere = after.length > 0 || WHERE.test(text.slice(end, formula.span.start));
    if (behindWhere && take(formula)) {
      after.push(formula);
    }
    ({ end } = formula.span);
  }
  const before = [...around.before].reverse().filter(take).reverse();
  const language = { language: chosen.language, macros: around.macros };
  const kept = (formulas: readonly Formula[]): readonly Formula[] =>
    readableParts(formulas, (parts) => joinedParts(text, parts), language);
  const parts = [...kept(before), chosen, ...kept(after)];
  return parts.length > 1 ? joined(text, parts) : null;
}

/** Formulas as one text, each at its place in it. */
function joinedParts(text: string, formulas: readonly Formula[]): Joined {
  const { text: all, span } = joined(text, formulas);
  const spans = formulas.map((one) => ({
    start: one.span.start - span.start,
    end: one.span.end - span.start,
  }));
  return { text: all, spans };
}

const WHERE = /(?<!\p{L})where(?!\p{L})/iu;

/** Formulas as the rows of one text: each keeps its place, and what is between them is blanked. */
export function joined(text: string, formulas: readonly Formula[]): Formula {
  const language = formulas[0]?.language ?? 'latex';
  const start = formulas[0]?.span.start ?? 0;
  let out = '';
  for (const formula of formulas) {
    const at = start + out.length;
    out += out === '' ? '' : gapOf(text.slice(at, formula.span.start), language);
    out += formula.text;
  }
  return { span: { start, end: start + out.length }, text: out, language };
}

/** What ends a row, of the length of the gap; the word "where" stays. */
function gapOf(gap: string, language: string): string {
  const blank = gap.replace(/[^\n]/g, ' ');
  const where = WHERE.exec(gap);
  if (where) {
    const after = where.index + where[0].length;
    return blank.slice(0, where.index) + where[0].toLowerCase() + blank.slice(after);
  }
  const sign = language === 'latex' ? '\\\\' : gap.includes('\n') ? '' : ';';
  return gap.length < sign.length ? blank : sign + blank.slice(sign.length);
}

const SCRIPTS = String.raw`(?:_\{[^{}\n]{1,20}\}|_\\?[A-Za-z]+(?![\w])|_[\p{L}\p{N}]|[₀-₉]|['′]|\^\{?\\?['′*]+\}?)*`;
const ACCENTED = String.raw`\\(?:hat|widehat|bar|overline|tilde|widetilde|dot|vec|math[a-z]+|text[a-z]*|boldsymbol|bm|operatorname)\s*(?:\{[^{}\n]{1,20}\}|\\?[A-Za-z]+)`;
/** A name with its scripts, as TeX and as plain text write it. */
const NAMES = {
  latex: String.raw`(?:\\Delta\s*(?=[\\A-Za-z]))?(?:${ACCENTED}|\\[A-Za-z]+|\p{L})${SCRIPTS}`,
  plaintext: String.raw`\p{L}[\p{L}\p{M}\p{N}_'′]*`,
};

interface Syntax {
  readonly name: RegExp;
  /** "q =" or "f(x) =" where a row begins: the name, and the parameters with their brackets. */
  readonly head: RegExp;
}

function syntaxOf(name: string): Syntax {
  const begins = String.raw`(?<=^|\\\\|[;,&\n]|\\q?quad|\\[ ,;])[\s&]*`;
  const parameters = String.raw`(?:\\left)?\([^()=\n]{1,60}\)`;
  return {
    name: new RegExp(name, 'gu'),
    head: new RegExp(
      `${begins}(${name})\\s*(${parameters})?[\\s&]*(?::?=|≈|\\\\(?:coloneqq|approx|simeq)(?![A-Za-z]))(?!=)[\\s&]*`,
      'gu',
    ),
  };
}

const SYNTAX = { latex: syntaxOf(NAMES.latex), plaintext: syntaxOf(NAMES.plaintext) };

function syntaxFor({ language }: Formula): Syntax {
  return language === 'latex' ? SYNTAX.latex : SYNTAX.plaintext;
}

/** Names, by `nameKey`, that a formula computes, and those it gives a number. */
function definitionsOf(formula: Formula): { defines: readonly string[]; gives: readonly string[] } {
  const defines: string[] = [];
  const gives: string[] = [];
  const text = withoutEnvironments(formula.text);
  for (const head of text.matchAll(syntaxFor(formula).head)) {
    const after = head.index + head[0].length;
    const number = literalAt(text, after);
    const isNumber =
      number !== null &&
      /^\s*(?:$|[,;.&\n]|\\\\|\\q?quad|\\[ ,;])/.test(text.slice(number.end, number.end + 20));
    (isNumber ? gives : defines).push(nameKey(head[1] ?? ''));
  }
  return { defines, gives };
}

/** Names, by `nameKey`, that a formula uses: what it does not define, and no parameters. */
function usesOf(formula: Formula): readonly string[] {
  const { head, name } = syntaxFor(formula);
  const bound = new Set<string>();
  const body = withoutEnvironments(formula.text).replace(
    head,
    (all, own: string, parameters?: string) => {
      for (const [parameter] of (parameters ?? '').matchAll(name)) {
        bound.add(nameKey(parameter));
      }
      return ' '.repeat(all.length);
    },
  );
  const keys = [...body.matchAll(name)].map(([used]) => nameKey(used));
  return [...new Set(keys)].filter((key) => !bound.has(key));
}

function withoutEnvironments(text: string): string {
  return text.replace(
    /\\(?:begin|end)\{[a-z]+\*?\}(?:\{[^{}\n]*\})?|\\label\{[^{}\n]*\}/g,
    (mark) => '\\\\'.padEnd(mark.length),
  );
}
