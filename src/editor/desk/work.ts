/**
 * What a desk is asked, from outside: one question at a time, in order, and none that was overtaken
 * while it waited. A desk that is lost is replaced by another.
 */
import { Delay } from '../delay';
import type { Answer, Given, Kind, Reply } from './serve';
import type { StartDesk } from './thread';

/** A question with what comes of it. */
export interface Question<K extends Kind, Result> {
  readonly kind: K;
  /** What the desk is given, asked for when the question's turn comes; null: it is not wanted any more. */
  readonly given: () => Given<K> | null;
  /** Carries out the answer, before anything else is asked. */
  readonly then: (answer: Answer<K>) => Result;
  /**
   * Of waiting questions with the same key only the last is asked. Questions with a key can be asked
   * in any order among themselves.
   */
  readonly key?: string;
}

/** Why a desk was lost: the person ended its work, or it died. */
export type Loss = 'ended' | 'died';

export interface Oversight {
  /** After so many ms without an answer `slow` is called; what it returns, when there is one. */
  readonly patience: number;
  readonly slow: () => () => void;
  /** The desk is another one from now on, which knows nothing; the question, if any, got no answer. */
  readonly lost: (loss: Loss, question: Kind | null) => void;
}

interface Waiting {
  readonly kind: Kind;
  readonly key: string | undefined;
  readonly given: () => unknown;
  readonly answered: (answer: unknown) => void;
  /** Nobody will answer: it was overtaken, is not wanted, or its desk was lost. */
  readonly dropped: () => void;
  readonly failed: (error: unknown) => void;
}

export class Work {
  readonly #start: StartDesk;
  readonly #oversight: Oversight;
  readonly #patience: Delay;
  #thread: ReturnType<StartDesk> | null = null;
  #waiting: Waiting[] = [];
  #asked: Waiting | null = null;
  #finish: () => void = () => undefined;
  #disposed = false;

  constructor(start: StartDesk, oversight: Oversight) {
    [this.#start, this.#oversight] = [start, oversight];
    this.#patience = new Delay(oversight.patience, () => {
      this.#finish = oversight.slow();
    });
  }

  /** Starts the desk, so that it is there when it is needed. */
  warm(): void {
    if (this.#thread || this.#disposed) return;
    const thread = this.#start({
      replied: (reply) => {
        if (thread === this.#thread) this.#replied(reply);
      },
      died: () => {
        if (thread === this.#thread) this.#lose('died');
      },
    });
    this.#thread = thread;
  }

  /** Asks when its turn comes, or first of all; null: nobody answered. */
  ask<K extends Kind, Result>(
    question: Question<K, Result>,
    { first = false } = {},
  ): Promise<Result | null> {
    if (this.#disposed) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        kind: question.kind,
        key: question.key,
        given: question.given,
        answered: (answer) => {
          try {
            resolve(question.then(answer as Answer<K>));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        dropped: () => {
          resolve(null);
        },
        failed: reject,
      };
      this.#overtake(question.key);
      if (first) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
      this.#next();
    });
  }

  /** Gives up what is being done; what waits is done by another desk. */
  end(): void {
    this.#lose('ended');
  }

  /** Nothing is answered any more. */
  dispose(): void {
    this.#disposed = true;
    this.#thread?.end();
    this.#thread = null;
    this.#settle()?.dropped();
    this.#waiting.splice(0).forEach(({ dropped }) => {
      dropped();
    });
  }

  #overtake(key: string | undefined): void {
    if (key === undefined) return;
    const free = this.#waiting.findLastIndex((one) => one.key === undefined) + 1;
    const overtaken = this.#waiting.findIndex((one, i) => i >= free && one.key === key);
    if (overtaken >= 0) this.#waiting.splice(overtaken, 1)[0]?.dropped();
  }

  #next(): void {
    while (!this.#asked) {
      const next = this.#waiting.shift();
      if (!next) return;
      const given = next.given();
      if (given === null) {
        next.dropped();
        continue;
      }
      this.warm();
      this.#asked = next;
      this.#patience.restart();
      this.#thread?.post({ kind: next.kind, given });
    }
  }

  #replied(reply: Reply): void {
    if (reply.kind === 'ready') return;
    const asked = this.#settle();
    if (reply.kind === 'answer') asked?.answered(reply.answer);
    else asked?.failed(new Error(reply.message));
    this.#next();
  }

  #lose(loss: Loss): void {
    this.#thread?.end();
    this.#thread = null;
    const asked = this.#settle();
    asked?.dropped();
    this.#oversight.lost(loss, asked?.kind ?? null);
    this.#next();
  }

  /** The question that was asked is not open any more. */
  #settle(): Waiting | null {
    this.#patience.cancel();
    this.#finish();
    this.#finish = () => undefined;
    const asked = this.#asked;
    this.#asked = null;
    return asked;
  }
}
