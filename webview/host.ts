/** The line to the extension; the only file that acquires VS Code's API. */
import * as v from 'valibot';
import { viewMessage, type Saved, type ViewMessage } from '../src/protocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  send(message: ViewMessage): void;
  /** Keeps what brings this study back after the window reloads. */
  save(saved: Saved): void;
  /** Says that the page listens, with what an earlier page had kept. */
  ready(): void;
}

/** Connects to the extension; may be called once in a page's life. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => {
      api.postMessage(message);
    },
    save: (saved) => {
      api.setState({ saved });
    },
    ready: () => {
      const state = api.getState();
      const saved = typeof state === 'object' && state && 'saved' in state ? state.saved : null;
      const message = v.safeParse(viewMessage, { kind: 'ready', saved });
      api.postMessage(message.success ? message.output : { kind: 'ready', saved: null });
    },
  };
}
