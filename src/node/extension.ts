/** Where the extension starts in a host of Node: desks and layouts run in Node's worker threads. */
import { Worker } from 'node:worker_threads';
import { activate as activateWith, type RunScript } from '../extension';

/** A computation that takes more is ended, in MiB; the host lives on. */
const MOST_MEMORY = 1024;

const runScript: RunScript = ({ path }, listener) => {
  const worker = new Worker(path, {
    name: 'Backprop Graph',
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  worker.on('message', listener.replied);
  // Why it ended is of no use to anybody; that it did, the next event says too.
  worker.on('error', () => undefined);
  worker.on('exit', listener.died);
  return {
    post: (sent) => {
      worker.postMessage(sent);
    },
    end: () => {
      void worker.terminate();
    },
  };
};

export const activate = (context: Parameters<typeof activateWith>[0]): void => {
  activateWith(context, { desk: 'desk.js', layout: 'layout.js' }, runScript);
};
