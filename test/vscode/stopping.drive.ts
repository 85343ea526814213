/** What takes long is said to take long, and can be stopped: nothing that was shown or typed is lost. */
import assert from 'node:assert/strict';
import { place } from './current';
import { startWorkbench, type Workbench } from './workbench.mjs';

describe('a computation that takes too long', () => {
  let code: Workbench;

  before(async () => {
    code = await startWorkbench({ ...place, settings: { 'backprop.limits.nodes': 1e9 } });
    await code.openFile('quiz.md', 5, 14);
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  });

  after(() => code.stop());

  const input = (name: string) =>
    code.panelFrame().locator(`.field input[aria-label="Value of ${name}"]`);
  const toast = (text: string | RegExp) =>
    code.page.locator('.notification-toast', { hasText: text });

  async function give(name: string, value: string, gradient: string): Promise<void> {
    await input(name).fill(value);
    await input(name).press('Enter');
    const red = code.panelFrame().locator('.number.gradient');
    await red.filter({ hasText: gradient }).first().waitFor();
  }

  it('is stopped by its button, and the panel goes on with what it showed', async () => {
    await give('w_0', '1', '0.10');
    await code.typeFile('\\sum_{i=1}^{2000000} x^i');
    await code.page.keyboard.press('ControlOrMeta+A');
    await code.page.keyboard.press('Control+K');
    await code.page.keyboard.press('g');
    await toast('Computing the graph…').getByRole('button', { name: 'Cancel' }).click();
    await toast(/was stopped; the panel shows what it showed before/).waitFor();
    assert.equal(await input('w_0').inputValue(), '1.00');
    await give('w_0', '2', '0.39');
  });
});
