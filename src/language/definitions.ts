/** Statements -> bindings: definitions in any order, functions inlined, the output last. */
import {
  bareNumber,
  computes,
  hasNames,
  isLabel,
  numbersPutIn,
  startNumbers,
  statesNumber,
} from './chains';
import { sayCount } from './counts';
import { chooseOutput, newRow, nothingHere, withWrittenNumbers, type Row } from './outputs';
import {
  Unreadable,
  choose,
  fail,
  here,
  isOperator,
  make,
  note,
  peek,
  quote,
  untell,
} from './reading';
import type { Reading, Scope } from './reading';
import { refuseRest } from './rest';
import { refuseEmptySides } from './sides';
import { updates } from './statements';
import { tellRoots, useRoot } from './roots';
import type { Statement } from './statements';
import { cover, name, ref } from './syntax';
import type { Binding, Expr, RawProgram, Span } from './syntax';

/** Reads every statement, each after those it needs, and says which value is the output. */
export function readStatements(r: Reading, statements: readonly Statement[]): RawProgram {
  const rows = statements.map(newRow);
  const definitions = new Definitions(r, rows);
  r.scope = definitions;
  const functions = rows.filter((row) => row.statement.params);
  for (const row of rows.filter((each) => !each.statement.params)) definitions.attempt(row);
  for (const row of functions) if (!row.used) definitions.attempt(row);
  tellRoots(r);
  const output = chooseOutput(r, rows);
  const bindings = withWrittenNumbers(r, rows);
  if (output >= 0 && output !== bindings.length - 1) {
    const last = bindings[output];
    if (last) bindings.push({ value: ref(output, last.span), span: last.span });
  }
  const { params: signature = [] } =
    rows.find(({ binding }) => binding === output)?.statement ?? {};
  // How a word could have been read is nothing to say where nothing is.
  const isEmpty = rows.length === 0 && r.problems.every(({ kind }) => kind === 'ambiguous');
  return {
    text: r.text,
    bindings,
    problems: isEmpty ? [nothingHere(r.text)] : r.problems,
    ...(r.shapedBy.size > 0 ? { shapedBy: [...r.shapedBy] } : {}),
    ...(signature.length > 0 ? { signature } : {}),
  };
}

/** The scope of a text: rows are read when they are first needed. */
class Definitions implements Scope {
  private readonly byName = new Map<string, Row[]>();
  /** Rows that say what a power of a name is, by names that nothing else defines. */
  private readonly byRoot = new Map<string, Row>();
  private current: Row | null = null;
  private readonly numberOf: (root: Expr) => number;
  /** The tokens of the side that is being read, half-open. */
  private range: readonly [number, number] = [0, 0];

  constructor(
    private readonly r: Reading,
    private readonly rows: readonly Row[],
  ) {
    this.numberOf = startNumbers(r.bindings);
    for (const row of rows) {
      for (const id of row.statement.names) {
        const same = this.byName.get(id);
        if (same) same.push(row);
        else this.byName.set(id, [row]);
      }
    }
    for (const row of rows) {
      const id = row.statement.root?.name;
      if (id !== undefined && !this.byName.has(id)) this.byRoot.set(id, row);
    }
  }

  isDefined(id: string): boolean {
    return this.byName.has(id) || this.byRoot.has(id);
  }

  functions(): readonly string[] {
    return [...this.byName.keys()].filter((id) => this.isFunction(id));
  }

  parameters(): readonly string[] {
    return this.r.locals.size > 0 ? [] : (this.current?.statement.params ?? []);
  }

  isOwn(id: string): boolean {
    return this.parameters().length > 0 && this.current?.statement.names.includes(id) === true;
  }

  isStep(): boolean {
    const { names = [], sides = [], params } = this.current?.statement ?? {};
    const [from, to] = this.range;
    const inner = this.r.tokens.slice(from + 1, to);
    const [before = 0] = sides[0] ?? [];
    const isNamed = names.length > 0 || (before < from && this.r.tokens[before]?.kind === 'name');
    return isNamed && !params && inner.some((token) => isOperator(token, '+', '-'));
  }

  isFunction(id: string): boolean {
    return this.byName.get(id)?.some((row) => row.statement.params) ?? false;
  }

  resolve(id: string, span: Span): Expr {
    const local = this.r.locals.get(id);
    if (local) return { ...local, span };
    const row = this.rowFor(id);
    if (!row) return this.rootOf(id, span) ?? name(id, span);
    if (row.state === 'busy') refuseCircle(id, span);
    row.used = true;
    this.read(row);
    this.follow(row, id, span);
    return ref(row.binding, span);
  }

  /** The σ of σ² = …, unless that row needs it itself, which makes it an equation for σ. */
  private rootOf(id: string, span: Span): Expr | undefined {
    const { r } = this;
    const row = this.byRoot.get(id);
    const { root } = row?.statement ?? {};
    if (!row || !root) return undefined;
    if (row.state === 'busy') this.byRoot.delete(id);
    else this.read(row);
    if (!this.byRoot.has(id)) return undefined;
    row.used = true;
    return useRoot(r, root, row.binding, span);
  }

  apply(id: string, args: readonly Expr[], span: Span): Expr | undefined {
    const row = this.byName.get(id)?.findLast((each) => each.statement.params);
    const params = row?.statement.params;
    if (!row || !params) return undefined;
    if (row.state === 'busy')
      fail(
        'unsupported',
        `\`${id}\` calls itself without end. Write out the calls you need, one function for each.`,
        span,
      );
    if (params.length !== args.length) {
      if (params.length === 0)
        fail(
          'unsupported',
          `The parameters of \`${id}\` are not plain names, so it cannot be called. Define it as \`${id}(x) = …\`.`,
          span,
        );
      const { message, advice } = sayCount(id, params.length, args.length);
      fail('syntax', message, span, { advice });
    }
    row.used = true;
    const locals = new Map(params.map((param, index) => [param, this.share(args[index])]));
    const { state } = row;
    row.state = 'busy';
    try {
      const value = this.readBody(row, locals);
      this.follow(row, id, span);
      return { ...value, span };
    } finally {
      row.state = state;
    }
  }

  /** Reads a row on its own; what is wrong with it is noted. */
  attempt(row: Row): void {
    const { r } = this;
    if (row.state === 'done' || row.state === 'failed') return;
    r.soFar = null;
    r.depth = 0;
    try {
      this.read(row);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      note(r, error.problem);
      const { soFar } = this.r;
      if (soFar) {
        row.binding = r.bindings.length;
        // What was read has not the name, nor the place, of the whole that could not be.
        r.bindings.push({ value: soFar, span: soFar.span });
      }
    }
    this.current = null;
    r.locals = new Map();
  }

  /** The row whose value `id` has at the current row: the latest before it, else one further down. */
  private rowFor(id: string): Row | null {
    const rows = this.byName.get(id);
    if (!rows || this.current?.open.has(id)) return null;
    const now = this.current?.index ?? Infinity;
    const before = rows.findLast((row) => row.index < now && !this.follows(row));
    if (before) return before;
    // x = x - 1: on the right side x is the value before this row.
    if (rows.some((row) => row.index === now)) return null;
    const further = rows.find((row) => row.index > now && !this.follows(row));
    if (!further) this.current?.open.add(id);
    return further ?? null;
  }

  /** Goes on from `row`: what it leaves open in a chain stays open here, and what has a value has one. */
  private follow({ statement, taken, open }: Row, id: string, span: Span): void {
    const { current } = this;
    if (!current || !statement.mentions) return;
    const twice = [...open].find((each) => current.taken.has(each));
    const other = twice ?? [...taken].find((each) => current.open.has(each));
    if (other !== undefined) refuseCircle(other, span);
    for (const each of [id, ...taken]) current.taken.add(each);
    for (const each of open) current.open.add(each);
  }

  /** V = IR ⇒ I = V/R: whether `row` says the same as the current one of the same chain, of another name. */
  private follows({ statement }: Row): boolean {
    const own = this.current?.statement;
    if (!own || own === statement || own.chain !== statement.chain) return false;
    return own.names.some((id) => statement.mentions?.has(id));
  }

  private read(row: Row): void {
    if (row.state === 'done') return;
    if (row.state === 'failed' && row.problem) throw new Unreadable(row.problem);
    row.state = 'busy';
    try {
      const value = this.readBody(row, new Map());
      this.checkSides(row.statement);
      row.binding = this.r.bindings.length;
      this.r.bindings.push(this.bind(row.statement, value));
      row.state = 'done';
    } catch (error) {
      row.state = 'failed';
      if (error instanceof Unreadable) row.problem = error.problem;
      throw error;
    }
  }

  private bind(statement: Statement, value: Expr): Binding {
    const { root } = statement;
    const first = statement.names[0] ?? (root && `${root.name}^${root.power}`);
    const literal = statement.params || first === undefined ? undefined : bareNumber(value);
    return {
      ...(first === undefined ? {} : { name: first }),
      value: literal ?? value,
      span: statement.span,
      ...(literal ? { input: true } : {}),
    };
  }

  /** Reads the right side of a row with these parameters bound. */
  private readBody(row: Row, locals: ReadonlyMap<string, Expr>): Expr {
    const { r } = this;
    const { at, end, bars, inArgument, inAngle, locals: outer } = r;
    const { current } = this;
    this.current = row;
    r.bars = 0;
    r.inArgument = false;
    r.inAngle = false;
    r.locals = locals;
    refuseEmptySides(r, row.statement);
    const value = this.readValue(row.statement);
    const { update, names } = row.statement;
    const [target] = names;
    const result =
      update === undefined || target === undefined
        ? value
        : make(
            r,
            updates[update] ?? 'add',
            [this.resolve(target, row.statement.span), value],
            row.statement.span,
          );
    Object.assign(r, { at, end, bars, inArgument, inAngle, locals: outer });
    this.current = current;
    return result;
  }

  /**
   * The last right side; before a bare number, which is its result, the last that computes: with names
   * if those before it have them and it is the same with numbers put in, which are theirs then.
   */
  private readValue({ from, to, stated, sides }: Statement): Expr {
    const formulas = stated ? sides.filter(([start, end]) => computes(this.r, start, end)) : [];
    let filled: Expr | null = null;
    let computed: Expr | null = null;
    for (const [start, end] of formulas.toReversed()) {
      const value = this.tryRange(start, end);
      if (!value) continue;
      if (!hasNames(value)) {
        filled ??= value;
        // 12/4 may be a number as well, unless it is what a formula is with numbers put in.
        if (!statesNumber(this.r.tokens.slice(start, end))) computed ??= value;
        continue;
      }
      const given = filled && numbersPutIn(value, filled, this.numberOf);
      if (computed && !given && !this.isPreferred(start, end)) break;
      for (const [id, number] of given ?? [])
        this.r.bindings.push({ name: id, value: number, span: number.span, input: true });
      return value;
    }
    return computed ?? this.readRange(from, to);
  }

  /** Whether a formula is wanted though the numbers behind it are not those of its names. */
  private isPreferred(from: number, to: number): boolean {
    const { r } = this;
    const [first, last] = [r.tokens[from], r.tokens[to - 1]];
    const span = first && last ? cover(first, last) : here(r);
    const message = `The numbers behind \`${quote(r, span)}\` are not those of its names, one for each.`;
    const taken = choose(r, `worked:${span.start}`, span, message, [
      { reading: 'numbers', label: 'the numbers alone' },
      { reading: 'formula', label: 'the formula alone' },
    ]);
    return taken === 'formula';
  }

  /** The expression that fills the tokens from `from` to `to`, or null where none does. */
  private tryRange(from: number, to: number): Expr | null {
    const { r } = this;
    const { nodes, depth, soFar } = r;
    const told = r.problems.length;
    const bound = r.bindings.length;
    try {
      return this.readRange(from, to);
    } catch (error) {
      if (!(error instanceof Unreadable) || error.problem.kind === 'too large') throw error;
      untell(r, told);
      this.unbind(bound);
      Object.assign(r, { nodes, depth, soFar });
      return null;
    }
  }

  /** Takes back what was bound since there were `count` bindings, but for rows that were read whole meanwhile. */
  private unbind(count: number): void {
    const kept = this.rows.map(({ binding }) => binding + 1);
    this.r.bindings.length = kept.reduce((most, each) => Math.max(most, each), count);
  }

  /** One expression that fills the tokens from `from` to `to`. */
  private readRange(from: number, to: number): Expr {
    const { r } = this;
    this.range = [from, to];
    r.at = from;
    r.end = to;
    const value = r.grammar.expression(r);
    const rest = peek(r);
    if (rest) refuseRest(r, rest);
    return value;
  }

  /** A left side that is no name must still be mathematics: in sin + 2 = 3 something is missing. */
  private checkSides(statement: Statement): void {
    const { r } = this;
    for (const [from, to] of statement.sides) {
      if (isLabel(r, from, to)) continue;
      const { at, end, nodes, depth } = r;
      const told = r.problems.length;
      const bound = r.bindings.length;
      const { soFar } = r;
      try {
        this.readRange(from, to);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        const odd = r.tokens.slice(from, to).some((token) => token.kind === 'bar');
        if (error.problem.kind === 'too large' || (error.problem.kind === 'syntax' && !odd))
          throw error;
      }
      untell(r, told);
      this.unbind(bound);
      Object.assign(r, { at, end, nodes, depth, soFar });
    }
  }

  /** An argument that is used several times is computed once. */
  private share(argument: Expr | undefined): Expr {
    if (!argument) fail('syntax', 'An argument is missing here. Write it.', here(this.r));
    if (argument.kind !== 'call') return argument;
    this.r.bindings.push({ value: argument, span: argument.span });
    return ref(this.r.bindings.length - 1, argument.span);
  }
}

function refuseCircle(id: string, span: Span): never {
  fail(
    'unsupported',
    `\`${id}\` is defined by itself in a circle. Give one of the names in it a number, \`${id} = 1\`.`,
    span,
  );
}
