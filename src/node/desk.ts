/** The desk in a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { serve, type Asked } from '../editor/desk/serve';

const receive = serve((reply) => parentPort?.postMessage(reply));
parentPort?.on('message', (asked: Asked) => {
  receive(asked);
});
