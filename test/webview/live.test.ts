/** The page with the real core behind it: what is done in the page comes back as numbers. */
import assert from 'node:assert/strict';
import { openLive } from './live';

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
});
