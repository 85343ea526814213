/** What only LaTeX writes: fractions, roots, binomials, cases, accents; and what it writes beyond numbers. */
import { precedences } from '../ops';
import { readFunction, refuseInverse } from './application';
import { readGroup } from './brackets';
import { doubleStruck, outOfScope, structures } from './latexCommands';
import { readDerivative, readGradient } from './latexGradients';
import { readDensity } from './latexDensity';
import { isPhrase, nameWithScripts } from './latexNames';
import { refuseCommand } from './latexSlips';
import { readNamed, valueOf } from './naming';
import { missing } from './operators';
import {
  choose,
  deeper,
  fail,
  here,
  isOperator,
  isVariable,
  make,
  number,
  peek,
  quote,
} from './reading';
import type { Reading } from './reading';
import { readRange } from './intervals';
import { readSum } from './sums';
import { DERIVATIVE } from './symbols';
import { cover } from './syntax';
import type { Expr, Span } from './syntax';
import type { Token } from './tokens';

/** Reads the operand that begins at a command, a name, an upright text or an environment. */
export function readStructure(r: Reading, token: Token): Expr {
  if (token.kind === 'begin') return readCases(r, token);
  const name = nameWithScripts(r, true);
  if (name) {
    if (token.kind === 'text') refuseText(r, token);
    const density = name.power ? undefined : readDensity(r, name.id, name.span);
    if (density) return density;
    const part = isPositivePart(r, name.id, name.span);
    const { at } = r;
    const base = readNamed(r, part ? name.id.slice(0, -PLUS.length) : name.id, name.span);
    if (r.at > at) refuseInverse(r, token, name.power);
    const value = part ? make(r, 'relu', [base], name.span) : base;
    return name.power
      ? make(r, 'pow', [value, name.power], cover(token, cover(value.span, name.power.span)))
      : value;
  }
  if (token.kind === 'text') return refuseText(r, token);
  if (token.text === '\\sum' || token.text === '\\prod') return readSum(r, token);
  if (token.text === '\\sqrt') return readRoot(r, token);
  if (structures.has(token.text)) return readFraction(r, token);
  const gradient = token.text === '\\nabla' ? readGradient(r, token) : undefined;
  if (gradient) return gradient;
  const indicator = token.text === doubleStruck[0] ? readIndicator(r, token) : undefined;
  if (indicator) return indicator;
  const reason = outOfScope.get(token.text);
  if (reason !== undefined) fail('unsupported', reason, token);
  return refuseCommand(token.text, token);
}

const PLUS = '_{+}';

/** x_+ is a name of its own, or max(0, x) as (x)_+ is. */
function isPositivePart(r: Reading, id: string, span: Span): boolean {
  if (!id.endsWith(PLUS) || isVariable(r, id)) return false;
  const taken = choose(r, `part ${id}`, span, `\`${quote(r, span)}\` is read in two ways.`, [
    { reading: 'name', label: 'one name' },
    { reading: 'part', label: 'the positive part' },
  ]);
  return taken === 'part';
}

/** \mathbb{1}[x > 0] and \mathbb{1}_{x > 0}: 1 where the condition holds, else 0. */
function readIndicator(r: Reading, token: Token): Expr | undefined {
  const isBraced = r.tokens[r.at + 1]?.kind === 'open';
  const sign = r.tokens[r.at + (isBraced ? 2 : 1)];
  let at = r.at + (isBraced ? 4 : 2);
  if (isOperator(r.tokens[at], '_')) at++;
  const open = r.tokens[at];
  const close = r.partner[at] ?? -1;
  if (!['1', 'I'].includes(sign?.text ?? '') || open?.kind !== 'open' || close < 0)
    return undefined;
  const inner = r.tokens[at + 1];
  const isTwice = inner?.kind === 'open' && r.partner[at + 1] === close - 1;
  r.at = at + (isTwice ? 2 : 1);
  const condition = readCondition(r, isTwice ? close - 1 : close);
  r.at = close + 1;
  const span = cover(token, r.tokens[close] ?? token);
  return make(r, 'select', [condition, number(1, span), number(0, span)], span);
}

function refuseText(r: Reading, token: Token): never {
  return fail(
    'unsupported',
    `\`${quote(r, token)}\` is text, not mathematics. Select the formula alone.`,
    token,
  );
}

/** One token or one group, as TeX takes arguments and exponents; signs are let pass. */
export function readArgument(r: Reading): Expr {
  return deeper(r, () => {
    const token = peek(r);
    if (!token) fail('syntax', 'An argument is missing here. Write it.', here(r));
    if (token.kind === 'operator' && (token.text === '-' || token.text === '+')) {
      r.at++;
      const operand = readArgument(r);
      const span = cover(token, operand.span);
      return token.text === '-' ? make(r, 'neg', [operand], span) : { ...operand, span };
    }
    switch (token.kind) {
      case 'open':
        return readGroup(r, token);
      case 'number':
        r.at++;
        return number(token.value ?? NaN, token);
      case 'name':
        r.at++;
        return valueOf(r, token.text, token);
      case 'function':
        return readFunction(r, token);
      case 'command':
      case 'begin':
        return readStructure(r, token);
      default:
        return missing(r);
    }
  });
}

function readFraction(r: Reading, token: Token): Expr {
  const derivative = readDerivative(r, token);
  if (derivative) return derivative;
  refuseDerivative(r, token);
  r.at++;
  if (token.text === '\\cfrac' && peek(r)?.text === '[' && /^[lcr]$/.test(peek(r, 1)?.text ?? ''))
    r.at += 3;
  const above = needArgument(r, token, 'two arguments', '{a}{b}');
  const below = needArgument(r, token, 'a second argument', '{b}');
  const op = token.text.endsWith('binom') ? 'binom' : 'div';
  return make(r, op, [above, below], cover(token, below.span));
}

function needArgument(r: Reading, token: Token, what: string, example: string): Expr {
  const next = peek(r);
  if (!next || next.kind === 'close' || next.kind === 'break') {
    const written = quote(r, cover(token, r.tokens[r.at - 1] ?? token));
    fail('syntax', `\`${quote(r, token)}\` needs ${what}. Write \`${written}${example}\`.`, token);
  }
  return readArgument(r);
}

function readRoot(r: Reading, token: Token): Expr {
  r.at++;
  const open = peek(r);
  const degree = open?.text === '[' ? readGroup(r, open) : undefined;
  const radicand = needArgument(r, token, 'an argument', '{x}');
  const span = cover(token, radicand.span);
  if (!degree || (degree.kind === 'number' && degree.value === 2))
    return make(r, 'sqrt', [radicand], span);
  if (degree.kind === 'number' && degree.value === 3) return make(r, 'cbrt', [radicand], span);
  return make(r, 'root', [radicand, degree], span);
}

/** \frac{d}{dx}, \frac{\partial f}{\partial x} */
function refuseDerivative(r: Reading, token: Token): void {
  const above = firstInside(r, r.at + 1);
  const close = r.partner[r.at + 1] ?? -1;
  const below = close > 0 ? firstInside(r, close + 1) : undefined;
  const isD = (each: Token | undefined): boolean =>
    each?.text === '\\partial' ||
    each?.text === '\\mathrm{d}' ||
    (each?.text === 'd' && !isVariable(r, 'd'));
  const more = r.tokens[close + 3];
  if (isD(above) && isD(below) && more?.kind !== 'close' && !isOperator(more, '_')) {
    fail(
      'unsupported',
      DERIVATIVE,
      cover(token, r.tokens[r.partner[close + 1] ?? -1] ?? below ?? token),
    );
  }
}

function firstInside(r: Reading, at: number): Token | undefined {
  return r.tokens[at]?.text === '{' ? r.tokens[at + 1] : undefined;
}

interface Branch {
  readonly value: Expr;
  /** None for otherwise. */
  readonly condition: Expr | null;
}

/** \begin{cases} value & condition \\ … \end{cases}; where no condition holds there is no value. */
function readCases(r: Reading, begin: Token): Expr {
  const close = r.partner[r.at] ?? -1;
  const end = r.tokens[close];
  if (end?.kind !== 'end')
    fail('syntax', 'These cases are never ended. Write `\\end{cases}` after the last.', begin);
  const { bars, inArgument } = r;
  r.bars = 0;
  r.inArgument = false;
  r.at++;
  const branches: Branch[] = [];
  while (r.at < close) {
    if (isOperator(peek(r), '\\\\')) r.at++;
    else branches.push(readBranch(r, close));
  }
  r.at = close + 1;
  r.bars = bars;
  r.inArgument = inArgument;
  const span = cover(begin, end);
  if (branches.length === 0)
    fail('syntax', 'There are no cases here. Write them as `value & condition \\\\`.', span);
  return branches.reduceRight<Expr>(
    (otherwise, branch, at) => {
      const { value, condition } = branch;
      const rest = branches.length - 1 === at;
      if (!condition || (rest && completes(branches))) return value;
      return make(r, 'select', [condition, value, otherwise], span);
    },
    number(NaN, span, 'undefined'),
  );
}

function readBranch(r: Reading, close: number): Branch {
  const value = r.grammar.expression(r);
  skip(r, '&', ',', ';', '.');
  const word = peek(r);
  const said = word?.kind === 'text' ? word.text.toLowerCase() : undefined;
  if (word && said !== undefined) {
    if (!isPhrase(said)) refuseText(r, word);
    r.at++;
  }
  skip(r, '&');
  if (value.kind === 'call' && conditional.has(value.op)) {
    fail(
      'syntax',
      'A value and its condition run together here. Write `&` between them.',
      value.span,
    );
  }
  const ends = r.at >= close || isOperator(peek(r), '\\\\', ',', '.', ';');
  const condition = ends ? null : readCondition(r, close);
  if (condition && said !== undefined && /^(?:otherwise|else)/.test(said)) {
    fail(
      'syntax',
      'Nothing can stand after `otherwise`. Delete it, or write `if`.',
      word ?? here(r),
    );
  }
  skip(r, ',', '.', ';', '&');
  const rest = peek(r);
  if (r.at < close && rest && !isOperator(rest, '\\\\')) {
    fail(
      'syntax',
      `\`${quote(r, rest)}\` cannot stand here. Write a case as \`value & condition \\\\\`.`,
      rest,
    );
  }
  return { value, condition };
}

/** Conditions that commas or words join hold together. */
function readCondition(r: Reading, close: number): Expr {
  let all = readOneCondition(r);
  for (;;) {
    const mark = r.at;
    skip(r, ',');
    const next = peek(r);
    if (r.at === mark || r.at >= close || !next || isOperator(next, '\\\\', '.', ';')) return all;
    const one = readOneCondition(r);
    all = make(r, 'and', [all, one], cover(all.span, one.span));
  }
}

const conditional: ReadonlySet<string> = new Set([
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

function readOneCondition(r: Reading): Expr {
  const condition = r.grammar.expression(r, precedences.or);
  if (condition.kind !== 'call' || !conditional.has(condition.op)) {
    fail(
      'syntax',
      `\`${quote(r, condition.span)}\` is no condition. Compare it with something, as in \`x > 0\`.`,
      condition.span,
    );
  }
  return readRange(r, condition);
}

function skip(r: Reading, ...texts: string[]): void {
  while (isOperator(peek(r), ...texts)) r.at++;
}

const complements: Readonly<Record<string, string>> = {
  lt: 'ge',
  ge: 'lt',
  le: 'gt',
  gt: 'le',
  eq: 'ne',
  ne: 'eq',
};

/** The last of two conditions is what the first leaves over. */
function completes(branches: readonly Branch[]): boolean {
  const [first, second] = branches.map((branch) => branch.condition);
  if (branches.length !== 2 || first?.kind !== 'call' || second?.kind !== 'call') return false;
  return complements[first.op] === second.op && sameTree(first.args, second.args);
}

function sameTree(a: readonly Expr[], b: readonly Expr[]): boolean {
  const bare = (_: string, value: unknown): unknown => (isSpan(value) ? undefined : value);
  return JSON.stringify(a, bare) === JSON.stringify(b, bare);
}

function isSpan(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
