/** The three ways to the command, and where its panel stands among the editors. */
import assert from 'node:assert/strict';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('the command', () => {
  let code: Workbench;

  beforeEach(async () => {
    code = await workbench();
    await code.openFile('quiz.md', 5, 14);
  });

  afterEach(() => code.closeEditors());

  it('runs from the palette', async () => {
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  });

  it('runs by its keys', async () => {
    await code.page.keyboard.press('Control+K');
    await code.page.keyboard.press('g');
    await code.panelReady();
  });

  it('stands in the menu of the editor', async () => {
    await code.page.locator('.view-line', { hasText: 'frac' }).first().click({ button: 'right' });
    // A menu that has just opened takes keys at once, but for a moment no clicks.
    const row = code.page.locator('.monaco-menu .action-item', { hasText: 'Show Backprop Graph' });
    await row.hover();
    await code.page.locator('.monaco-menu .action-item.focused', { hasText: /^Show/ }).waitFor();
    await code.page.keyboard.press('Enter');
    await code.panelReady();
  });

  it('keeps its graph in sight when a file is opened from it', async () => {
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
    const field = code.panelFrame().locator('.field input').first();
    await field.click();
    const active = code.page.locator('.editor-group-container.active .tab');
    await active.filter({ hasText: 'Backprop Graph' }).waitFor();
    await code.openFile('circuits.py', 13, 6);
    await field.click({ timeout: 5_000 });
    assert.equal(await code.page.locator('.editor-group-container').count(), 2);
  });
});
