/** The desk in a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { serve, type Asked } from '../editor/desk/serve';
import { warmUp } from '../editor/desk/warm';

const receive = serve((reply) => parentPort?.postMessage(reply));
parentPort?.on('message', (asked: Asked) => {
  receive(asked);
});
warmUp();
