/** Expr -> one line of a programming language: functions of its library, operators, definitions. */
import { arity, ops, precedences, type OpName } from '../ops';
import { walk, type CallExpr, type Expr } from '../language/syntax';
import { definitionOf } from './definitions';
import { isTruth, type Library } from './library';

/** How a language writes numbers of a library. */
export interface Language {
  readonly library: Library;
  /** The table's operators among values, as they are written here. Those left out are calls. */
  readonly operators: Readonly<Record<string, string>>;
  /** The table's operators in conditions. */
  readonly logic: Readonly<Record<string, string>>;
  readonly number: (value: number) => string;
  /** A number, or an expression of numbers only, as a value of the library. */
  readonly box: (number: string) => string;
  /** Whether functions take values of the library only, and no plain numbers. */
  readonly boxes: boolean;
  /** A value of the library inside a condition. */
  readonly look: (value: string) => string;
  readonly choose: (condition: string, then: string, otherwise: string) => string;
  /** A condition as the number 1 or 0. */
  readonly count: (condition: string) => string;
}

interface Written {
  readonly text: string;
  readonly precedence: number;
}

const P = precedences;
const SYMBOLS: Readonly<Partial<Record<string, string>>> = { fraction: '/', power: '^' };

/** Writes an expression whose names are identifiers of the language; its value is the library's. */
export function writeValue(expr: Expr, language: Language): string {
  return value(hasName(expr) ? expr : boxFirst(expr, language), language).text;
}

/** Writes an expression as a factor of a product; a truth counts as 1 or 0. */
export function writeFactor(expr: Expr, language: Language): string {
  const truth = expr.kind === 'call' && isTruth(expr.op);
  return bracket(truth ? condition(expr, language) : value(expr, language), P.product + 1);
}

/** Replaces ops that the language does not have by their definitions, all the way down. */
export function resolve(expr: Expr, language: Language): Expr {
  if (expr.kind !== 'call') return expr;
  const args = expr.args.map((arg) => resolve(arg, language));
  const call: CallExpr = { ...expr, args };
  if (asks(expr, language) || ops[expr.op].form.kind === 'conditional') return call;
  if (templateFor(call, language) || symbolIn(expr.op, language.operators)) return call;
  if (isList(call)) return resolve(inPairs(call), language);
  const definition = definitionOf(expr.op);
  if (!definition) throw new Error(`no way to write ${expr.op}`);
  return resolve(substitute(definition, args), language);
}

/** Whether an operation is one on a list. */
export function isList({ op, args }: CallExpr): boolean {
  return args.length > arity(op);
}

/** max(a, b, c) where a language has no maximum of lists: max(max(a, b), c). */
function inPairs(list: CallExpr): Expr {
  return list.args.reduce((before, next) => ({ ...list, args: [before, next] }));
}

/** Puts expressions in the places x, y, z (and out). */
export function substitute(expr: Expr, operands: readonly Expr[]): Expr {
  if (expr.kind === 'name') return operands[['x', 'y', 'z', 'out'].indexOf(expr.name)] ?? expr;
  if (expr.kind !== 'call') return expr;
  return { ...expr, args: expr.args.map((arg) => substitute(arg, operands)) };
}

function value(expr: Expr, language: Language): Written {
  if (expr.kind === 'number') return number(expr.value, language);
  if (expr.kind === 'name') return atom(expr.name);
  if (expr.kind === 'ref') return atom(`#${expr.binding}`);
  if (asks(expr, language)) {
    return { text: language.count(condition(expr, language).text), precedence: P.product };
  }
  const [x, y, z] = expr.args;
  if (ops[expr.op].form.kind === 'conditional' && x && y && z) {
    // In some languages the first branch stands before its condition.
    const then = operand(y, language, true, P.conditional + 1);
    const otherwise = operand(z, language, true, P.conditional);
    const asked = bracket(condition(x, language), P.conditional + 1);
    const text = language.choose(asked, then, otherwise);
    return { text, precedence: P.conditional };
  }
  const template = templateFor(expr, language);
  if (template !== undefined) return atom(fill(template, expr, language));
  const symbol = symbolIn(expr.op, language.operators);
  if (symbol !== undefined) return operation(expr, symbol, (arg) => value(arg, language));
  return value(resolve(expr, language), language);
}

function condition(expr: Expr, language: Language): Written {
  if (expr.kind === 'name') return atom(language.look(expr.name));
  if (expr.kind !== 'call') return value(expr, language);
  const symbol = symbolIn(expr.op, language.logic);
  if (symbol === undefined) {
    const written = value(expr, language);
    return { ...written, text: language.look(written.text) };
  }
  return operation(expr, symbol, (arg) => {
    const asked = condition(arg, language);
    const connects = isTruth(expr.op) && precedenceOf(expr.op) < P.comparison;
    if (!connects || (arg.kind === 'call' && isTruth(arg.op))) return asked;
    return { text: `${asked.text} ${language.logic['!='] ?? ''} 0`, precedence: P.comparison };
  });
}

/** Whether the language writes this as a condition. */
function asks({ op }: CallExpr, { logic }: Language): boolean {
  return isTruth(op) && symbolIn(op, logic) !== undefined;
}

function operation(expr: CallExpr, symbol: string, write: (arg: Expr) => Written): Written {
  const precedence = precedenceOf(expr.op);
  const [x, y] = expr.args.map(write);
  if (!x) return atom('');
  if (!y) return { text: `${symbol}${bracket(x, precedence)}`, precedence };
  const power = precedence === P.power;
  // Powers group to the right, and so may a sign stand in the exponent; comparisons do not group.
  const tight = power || precedence === P.comparison;
  const left = bracket(x, tight ? precedence + 1 : precedence);
  const right = bracket(y, power ? P.sign : precedence + 1);
  return { text: `${left} ${symbol} ${right}`, precedence };
}

function bracket({ text, precedence }: Written, atLeast: number): string {
  return precedence >= atLeast ? text : `(${text})`;
}

function precedenceOf(op: OpName): number {
  const { form } = ops[op];
  if ('precedence' in form) return form.precedence;
  return form.kind === 'power' ? P.power : P.product;
}

function symbolIn(op: OpName, symbols: Readonly<Record<string, string>>): string | undefined {
  const { form } = ops[op];
  return symbols['symbol' in form ? form.symbol : (SYMBOLS[form.kind] ?? '')];
}

/** The best call whose written numbers are written numbers; of a list the one that takes lists. */
function templateFor(expr: CallExpr, { library }: Language): string | undefined {
  const calls = library.get(expr.op)?.filter((call) => call.includes('...') === isList(expr));
  return calls?.find((call) =>
    expr.args.every((arg, i) => arg.kind === 'number' || !call.includes(`#${PLACES[i] ?? ''}`)),
  );
}

const PLACES = ['x', 'y', 'z'];

function fill(template: string, expr: CallExpr, language: Language): string {
  const all = (): string =>
    expr.args.map((arg) => operand(arg, language, language.boxes)).join(', ');
  if (template.includes('...')) return template.replace('...', all);
  return template.replace(/(#?)\b([xyz])\b/g, (place, literal: string, letter: string) => {
    const arg = expr.args[PLACES.indexOf(letter)];
    if (!arg) return place;
    return literal ? value(arg, language).text : operand(arg, language, language.boxes);
  });
}

function operand(expr: Expr, language: Language, boxes: boolean, atLeast = 0): string {
  const text = bracket(value(expr, language), atLeast);
  return boxes && !hasName(expr) ? language.box(text) : text;
}

function number(n: number, language: Language): Written {
  const signed = n < 0 || Object.is(n, -0);
  return { text: language.number(n), precedence: signed ? P.sign : P.atom };
}

function atom(text: string): Written {
  return { text, precedence: P.atom };
}

function hasName(expr: Expr): boolean {
  let found = false;
  walk(expr, ({ kind }) => {
    found ||= kind === 'name';
  });
  return found;
}

/** Boxes the first number, so that all that follows is computed by the library's rules. */
function boxFirst(expr: Expr, language: Language): Expr {
  if (expr.kind === 'number') {
    return { kind: 'name', name: language.box(language.number(expr.value)), span: expr.span };
  }
  if (expr.kind !== 'call') return expr;
  const [first, ...rest] = expr.args;
  return first ? { ...expr, args: [boxFirst(first, language), ...rest] } : expr;
}
