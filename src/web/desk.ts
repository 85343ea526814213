/** The desk in a web worker. */
import { serve, type Asked } from '../editor/desk/serve';
import { warmUp } from '../editor/desk/warm';

const receive = serve((reply) => {
  self.postMessage(reply);
});
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  receive(data);
});
warmUp();
