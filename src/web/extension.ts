/** Where the extension starts in a host that is a web worker itself: desks and layouts run in nested ones. */
import { orHere } from '../editor/desk/thread';
import { activate as activateWith, type RunScript } from '../extension';
import type { Listener, Script, Thread } from '../thread';

const runScript: RunScript = <Sent, Heard>(
  { read }: Script,
  listener: Listener<Heard>,
): Thread<Sent> => {
  let worker: Worker | null = null;
  let ended = false;
  const posted: unknown[] = [];
  // The host's policy allows no script but from a blob.
  const start = async (): Promise<void> => {
    const script = new Blob([Uint8Array.from(await read())], { type: 'text/javascript' });
    if (ended) return;
    const address = URL.createObjectURL(script);
    worker = new Worker(address, { name: 'Backprop Graph' });
    worker.addEventListener('message', ({ data }: MessageEvent<Heard>) => {
      URL.revokeObjectURL(address);
      listener.replied(data);
    });
    worker.addEventListener('error', listener.died);
    for (const sent of posted) worker.postMessage(sent);
  };
  start().catch(listener.died);
  return {
    post: (sent) => {
      if (worker) worker.postMessage(sent);
      else posted.push(sent);
    },
    end: () => {
      ended = true;
      worker?.terminate();
    },
  };
};

export const activate = (context: Parameters<typeof activateWith>[0]): void => {
  // The engine's own file takes itself for a web worker. Not every browser lets a worker have others.
  activateWith(context, { desk: 'web/desk.js', layout: 'elk-worker.min.js' }, runScript, orHere);
};
