/** Texts of fields that are more than digits: the host reads which number they are. */
import type { HostMessage } from '../src/protocol';

type Evaluated = Extract<HostMessage, { kind: 'evaluated' }>;

export interface Reckoning {
  /** The number that a text is; null if it is none. */
  readonly evaluate: (text: string) => Promise<number | null>;
  /** Takes the host's answer to whoever asked. */
  readonly take: (answer: Evaluated) => void;
}

/** Asks for one text after the other; `ask` hands it on. */
export function createReckoning(ask: (text: string) => void): Reckoning {
  const waiting = new Map<string, ((value: number | null) => void)[]>();
  return {
    evaluate: (text) =>
      new Promise((settle) => {
        waiting.set(text, [...(waiting.get(text) ?? []), settle]);
        ask(text);
      }),
    take: ({ text, value }) => {
      for (const settle of waiting.get(text) ?? []) settle(value);
      waiting.delete(text);
    },
  };
}
