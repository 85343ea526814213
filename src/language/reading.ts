/** The state of one reading: where it is, what it may still use, and what it has to tell. */
import { precedences } from '../ops';
import { tooManyTokens } from './characters';
import type { OpName } from '../ops';
import { call, defaultLimits, has, name, num, ref } from './syntax';
import type {
  Binding,
  Choice,
  Expr,
  Finding,
  Limits,
  Mending,
  ProblemKind,
  ReadOptions,
  Span,
} from './syntax';
import type { BarRole } from './barRoles';
import { pairBrackets } from './tokens';
import type { Token } from './tokens';

/** What a reading needs from the statements around the one being read. */
export interface Scope {
  /** The value of a name: a local, an earlier binding, or a free variable. */
  readonly resolve: (id: string, span: Span) => Expr;
  /** The value of a function that the text defines, or undefined if it defines none of that name. */
  readonly apply: (id: string, args: readonly Expr[], span: Span) => Expr | undefined;
  readonly isFunction: (id: string) => boolean;
  /** The functions that the text defines. */
  readonly functions: () => readonly string[];
  readonly isDefined: (id: string) => boolean;
  /** Those of the function whose definition is being read, where it stands by itself. */
  readonly parameters: () => readonly string[];
  /** Whether that function is called so. */
  readonly isOwn: (id: string) => boolean;
  /** Whether what is read is a sum in the definition of something, as `w - \eta g` in one of w. */
  readonly isStep: () => boolean;
}

/** How the parts of the engine call one another, and the part that only one language has. */
export interface Grammar {
  /** Reads one expression whose operators bind at least as tight as `least`. */
  readonly expression: (reading: Reading, least?: number) => Expr;
  /** Reads one exponent or subscript: a token or a group. */
  readonly exponent: (reading: Reading) => Expr;
  /** Reads what only this language writes, at a `command` or `begin` token. */
  readonly command: (reading: Reading, token: Token) => Expr;
}

/** Products without a sign bind tighter than `*` and `/`, looser than powers. */
export const IMPLICIT = precedences.product + 0.5;

/** A binding that is a root: of which power of `name` the binding `of` is what the text says. */
interface RootUse {
  readonly name: string;
  readonly power: number;
  readonly of: number;
  /** How often the name stands without that power. */
  bare: number;
}

export interface Reading {
  readonly text: string;
  readonly options: ReadOptions;
  readonly limits: Limits;
  readonly tex: boolean;
  readonly grammar: Grammar;
  readonly problems: Finding[];
  /** What has been told, so that unrolling tells it once. */
  readonly told: Set<string>;
  readonly bindings: Binding[];
  /** Names of which the text says a power, by the binding that is their root. */
  readonly roots: Map<number, RootUse>;
  /** Names whose values decided the shape. */
  readonly shapedBy: Set<string>;
  tokens: readonly Token[];
  partner: Int32Array;
  scope: Scope;
  /** Parameters of the function being inlined and indices of the sums being unrolled. */
  locals: ReadonlyMap<string, Expr>;
  at: number;
  end: number;
  depth: number;
  nodes: number;
  /** Which bars open and which close. */
  barRoles: ReadonlyMap<number, BarRole>;
  /** Bars open in the innermost bracket. */
  bars: number;
  /** In the argument of a function without brackets, which the next function name ends. */
  inArgument: boolean;
  /** In the argument of a function of angles, where ° is degrees. */
  inAngle: boolean;
  /** The last complete part of the statement, kept when the rest does not read. */
  soFar: Expr | null;
}

const nothing: Scope = {
  resolve: (id, span) => name(id, span),
  apply: () => undefined,
  isFunction: () => false,
  functions: () => [],
  isDefined: () => false,
  parameters: () => [],
  isOwn: () => false,
  isStep: () => false,
};

export function startReading(
  text: string,
  options: ReadOptions,
  tex: boolean,
  grammar: Grammar,
): Reading {
  const limits = options.limits ?? defaultLimits;
  return {
    text,
    options,
    limits,
    tex,
    grammar,
    problems: [],
    told: new Set(),
    bindings: [],
    roots: new Map(),
    shapedBy: new Set(),
    tokens: [],
    partner: new Int32Array(0),
    scope: nothing,
    locals: new Map(),
    at: 0,
    end: 0,
    depth: 0,
    nodes: 0,
    barRoles: new Map(),
    bars: 0,
    inArgument: false,
    inAngle: false,
    soFar: null,
  };
}

export function setTokens(r: Reading, tokens: readonly Token[]): void {
  r.tokens = tokens;
  r.partner = pairBrackets(tokens);
  r.at = 0;
  r.end = tokens.length;
}

/** Leaves the statement; caught where statements are read, never outside the readers. */
export class Unreadable extends Error {
  constructor(readonly problem: Finding) {
    super(problem.message);
  }
}

export function fail(kind: ProblemKind, message: string, span: Span, mending: Mending = {}): never {
  throw new Unreadable({ kind, message, span: { start: span.start, end: span.end }, ...mending });
}

/** Refuses to go on where a text has more tokens than it may have operations. */
export function countTokens(count: number, limits: Limits, at: Span): void {
  if (count <= limits.nodes) return;
  fail('too large', tooManyTokens(limits), at);
}

/** Nobody reads more remarks than this. */
const MOST_TOLD = 100;

/** What is told once. */
function whatOf({ kind, span, message }: Finding): string {
  return `${kind} ${span.start} ${message}`;
}

/** Takes back all problems but the first `count`; they can be told again. */
export function untell(r: Reading, count: number): void {
  for (const problem of r.problems.splice(count)) r.told.delete(whatOf(problem));
}

/** Notes a problem once. */
export function note(r: Reading, problem: Finding): void {
  const what = whatOf(problem);
  if (r.told.has(what) || (problem.kind === 'ambiguous' && r.problems.length >= MOST_TOLD)) return;
  r.told.add(what);
  r.problems.push(problem);
}

/**
 * Says that `span` has more than one reading, and returns the chosen one. The first reading is
 * the default; the others are on offer. `key` tells this place from the others of the text.
 */
export function choose(
  r: Reading,
  key: string,
  span: Span,
  message: string,
  readings: readonly [Omit<Choice, 'key'>, ...Omit<Choice, 'key'>[]],
): string {
  const wanted = has(r.options.readings, key) ? r.options.readings?.[key] : undefined;
  const taken = readings.find((c) => c.reading === wanted) ?? readings[0];
  const choices = readings.filter((c) => c !== taken).map((c) => ({ key, ...c }));
  note(r, {
    kind: 'ambiguous',
    message: `${message} Read as ${taken.label}.`,
    span: { start: span.start, end: span.end },
    choices,
  });
  return taken.reading;
}

export function peek(r: Reading, ahead = 0): Token | undefined {
  const at = r.at + ahead;
  return at < r.end ? r.tokens[at] : undefined;
}

export function isOperator(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === 'operator' && texts.includes(token.text);
}

/** The source under a span, shortened for a message. */
export function quote(r: Reading, span: Span): string {
  const source = r.text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return source.length > 40 ? `${source.slice(0, 40)}…` : source;
}

/** Whether a factor can start at this token, which follows a complete operand. */
export function startsFactor(r: Reading, token: Token): boolean {
  switch (token.kind) {
    case 'number':
    case 'name':
    case 'word':
    case 'text':
    case 'function':
    case 'open':
    case 'command':
    case 'begin':
      return true;
    case 'bar':
      return r.bars === 0 || r.barRoles.get(r.at) === 'open';
    case 'operator':
      return token.text === '√' || token.text === '∛' || token.text === '∜';
    default:
      return false;
  }
}

/** The place just after the last token, for "something is missing here". */
export function here(r: Reading): Span {
  const token = peek(r);
  if (token) return token;
  const last = r.tokens[r.end - 1];
  return last ?? { start: 0, end: r.text.length };
}

export function make(
  r: Reading,
  op: OpName,
  args: readonly Expr[],
  span: Span,
  goesOn = false,
): Expr {
  const said = op === 'pow' ? powerSaid(r, args, span) : undefined;
  if (said) return said;
  if (++r.nodes > r.limits.nodes) {
    fail(
      'too large',
      `This needs more than ${r.limits.nodes} operations. Select less of it.`,
      span,
    );
  }
  return call(op, args, { start: span.start, end: span.end }, goesOn);
}

/** Where the text says what σ² is, that is what σ² stands for. */
function powerSaid(r: Reading, [base, exponent]: readonly Expr[], span: Span): Expr | undefined {
  const root = base?.kind === 'ref' ? r.roots.get(base.binding) : undefined;
  if (!root || exponent?.kind !== 'number' || exponent.value !== root.power) return undefined;
  root.bare--;
  return ref(root.of, { start: span.start, end: span.end });
}

export function number(value: number, span: Span, text?: string): Expr {
  return num(value, { start: span.start, end: span.end }, text);
}

/** Runs `body` one level deeper, with a bound on nesting. */
export function deeper<T>(r: Reading, body: () => T): T {
  if (++r.depth > r.limits.depth) {
    fail(
      'too large',
      `This is nested deeper than ${r.limits.depth} levels. Select less of it.`,
      here(r),
    );
  }
  const value = body();
  r.depth--;
  return value;
}

/** Whether the person says that `id` is a variable. */
export function isKnown(r: Reading, id: string): boolean {
  return has(r.options.values, id);
}

/** Whether `id` means a value here: a local, a definition, or a known variable. */
export function isVariable(r: Reading, id: string): boolean {
  return r.locals.has(id) || isKnown(r, id) || r.scope.isDefined(id);
}
