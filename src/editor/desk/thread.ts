/** The thread a desk stands in, seen from outside, and how it stands in ours where there is no other. */
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
