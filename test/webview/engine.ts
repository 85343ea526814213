/** The layout engine behind the pages of the tests, in threads as in the extension: one for all of them. */
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Engine } from '../../src/engine';

export const engine = new Engine(({ replied, died }) => {
  const worker = new Worker(resolve('dist/layout.js'));
  worker.on('message', replied);
  worker.on('error', died);
  worker.unref();
  return {
    post: (question) => {
      worker.postMessage(question);
    },
    end: () => {
      void worker.terminate();
    },
  };
});
