/** A dialogue about a study: a page changes it and asks about it, without a document or an editor. */
import { defaultLimits, type Limits } from './language/syntax';
import { plainLens } from './lens';
import type { HostMessage, Saved, ViewMessage } from './protocol';
import { evaluate } from './questions';
import {
  answer,
  change,
  checkMessage,
  graphMessage,
  lookedMessage,
  tapeMessage,
  type Setting,
} from './replies';
import { openStudy, type Study } from './session';

export interface Dialogue {
  /** The study as it is by now. */
  readonly study: () => Study;
  /** What a page is told first. */
  readonly open: () => readonly HostMessage[];
  /** What a page is told after it has said something; what is about another picture is passed over. */
  readonly receive: (message: ViewMessage) => readonly HostMessage[];
}

/** Begins a dialogue about a study. */
export function openDialogue(opened: Study, setting: Omit<Setting, 'revision'>): Dialogue {
  let study = opened;
  let revision = 1;
  /** The first revision of the graph. */
  let written = 1;

  const say = (...messages: (HostMessage | null)[]): HostMessage[] =>
    messages.filter((message) => message !== null);

  const draw = (): HostMessage[] =>
    say(graphMessage(study, { ...setting, revision }), checkMessage(study, revision));

  const receive = (message: ViewMessage): readonly HostMessage[] => {
    if (message.kind === 'evaluate') {
      const { text } = message;
      return [{ kind: 'evaluated', text, value: evaluate(text) }];
    }
    if (!('revision' in message)) return [];
    // Another look at the same graph does not depend on how it is drawn by now.
    const first = message.kind === 'look' ? written : revision;
    if (message.revision < first || message.revision > revision) {
      return say(message.kind === 'look' ? lookedMessage(message) : null);
    }
    switch (message.kind) {
      case 'setInput':
      case 'resetInput':
      case 'look':
      case 'unfold': {
        const { circuit } = study;
        study = change(study, message);
        const looked = message.kind === 'look' ? lookedMessage(message) : null;
        if (study.circuit === circuit) {
          const numbers = tapeMessage(study, { ...setting, revision });
          return say(numbers, checkMessage(study, revision), looked);
        }
        revision++;
        if (study.circuit?.written !== circuit?.written) written = revision;
        return [...draw(), ...say(looked)];
      }
      case 'explain':
      case 'wiggle':
      case 'order':
      case 'find':
        return say(answer(study, message, setting.settings));
      default:
        return [];
    }
  };

  return { study: () => study, open: draw, receive };
}

/** Opens again what a page kept, up to these limits. */
export function openSaved(saved: Saved, limits: Limits = defaultLimits): Study {
  const { text, lead = '', language, readings, values, lens = plainLens } = saved;
  const { surroundings = {}, remembered = {}, macros = {} } = saved;
  const given = { inputs: values, surroundings, remembered, lead: lead.length };
  return openStudy(lead + text, { language, readings, lens, macros, limits, ...given });
}
