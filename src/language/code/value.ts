/** What an expression of a programming language can stand for while it is read. */
import { num, type Expr, type Finding, type Mending, type ProblemKind, type Span } from '../syntax';

/** One variable, or one field. `owner` is the call or the object it is local to. */
export interface Cell {
  readonly name: string;
  readonly owner: object;
  value: Value | undefined;
}

/** Names and their cells, those of `parent` behind its own. */
export interface Names {
  readonly owner: object;
  readonly parent: Names | null;
  readonly cells: ReadonlyMap<string, Cell>;
  /** The innermost cell called `name`. */
  find(name: string): Cell | undefined;
  /** The cell called `name` of these names themselves, made if need be. */
  own(name: string): Cell;
}

export type Value = Scalar | List | Fields | Func | Module | Text | Nothing | Unknown;

/**
 * A number of the circuit. `known` is its value where that is known while reading; `fixed` says that
 * it depends on no input; `truth` that it is a condition, 1 or 0; `boxed` is the memory it is in, if a library
 * made it, and `cut` that it lets no gradient through to what else is there; `leaf` says that it is an input
 * as soon as it has a name; `drawn` that it is one that was drawn at random, and what is computed of such
 * alone is another; `whole` that it is of an integer type.
 */
export interface Scalar {
  readonly kind: 'scalar';
  readonly expr: Expr;
  readonly known: number | undefined;
  readonly fixed: boolean;
  readonly truth: boolean;
  readonly boxed?: Box;
  readonly cut?: true;
  readonly leaf?: boolean;
  readonly drawn?: true;
  readonly whole?: boolean;
}

/** The memory of one number, of whatever library: what is in one box changes together. */
export interface Box extends Choice {
  readonly module: string;
}

/** What has memory: which of several that is may depend on an input. */
export interface Choice {
  readonly either?: readonly Choice[];
}

/** A list or tuple of known length; an `array` is computed with element by element. */
export interface List extends Choice {
  readonly kind: 'list';
  readonly items: Value[];
  readonly array: boolean;
  /** Whose array it is: `numpy` and `torch` have methods of one name that differ. */
  readonly module?: string | undefined;
  /** What it is a part of, whose numbers it shares; all rows of one part have the same. */
  readonly sliced?: Slice;
  /** An array of Go with a length: every variable that is given it has its own. */
  readonly apart?: true;
  /** What its elements are declared as, so that those that are put there are. */
  readonly element?: 'real' | 'whole';
  /** Python's `(0, 1)`: as an index of an array it is one place, and a list is several. */
  readonly tuple?: true;
}

/** A part of an array: the lists that hold its numbers. */
export interface Slice {
  readonly of: readonly List[];
}

/** A dictionary or an object; behind its own fields stand those of its class. */
export interface Fields extends Choice {
  readonly kind: 'fields';
  readonly fields: Names;
  /** Whose methods these are, if not its own: `super` has them. */
  readonly self?: Value;
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** The variables that are handed over, by place, where a function may give them other values. */
  readonly cells?: readonly (Cell | undefined)[];
}

/** Something to call. `open` calls it with its own parameters as inputs, but for the `given` ones. */
export interface Func {
  readonly kind: 'function';
  readonly name: string;
  readonly call: (args: Arguments, span: Span) => Value;
  readonly open?: (span: Span, given?: readonly Value[]) => Value;
  /** The same function as a method of an object. */
  readonly bind?: (self: Value) => Func;
  /** The same layer under the name of the variable that holds it, after which its weights are called. */
  readonly named?: (name: string) => Func;
  /** Called as soon as it is named, as a property is. */
  readonly getter?: boolean;
  /** What the objects of a class have, and what the class has itself. */
  readonly members?: Names;
  readonly statics?: Names;
  /** The names that its body sees, and its defaults. */
  readonly around?: Names;
}

/** A module of mathematics, such as `torch.nn.functional`. */
export interface Module {
  readonly kind: 'module';
  readonly path: string;
}

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

/** None, null and undefined; `missing` says what is missing where it is no number that was asked for. */
export interface Nothing {
  readonly kind: 'nothing';
  readonly missing?: Finding;
}

/** Something that cannot be a number; holding it is no problem, using it is this one. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly problem: Finding;
}

/**
 * Stops reading a statement; caught where the statement is run. It concerns the names of that `statement`,
 * or nothing but gradients, as a training step does (`step`), or the `whole` text.
 */
export class Refusal extends Error {
  constructor(
    readonly problem: Finding,
    readonly concerns: 'statement' | 'step' | 'whole' = 'statement',
  ) {
    super(problem.message);
  }
}

export function refuse(
  kind: ProblemKind,
  message: string,
  span: Span,
  mending: Mending = {},
): never {
  const concerns = kind === 'unsupported' ? 'statement' : 'whole';
  throw new Refusal({ kind, message, span, ...mending }, concerns);
}

export function unsupported(message: string, span: Span, mending: Mending = {}): never {
  return refuse('unsupported', message, span, mending);
}

export function unknown(message: string, span: Span, mending: Mending = {}): Unknown {
  return { kind: 'unknown', problem: { kind: 'unsupported', message, span, ...mending } };
}

export const nothing: Nothing = { kind: 'nothing' };

/** A number written in the text, or counted by a loop. */
export function constant(value: number, span: Span, text?: string): Scalar {
  return { kind: 'scalar', expr: num(value, span, text), known: value, fixed: true, truth: false };
}

/** The same number in memory of its own: no change of the other changes it. */
export function copyOf(value: Scalar, module = value.boxed?.module ?? ''): Scalar {
  return { ...value, boxed: { module } };
}

/** `value` in the memory of `of`. */
export function inBox(value: Scalar, { boxed, cut }: Scalar): Scalar {
  return { ...value, ...(boxed && { boxed }), ...(cut && { cut }) };
}

/** How many there are of something: a number that is not written in the text, and no input of it. */
export function counted(count: number, span: Span): Scalar {
  return { ...constant(count, span, String(count)), whole: true };
}

/** A condition whose answer is known. */
export function truth(answer: boolean, span: Span): Scalar {
  return { ...constant(Number(answer), span), truth: true };
}

export function list(items: Value[], array = false, module?: string): List {
  return { kind: 'list', items, array, module };
}

export function tuple(items: Value[]): List {
  return { ...list(items), tuple: true };
}

/** Whether `value` is a number as it was written, with or without a sign. */
export function isLiteral(value: Value): value is Scalar {
  return (
    value.kind === 'scalar' &&
    value.fixed &&
    !value.truth &&
    value.expr.kind === 'number' &&
    value.expr.text === undefined
  );
}

/** Whether a value is an input as soon as it has a name. */
export function isUnnamed(value: Value): boolean {
  return value.kind === 'scalar' && (value.leaf === true || value.drawn === true);
}

/** The lists of numbers that an array is made of. */
export function rowsOf(value: Value): List[] {
  if (value.kind !== 'list') return [];
  return value.items.some(({ kind }) => kind === 'list') ? value.items.flatMap(rowsOf) : [value];
}

/** The lists that hold the numbers of a row. */
export function sourcesOf(row: List): readonly List[] {
  return row.sliced?.of ?? [row];
}

/** The number that `value` is, or a refusal that says why it is none. */
export function asScalar(value: Value, span: Span): Scalar {
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'unknown':
      throw new Refusal(value.problem);
    case 'list':
      return unsupported(
        'This is a list where a number is needed. Take one element, or reduce it, such as with `sum`.',
        span,
      );
    case 'fields':
      return unsupported(
        'This is an object where a number is needed. Use one of its fields.',
        span,
      );
    case 'function':
      return unsupported(
        `\`${value.name}\` is a function. Call it with arguments, \`${value.name}(…)\`, to get a number.`,
        span,
      );
    case 'module':
      return unsupported(
        `\`${value.path}\` is a module, not a number. Write a function of it.`,
        span,
      );
    case 'text':
      return unsupported('Text has no gradient. Write a number instead.', span);
    case 'nothing':
      if (value.missing) throw new Refusal(value.missing);
      return unsupported(
        'There is no value here where a number is needed. Write one, or `return` it.',
        span,
      );
  }
}

/** The elements of `value`, or a refusal. */
export function asItems(value: Value, span: Span): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'unknown') throw new Refusal(value.problem);
  const numbered = value.kind === 'fields' ? numberedIn(value.fields) : [];
  if (numbered.length > 0) return numbered;
  return unsupported('This is not a list whose length is known. Write its elements out.', span);
}

/** The fields called 0, 1 …: those of a tuple whose parts have names too. */
function numberedIn({ cells }: Names): readonly Value[] {
  const items: Value[] = [];
  for (let item = cells.get('0')?.value; item; item = cells.get(String(items.length))?.value)
    items.push(item);
  return items;
}

/** Refuses to put `value` into `target` if it holds `target`: a list inside itself has no end. */
export function refuseInside(target: List, value: Value, span: Span): void {
  const seen = new Set<Value>();
  const pending: Value[] = [value];
  for (let each = pending.pop(); each; each = pending.pop()) {
    if (each === target) {
      const message = 'A list cannot be an element of itself. Append its elements instead.';
      throw new Refusal({ kind: 'unsupported', message, span }, 'whole');
    }
    if (seen.has(each) || (each.kind !== 'list' && each.kind !== 'fields')) continue;
    seen.add(each);
    if (each.kind === 'list') pending.push(...each.items);
    else for (const { value: item } of each.fields.cells.values()) if (item) pending.push(item);
  }
}
