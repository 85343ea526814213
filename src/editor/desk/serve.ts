/** A desk behind a channel: what is asked comes in as plain data, and so goes the answer. Pure. */
import { Desk } from './desk';

/** What the desk can be asked. */
export type Kind = keyof Desk;
/** What it is given with a question of that kind. */
export type Given<K extends Kind> = Parameters<Desk[K]>[0];
/** What it answers. */
export type Answer<K extends Kind> = ReturnType<Desk[K]>;

/** A question on its way. */
export interface Asked {
  readonly kind: Kind;
  readonly given: unknown;
}

/** `ready` comes first and once, then one reply for every question; a failure is our mistake. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'failure'; readonly message: string };

/** Opens a desk; the result takes the questions one by one. */
export function serve(reply: (reply: Reply) => void): (asked: Asked) => void {
  const desk = new Desk();
  reply({ kind: 'ready' });
  return ({ kind, given }) => {
    try {
      const answer = (desk[kind] as (given: unknown) => unknown).call(desk, given);
      reply({ kind: 'answer', answer });
    } catch (error) {
      reply({ kind: 'failure', message: (error instanceof Error && error.stack) || String(error) });
    }
  };
}
