/** The desk in a web worker. */
import { serve, type Asked } from '../editor/desk/serve';

const receive = serve((reply) => {
  self.postMessage(reply);
});
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  receive(data);
});
