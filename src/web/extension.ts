/** Where the extension starts in a host that is a web worker itself: desks and layouts run in nested ones. */
import { startHere } from '../editor/desk/thread';
import { activate as activateWith, type RunScript } from '../extension';
import { orElse, type Listener, type Script, type Thread } from '../thread';
import { startEngineHere } from './here';

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
    worker.addEventListener('error', (event) => {
      // Who listens deals with it, and starts another; unprevented it would be an error of the whole host.
      event.preventDefault();
      listener.died();
    });
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
  // The engine's own file takes itself for a web worker.
  const scripts = { desk: 'web/desk.js', layout: 'elk-worker.min.js' };
  // Not every browser lets a worker have others.
  activateWith(context, scripts, runScript, {
    desk: (start) => orElse(start, startHere),
    layout: (start, script) => orElse(start, startEngineHere(script)),
  });
};
