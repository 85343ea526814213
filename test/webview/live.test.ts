/** The page with the real core behind it: what is done in the page comes back as numbers. */
import assert from 'node:assert/strict';
import { readNumbers } from './boxes';
import { graphMessage, quiz, tapeMessage, type Row } from './fixtures';
import { openLive } from './live';
import { openPanel } from './open';

describe('the live panel', () => {
  it('answers an edited input with the numbers of the core', async () => {
    const panel = await openLive('f = (x + y)*z', { inputs: { x: -2, y: 5, z: -4 } });
    const { page } = panel;
    const z = page.getByLabel('Value of z', { exact: true });
    await z.fill('2');
    await z.press('Enter');
    await page.locator('.number[data-of="value"]', { hasText: '6.00' }).first().waitFor();
    await page.locator('.number[data-of="gradient"]', { hasText: '3.00' }).first().waitFor();
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });

  it('shows all numbers of a message in the very next frame', async () => {
    const panel = await openPanel();
    const { page } = panel;
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const changed = quiz.map(([label, operands], i): Row => [label, operands, i + 0.25, i + 0.75]);
    // What stands there when the browser is about to paint for the first time after the message.
    const frame = await page.evaluateHandle(() => ({
      painted: new Promise<string[]>((settle) => {
        const read = (): void => {
          const all = document.querySelectorAll('.field input, .scene .number');
          settle(
            [...all].map((each) =>
              each instanceof HTMLInputElement ? each.value : each.textContent,
            ),
          );
        };
        window.addEventListener('message', () => requestAnimationFrame(read), { once: true });
      }),
    }));
    await panel.send(tapeMessage(changed));
    const painted = await frame.evaluate((of) => of.painted);
    const expected = changed.flatMap((_, i) => [`${i}.25`, `${i}.75`]);
    assert.deepEqual(painted.toSorted(), expected.toSorted());
    assert.equal((await readNumbers(page))[3], '3.25/3.75');
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });
});
