/** A thread as it is seen from outside: what it is told, what it says, and its end. Imports nothing. */

export interface Thread<Sent = unknown> {
  readonly post: (sent: Sent) => void;
  /** Ends it whatever it does; it says nothing any more. */
  readonly end: () => void;
}

/** What a thread says. */
export interface Listener<Heard = unknown> {
  readonly replied: (heard: Heard) => void;
  /** It ended by itself: it had no memory left, or could not be started. */
  readonly died: () => void;
}

export type StartThread<Sent = unknown, Heard = unknown> = (
  listener: Listener<Heard>,
) => Thread<Sent>;

/** Where the script of a thread is found. */
export interface Script {
  /** In the file system, where there is one. */
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/** Starts a thread; in place of one that never comes up it starts the other, which gets all that was posted. */
export function orElse<Sent, Heard>(
  start: StartThread<Sent, Heard>,
  startOther: StartThread<Sent, Heard>,
): StartThread<Sent, Heard> {
  return (listener) => {
    const posted: Sent[] = [];
    let state: 'starting' | 'up' | 'ended' = 'starting';
    const replied = (heard: Heard): void => {
      if (state === 'starting') state = 'up';
      listener.replied(heard);
    };
    const died = (): void => {
      if (state === 'up') listener.died();
      if (state !== 'starting') return;
      state = 'up';
      thread = startOther(listener);
      posted.forEach(thread.post);
    };
    let thread = start({ replied, died });
    return {
      post: (sent) => {
        if (state === 'starting') posted.push(sent);
        thread.post(sent);
      },
      end: () => {
        state = 'ended';
        thread.end();
      },
    };
  };
}
