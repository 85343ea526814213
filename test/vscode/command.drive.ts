/** The three ways to the command: its keys, the palette, the menu of the editor. */
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('the command', () => {
  let code: Workbench;

  beforeEach(async () => {
    code = await workbench();
    await code.openFile('quiz.md', 5, 14);
  });

  afterEach(() => code.runCommand('View: Close All Editors'));

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
    await code.page.locator('.monaco-menu').getByText('Show Backprop Graph').click();
    await code.panelReady();
  });
});
