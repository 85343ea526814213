/** Writes the flat program down while a text is interpreted, within its bounds. */
import { ops, type OpName } from '../../ops';
import {
  call,
  defaultLimits,
  has,
  name as nameExpr,
  num,
  ref,
  type Binding,
  type Expr,
  type Limits,
  type ReadOptions,
  type Span,
} from '../syntax';
import { eitherOf } from './candidates';
import { entriesOf, fieldsOf, haveSameNames } from './objects';
import type { Sheet } from './sheet';
import type { Wholes } from './wholes';
import {
  asScalar,
  inBox,
  isLiteral,
  isUnnamed,
  list,
  refuse,
  unknown,
  type Cell,
  type Choice,
  type Scalar,
  type Value,
} from './value';

const CONDITIONS: ReadonlySet<OpName> = new Set<OpName>(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or', 'not']); // prettier-ignore

/** Statements and expressions that may be interpreted, per operation that may be recorded. */
const STEPS_PER_NODE = 2;

export class Recorder {
  readonly bindings: Binding[];
  /** Inputs whose values decided the shape of the program. */
  readonly shapedBy: Set<string>;
  /** Inputs that are parameters of the function that is read, in their order. */
  readonly signature: Set<string>;
  readonly limits: Limits;
  /** The variable that the statement which is meant has assigned. */
  meant: Cell | null = null;

  constructor(
    readonly options: ReadOptions,
    private readonly sheet: Sheet,
    /** Whether the names of variables are the person's own. */
    private readonly named = true,
    /** Where the elements of a list are counted from. */
    private readonly first: 0 | 1 = 0,
  ) {
    this.limits = options.limits ?? defaultLimits;
    ({ bindings: this.bindings, shapedBy: this.shapedBy, signature: this.signature } = sheet);
  }

  /** Writes on the same sheet for a library function: what it calls its variables is not in the text. */
  withoutNames(): Recorder {
    return new Recorder(this.options, this.sheet, false, this.first);
  }

  /** Whether the person named `name` as a variable. */
  isGiven(name: string): boolean {
    return has(this.options.values, name);
  }

  /** Whether `name` is a variable of the person, or was read as one. */
  isInput(name: string): boolean {
    return this.isGiven(name) || this.sheet.inputs.has(name);
  }

  /** The input called `name`. */
  input(name: string, span: Span): Scalar {
    const known = this.isGiven(name) ? this.options.values?.[name] : undefined;
    this.sheet.inputs.add(name);
    this.noteClash(name);
    return { kind: 'scalar', expr: nameExpr(name, span), known, fixed: false, truth: false };
  }

  /** Whether the text gives `name` a number already, as an input. */
  hasLiteral(name: string): boolean {
    return this.sheet.literals.has(name);
  }

  /** An input that the text gives the number `literal`. */
  literalInput(name: string, literal: Scalar, span: Span): Scalar {
    this.noteClash(name);
    return this.inputOf(name, literal, span);
  }

  private inputOf(name: string, literal: Scalar, span: Span): Scalar {
    this.sheet.literals.add(name);
    this.bind({ name, value: literal.expr, span, input: true });
    const known = this.isGiven(name) ? this.options.values?.[name] : literal.known;
    const expr = ref(this.bindings.length - 1, span);
    return { ...literal, expr, known, fixed: false, leaf: false };
  }

  /** A number that is drawn at random, which has no name yet. */
  drawn(span: Span): Scalar {
    return { ...this.drawnInput(span, 'random'), drawn: true };
  }

  private drawnInput(span: Span, name: string): Scalar {
    const own = this.claim(name);
    this.sheet.inputs.add(own);
    const known = this.isGiven(own) ? this.options.values?.[own] : undefined;
    return { kind: 'scalar', expr: nameExpr(own, span), known, fixed: false, truth: false };
  }

  /** What a parameter of the function that is read stands for: its inputs are shown in this order. */
  sign(value: Value): void {
    if (value.kind === 'list') for (const item of value.items) this.sign(item);
    if (value.kind === 'fields') for (const [, item] of entriesOf(value)) this.sign(item);
    if (value.kind !== 'scalar') return;
    const { expr } = value;
    const bound = expr.kind === 'ref' ? this.bindings[expr.binding] : undefined;
    if (expr.kind === 'name') this.signature.add(expr.name);
    else if (bound?.input && bound.name !== undefined) this.signature.add(bound.name);
  }

  /** Element `at` of what is called `name`, which is a vector then. */
  elementInput(name: string, at: number, span: Span): Scalar {
    this.wholes.noteElement(name, span);
    return this.input(`${name}[${at}]`, span);
  }

  /** What is used in parts. */
  get wholes(): Wholes {
    return this.sheet.wholes;
  }

  /** A name that no other parameter or layer has: two objects of one class have each their own. */
  claim(name: string): string {
    const { claimed, inputs, literals } = this.sheet;
    const isTaken = (wish: string): boolean =>
      claimed.has(wish) || inputs.has(wish) || literals.has(wish);
    let own = name;
    for (let i = 2; isTaken(own); i++) own = `${name}_${i}`;
    claimed.add(own);
    return own;
  }

  /** Whether another input is called as one of those that functions and objects were given. */
  get clashes(): boolean {
    return this.sheet.clashes;
  }

  /** Whether functions and objects may have been given inputs. */
  get claims(): boolean {
    return this.sheet.claimed.size > 0 && !this.sheet.plain;
  }

  private noteClash(name: string): void {
    if (this.sheet.claimed.has(name)) this.sheet.clashes = true;
  }

  /** Numbers that were written there as inputs called `name`; anything else as it is. */
  written(name: string, value: Value, span: Span): Value {
    if (this.sheet.plain) return value;
    if (isLiteral(value)) return this.inputOf(this.claim(name), value, value.expr.span);
    if (value.kind === 'list') this.literalInputs(this.claim(name), value.items, span);
    return value;
  }

  /** Numbers that are written out, as inputs as soon as they have a name; anything else as it is. */
  leaf(value: Value, isWritten: (at: Span) => boolean): Value {
    if (this.sheet.plain || !this.named) return value;
    if (value.kind !== 'list' || this.sheet.shared.has(value))
      return isLiteral(value) && isWritten(value.expr.span) ? { ...value, leaf: true } : value;
    value.items.forEach((item, i) => {
      value.items[i] = this.leaf(item, isWritten);
    });
    return value;
  }

  /** `op` applied to numbers; `goesOn`: one more step through a list. */
  op(op: OpName, args: readonly Scalar[], span: Span, goesOn = false): Scalar {
    this.count(1, span);
    const drawn = args.find((arg) => arg.drawn);
    if (drawn && !CONDITIONS.has(op) && args.every((arg) => arg.drawn ?? arg.fixed)) return drawn;
    const [x, y, z] = args.map((arg) => arg.known);
    const isKnown = args.every((arg) => arg.known !== undefined);
    return {
      kind: 'scalar',
      expr: call(
        op,
        args.map((arg) => arg.expr),
        span,
        goesOn,
      ),
      known: isKnown ? ops[op].value(x ?? 0, y ?? 0, z ?? 0) : undefined,
      fixed: args.every((arg) => arg.fixed),
      truth: CONDITIONS.has(op),
      // What is computed of tensors is one; NumPy gives numbers that cannot change.
      ...(args.some(({ boxed }) => boxed?.module === 'torch') && { boxed: { module: 'torch' } }),
    };
  }

  /** `value` under a name, so that every use of it is the same node. */
  define(wanted: string | undefined, value: Value, span: Span): Value {
    const name = this.named ? wanted : undefined;
    if (value.kind === 'list') {
      if (this.sheet.shared.has(value)) return value;
      this.sheet.shared.add(value);
      const isLeaf = value.items.some(isUnnamed);
      const own = name !== undefined && isLeaf ? this.claim(name) : name;
      value.items.forEach((item, i) => {
        value.items[i] = this.share(
          item,
          span,
          own === undefined ? undefined : `${own}[${i + this.first}]`,
        );
      });
      return value;
    }
    if (value.kind === 'fields') {
      for (const cell of value.fields.cells.values())
        if (cell.value) cell.value = this.share(cell.value, span, cell.name);
      return value;
    }
    if (value.kind === 'function' && name !== undefined) return value.named?.(name) ?? value;
    if (value.kind === 'scalar' && value.drawn && name !== undefined)
      return { ...this.drawnInput(span, name), ...(value.boxed && { boxed: value.boxed }) };
    // A variable that is given itself stays what it is.
    if (value.kind !== 'scalar' || (value.expr.kind === 'name' && value.expr.name === name))
      return value;
    if (value.leaf && name !== undefined)
      return this.inputOf(this.claim(name), value, value.expr.span);
    this.bind({ ...(name === undefined ? {} : { name }), value: value.expr, span });
    return { ...value, expr: ref(this.bindings.length - 1, span), leaf: false };
  }

  /** Like `define`, but a number or a name needs no binding to be used twice. */
  share(value: Value, span: Span, name?: string): Value {
    const isLeaf = isUnnamed(value) && this.named && name !== undefined;
    if (value.kind === 'scalar' && value.expr.kind !== 'call' && !isLeaf) return value;
    return this.define(name, value, span);
  }

  /** Top-level literals in a list are inputs too: w[0], w[1] … */
  literalInputs(name: string, items: Value[], span: Span): void {
    items.forEach((item, i) => {
      if (isLiteral(item))
        items[i] = this.literalInput(`${name}[${i + this.first}]`, item, item.expr.span);
      else if (item.kind === 'list')
        this.literalInputs(`${name}[${i + this.first}]`, item.items, span);
    });
  }

  /** `condition ? a : b` for any two values; unlike ones make an unknown. */
  select(condition: Scalar, a: Value, b: Value, span: Span, name = 'This'): Value {
    if (a === b || (a.kind === 'nothing' && b.kind === 'nothing')) return a;
    if (a.kind === 'unknown') return a;
    if (b.kind === 'unknown') return b;
    if (a.kind === 'scalar' && b.kind === 'scalar') {
      if (a.expr === b.expr || (isLiteral(a) && isLiteral(b) && a.known === b.known)) return a;
      const either = { ...this.op('select', [condition, a, b], span), truth: a.truth && b.truth };
      if (a.boxed === b.boxed && a.cut === b.cut) return inBox(either, a);
      const modules = new Set([a, b].map(({ boxed }) => boxed?.module ?? ''));
      const module = modules.size === 1 ? a.boxed?.module : either.boxed?.module;
      return module ? { ...either, boxed: { module, ...this.choice(a, b) } } : either;
    }
    if (a.kind === 'list' && b.kind === 'list' && a.items.length === b.items.length) {
      const items = a.items.map((item, i) =>
        this.select(condition, item, b.items[i] ?? item, span, name),
      );
      return { ...list(items, a.array, a.module), ...this.choice(a, b) };
    }
    if (a.kind === 'function' && b.kind === 'function')
      return {
        kind: 'function',
        name: a.name,
        call: (args, at) =>
          this.select(condition, a.call(args, at), b.call(args, at), at, 'The result'),
      };
    if (a.kind === 'fields' && b.kind === 'fields' && haveSameNames(a, b))
      return {
        ...fieldsOf(
          entriesOf(a).map(([key, item]) => {
            const other = b.fields.cells.get(key)?.value ?? item;
            return [key, this.nest(span, () => this.select(condition, item, other, span, name))];
          }),
          a.fields.parent,
        ),
        ...this.choice(a, b),
      };
    return unknown(
      `${name} has a number in one case only. Give it one in the other case too.`,
      span,
    );
  }

  private choice(a: Value, b: Value): Choice {
    this.wholes.hasChoices = true;
    return eitherOf(a, b);
  }

  /** The value known while reading, for a loop bound, an index or a shape; its inputs shape the program. */
  shape(value: Value, span: Span, what: string): number {
    const scalar = asScalar(value, span);
    if (scalar.known === undefined) {
      return refuse(
        'unsupported',
        `${what} depends on an input without a value. Give the input a value, or write a number.`,
        span,
      );
    }
    if (!scalar.fixed) this.markShaping(scalar.expr);
    return scalar.known;
  }

  /** The answer to a condition that has to be known while reading. */
  settle(condition: Scalar): boolean {
    if (!condition.fixed) this.markShaping(condition.expr);
    return condition.known !== 0;
  }

  /** Counts work, so that hostile loops and calls end. */
  step(span: Span): void {
    if (++this.sheet.steps > this.limits.nodes * STEPS_PER_NODE) this.tooLarge(span);
  }

  /** Counts operations, list elements and bindings. */
  count(nodes: number, span: Span): void {
    this.sheet.nodes += nodes;
    if (this.sheet.nodes > this.limits.nodes) this.tooLarge(span);
  }

  /** Runs `inner` one level deeper. */
  nest<T>(span: Span, inner: () => T): T {
    this.step(span);
    if (this.sheet.depth >= this.limits.depth * 2) {
      return refuse(
        'too large',
        'This goes too deep: a function calls itself without end, or brackets nest too far.',
        span,
      );
    }
    this.sheet.depth++;
    try {
      return inner();
    } finally {
      this.sheet.depth--;
    }
  }

  tooLarge(span: Span): never {
    return refuse(
      'too large',
      `This unrolls to more than ${this.limits.nodes} operations. Use fewer repetitions.`,
      span,
    );
  }

  private bind(binding: Binding): void {
    if (this.bindings.length > this.limits.nodes * 2) this.tooLarge(binding.span);
    this.bindings.push(binding);
  }

  private markShaping(root: Expr): void {
    const pending: Expr[] = [root];
    for (let expr = pending.pop(); expr; expr = pending.pop()) {
      if (expr.kind === 'name') this.shapedBy.add(expr.name);
      else if (expr.kind === 'call') pending.push(...expr.args);
      else if (expr.kind === 'ref' && !this.sheet.looked.has(expr.binding)) {
        this.sheet.looked.add(expr.binding);
        const binding = this.bindings[expr.binding];
        if (binding?.input && binding.name !== undefined) this.shapedBy.add(binding.name);
        else if (binding) pending.push(binding.value);
      }
    }
  }
}

/** `scalar` as it is used at `span`: a reference there, a counted number there. */
export function usedAt(value: Value, span: Span): Value {
  if (value.kind !== 'scalar') return value;
  const { expr } = value;
  if (expr.kind === 'call') return value;
  if (expr.kind === 'number') return { ...value, expr: num(expr.value, span, expr.text) };
  return { ...value, expr: { ...expr, span } };
}
