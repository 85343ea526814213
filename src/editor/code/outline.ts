/** The statements of a piece of code, and which of them depend on which: the same for every language. */
import type { Span } from '../../language/syntax';

/** A statement as far as finding needs it; its span is in the text of its `Code`. */
export interface Statement extends Span {
  /**
   * A `class` is one thing, with a name; a `wrapper` is a class or a namespace whose functions are called by
   * their own names: what is in it is no step of it.
   */
  readonly kind: 'simple' | 'choice' | 'loop' | 'function' | 'class' | 'wrapper';
  readonly parent: Statement | null;
  /** The statement before it in its block. */
  readonly before: Statement | null;
  /** Names it gives to something, those given inside its blocks included, but for a function's own. */
  readonly binds: readonly string[];
  /** Names it uses; an update such as += uses its target too. */
  readonly reads: readonly string[];
  /** What a function is called with, but for the object it belongs to. */
  readonly parameters: readonly string[];
  /** Names that mean something only inside it: parameters, what a loop counts. */
  readonly locals: readonly string[];
}

/** Source text with its statements; `from` is where the text begins in its document. */
export interface Code {
  readonly text: string;
  readonly from: number;
  /** All statements, each before those inside it. */
  readonly statements: readonly Statement[];
  /** Whether blocks are told by their margins, so that lines of two blocks cannot stand together. */
  readonly indented: boolean;
  /** The comment or the string that holds an offset of the text. */
  readonly remarkAt: (offset: number) => Span | null;
}

/** The statements that stand in no other, those of classes and namespaces included. */
export function atMargin({ statements }: Code): readonly Statement[] {
  const isFree = ({ parent }: Statement): boolean =>
    parent === null || (parent.kind === 'wrapper' && isFree(parent));
  return statements.filter((one) => one.kind !== 'wrapper' && isFree(one));
}

/** Whether a statement binds a needed name; if so, what it needs takes the place of what it binds. */
export function takes(statement: Statement, needed: Set<string>): boolean {
  const { kind, binds, reads } = statement;
  const taken = kind !== 'wrapper' && binds.some((name) => needed.has(name));
  if (taken) {
    if (kind === 'simple' || kind === 'function' || kind === 'class') {
      binds.forEach((name) => needed.delete(name));
    }
    reads.forEach((name) => needed.add(name));
  }
  return taken;
}

/**
 * The statements before this one that it depends on, nearest last, then itself: of its own block, and
 * where blocks have brackets of those around it, whose own names hide what is further out.
 */
export function withDependences({ indented }: Code, statement: Statement): readonly Statement[] {
  const kept = [statement];
  const needed = new Set(statement.reads);
  let block = statement;
  for (;;) {
    for (let { before } = block; before; { before } = before) {
      if (takes(before, needed)) {
        kept.unshift(before);
      }
    }
    const { parent } = block;
    if (!parent || indented) {
      return kept;
    }
    parent.locals.forEach((name) => needed.delete(name));
    block = parent;
  }
}

/** The statement at an offset and those around it, innermost first. */
export function statementsAround({ statements }: Code, offset: number): readonly Statement[] {
  const holds = ({ start, end }: Statement): boolean => start <= offset && offset < end;
  const ends = ({ end }: Statement): boolean => offset === end;
  const around: Statement[] = [];
  let inner = statements.findLast(holds) ?? null;
  const ended = statements.findLast(ends) ?? null;
  // After the last sign of a statement that one is meant, unless another begins there.
  if (ended && (!inner || inner.start < ended.start)) {
    inner = ended;
  }
  for (; inner; inner = inner.parent) {
    around.push(inner);
  }
  return around;
}
