/** What a study is of as a formula, to be typeset: LaTeX as it was read. */
import { write, writeConstant, writeName, type WriteLeaf } from './autodiff/notation';
import type { Formula } from './formula';
import { readsAsLatex } from './language/read';
import { refuses, type CallExpr, type Expr } from './language/syntax';
import { ops, precedences } from './ops';
import type { Study } from './session';

/** More operations, numbers and names are no heading, but another picture. */
const MOST_PARTS = 50;

/** Null where the text is a program, or is better shown as it is written. */
export function headingOf({ text, options, program }: Study): Formula | null {
  const { bindings, problems } = program;
  const last = bindings.at(-1);
  if (
    !last ||
    !isShort(last.value) ||
    !readsAsLatex(text, options.language) ||
    problems.some(refuses)
  )
    return null;
  const { name, input } = last;
  // The value that the text gives it may have been edited.
  if (name !== undefined && input) return writeName(name);
  const names = new Set<string | undefined>();
  const writeLeaf: WriteLeaf = (leaf) => {
    if (leaf.kind === 'number') return writeConstant(leaf);
    const id = leaf.kind === 'name' ? leaf.name : bindings[leaf.binding]?.name;
    names.add(id);
    return { formula: writeName(id ?? ''), precedence: precedences.atom };
  };
  const written = (part: Expr): Formula =>
    write(part, writeLeaf, (call) => nameIn(text, call)).formula;
  const formula = withoutSpareBrackets(writeCases(last.value, written));
  if (names.has(undefined)) return null;
  return name === undefined ? formula : { form: 'row', parts: [writeName(name), '=', formula] };
}

/** The name at the beginning: \sigma, \mathrm{ReLU}. */
const HEAD = /^(?:\\(?:math\w+|operatorname\*?|text\w*)\{)?\\?(\p{L}+)/u;

/** What the author calls a function, if it is one of its names: σ, ln, arctan. */
function nameIn(text: string, { op, span }: CallExpr): string {
  const { symbol, spellings } = ops[op];
  const [, word = ''] = HEAD.exec(text.slice(span.start, span.end)) ?? [];
  const name = writeName(word);
  return typeof name === 'string' && [symbol, ...spellings].includes(name) ? name : op;
}

/** Cases as they are said: x if x > 0, 0 otherwise. */
function writeCases(whole: Expr, written: (part: Expr) => Formula): Formula {
  const parts: Formula[] = [];
  let rest = whole;
  while (rest.kind === 'call' && rest.op === 'select') {
    const [condition, chosen, other] = rest.args;
    if (!condition || !chosen || !other) break;
    parts.push(written(chosen), ' if ', written(condition), ',');
    rest = other;
  }
  if (parts.length === 0) return written(whole);
  return { form: 'row', parts: [...parts, written(rest), ' otherwise'] };
}

/** −x·y rather than −(x·y): what is typeset is not read back. */
function withoutSpareBrackets(formula: Formula): Formula {
  if (typeof formula === 'string' || formula.form === 'number') return formula;
  const parts = formula.parts.map(withoutSpareBrackets);
  const [sign, operand = ''] = parts;
  const isSigned = formula.form === 'row' && parts.length === 2 && sign === '−';
  const product = isSigned ? bracketed(operand) : null;
  return product ? { form: 'row', parts: ['−', product] } : { ...formula, parts };
}

/** The product or fraction in brackets. */
function bracketed(formula: Formula): Formula | null {
  if (typeof formula === 'string' || formula.form !== 'brackets') return null;
  const [inner = ''] = formula.parts;
  if (typeof inner === 'string' || inner.form === 'number') return null;
  const isProduct = inner.form === 'row' && (inner.parts[1] === '·' || inner.parts[1] === '×');
  return isProduct || inner.form === 'fraction' ? inner : null;
}

/** Without recursion: a text can nest as deep as it is long. */
function isShort(root: Expr): boolean {
  const parts = [root];
  // What is added on the way is visited, too.
  for (const part of parts) {
    if (parts.length > MOST_PARTS) return false;
    if (part.kind === 'call') parts.push(...part.args);
  }
  return true;
}
