/** What the person has open around the picture, and which node is to be brought into sight. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Camera } from './camera';
import type { Spot } from './steps';
import { createTurns, type Turns } from './turns';

/** A node that is to have the focus, or the middle of the stage, or both. A new object is a new wish. */
export interface Visit {
  readonly node: number;
  readonly focus: boolean;
  readonly centre: boolean;
}

/** A menu of a node, and where in the window it was asked for. */
export interface NodeMenu {
  readonly node: number;
  readonly x: number;
  readonly y: number;
}

export interface Desk {
  /** Whether the numbers stand in a table below the picture. */
  readonly table: ReadonlySignal<boolean>;
  readonly showTable: (open: boolean) => void;
  /** What the picture is seen through; null before there is one. */
  readonly camera: Signal<Camera | null>;
  /** In which the picture is drawn. */
  readonly turns: Turns;
  readonly searching: Signal<boolean>;
  /** The node that the search or a row of the table points at. */
  readonly found: Signal<number | null>;
  readonly menu: Signal<NodeMenu | null>;
  /** The node whose value is about to be given. */
  readonly giving: Signal<number | null>;
  /** The blank of a quiz that has the focus, or had it last; and the one that was answered last. */
  readonly blank: Signal<Spot | null>;
  readonly answered: Signal<Spot | null>;
  /** Whether the first blank takes the focus once it is there: a quiz was asked for. */
  readonly beginning: Signal<boolean>;
  readonly visited: Signal<Visit | null>;
  /** Where to go once the next picture is drawn. */
  readonly arriving: Signal<Visit | null>;
  /** Puts the focus on a node, and it in the middle unless it is in sight and may stay where it is. */
  readonly visit: (node: number, centre?: boolean) => void;
  readonly lookAt: (node: number) => void;
}

/** What is kept of the desk when the page is left. */
interface Kept {
  readonly table: boolean;
  readonly saveTable: (open: boolean) => void;
}

/** A desk with nothing on it but what was left there. */
export function createDesk(kept: Kept): Desk {
  const table = signal(kept.table);
  const visited = signal<Visit | null>(null);
  return {
    table,
    showTable: (open) => {
      table.value = open;
      kept.saveTable(open);
    },
    camera: signal<Camera | null>(null),
    turns: createTurns(),
    searching: signal(false),
    found: signal<number | null>(null),
    menu: signal<NodeMenu | null>(null),
    giving: signal<number | null>(null),
    blank: signal<Spot | null>(null),
    answered: signal<Spot | null>(null),
    beginning: signal(false),
    visited,
    arriving: signal<Visit | null>(null),
    visit: (node, centre = true) => {
      visited.value = { node, focus: true, centre };
    },
    lookAt: (node) => {
      visited.value = { node, focus: false, centre: true };
    },
  };
}
