/** The host's side of the dialogue answers every message with something well formed, or not at all. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { openDialogue } from '../../src/dialogue';
import { hostMessage, viewMessage, type ViewMessage } from '../../src/protocol';
import { openStudy } from '../../src/session';
import { runs, tell } from './budget';
import { fitting, unfitting } from './payloads';

const texts = [
  'f = (x + y)*max(y, z)',
  'n = 3; \\frac{1}{n} \\sum_{i=1}^{n} x i',
  'sqrt(-x)/0',
  '2',
];
const saved = {
  uri: 'file:///a.md',
  language: 'plaintext',
  start: 0,
  end: 1,
  text: '',
  values: {},
  readings: {},
};

/** Something the page says, mostly about the picture that is shown. */
interface Said {
  readonly message: unknown;
  readonly revision: 'current' | 'as it is';
}

const said: fc.Arbitrary<Said> = fc.record({
  message: fc.oneof(
    { weight: 5, arbitrary: fitting(viewMessage) },
    { weight: 1, arbitrary: unfitting(viewMessage) },
  ),
  revision: fc.constantFrom('current', 'current', 'current', 'as it is'),
});

describe('the dialogue', () => {
  it('answers any messages in any order, late, double and out of date', () => {
    const options = runs<[string, Said[]]>(150);
    let count = 0;
    const heard = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(said, { maxLength: 20 }),
        (text, messages) => {
          const sourceOf = (): { source: string; literal: null } => ({ source: '', literal: null });
          const settings = { decimals: 2, palette: 'classic' } as const;
          const study = openStudy(text, { language: 'plaintext' });
          const dialogue = openDialogue(study, { settings, saved, formats: [], sourceOf });
          let current = 1;
          for (const { message, revision } of messages) {
            // As a panel does: what does not fit the protocol is passed over.
            const { success, output } = v.safeParse(viewMessage, message);
            if (!success) continue;
            count++;
            heard.add(output.kind);
            const dated: ViewMessage =
              'revision' in output && revision === 'current'
                ? { ...output, revision: current }
                : output;
            for (const answer of dialogue.receive(dated)) {
              const { issues } = v.safeParse(hostMessage, answer);
              assert.equal(issues, undefined, `${JSON.stringify(dated)} → ${answer.kind}`);
              if (answer.kind === 'graph') current = answer.revision;
            }
          }
        },
      ),
      options,
    );
    assert.ok(heard.size >= 10, [...heard].join(' '));
    tell('messages of the page, to the host', count);
  });
});
