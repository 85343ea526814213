/**
 * Control flow without jumps: both branches of an open condition are read and their assignments merged
 * with `select`; an early return, break or continue waits as an exit until its function or loop ends.
 */
import type { Span } from '../syntax';
import { Loops } from './loops';
import type { Recorder } from './recorder';
import type { Journal, Scope } from './scope';
import { asScalar, nothing, unknown, unsupported } from './value';
import type { Cell, Scalar, Value } from './value';

export type Completion =
  | { readonly kind: 'normal' | 'never' }
  /** With a label it concerns the loop that has that, and not the innermost one. */
  | { readonly kind: 'break' | 'continue'; readonly label?: string }
  | { readonly kind: 'return'; readonly value: Value };

export const normal: Completion = { kind: 'normal' };

/** A jump taken when `condition` holds and no earlier exit was taken; `since` holds the variables as they were then. */
interface Exit {
  readonly kind: 'return' | 'break' | 'continue';
  readonly value: Value;
  condition: Scalar;
  readonly since: Journal;
}

/** A call in progress, its names, and who made it. A recursive one decides its conditions from known inputs, or it would never end. */
export interface Frame {
  exits: Exit[];
  /** What waits for other values to be computed. */
  readonly waiting: Cell[];
  readonly recursive: boolean;
  readonly caller?: Frame;
  names?: Scope;
}

/** One side of an open `if`, read and taken back. `since` is kept if the side ends with a jump. */
interface Branch {
  readonly completion: Completion;
  readonly exits: readonly Exit[];
  readonly since: Journal;
  readonly changes: ReadonlyMap<Cell, Value | undefined>;
}

const MOST_EXITS = 200;

export class Flow {
  frame: Frame = { exits: [], waiting: [], recursive: false };
  private readonly outermost = this.frame;
  /** The variable assigned last, which is the value of a trailing loop or `if`. */
  lastAssigned: Cell | null = null;
  /** Branches of open conditions around the statement being read. */
  openBranches = 0;
  /** The side of an open condition that is being read; objects that are made in it belong to it. */
  side: object = {};
  /** Oldest first: what a journal holds, every older one holds too. */
  private readonly journals: Journal[] = [];
  private readonly loops = new Loops();
  private endless = 0;

  constructor(private readonly recorder: Recorder) {}

  /** Sets a variable and remembers what it was. */
  set(cell: Cell, value: Value | undefined): void {
    for (let i = this.journals.length - 1; i >= 0; i--) {
      const journal = this.journals[i];
      if (!journal || journal.has(cell)) break;
      journal.set(cell, cell.value);
    }
    cell.value = value;
  }

  private close(journal: Journal): void {
    const at = this.journals.lastIndexOf(journal);
    if (at >= 0) this.journals.splice(at, 1);
  }

  /** The branch to take if that is known, or undefined: then both are read. */
  decide(condition: Scalar, force = false): boolean | undefined {
    if (condition.fixed) return condition.known !== 0;
    if ((force || this.frame.recursive || this.endless > 0) && condition.known !== undefined)
      return this.recorder.settle(condition);
    return undefined;
  }

  /** Whether what is being read happens once and in any case: outside functions, loops and conditions. */
  isOutermost(): boolean {
    return this.frame === this.outermost && !this.loops.isInside && this.openBranches === 0;
  }

  /** Whether the statement being read is inside a loop. */
  inLoop(): boolean {
    return this.loops.isInside;
  }

  /** Whether a loop with this condition makes another pass, which has to be known. */
  goesOn(condition: Scalar, span: Span): boolean {
    return (
      this.decide(condition, true) ??
      unsupported(
        'When this loop ends depends on an input without a value. Give the input a value before it.',
        span,
      )
    );
  }

  /** `if condition: … else: …` */
  branch(condition: Scalar, span: Span, yes: () => Completion, no: () => Completion): Completion {
    const known = this.decide(condition);
    if (known !== undefined) return known ? yes() : no();
    const shared = asScalar(this.recorder.share(condition, span), span);
    const a = this.explore(yes);
    const b = this.explore(no);
    if (a.completion.kind === 'never') return this.take(b);
    if (b.completion.kind === 'never') return this.take(a);
    for (const { completion } of [a, b]) {
      if (!('label' in completion)) continue;
      const message = `Whether this jumps to \`${completion.label}\` depends on an input. Write the loop without a label.`;
      unsupported(message, span);
    }
    if (a.completion.kind === b.completion.kind) return this.merge(shared, a, b, span);
    if (a.completion.kind !== 'normal') {
      this.leave(a, shared, span);
      return this.take(b);
    }
    const inner = this.under(shared, a.exits, span);
    this.leave(b, this.recorder.op('not', [shared], span), span);
    this.frame.exits.push(...inner);
    return this.take({ ...a, exits: [] });
  }

  /** `a if condition else b`, reading only the side that can be taken; a side may assign. */
  choose(condition: Scalar, span: Span, yes: () => Value, no: () => Value): Value {
    const known = this.decide(condition);
    if (known !== undefined) return known ? yes() : no();
    const shared = asScalar(this.recorder.share(condition, span), span);
    const results: Value[] = [];
    const side = (read: () => Value) => (): Completion => {
      results.push(read());
      return normal;
    };
    this.branch(shared, span, side(yes), side(no));
    const [a = nothing, b = nothing] = results;
    return this.recorder.select(shared, a, b, span);
  }

  /** Reads what is reached only where `condition` holds, and may change variables that were there before. */
  reach(condition: Scalar, span: Span, read: () => Value): Value {
    const results: Value[] = [];
    const yes = this.explore(() => {
      results.push(read());
      return normal;
    }, 0);
    const isSeen = [...yes.changes.keys()].some(({ value }) => value !== undefined);
    const no = this.explore(() => normal);
    if (isSeen) this.merge(asScalar(this.recorder.share(condition, span), span), yes, no, span);
    else this.take(yes);
    return results[0] ?? nothing;
  }

  /** One pass of a loop; anything but `normal` ends the loop. */
  pass(span: Span, body: () => Completion): Completion {
    this.loops.count(span);
    const before = this.frame.exits;
    this.frame.exits = [];
    const completion = body();
    const inner = this.frame.exits;
    this.frame.exits = before;
    const goesOn =
      completion.kind === 'normal' ||
      (completion.kind === 'continue' && this.loops.isMeant(completion));
    if (!goesOn && inner.some((exit) => exit.kind === 'continue')) {
      return unsupported(
        'A pass of this loop both goes on and leaves, depending on an input. Write it without continue.',
        span,
      );
    }
    this.frame.exits.push(...this.resolve(inner, 'continue', span));
    return goesOn ? normal : completion;
  }

  /** Runs a loop under a label, which jumps in it may name. */
  labelled(label: string, run: () => Completion): Completion {
    return this.loops.under(label, run);
  }

  /** Runs a loop that only a break or return ends: conditions in it are decided from known inputs. */
  endlessly(run: () => Completion): Completion {
    this.endless++;
    try {
      return run();
    } finally {
      this.endless--;
    }
  }

  /** A loop around `passes`: breaks that depend on inputs are settled when it ends. */
  loop(span: Span, passes: () => Completion, otherwise?: () => Completion): Completion {
    const before = this.frame.exits;
    this.frame.exits = [];
    const { completion, isOver } = this.loops.inside(() => {
      const ended = passes();
      return { completion: ended, isOver: ended.kind === 'break' && this.loops.isMeant(ended) };
    });
    const inner = this.frame.exits;
    this.frame.exits = before;
    const breaks = inner.some((exit) => exit.kind === 'break');
    const leavesMore = completion.kind === 'return' || (!isOver && 'label' in completion);
    if (breaks && (otherwise !== undefined || leavesMore)) {
      return unsupported(
        'This loop ends in different ways, depending on an input. Write it without break.',
        span,
      );
    }
    this.frame.exits.push(...this.resolve(inner, 'break', span));
    if (completion.kind === 'normal' && otherwise) return otherwise();
    return isOver ? normal : completion;
  }

  /** A call: runs `body` in its own `frame`, which owns its variables; early returns become selects. */
  call(frame: Frame, span: Span, body: () => Completion): Value {
    const caller = this.frame;
    this.frame = frame;
    try {
      return this.finish(this.loops.under(undefined, body), span);
    } finally {
      this.frame = caller;
    }
  }

  /** The value of a frame whose body ended with `completion`. */
  finish(completion: Completion, span: Span, fallback: Value = nothing): Value {
    let value =
      completion.kind === 'return'
        ? completion.value
        : completion.kind === 'never'
          ? null
          : fallback;
    const { exits } = this.frame;
    this.frame.exits = [];
    for (const exit of exits.reverse()) {
      value =
        value === null
          ? exit.value
          : this.recorder.select(exit.condition, exit.value, value, span, 'The result');
      this.settle(exit, span, (cell) => cell.owner !== this.frame);
    }
    return value ?? unsupported('This always raises an error, so it has no value.', span);
  }

  /** Reads one side of an open `if` and takes its assignments back. */
  private explore(run: () => Completion, opens = 1): Branch {
    const outside = this.frame.exits;
    const journal: Journal = new Map();
    const since: Journal = new Map();
    this.journals.push(journal);
    this.frame.exits = [];
    this.openBranches += opens;
    const around = this.side;
    this.side = {};
    try {
      const completion = run();
      // Noted from here on: what the variables were when this side jumped away.
      if (completion.kind !== 'normal') this.journals.push(since);
      this.close(journal);
      const changes = new Map([...journal.keys()].map((cell) => [cell, cell.value]));
      return { completion, exits: this.frame.exits, since, changes };
    } finally {
      this.close(journal);
      for (const [cell, old] of journal) this.set(cell, old);
      this.openBranches -= opens;
      this.side = around;
      this.frame.exits = outside;
    }
  }

  /** Goes on as if only `branch` had been read. */
  private take(branch: Branch): Completion {
    this.close(branch.since);
    for (const [cell, value] of branch.changes) this.set(cell, value);
    this.frame.exits.push(...branch.exits);
    return branch.completion;
  }

  /** Both sides end alike: their assignments, and their results, are selected between. */
  private merge(condition: Scalar, a: Branch, b: Branch, span: Span): Completion {
    this.close(a.since);
    this.close(b.since);
    const returns = a.completion.kind === 'return';
    for (const cell of new Set([...a.changes.keys(), ...b.changes.keys()])) {
      const [x, y] = [a, b].map(({ changes }) =>
        changes.has(cell) ? changes.get(cell) : cell.value,
      );
      if (!returns || cell.owner !== this.frame) this.unite(cell, condition, x, y, span);
    }
    if (a.completion.kind !== 'return' || b.completion.kind !== 'return') {
      this.frame.exits.push(...this.under(condition, a.exits, span));
      if (b.exits.length > 0)
        this.frame.exits.push(
          ...this.under(this.recorder.op('not', [condition], span), b.exits, span),
        );
      return a.completion;
    }
    const x = this.fold(a.exits, a.completion.value, span);
    const y = this.fold(b.exits, b.completion.value, span);
    return { kind: 'return', value: this.recorder.select(condition, x, y, span, 'The result') };
  }

  /** The result of a side that returns in any case. */
  private fold(exits: readonly Exit[], last: Value, span: Span): Value {
    let value = last;
    for (const exit of [...exits].reverse()) {
      if (exit.kind !== 'return') {
        return unsupported(
          'This leaves a loop and returns, depending on inputs. Write it without break and continue.',
          span,
        );
      }
      this.close(exit.since);
      value = this.recorder.select(exit.condition, exit.value, value, span, 'The result');
    }
    return value;
  }

  /** Waits with the jump that ends `branch` when `condition` holds. */
  private leave(branch: Branch, condition: Scalar, span: Span): void {
    const { completion } = branch;
    if (completion.kind === 'normal' || completion.kind === 'never') return;
    const value = completion.kind === 'return' ? completion.value : nothing;
    const own: Exit = { kind: completion.kind, value, condition, since: branch.since };
    this.frame.exits.push(...this.under(condition, branch.exits, span), own);
    if (this.frame.exits.length > MOST_EXITS) this.recorder.tooLarge(span);
  }

  private under(condition: Scalar, exits: readonly Exit[], span: Span): Exit[] {
    return exits.map((exit) => ({
      ...exit,
      condition: this.both(condition, exit.condition, span),
    }));
  }

  private both(a: Scalar, b: Scalar, span: Span): Scalar {
    return asScalar(this.recorder.share(this.recorder.op('and', [a, b], span), span), span);
  }

  /** Ends the exits of one kind and returns the others, which were reached only past them. */
  private resolve(exits: readonly Exit[], kind: Exit['kind'], span: Span): Exit[] {
    const left: Exit[] = [];
    let past: Scalar | null = null;
    for (const exit of exits) {
      if (exit.kind === kind) {
        const missed = this.recorder.op('not', [exit.condition], span);
        past = asScalar(
          this.recorder.share(past ? this.both(past, missed, span) : missed, span),
          span,
        );
      } else left.push(past ? { ...exit, condition: this.both(past, exit.condition, span) } : exit);
    }
    for (const exit of [...exits].reverse())
      if (exit.kind === kind) this.settle(exit, span, () => true);
    return left;
  }

  /** Variables are what they were at the exit if it was taken. */
  private settle(exit: Exit, span: Span, concerns: (cell: Cell) => boolean): void {
    this.close(exit.since);
    for (const [cell, then] of exit.since) {
      if (concerns(cell)) this.unite(cell, exit.condition, then, cell.value, span);
    }
  }

  private unite(
    cell: Cell,
    condition: Scalar,
    a: Value | undefined,
    b: Value | undefined,
    span: Span,
  ): void {
    if (a === b) return;
    const [x, y] = [a, b].map((value) => value ?? this.absent(cell, span));
    if (!x || !y) return;
    const value = this.recorder.select(condition, x, y, span, `\`${cell.name}\``);
    this.set(
      cell,
      value === x || value === y ? value : this.recorder.define(cell.name, value, span),
    );
  }

  /** A variable without a value: the input of that name, if it is one. */
  private absent(cell: Cell, span: Span): Value {
    if (this.recorder.isInput(cell.name)) return this.recorder.input(cell.name, span);
    return unknown(
      `\`${cell.name}\` has a value in one case only. Give it one in the other case too.`,
      span,
    );
  }
}
