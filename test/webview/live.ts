/** Opens the panel's page with the product's own core behind it, as the extension stands behind it. */
import type { Lens } from '../../src/lens';
import type { HostMessage, ViewMessage } from '../../src/protocol';
import {
  answer,
  change,
  checkMessage,
  graphMessage,
  tapeMessage,
  type Setting,
} from '../../src/replies';
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
  const { language = 'plaintext', inputs = {}, lens, setting, ...page } = options;
  const panel = await openPanel(page);
  let study = openStudy(text, { language, surroundings: inputs, ...(lens && { lens }) });
  let revision = 1;

  const settingNow = (): Setting => ({
    revision,
    settings: { decimals: 2, palette: 'classic' },
    saved,
    formats: [],
    sourceOf: ({ from }) => ({ source: from, literal: null }),
    ...setting,
  });

  const post = async (message: HostMessage | null): Promise<void> => {
    if (message) await panel.send(message);
  };

  const hear = (message: ViewMessage): void => {
    if (!('revision' in message) || message.revision !== revision) return;
    switch (message.kind) {
      case 'setInput':
      case 'resetInput':
      case 'look': {
        const before = study;
        study = change(study, message);
        if (study.graph === before.graph) {
          void post(tapeMessage(study, settingNow()));
        } else {
          revision++;
          void post(graphMessage(study, settingNow()));
        }
        void post(checkMessage(study, revision));
        return;
      }
      case 'explain':
      case 'wiggle':
      case 'order':
        void post(answer(study, message));
        return;
      default:
        return;
    }
  };

  await panel.listen(hear);
  await post(graphMessage(study, settingNow()));
  await post(checkMessage(study, revision));
  await panel.ready();
  return { ...panel, study: () => study };
}
