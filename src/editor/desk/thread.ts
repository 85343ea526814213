/** The thread a desk stands in, seen from outside: one of its own, or ours where there is none. */
import type { StartThread } from '../../thread';
import type { Asked, Reply } from './serve';

/** Starts a thread with a desk in it. */
export type StartDesk = StartThread<Asked, Reply>;

/** A desk in our own thread: it answers a moment later, so that others have their turn. */
export const startHere: StartDesk = (listener) => {
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
export function orHere(start: StartDesk): StartDesk {
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
