/** What cannot be drawn is said, and nothing else is. */
import assert from 'node:assert/strict';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('what is refused', () => {
  let code: Workbench;

  before(async () => {
    code = await workbench();
  });

  after(() => code.closeEditors());

  it('is said one at a time: the last takes the place of the one before', async () => {
    const toasts = code.page.locator('.notifications-toasts .notification-toast');
    await code.openFile('quiz.md', 3, 1);
    await code.runCommand('Show Backprop Graph');
    await toasts.filter({ hasText: 'at line 3' }).waitFor();
    await code.openFile('quiz.md', 9, 1);
    await code.runCommand('Show Backprop Graph');
    await toasts.filter({ hasText: 'at line 9' }).waitFor();
    assert.equal(await toasts.count(), 1);
    await code.openFile('quiz.md', 5, 14);
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
    await toasts.waitFor({ state: 'detached' });
  });
});
