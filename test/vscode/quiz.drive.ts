/** A quiz through the extension: blanks are asked, marked where they stand, and over in the end. */
import assert from 'node:assert/strict';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('a quiz', () => {
  let code: Workbench;

  before(async () => {
    code = await workbench();
    await code.openFile('quiz.md', 5, 14);
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  });

  after(() => code.closeEditors());

  it('asks, marks what is typed, says what went wrong, and ends', async () => {
    const frame = code.panelFrame();
    const tool = frame.getByRole('button', { name: 'Quiz', exact: true });
    const blanks = frame.locator('.blank');
    await tool.click();
    await blanks.first().waitFor();
    assert.equal(await blanks.count(), 6);
    await frame.locator('[data-blank]').first().fill('4.0');
    await frame.locator('[data-blank]').first().press('Enter');
    await frame.locator('.blank.is-right').waitFor();
    // The seed of the backward pass, given as the output itself.
    const seed = frame.getByLabel('Gradient of f', { exact: true });
    await seed.fill('0.73');
    await seed.press('Enter');
    await frame.locator('.verdict', { hasText: 'That is the output itself' }).waitFor();
    await tool.click();
    await blanks.first().waitFor({ state: 'detached' });
  });
});
