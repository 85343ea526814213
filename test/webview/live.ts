/** Opens the panel's page with the product's own core behind it, as the extension stands behind it. */
import * as v from 'valibot';
import { openDialogue } from '../../src/dialogue';
import type { Lens } from '../../src/lens';
import { viewMessage, type HostMessage } from '../../src/protocol';
import type { Setting } from '../../src/replies';
import { openStudy, type Study, type Values } from '../../src/session';
import { openPanel, type Panel, type PanelOptions } from './open';

export interface LivePanel extends Panel {
  /** The study as it is by now. */
  study(): Study;
}

export interface LiveOptions extends PanelOptions {
  readonly language?: string;
  readonly inputs?: Values;
  readonly lens?: Lens;
  readonly setting?: Partial<Setting>;
  /** When an answer reaches the page; at once unless told. */
  readonly deliver?: (answer: () => Promise<void>) => void;
}

const saved = {
  uri: 'file:///notes.md',
  language: 'plaintext',
  start: 0,
  end: 1,
  text: '',
  values: {},
  readings: {},
};

/** Shows a text's circuit; what the person does in the page is computed and answered. */
export async function openLive(text: string, options: LiveOptions = {}): Promise<LivePanel> {
  const { language = 'plaintext', inputs = {}, lens, setting, ...others } = options;
  const { deliver = (answer: () => Promise<void>) => void answer(), ...page } = others;
  const panel = await openPanel(page);
  const study = openStudy(text, { language, surroundings: inputs, ...(lens && { lens }) });
  const dialogue = openDialogue(study, {
    settings: { decimals: 2, palette: 'classic' },
    saved,
    formats: [],
    sourceOf: ({ from }) => ({ source: from, literal: null }),
    ...setting,
  });
  const post = async (messages: readonly HostMessage[]): Promise<void> => {
    for (const message of messages) await panel.send(message);
  };
  await panel.listen((message) => {
    // What the protocol does not know does not arrive.
    const answers = dialogue.receive(v.parse(viewMessage, message));
    if (answers.length > 0) deliver(() => post(answers));
  });
  await post(dialogue.open());
  await panel.ready();
  return { ...panel, study: dialogue.study };
}
