/** Names and what they stand for now; every change can be taken back, so that both branches of an `if` can be read. */
import type { Cell, Names, Value } from './value';

/** What cells held before they were first changed. */
export type Journal = Map<Cell, Value | undefined>;

/** A nesting of names; the call that made it owns its cells. */
export class Scope implements Names {
  readonly cells = new Map<string, Cell>();
  /** Names that this scope leaves to an outer one: Python's `global` and `nonlocal`. */
  readonly outer = new Set<string>();

  constructor(
    readonly parent: Names | null,
    readonly owner: object,
  ) {}

  /** The innermost cell called `name`. */
  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.parent?.find(name);
  }

  /** The cell called `name` in this scope itself, made if need be. */
  own(name: string): Cell {
    if (this.outer.has(name) && this.parent) return this.parent.find(name) ?? this.root().own(name);
    let cell = this.cells.get(name);
    if (!cell) {
      cell = { name, owner: this.owner, value: undefined };
      this.cells.set(name, cell);
    }
    return cell;
  }

  /** The outermost scope. */
  root(): Names {
    let outer = this.parent;
    while (outer?.parent) outer = outer.parent;
    return outer ?? this;
  }
}
