/** The exported page: the same picture with the core of the extension behind it, in any browser. */
import * as v from 'valibot';
import { openDialogue, openSaved } from '../src/dialogue';
import { pageData } from '../src/protocol';
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
    },
  };
  const engine = new Blob([textOf('layout-engine')], { type: 'text/javascript' });
  const view = startPage(root, host, URL.createObjectURL(engine));
  dialogue.open().forEach(view.receive);
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}
