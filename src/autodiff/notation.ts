/** Expr -> Formula, where brackets are decided, and Formula -> LaTeX and plain text. */
import { ops, precedences } from '../ops';
import type { Formula, Role } from '../formula';
import type { CallExpr, Expr, NumberExpr } from '../language/syntax';

/** A formula and how tightly it binds, so that whoever embeds it knows whether it needs brackets. */
export interface Written {
  readonly formula: Formula;
  readonly precedence: number;
}

/** How leaves are written: a name or an earlier binding becomes symbols, or a number put in. */
export type WriteLeaf = (leaf: Exclude<Expr, CallExpr>) => Written;

const P = precedences;
const SHOWN: Readonly<Record<string, string>> = {
  '-': '−',
  '<=': '≤',
  '>=': '≥',
  '!=': '≠',
};

/** Combining marks by the accent's name, as LaTeX has them. */
const ACCENTS = new Map([
  ['hat', '\u0302'],
  ['bar', '\u0304'],
  ['tilde', '\u0303'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
]);

const GREEK_LETTERS =
  'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ vartheta ϑ varrho ϱ varpi ϖ varsigma ς';
const GREEK = new Map(
  Array.from(GREEK_LETTERS.matchAll(/(\w+) (\S+)/g), ([, spelled = '', letter = '']) => [
    spelled,
    letter,
  ]),
);

const row = (...parts: Formula[]): Formula => ({ form: 'row', parts });

/** A number as a formula; negative ones bind like a signed term. */
export function writeNumber(value: number, role: Role = 'plain'): Written {
  const signed = value < 0 || Object.is(value, -0);
  return { formula: { form: 'number', value, role }, precedence: signed ? P.sign : P.atom };
}

/** `x_0` -> x with subscript 0; `y_hat_1` -> ŷ with subscript 1; `sigma` -> σ; `sigma^2` -> σ². */
export function writeName(name: string): Formula {
  const [, root, power] = /^(.+)\^(\d+)$/.exec(name) ?? [];
  if (root !== undefined && power !== undefined) {
    return { form: 'power', parts: [writeName(root), power] };
  }
  const [base = '', ...rest] = name.split('_');
  if (base === '' || rest.includes('')) return name;
  const [accent, ...more] = rest;
  const mark = accent === undefined ? undefined : ACCENTS.get(accent);
  const change = /^Δ./u.test(base) ? 'Δ' : '';
  const bare = base.slice(change.length);
  const letter = change + (GREEK.get(bare) ?? bare);
  const accented = mark !== undefined && /^.$/u.test(letter);
  const symbol = accented ? (letter + mark).normalize('NFC') : letter;
  const subscript = (accented ? more : rest).map((part) => GREEK.get(part) ?? part).join(',');
  if (subscript === '') return symbol;
  return { form: 'script', parts: [symbol, subscript.replace(/^\{(.*)\}$/, '$1')] };
}

/** Names as symbols, numbers as they were written. */
const writeSymbols: WriteLeaf = (leaf) => {
  if (leaf.kind === 'number') return writeConstant(leaf);
  const formula = leaf.kind === 'name' ? writeName(leaf.name) : `#${leaf.binding}`;
  return { formula, precedence: P.atom };
};

/** π as π, 3 as 3. */
export function writeConstant({ value, text }: Pick<NumberExpr, 'value' | 'text'>): Written {
  return text === undefined ? writeNumber(value) : { formula: text, precedence: P.atom };
}

function bracket(part: Written, atLeast: number): Formula {
  return part.precedence >= atLeast ? part.formula : { form: 'brackets', parts: [part.formula] };
}

/** Writes one op around operands that are already written. */
export function writeCall(
  op: CallExpr['op'],
  args: readonly Written[],
  name: string = op,
): Written {
  const form = ops[op].form;
  const [x = missing, y = missing, z = missing] = args;
  switch (form.kind) {
    case 'infix': {
      const symbol = SHOWN[form.symbol] ?? form.symbol;
      const { precedence } = form;
      // Unbracketed comparisons in a row are one chained condition, not nested ones.
      const left = bracket(x, precedence === P.comparison ? precedence + 1 : precedence);
      // What you see is the tree, a − (b + c); and no sign stands beside an operator, a · (−b).
      const right = bracket(
        y,
        y.precedence === P.sign && precedence >= P.sum ? P.power : precedence + 1,
      );
      const product = touchesNumber(x, y) ? '×' : '·';
      return { formula: row(left, form.symbol === '*' ? product : symbol, right), precedence };
    }
    case 'prefix':
      return {
        formula: row(SHOWN[form.symbol] ?? form.symbol, bracket(x, form.precedence + 1)),
        precedence: form.precedence,
      };
    case 'fraction':
      return {
        formula: { form: 'fraction', parts: [x.formula, y.formula] },
        precedence: P.product,
      };
    case 'reciprocal':
      return { formula: { form: 'fraction', parts: ['1', x.formula] }, precedence: P.product };
    case 'power': {
      // A name may be a power itself: (σ²)².
      const least = isForm(x.formula, 'power') ? Infinity : P.power + 1;
      return {
        formula: { form: 'power', parts: [bracket(x, least), y.formula] },
        precedence: P.power,
      };
    }
    case 'root':
      return {
        formula: { form: 'root', parts: args.map((a) => a.formula) },
        precedence: P.atom,
      };
    case 'bars':
      return { formula: { form: 'bars', parts: [x.formula] }, precedence: P.atom };
    case 'postfix':
      return {
        formula: row(bracket(x, form.precedence + 1), form.symbol),
        precedence: form.precedence,
      };
    case 'conditional':
      return {
        formula: row(
          bracket(x, P.conditional + 1),
          '?',
          bracket(y, P.conditional + 1),
          ':',
          bracket(z, P.conditional),
        ),
        precedence: P.conditional,
      };
    case 'call': {
      const list = args.flatMap((a, i) => (i === 0 ? [a.formula] : [',', a.formula]));
      return {
        formula: row(name, { form: 'brackets', parts: [row(...list)] }),
        precedence: P.atom,
      };
    }
  }
}

const missing: Written = { formula: '?', precedence: P.atom };

function isForm(formula: Formula, form: Exclude<Formula, string>['form']): boolean {
  return typeof formula === 'object' && formula.form === form;
}

function touchesNumber(x: Written, y: Written): boolean {
  return [x, y].some(({ formula }) => isForm(formula, 'number'));
}

/** Writes a whole expression. Works without recursion, so any depth is fine. */
export function write(
  root: Expr,
  writeLeaf: WriteLeaf = writeSymbols,
  nameOf: (call: CallExpr) => string = ({ op }) => op,
): Written {
  const written: Written[] = [];
  const pending: { expr: Expr; entered: boolean }[] = [{ expr: root, entered: false }];
  for (let top = pending.pop(); top; top = pending.pop()) {
    const { expr } = top;
    if (expr.kind !== 'call') {
      written.push(writeLeaf(expr));
    } else if (top.entered) {
      const args = written.splice(written.length - expr.args.length);
      written.push(writeCall(expr.op, args, nameOf(expr)));
    } else {
      pending.push({ expr, entered: true });
      for (const arg of expr.args.toReversed()) pending.push({ expr: arg, entered: false });
    }
  }
  return written[0] ?? missing;
}

/** Plain text that the plain reader reads back as the same tree. */
export function toText(formula: Formula): string {
  if (typeof formula === 'string') return formula;
  if (formula.form === 'number') return Object.is(formula.value, -0) ? '-0' : String(formula.value);
  const [first = '', second = ''] = formula.parts;
  switch (formula.form) {
    case 'row':
      if (formula.parts.length === 1) return toText(first);
      return formula.parts
        .map((p, i) => spaced(inLine(p), p, i))
        .join('')
        .trim();
    case 'fraction':
      return `${atom(first)}/${atom(second)}`;
    case 'power':
      return `${atom(first)}^${atom(second)}`;
    case 'script':
      return `${toText(first)}_${toText(second).replaceAll(',', '_')}`;
    case 'root':
      return second === '' ? `sqrt(${toText(first)})` : `root(${toText(first)}, ${toText(second)})`;
    case 'bars':
      return `abs(${toText(first)})`;
    case 'brackets':
      return `(${toText(first)})`;
  }
}

const TIGHT = new Set(['!', ',']);
const OPERATOR = /^([+\-−·×*<>=≤≥≠?:]|==|and|or|mod)$/;

function spaced(text: string, part: Formula, index: number): string {
  if (typeof part !== 'string') return text;
  if (OPERATOR.test(part)) return index > 0 || part === '=' ? ` ${text} ` : text;
  if (part === 'not') return `${text} `;
  return part === ',' ? ', ' : TIGHT.has(part) ? text : text;
}

/** In a line, what was two-dimensional needs brackets of its own. */
function inLine(part: Formula): string {
  return isForm(part, 'fraction') ? `(${toText(part)})` : toText(part);
}

function atom(part: Formula): string {
  const text = toText(part);
  const simple =
    typeof part === 'string' ||
    part.form === 'script' ||
    part.form === 'brackets' ||
    part.form === 'root' ||
    part.form === 'bars' ||
    isApplied(part) ||
    (part.form === 'number' && !/[-e]/.test(text));
  return simple ? text : `(${text})`;
}

/** sin(x): a name, and brackets around what it takes. */
function isApplied(formula: Formula): boolean {
  if (typeof formula !== 'object' || formula.form !== 'row') return false;
  const [name, taken = '', ...others] = formula.parts;
  return (
    typeof name === 'string' &&
    /^\p{L}/u.test(name) &&
    isForm(taken, 'brackets') &&
    others.length === 0
  );
}
