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
