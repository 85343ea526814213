/** The layout engine in our own thread, where a browser lets a worker have no others. Loaded when it is needed. */
import type { Script, StartThread } from '../thread';

/** What the engine's file exports to whoever loads it as a module: a worker without a thread. */
interface Engine {
  onmessage: (message: { readonly data: unknown }) => void;
  readonly postMessage: (question: unknown) => void;
}

interface Loaded {
  readonly Opened: new () => Engine;
}

export function startEngineHere(script: Script): StartThread {
  return (listener) => {
    let ended = false;
    const open = async (): Promise<Engine> => {
      const { Opened } = await load(script);
      const engine = new Opened();
      engine.onmessage = ({ data }) => {
        if (!ended) listener.replied(data);
      };
      return engine;
    };
    const opened = open();
    opened.catch(listener.died);
    return {
      post: (sent) => {
        void opened.then((engine) => {
          engine.postMessage(sent);
        });
      },
      end: () => {
        ended = true;
      },
    };
  };
}

/** The published file as a module. Were there no document, it would take our thread for its own. */
async function load({ read }: Script): Promise<Loaded> {
  const parts = [
    'const module = { exports: {} }; ((module, exports, document) => {',
    Uint8Array.from(await read()),
    '\n})(module, module.exports, {}); export const Opened = module.exports.Worker;',
  ];
  // The host's policy allows no script but from a blob.
  const address = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
  try {
    return (await import(address)) as Loaded;
  } finally {
    URL.revokeObjectURL(address);
  }
}
