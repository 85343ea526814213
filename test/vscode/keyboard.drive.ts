/** The keyboard alone: from the command to a changed input, its explanation and the export. */
import assert from 'node:assert/strict';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('without a mouse', () => {
  let code: Workbench;

  before(async () => {
    code = await workbench();
    await code.openFile('quiz.md', 5, 14);
  });

  after(() => code.closeEditors());

  /** Runs a command of the palette by typing its title. */
  async function run(title: string): Promise<void> {
    const { page } = code;
    await page.keyboard.press('F1');
    const field = page.locator('.quick-input-widget input[type=text]');
    await field.fill(`>${title}`);
    const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    await row.waitFor();
    await page.keyboard.press('Enter');
  }

  it('shows, edits, explains, copies and resets a graph', async () => {
    const { page } = code;
    const frame = code.panelFrame();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('g');
    // The panel may be there already, with another picture.
    await frame.locator('.title', { hasText: 'f(w, x)' }).waitFor();
    await code.panelReady();
    await run('View: Focus Next Editor Group');
    await page.waitForFunction(() => document.activeElement?.matches('iframe.webview.ready'));
    const focused = frame.locator(':focus');
    const shape = frame.locator('.shape:focus');
    const gradient = (text: string) =>
      frame.locator('.number.gradient').filter({ hasText: new RegExp(`^${text}$`) });
    // Past the row of tools to the picture; or back to it, where the panel had the focus before.
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let i = 0; i < 4 && (await shape.count()) === 0; i++) await page.keyboard.press(key);
    }
    await shape.waitFor();
    assert.match((await focused.getAttribute('aria-label')) ?? '', /^input w_0,/);
    await page.keyboard.press('e');
    await frame.locator('.field input:focus').waitFor();
    const name = await focused.getAttribute('aria-label');
    assert.equal(name, 'Value of w_0');
    await page.keyboard.type('1/2');
    await page.keyboard.press('Enter');
    await gradient('0.04').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await shape.waitFor();
    await page.keyboard.press('g');
    await frame.locator('.explanation .lines').waitFor();
    await page.keyboard.press('Escape');
    const picker = page.locator('.quick-input-widget');
    const copied = page.locator('.statusbar-item', { hasText: 'Copied PyTorch' });
    // On a slow machine VS Code gives the page its focus back when the list is open, which closes that.
    for (let attempt = 1; attempt <= 5 && !(await copied.isVisible()); attempt++) {
      await run('Backprop Graph: Copy Graph As…');
      const chosen = picker.locator('.monaco-list-row.focused', { hasText: 'PyTorch' });
      await picker
        .locator('input[type=text]')
        .fill('PyTorch', { timeout: 5_000 })
        .then(() => chosen.waitFor({ timeout: 5_000 }))
        .then(() => page.keyboard.press('Enter'))
        .then(() => copied.waitFor({ timeout: 10_000 }))
        .catch(() => undefined);
    }
    await copied.waitFor();
    await run('Backprop Graph: Reset Inputs');
    await gradient('0.39').waitFor();
  });
});
