/** The thread a desk stands in, seen from outside: one of its own, or ours where there is none. */
import type { Asked, Reply } from './serve';

export interface Thread<Sent = Asked> {
  readonly post: (sent: Sent) => void;
  /** Ends it whatever it does; it says nothing any more. */
  readonly end: () => void;
}

/** What a thread says. */
export interface Listener<Heard = Reply> {
  readonly replied: (heard: Heard) => void;
  /** It ended by itself: it had no memory left, or could not be started. */
  readonly died: () => void;
}

export type StartThread<Sent = Asked, Heard = Reply> = (listener: Listener<Heard>) => Thread<Sent>;

/** Where the script of a thread is found. */
export interface Script {
  /** In the file system, where there is one. */
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/** A desk in our own thread: it answers a moment later, so that others have their turn. */
export const startHere: StartThread = (listener) => {
  let ended = false;
  const later = (act: () => void): void => {
    setTimeout(() => {
      if (!ended) act();
    });
  };
  // Hardly any host has no threads: the others need not load what a desk is made of.
  const opened = import('./serve').then(({ serve }) =>
    serve((reply) => {
      later(() => {
        listener.replied(reply);
      });
    }),
  );
  return {
    post: (asked) => {
      void opened.then((receive) => {
        later(() => {
          receive(asked);
        });
      });
    },
    end: () => {
      ended = true;
    },
  };
};

/** Starts a thread; one that never comes up is replaced by ours, which gets all that was posted. */
export function orHere(start: StartThread): StartThread {
  return (listener) => {
    const posted: Asked[] = [];
    let state: 'starting' | 'up' | 'ended' = 'starting';
    const replied = (reply: Reply): void => {
      if (state === 'starting') state = 'up';
      listener.replied(reply);
    };
    const died = (): void => {
      if (state === 'up') listener.died();
      if (state !== 'starting') return;
      state = 'up';
      thread = startHere(listener);
      posted.forEach(thread.post);
    };
    let thread = start({ replied, died });
    return {
      post: (asked) => {
        if (state === 'starting') posted.push(asked);
        thread.post(asked);
      },
      end: () => {
        state = 'ended';
        thread.end();
      },
    };
  };
}
