/** What a function name with its arguments means: the table's ops, and the forms people write them in. */
import { arity, functionSpellings, ops, opSpelled } from '../ops';
import type { OpName } from '../ops';
import { sayCount } from './counts';
import { fail, isOperator, make, number, peek, quote } from './reading';
import type { Reading } from './reading';
import { decimalComma } from './rest';
import { ref } from './syntax';
import type { Expr, Mending, Span } from './syntax';

/** Ops of two operands that people write with any number of arguments, folded from the left. */
const variadic: ReadonlySet<OpName> = new Set([
  'max',
  'min',
  'hypot',
  'logaddexp',
  'add',
  'mul',
  'and',
  'or',
]);

/** The last operand when it is left out, as the libraries have it. */
const defaults: ReadonlyMap<OpName, number> = new Map([
  ['leaky_relu', 0.01],
  ['elu', 1],
  ['celu', 1],
]);

type Compose = (r: Reading, args: readonly Expr[], span: Span) => Expr | null;

const choice: Compose = (r, args, span) =>
  args.length === 3 ? make(r, 'select', args, span) : null;

/** Functions that are not ops but a few of them. */
const composed: ReadonlyMap<string, Compose> = new Map([
  ['log', (r, args, span) => (args.length === 2 ? make(r, 'logb', args, span) : null)],
  ['square', (r, args, span) => raise(r, args, 2, span)],
  ['cube', (r, args, span) => raise(r, args, 3, span)],
  ['fac', (r, args, span) => (args.length === 1 ? make(r, 'factorial', args, span) : null)],
  ['nthroot', (r, args, span) => rootOf(r, args, span)],
  ['nthRoot', (r, args, span) => rootOf(r, args, span)],
  ['sum', (r, args, span) => (isOverIndex(args) ? null : fold(r, 'add', args, span))],
  ['prod', (r, args, span) => fold(r, 'mul', args, span)],
  ['mean', average],
  ['avg', average],
  ['logsumexp', (r, args, span) => fold(r, 'logaddexp', several('logsumexp', args, span), span)],
  ['softmax', softmax],
  ['if', choice],
  ['ifelse', choice],
]);

/** sum(i^2, i, 1, 3) is a sum over i in other systems; read as one of four numbers it would be wrong. */
function isOverIndex([, index, from, to, ...more]: readonly Expr[]): boolean {
  return (
    index?.kind === 'name' && from?.kind === 'number' && to?.kind === 'number' && more.length === 0
  );
}

/** Names of functions that are as likely the name of a variable, unless brackets follow. */
const alsoNames: ReadonlySet<string> = new Set(
  (
    'gamma psi step sign round fix select where root comb power less greater equal around absolute logistic ' +
    'add sub mul div neg sum prod mean avg square cube if ifelse detach negative multiply divide subtract ' +
    'remainder sh ch th tg lt le gt ge eq ne and or not pow mod max min amax amin maximum minimum clip clamp'
  ).split(' '),
);

/** The known function that `spelling` names, as it is to be looked up: `Sin` is sin. */
export function functionSpelled(spelling: string): string | undefined {
  if (opSpelled(spelling) !== undefined || composed.has(spelling)) return spelling;
  const lower = spelling.toLowerCase();
  if (spelling.length < 2 || lower === 'gamma' || lower === 'psi') return undefined;
  if (opSpelled(lower) !== undefined || composed.has(lower)) return lower;
  return /[A-Z]/.test(spelling) ? joined.get(lower) : undefined;
}

/** LeakyReLU is leaky_relu: names of several words, by their letters. */
const joined: ReadonlyMap<string, string> = new Map(
  functionSpellings.filter((id) => id.includes('_')).map((id) => [id.replaceAll('_', ''), id]),
);

/** Whether the function may stand before its argument without brackets, as in sin x. */
export function takesBareArgument(spelling: string): boolean {
  if (alsoNames.has(spelling)) return false;
  const op = opSpelled(spelling);
  return op !== undefined && arity(op) === 1;
}

/** The value of a known function; a wrong number of arguments is a problem. */
export function applyFunction(
  r: Reading,
  spelling: string,
  args: readonly Expr[],
  span: Span,
): Expr {
  const special = composed.get(spelling)?.(r, args, span);
  if (special) return special;
  const op = opSpelled(spelling);
  if (op === undefined)
    fail('syntax', `\`${spelling}\` cannot take ${args.length} arguments. Give it one more.`, span);
  const given = defaults.get(op);
  const count = arity(op);
  if (given !== undefined && args.length === count - 1) {
    return make(r, op, [...args, number(given, span)], span);
  }
  if (variadic.has(op) && args.length > 0) return fold(r, op, args, span);
  if (args.length !== count) {
    const { message, advice } = sayCount(spelling, count, args.length);
    fail('syntax', message, span, { advice, ...decimalArguments(r, args) });
  }
  return make(r, op, args, span);
}

/** sin(1,5) */
function decimalArguments(r: Reading, args: readonly Expr[]): Mending {
  const [first, second] = args;
  const at = r.tokens.findIndex((token) => token.start === first?.span.end);
  const comma = r.tokens[at];
  return args.length === 2 && second && comma ? (decimalComma(r, comma, at) ?? {}) : {};
}

/** The inverse of a trigonometric or hyperbolic function, as sin⁻¹ means it. */
export function inverseOf(spelling: string): string | undefined {
  const op = opSpelled(spelling);
  if (op === undefined || !/^(sin|cos|tan|sec|csc|cot)h?$/.test(op)) return undefined;
  return opSpelled(`a${op}`) === undefined ? undefined : `a${op}`;
}

function fold(r: Reading, op: OpName, args: readonly Expr[], span: Span): Expr {
  const [first, ...rest] = args;
  if (!first) fail('syntax', `Nothing is written between these brackets. Write a number.`, span);
  const shares = ops[op].sharesEvenly === true;
  return rest.reduce((left, right, i) => make(r, op, [left, right], span, shares && i > 0), first);
}

function raise(r: Reading, args: readonly Expr[], exponent: number, span: Span): Expr | null {
  const [base] = args;
  if (args.length !== 1 || !base) return null;
  return make(r, 'pow', [base, number(exponent, span)], span);
}

function rootOf(r: Reading, args: readonly Expr[], span: Span): Expr | null {
  if (args.length !== 1 && args.length !== 2) return null;
  return make(r, args.length === 1 ? 'sqrt' : 'root', args, span);
}

/** A vector is written out: one name of it would be read as one number. */
function several(spelling: string, args: readonly Expr[], span: Span): readonly Expr[] {
  if (args.length > 1) return args;
  const message = `\`${spelling}\` needs the whole vector. Write its numbers out, as in \`(x_1, x_2)\`.`;
  return fail('unsupported', message, span);
}

/** softmax(x, y, z)_2: one of the numbers that it gives. */
function softmax(r: Reading, args: readonly Expr[], span: Span): Expr {
  several('softmax', args, span);
  const braced = peek(r, 1)?.text === '{' ? 1 : 0;
  const index = isOperator(peek(r), '_') ? peek(r, 1 + braced) : undefined;
  const at = index?.kind === 'number' ? (index.value ?? NaN) - 1 : NaN;
  if (!index || !(at in args)) {
    const written = quote(r, span);
    const message = `\`${written}\` gives ${args.length} numbers. Write which one, as in \`${written}_1\`.`;
    fail('unsupported', message, span);
  }
  r.at += 2 + 2 * braced;
  const powers = args.map((arg) => share(r, make(r, 'exp', [arg], span)));
  return make(r, 'div', [powers[at] ?? number(NaN, span), fold(r, 'add', powers, span)], span);
}

/** What is used several times is computed once. */
function share(r: Reading, value: Expr): Expr {
  r.bindings.push({ value, span: value.span });
  return ref(r.bindings.length - 1, value.span);
}

function average(r: Reading, args: readonly Expr[], span: Span): Expr {
  return make(r, 'div', [fold(r, 'add', args, span), number(args.length, span)], span);
}
