/** Whatever arrives at the page, it goes on: no exception, and the next sound graph is shown. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostMessage, type HostMessage } from '../../src/protocol';
import { runs, tell } from '../toughness/budget';
import { fitting, unfitting } from '../toughness/payloads';
import { fork, graphMessage, quiz, tapeMessage } from './fixtures';
import { openPanel } from './open';

const sound: fc.Arbitrary<HostMessage> = fc
  .tuple(
    fc.constantFrom(quiz, fork),
    fc.constantFrom('graph', 'tape'),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([rows, kind, revision]) =>
    kind === 'graph' ? graphMessage(rows, { revision }) : tapeMessage(rows, { revision }),
  );

const arriving = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: sound },
    { weight: 3, arbitrary: fitting(hostMessage) },
    { weight: 1, arbitrary: unfitting(hostMessage) },
  ),
  { minLength: 1, maxLength: 12 },
);

describe('the page among random messages', () => {
  it('breaks at none of them and shows the next sound graph', async () => {
    const panel = await openPanel();
    const options = runs<[unknown[]]>(10);
    let count = 0;
    let revision = 100;
    await fc.assert(
      fc.asyncProperty(arriving, async (messages) => {
        for (const message of messages) {
          // What cannot be cloned cannot arrive.
          await panel.send(message as HostMessage).catch(() => undefined);
          count++;
        }
        revision++;
        await panel.send(graphMessage(quiz, { revision, title: `f${revision}` }));
        await panel.page.getByRole('heading', { name: `f${revision}` }).waitFor({ timeout: 5000 });
        assert.deepEqual(panel.faults, []);
      }),
      // The page has heard what came before: no shorter list would say the same.
      { ...options, endOnFailure: true },
    );
    tell('messages of the host, to the page', count);
    await panel.close();
  }).timeout(1_200_000);
});
