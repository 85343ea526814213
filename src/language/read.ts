/** Text and language id -> Program: chooses the language. */
import { readJavaScript } from './javascript';
import { readLatex } from './latex';
import { blankProse } from './markup';
import { mend, triedLimits } from './mending';
import { readPlain } from './plain';
import { readPython } from './python';
import { readRelative } from './relatives';
import { profileOf } from './relatives/profile';
import { defaultLimits } from './syntax';
import type { CallExpr, Fix, Program, RawProgram, ReadOptions } from './syntax';

const python = /^(?:python|snakemake|cython|mojo)$/;
const typescript = /^typescript(?:react)?$/;
const javascript = /^javascript(?:react)?$/;
const latex = /^(?:latex|tex|latex-expl3|bibtex|context|doctex|pweave|rsweave|jlweave)$/;
const markup = /^(?:markdown|quarto|rmd|mdx|restructuredtext|asciidoc|typst|org)$/;

/** $x^2$ and $$ … $$, but not `$x * $y`, where dollars begin names. */
const inDollars = /\$\$|^\s*\$[^$]+\$\s*$|\$(?:[^\s$]|[^\s$][^$]*[^\s$])\$(?![\w$])/;

/**
 * Reads `text` as the language with this VS Code id; unknown ids are read as plain mathematics.
 * Never throws: what cannot be read is a problem of the program.
 */
export function read(text: string, languageId: string, options: ReadOptions = {}): Program {
  const limits = triedLimits(options.limits ?? defaultLimits);
  return mend(readAs(text, languageId, options), (edited) =>
    readAs(edited, languageId, { ...options, limits }),
  );
}

function readAs(text: string, languageId: string, options: ReadOptions): RawProgram {
  if (python.test(languageId)) return readPython(text, options);
  if (typescript.test(languageId)) return readJavaScript(text, options, 'ts');
  if (javascript.test(languageId)) return readJavaScript(text, options, 'js');
  const profile = profileOf(languageId);
  if (profile) return readRelative(text, options, profile);
  if (latex.test(languageId))
    return refuseConditions(restore(text, readLatex(blankProse(text), options)));
  const isTex = hasTex(text, languageId);
  const program =
    isTex || sums.test(text)
      ? restore(text, readLatex(blankProse(isTex ? text : withSums(text)), options))
      : readPlain(text, options);
  return refuseConditions(program);
}

/** Σ_{i=1}^{3} and sum_{i=1}^3 in plain text: written as LaTeX writes them, and read so. */
const sums = /(?:[∑∏]_\{?|(?:[ΣΠ]|\b(?:sum|prod))_\{)\s*\w+(?:\s*,\s*\w+)*\s*=/;

/** Whether a text is LaTeX, or LaTeX within prose. */
export function readsAsLatex(text: string, languageId: string): boolean {
  if (latex.test(languageId)) return true;
  const isCode = [python, typescript, javascript].some((id) => id.test(languageId));
  return !isCode && !profileOf(languageId) && hasTex(text, languageId);
}

function hasTex(text: string, languageId: string): boolean {
  return (
    /\\[A-Za-z]{2,}|\\\(|\\\[/.test(text) ||
    inDollars.test(text) ||
    (markup.test(languageId) && /[_^]\{/.test(text))
  );
}

/** The same text, no longer and no shorter, with signs for sums and products. */
function withSums(text: string): string {
  return text
    .replace(/Σ(?=_)/g, '∑')
    .replace(/Π(?=_)/g, '∏')
    .replace(/\bsum(?=_\{)/g, '  ∑')
    .replace(/\bprod(?=_\{)/g, '   ∏');
}

function restore(text: string, program: RawProgram): RawProgram {
  return { ...program, text };
}

const conditions: ReadonlySet<string> = new Set([
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'ne',
  'and',
  'or',
  'not',
]);

/** A comparison alone is true or false: nothing to differentiate. */
function refuseConditions(program: RawProgram): RawProgram {
  let value = program.bindings.at(-1)?.value;
  if (value?.kind === 'ref') value = program.bindings[value.binding]?.value;
  if (value?.kind !== 'call' || !conditions.has(value.op)) return program;
  const message = 'This is a condition, true or false, so it has no gradient.';
  const advice = 'Select one side, or write `c ? a : b`.';
  const fixes = definitionMeant(program.text, value);
  return {
    ...program,
    problems: [
      ...program.problems,
      { kind: 'unsupported', message, span: value.span, fixes, advice },
    ],
  };
}

/** y == x and y <- x: a definition, with the sign that another language has for it. */
function definitionMeant(text: string, { op, args }: CallExpr): Fix[] {
  const [left, right] = args;
  if (left?.kind !== 'name' || !right) return [];
  const start = left.span.end + text.slice(left.span.end).search(/\S/);
  const sign = text.startsWith('==', start) || (op === 'lt' && text.startsWith('<-', start));
  return sign ? [{ span: { start, end: start + 2 }, text: '=' }] : [];
}
