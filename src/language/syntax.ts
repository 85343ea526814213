/** The one shape every language is read into: spans, expressions, bindings, programs and problems. */
import type { OpName } from '../ops';

/** Half-open range in UTF-16 offsets of the text that was read. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * An expression. A `name` is a free variable; a `ref` is an earlier binding of the same program,
 * so that rebinding, local scopes and inlined functions need no scope rules after reading.
 */
export type Expr = NumberExpr | NameExpr | RefExpr | CallExpr;

/** A literal, or a named constant such as π, whose written form is kept in `text`. */
export interface NumberExpr {
  readonly kind: 'number';
  readonly value: number;
  readonly text?: string;
  readonly span: Span;
}

export interface NameExpr {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** The value of `program.bindings[binding]`, always an earlier one. */
export interface RefExpr {
  readonly kind: 'ref';
  readonly binding: number;
  readonly span: Span;
}

/**
 * An op of the table applied to its operands. `goesOn`: one more step through a list, which the first
 * operand began: max(a, b, c) is max(max(a, b), c) with this mark, and shares evenly among all three.
 */
export interface CallExpr {
  readonly kind: 'call';
  readonly op: OpName;
  readonly args: readonly Expr[];
  readonly span: Span;
  readonly goesOn?: true;
}

/** One equation of the flat program. `input` marks a name bound to a bare number: a leaf to edit. */
export interface Binding {
  readonly name?: string;
  readonly value: Expr;
  readonly span: Span;
  readonly input?: boolean;
}

export type ProblemKind =
  'syntax' | 'unsupported' | 'too large' | 'kink' | 'domain' | 'ambiguous' | 'empty';

/** Something to tell the person: what is the matter, where, and what to do. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly span: Span;
  /** For `ambiguous`: the other readings on offer; `key` goes back into `ReadOptions.readings`. */
  readonly choices?: readonly Choice[];
  /** The edit that mends it, if one was found with which the text reads. */
  readonly fix?: Fix;
  /** Other edits that mend it, where it is not clear which is meant. */
  readonly otherFixes?: readonly Fix[];
}

/** Puts `text` in place of `span`, which is empty where something is missing. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

/** What may mend a problem. */
export interface Mending {
  /** Edits, likeliest first. None is offered before the text was read with it. */
  readonly fixes?: readonly Fix[];
  /** Whichever of them helps may be meant: all are offered. */
  readonly offersAll?: boolean;
  /** What to do where none of them helps, as a sentence. */
  readonly advice?: string;
}

/** A problem as a reader finds it: its message says what is the matter; what to do may be left to its `fixes`. */
export interface Finding extends Omit<Problem, 'fix' | 'otherFixes'>, Mending {}

export interface Choice {
  readonly key: string;
  readonly reading: string;
  readonly label: string;
}

/**
 * What a text says: equations in order, each referring only to earlier ones. The last binding is
 * the output; no bindings means nothing could be read and `problems` says why. `shapedBy` lists
 * the inputs whose values decided the shape (a loop bound): editing one of them reads again. `signature`
 * lists the inputs that are parameters of the function that was read, in their order.
 */
export interface Program {
  readonly text: string;
  readonly bindings: readonly Binding[];
  readonly problems: readonly Problem[];
  readonly shapedBy?: readonly string[];
  readonly signature?: readonly string[];
}

/** A program as a reader hands it over. */
export interface RawProgram extends Omit<Program, 'problems'> {
  readonly problems: readonly Finding[];
}

/** Whether a problem means that the text could not be read as a whole. */
export function refuses({ kind }: { readonly kind: ProblemKind }): boolean {
  return kind === 'syntax' || kind === 'unsupported' || kind === 'too large' || kind === 'empty';
}

/** Bounds that keep reading fast on hostile text. */
export interface Limits {
  /** UTF-16 units of text. */
  readonly text: number;
  /** Nesting of brackets, calls and statements. */
  readonly depth: number;
  /** Operations after loops are unrolled and functions inlined. */
  readonly nodes: number;
}

export const defaultLimits: Limits = { text: 65536, depth: 256, nodes: 20000 };

/** What the reader may know beyond the text. */
export interface ReadOptions {
  /** Names known to be variables, with their values where known: also `e`, `pi`, `lr`. */
  readonly values?: Readonly<Record<string, number>>;
  readonly limits?: Limits;
  /** TeX macros of the person, name with backslash -> replacement with #1 … #9. */
  readonly macros?: Readonly<Record<string, string>>;
  /** Chosen readings of ambiguous constructs, `Choice.key` -> `Choice.reading`. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The statement that is meant, where the text ends with a loop around it: what it assigns is the output. */
  readonly meant?: Span;
}

/** Whether `name` is a key of `record` itself, never of its prototype. */
export function has(record: object | undefined, name: string): boolean {
  return record !== undefined && Object.prototype.hasOwnProperty.call(record, name);
}

export function num(value: number, span: Span, text?: string): NumberExpr {
  return text === undefined
    ? { kind: 'number', value, span }
    : { kind: 'number', value, text, span };
}

export function name(id: string, span: Span): NameExpr {
  return { kind: 'name', name: id, span };
}

export function ref(binding: number, span: Span): RefExpr {
  return { kind: 'ref', binding, span };
}

export function call(op: OpName, args: readonly Expr[], span: Span, goesOn = false): CallExpr {
  return goesOn ? { kind: 'call', op, args, span, goesOn } : { kind: 'call', op, args, span };
}

/** Smallest span that holds both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/**
 * Visits `root` and everything below it, operands before the operations that use them, without
 * recursion, so that no depth of nesting can overflow the stack.
 */
export function walk(root: Expr, visit: (expr: Expr) => void): void {
  const pending = [root];
  /** For each of them, the operand that comes next. */
  const next = [0];
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const at = next.at(-1) ?? 0;
    const child = top.kind === 'call' ? top.args[at] : undefined;
    if (child) {
      next[next.length - 1] = at + 1;
      pending.push(child);
      next.push(0);
    } else {
      visit(top);
      pending.pop();
      next.pop();
    }
  }
}
