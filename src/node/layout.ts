/** The layout engine in a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { Worker as Engine } from 'elkjs/lib/elk-worker.min.js';

const engine = new Engine();
engine.onmessage = ({ data }) => {
  parentPort?.postMessage(data);
};
parentPort?.on('message', (question: unknown) => {
  engine.postMessage(question);
});
