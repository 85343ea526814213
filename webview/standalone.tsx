/** The exported page: the same picture with the core of the extension behind it, in any browser. */
import * as v from 'valibot';
import { openDialogue, openSaved } from '../src/dialogue';
import { Engine } from '../src/engine';
import { pageData } from '../src/protocol';
import type { StartThread } from '../src/thread';
import type { Host } from './host';
import { startPage } from './start';

const root = document.getElementById('root');
const data = v.parse(pageData, JSON.parse(textOf('data')));
if (root) {
  const { saved, settings, sources } = data;
  const dialogue = openDialogue(openSaved(saved), {
    settings,
    saved,
    formats: [],
    sourceOf: ({ name, from }) => ({
      source: sources[name] ?? (from === 'nobody' ? 'assumed' : 'given here'),
      literal: null,
    }),
  });
  const host: Host = {
    table: false,
    saveTable: () => undefined,
    save: () => undefined,
    ready: () => undefined,
    send: (message) => {
      dialogue.receive(message).forEach(view.receive);
      if (message.kind === 'layOut') void engine.answer(message).then(view.receive);
      if (message.kind === 'stopLayout') engine.stop();
    },
  };
  const engine = new Engine(startEngine());
  const view = startPage(root, host);
  dialogue.open().forEach(view.receive);
}

/** Starts the layout engine, whose script stands in the page, in a worker. */
function startEngine(): StartThread {
  const script = new Blob([textOf('layout-engine')], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  return ({ replied, died }) => {
    const worker = new Worker(address);
    worker.addEventListener('message', ({ data }) => {
      replied(data);
    });
    worker.addEventListener('error', died);
    return {
      post: (question) => {
        worker.postMessage(question);
      },
      end: () => {
        worker.terminate();
      },
    };
  };
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}
