/** Typing a number: what an editable field does, whichever element it is made of. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { formatNumber } from '../src/numbers';
import type { Input } from '../src/protocol';
import { useDerived } from './derive';
import { historyKey } from './edits';
import { exactNumber, parseNumber, stepNumber } from './numbers';
import { writeSpot } from './spot';
import type { View } from './view';

/** What a field shows and what it does on each event. */
export interface Entry {
  readonly text: ReadonlySignal<string>;
  /** What is wrong with the text, and what would be right. */
  readonly error: ReadonlySignal<string | null>;
  readonly begin: (field: HTMLInputElement) => void;
  readonly type: (text: string) => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly leave: () => void;
}

export const NOT_A_NUMBER = 'Not a number. Write it like 0.5, −2, 1e-3, 1/3, sqrt(2), pi/2 or inf.';

/**
 * The entry of the input drawn as `node`. While it is edited it shows all digits, else as many as
 * the picture does. Enter and leaving commit, arrows step, Escape takes the whole edit back
 * and then leaves.
 */
export function useEntry(view: View, node: number): Entry {
  const input = useDerived(
    () => view.inputs.value.find((each) => each.node === node),
    [view, node],
  );
  /** The text while it is edited, and the value before. */
  const draft = useSignal<string | null>(null);
  const before = useSignal(NaN);
  /** The text that stands for the value as it is: nothing is to be sent. */
  const settled = useSignal<string | null>(null);
  /** The focus is elsewhere: what is settled is shown as the picture shows it. */
  const left = useSignal(false);
  const error = useSignal<string | null>(null);
  const text = useDerived(() => draft.value ?? writeInput(view, node), [view, node, draft]);

  const settle = (value: number): void => {
    draft.value = left.value ? null : exactNumber(value);
    settled.value = draft.value;
  };

  const withInput = (act: (input: Input) => void): void => {
    if (input.value) act(input.value);
  };

  const send = (value: number): void => {
    withInput((current) => {
      error.value = null;
      view.edits.set(current.name, value);
    });
  };

  /** Sends what becomes of what is written, if that is a number. */
  const commit = (change: (value: number) => number, done: (value: number) => void): void => {
    const written = draft.value;
    // What is shown of a value that is not being edited may be rounded.
    const exactly = written ?? exactNumber(input.value?.value ?? NaN);
    void readNumber(view, exactly).then((value) => {
      // Somebody who types on is not interrupted.
      if (draft.value !== written) return;
      if (value === null) {
        error.value = NOT_A_NUMBER;
        return;
      }
      const changed = change(value);
      send(changed);
      done(changed);
    });
  };

  return {
    text,
    error,
    begin: (field) => {
      withInput(({ value }) => {
        left.value = false;
        if (draft.value !== null) return;
        before.value = value;
        settle(value);
        select(field, exactNumber(value));
      });
    },
    type: (written) => {
      draft.value = written;
      error.value = null;
    },
    press: (event) => {
      if (event.isComposing) return;
      switch (event.key) {
        case 'Enter': {
          // Within the toolkit's own field.
          const [field] = event.composedPath();
          commit(asItIs, (value) => {
            settle(value);
            // What is typed next is another number, and does not go on with this one.
            if (field instanceof HTMLInputElement && !left.value) select(field, exactNumber(value));
          });
          break;
        }
        case 'Escape':
          // With nothing to take back it is not for the field.
          if (draft.value === exactNumber(before.value)) return;
          settle(before.value);
          send(before.value);
          break;
        case 'ArrowUp':
        case 'ArrowDown': {
          const scale = (event.shiftKey ? 0.1 : 1) * (event.altKey ? 10 : 1);
          const direction = event.key === 'ArrowUp' ? 1 : -1;
          commit((value) => stepNumber(value, direction, scale), settle);
          break;
        }
        default: {
          const take = historyKey(event);
          // A text that is being typed has an undo of its own.
          if (!take || draft.value !== settled.value) return;
          [draft.value, settled.value] = [null, null];
          view.edits[take]();
        }
      }
      event.preventDefault();
      event.stopPropagation();
    },
    leave: () => {
      // What is still being computed is settled without it.
      left.value = true;
      // Text that was not touched stands for the exact value, not for the digits that are shown.
      if (draft.value === settled.value) {
        draft.value = null;
      } else {
        commit(asItIs, () => {
          draft.value = null;
        });
      }
    },
  };
}

/** An input's value as it stands in the picture, or as it would if it were not folded away. */
export function writeInput(view: View, node: number): string {
  const drawn = view.drawing.value?.picture.nodes.some(({ id }) => id === node);
  if (drawn) return writeSpot(view, { node, edge: null, of: 'value' });
  const input = view.inputs.value.find((each) => each.node === node);
  return formatNumber(input?.value ?? NaN, view.digits.value);
}

const asItIs = (value: number): number => value;

/** Puts a text into a field, at once, before the next key is typed over it. */
function select(field: HTMLInputElement, text: string): void {
  field.value = text;
  field.select();
}

/** What is written as a number; null if it is none. Digits are read here, the rest by the host. */
export async function readNumber(view: View, written: string): Promise<number | null> {
  return parseNumber(written) ?? (await view.evaluate(written));
}
