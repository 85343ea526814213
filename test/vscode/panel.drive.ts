/** The command opens the panel beside the text, and the page in it breaks no policy. */
import assert from 'node:assert/strict';
import { workbench } from './current';

describe('panel', () => {
  it('opens from the palette', async () => {
    const code = await workbench();
    await code.runCommand('Show Backprop Graph');
    await code.panelFrame().locator('body').waitFor({ state: 'attached' });
    assert.deepEqual(code.violations, []);
  });
});
