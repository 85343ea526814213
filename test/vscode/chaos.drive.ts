/** Window, panel, document and groups are closed, killed and moved in turn; what was typed is there again. */
import assert from 'node:assert/strict';
import { budget, seed, tell } from '../toughness/budget';
import { chance } from '../toughness/chance';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('a value that was typed', () => {
  let code: Workbench;

  const field = () => code.panelFrame().locator('.field input[aria-label="Value of w_0"]');

  /** The page of the workbench is left, at once or as the command does it. */
  async function reload(leave: () => Promise<unknown>): Promise<void> {
    await code.page.evaluate(() => Object.assign(window, { isOld: true }));
    await leave();
    await code.page.waitForFunction(() => !('isOld' in window));
    await code.panelReady();
  }

  async function show(): Promise<void> {
    await code.openFile('quiz.md', 5, 14);
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  }

  /** What may happen to a window, by name. */
  const events: readonly [string, () => Promise<void>][] = [
    ['the window is reloaded', () => reload(() => code.runCommand('Developer: Reload Window'))],
    ['the window is killed', () => reload(() => code.page.reload())],
    [
      'all editors are closed',
      async () => {
        await code.closeEditors();
        await show();
      },
    ],
    [
      'the text is shown in another group',
      async () => {
        await code.openFile('quiz.md', 5, 14);
        await code.runCommand('View: Move Editor into Right Group');
        await code.panelReady();
      },
    ],
    [
      'another text is shown, and this one again',
      async () => {
        await code.openFile('circuits.py', 13, 6);
        await code.runCommand('Show Backprop Graph');
        await code.panelFrame().locator('.field input').first().waitFor();
        await show();
      },
    ],
  ];

  before(async () => {
    code = await workbench();
    await show();
  });

  after(() => code.closeEditors());

  it('is there again, whatever happens to the window', async () => {
    const { below } = chance(seed);
    const told: string[] = [];
    const steps = budget(events.length);
    for (let step = 0; step < steps; step++) {
      const value = (below(900) + 100) / 100;
      await field().fill(String(value));
      await field().press('Enter');
      await code
        .panelFrame()
        .locator('.number.value', { hasText: value.toFixed(2) })
        .first()
        .waitFor();
      const [name, happen] = events[(seed + step) % events.length] ?? events[0] ?? ['', show];
      told.push(name);
      await happen();
      assert.equal(await field().inputValue(), value.toFixed(2), told.join(', '));
    }
    assert.deepEqual(code.violations, []);
    tell('windows, panels and texts killed and restored', steps);
  }).timeout(600_000);
});
