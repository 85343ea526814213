/** What the person has open around the picture, and which node is to be brought into sight. */
import { signal, type Signal } from '@preact/signals';

/** A node to look at; with `focus` the keyboard goes there too. A new object is a new wish. */
export interface Visit {
  readonly node: number;
  readonly focus: boolean;
}

/** A menu of a node, and where in the window it was asked for. */
export interface NodeMenu {
  readonly node: number;
  readonly x: number;
  readonly y: number;
}

export interface Desk {
  /** Whether the numbers stand in a table below the picture. */
  readonly table: Signal<boolean>;
  readonly searching: Signal<boolean>;
  /** The node that the search or a row of the table points at. */
  readonly found: Signal<number | null>;
  readonly menu: Signal<NodeMenu | null>;
  /** The node whose value is about to be given. */
  readonly giving: Signal<number | null>;
  readonly visited: Signal<Visit | null>;
  /** Brings a node into sight and puts the focus on it. */
  readonly visit: (node: number) => void;
  readonly lookAt: (node: number) => void;
}

/** A desk with nothing on it but what was left there. */
export function createDesk(left: { readonly table: boolean }): Desk {
  const visited = signal<Visit | null>(null);
  return {
    table: signal(left.table),
    searching: signal(false),
    found: signal<number | null>(null),
    menu: signal<NodeMenu | null>(null),
    giving: signal<number | null>(null),
    visited,
    visit: (node) => {
      visited.value = { node, focus: true };
    },
    lookAt: (node) => {
      visited.value = { node, focus: false };
    },
  };
}
