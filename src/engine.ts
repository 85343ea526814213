/** The layout engine, from outside: it places the boxes of a part in a thread of its own, and remembers where. */
import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import type { HostMessage, ViewMessage } from './protocol';
import type { StartThread } from './thread';

type Question = Extract<ViewMessage, { kind: 'layOut' }>;
type Answer = Extract<HostMessage, { kind: 'laidOut' }>;

interface Running {
  readonly elk: Pick<InstanceType<typeof ELK>, 'layout'>;
  readonly end: () => void;
  /** What ends a question that has no answer yet, with the part that it is about. */
  readonly open: Map<(reason: Error) => void, string>;
}

/** So many characters of questions are remembered with their answers: those of some hundred pictures. */
const MOST_REMEMBERED = 4e6;

/** Laid out first, so that the engine is warm when a picture comes. */
const SAMPLE: ElkNode = {
  id: 'sample',
  layoutOptions: { 'elk.algorithm': 'layered', 'elk.edgeRouting': 'ORTHOGONAL' },
  children: ['a', 'b', 'c', 'd'].map((id) => ({ id, width: 40, height: 40 })),
  edges: ['ab', 'ac', 'bd', 'cd'].map((id) => ({
    id,
    sources: [id.charAt(0)],
    targets: [id.charAt(1)],
  })),
};

export class Engine {
  readonly #start: StartThread;
  #running: Running | null = null;
  readonly #known = new Map<string, Promise<string>>();

  constructor(start: StartThread) {
    this.#start = start;
  }

  /** Starts a thread, so that it is there when it is needed. */
  warm(): void {
    if (!this.#running) void this.#ask(JSON.stringify(SAMPLE)).catch(() => undefined);
  }

  /** Answers what a page asks. */
  async answer({ question, part }: Question): Promise<Answer> {
    const said = { kind: 'laidOut', question } as const;
    try {
      return { ...said, placed: await this.#place(part), failure: '' };
    } catch (error) {
      return {
        ...said,
        placed: null,
        failure: error instanceof Error ? error.message : String(error),
      };
    }
  }

  /** Gives up what is being laid out: it fails. A thread that does nothing stays warm. */
  stop(): void {
    if (this.#running?.open.size) this.#lose('The layout was stopped.');
  }

  /** Ends the thread. */
  end(): void {
    this.#lose('The layout engine was ended.');
  }

  /** Places a graph of ELK's, as JSON; fails if it is none. */
  #place(part: string): Promise<string> {
    const answer = this.#known.get(part) ?? this.#ask(part);
    // What was asked for last is forgotten last.
    this.#known.delete(part);
    this.#known.set(part, answer);
    answer.catch(() => {
      // By now it may have been asked about again.
      if (this.#known.get(part) === answer) this.#known.delete(part);
    });
    let size = [...this.#known.keys()].reduce((sum, { length }) => sum + length, 0);
    for (const oldest of this.#known.keys()) {
      if (size <= MOST_REMEMBERED) break;
      this.#known.delete(oldest);
      size -= oldest.length;
    }
    return answer;
  }

  #ask(part: string): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      const graph = JSON.parse(part) as ElkNode;
      const { elk, open } = (this.#running ??= this.#begin());
      open.set(reject, part);
      elk
        .layout(graph)
        .then((placed) => {
          resolve(JSON.stringify(placed));
        }, reject)
        .finally(() => open.delete(reject));
    });
  }

  #begin(): Running {
    const line: { onmessage?: (message: { data: unknown }) => void } = {};
    const thread = this.#start({
      replied: (data) => {
        line.onmessage?.({ data });
      },
      died: () => {
        if (running === this.#running) this.#lose('The layout engine ended by itself.');
      },
    });
    const worker = Object.assign(line, { postMessage: thread.post, terminate: thread.end });
    // ELK asks no more of a worker than this.
    const elk = new ELK({ workerFactory: () => worker as unknown as Worker });
    const running: Running = { elk, end: thread.end, open: new Map() };
    return running;
  }

  /** The next question has another thread. */
  #lose(reason: string): void {
    const running = this.#running;
    this.#running = null;
    running?.end();
    for (const [end, part] of running?.open ?? []) {
      // Who asks again in the same breath gets another answer.
      this.#known.delete(part);
      end(new Error(reason));
    }
  }
}
