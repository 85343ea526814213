/** The line to the extension; the only file that acquires VS Code's API. */
import * as v from 'valibot';
import { writeDoubles } from '../src/double';
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
  /** Keeps whether the table is open. */
  readonly saveTable: (open: boolean) => void;
  /** Whether the table was open when the page was last left. */
  readonly table: boolean;
  /** Says that the page listens, with what an earlier page had kept. */
  ready(): void;
}

/** What VS Code keeps for the page. */
const kept = v.fallback(
  v.object({
    saved: v.optional(v.unknown()),
    table: v.fallback(v.optional(v.boolean()), undefined),
  }),
  {},
);

/** Connects to the extension; may be called once in a page's life. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  let state = v.parse(kept, api.getState());
  const keep = (change: typeof state): void => {
    state = { ...state, ...change };
    api.setState(writeDoubles(state));
  };
  return {
    table: state.table ?? false,
    send: (message) => {
      api.postMessage(writeDoubles(message));
    },
    save: (saved) => {
      keep({ saved });
    },
    saveTable: (table) => {
      keep({ table });
    },
    ready: () => {
      const saved = state.saved ?? null;
      const message = v.safeParse(viewMessage, { kind: 'ready', saved });
      api.postMessage(
        message.success ? writeDoubles(message.output) : { kind: 'ready', saved: null },
      );
    },
  };
}
