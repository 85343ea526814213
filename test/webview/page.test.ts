/** The page starts, says that it listens, draws, and breaks no rule of its own policy. */
import assert from 'node:assert/strict';
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
});
