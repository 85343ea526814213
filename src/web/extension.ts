/** Where the extension starts in a host that is a web worker itself: its desks run in nested ones. */
import { activate as activateWith, type RunScript } from '../extension';
import type { Asked, Reply } from '../editor/desk/serve';

const runScript: RunScript = ({ read }, listener) => {
  let worker: Worker | null = null;
  let ended = false;
  const posted: Asked[] = [];
  // The host's policy allows no script but from a blob.
  const start = async (): Promise<void> => {
    const script = new Blob([Uint8Array.from(await read())], { type: 'text/javascript' });
    if (ended) return;
    const address = URL.createObjectURL(script);
    worker = new Worker(address, { name: 'Backprop Graph' });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      URL.revokeObjectURL(address);
      listener.replied(data);
    });
    worker.addEventListener('error', listener.died);
    for (const asked of posted) worker.postMessage(asked);
  };
  start().catch(listener.died);
  return {
    post: (asked) => {
      if (worker) worker.postMessage(asked);
      else posted.push(asked);
    },
    end: () => {
      ended = true;
      worker?.terminate();
    },
  };
};

export const activate = (context: Parameters<typeof activateWith>[0]): void => {
  activateWith(context, 'web/desk.js', runScript);
};
