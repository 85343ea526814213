/** What the person does to the inputs' values, and how it is taken back. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Input } from '../src/protocol';

/** One change of one input. Edits of the same gesture (one drag, one slide) are undone as one. */
interface Edit {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly gesture: object | null;
}

export interface Edits {
  readonly set: (name: string, value: number, gesture?: object) => void;
  /** Back to the value without the person. */
  readonly reset: (name: string) => void;
  /** The same for every input that is changed, as one edit. */
  readonly resetAll: () => void;
  /** A value that was sent was not taken: it will not come back. */
  readonly refused: (name: string, value: number | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
}

/** What a key takes back or forth, null if it does neither. */
export function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo';
  return key === 'z' ? 'undo' : null;
}

/** Keeps the edits of the inputs; `send` hands a value on, null for the one without the person. */
export function createEdits(
  inputs: ReadonlySignal<readonly Input[]>,
  send: (name: string, value: number | null) => void,
): Edits {
  const done = signal<readonly Edit[]>([]);
  const undone = signal<readonly Edit[]>([]);

  /** What was sent last and is neither back nor refused: by then the next edit may have been made. */
  const awaited = new Map<string, number | null>();

  const find = (name: string): Input | undefined =>
    inputs.value.find((input) => input.name === name);

  const valueOf = ({ name, value, initial }: Input): number => {
    const sent = awaited.get(name);
    return sent === undefined ? value : (sent ?? initial);
  };

  inputs.subscribe(() => {
    for (const name of awaited.keys()) {
      const input = find(name);
      if (!input || Object.is(valueOf(input), input.value)) awaited.delete(name);
    }
  });

  const put = (name: string, value: number): void => {
    const sent = Object.is(value, find(name)?.initial) ? null : value;
    awaited.set(name, sent);
    send(name, sent);
  };

  const set = (name: string, value: number, gesture: object | null = null): void => {
    const input = find(name);
    if (!input || Object.is(valueOf(input), value)) return;
    const last = done.value.at(-1);
    const joins = gesture !== null && last?.gesture === gesture && last.name === name;
    const before = joins ? last.before : valueOf(input);
    const earlier = joins ? done.value.slice(0, -1) : done.value;
    done.value = [...earlier, { name, before, after: value, gesture }].slice(-LONGEST);
    undone.value = [];
    put(name, value);
  };

  /** Edits of inputs that the text no longer has are passed over. */
  const known = (edits: readonly Edit[]): readonly Edit[] =>
    edits.filter(({ name }) => find(name) !== undefined);

  /** Takes the last gesture off one pile, puts it on the other, and each of its inputs to a value. */
  const move = (
    from: Signal<readonly Edit[]>,
    to: Signal<readonly Edit[]>,
    ended: (edit: Edit) => number,
  ): void => {
    const edits = known(from.value);
    const last = edits.at(-1);
    if (!last) return;
    const others = last.gesture && edits.findLastIndex((edit) => edit.gesture !== last.gesture) + 1;
    const moved = edits.slice(others ?? -1);
    from.value = edits.slice(0, -moved.length);
    to.value = [...to.value, ...moved.toReversed()];
    for (const edit of moved) put(edit.name, ended(edit));
  };

  return {
    set,
    refused: (name, value) => {
      if (Object.is(awaited.get(name), value)) awaited.delete(name);
    },
    reset: (name) => {
      const input = find(name);
      if (input) set(name, input.initial);
    },
    resetAll: () => {
      const gesture = {};
      for (const { name, initial } of inputs.value) set(name, initial, gesture);
    },
    undo: () => {
      move(done, undone, ({ before }) => before);
    },
    redo: () => {
      move(undone, done, ({ after }) => after);
    },
    canUndo: computed(() => known(done.value).length > 0),
    canRedo: computed(() => known(undone.value).length > 0),
  };
}

// More than anybody takes back by hand.
const LONGEST = 500;
