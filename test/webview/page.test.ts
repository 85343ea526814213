/** The page starts, says that it listens, draws, and breaks no rule of its own policy. */
import assert from 'node:assert/strict';
import { quiz } from './circuits';
import { openLive } from './live';
import { openPanel, type Theme } from './open';

describe('page', () => {
  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] satisfies Theme[]) {
    it(`starts without a fault in ${theme}`, async () => {
      const panel = await openPanel({ theme });
      assert.deepEqual((await panel.hears('ready')).saved, null);
      assert.deepEqual(panel.faults, []);
      await panel.close();
    });
  }

  it('draws with a layout engine in a worker of its own', async () => {
    const panel = await openLive(quiz.text, { inputs: quiz.inputs, ownEngine: true });
    assert.equal(panel.page.workers().length, 1);
    assert.equal(
      await panel.page.locator('.number[data-of=value]', { hasText: '0.73' }).count(),
      1,
    );
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });
});
