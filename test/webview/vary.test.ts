/** Inputs that nobody gave a value are given different ones, as one edit. */
import assert from 'node:assert/strict';
import { randomNumbers } from '../../bench/circuits';
import { varied } from '../../webview/vary';
import { openLive } from './live';

describe('values for what is assumed', () => {
  for (const count of [0, 1, 5, 27, 60]) {
    it(`are ${count}, different, positive and near 1`, () => {
      const below = randomNumbers(count);
      const values = varied(count, () => below(1000) / 1000);
      assert.equal(values.length, count);
      assert.equal(new Set(values).size, Math.min(count, 27));
      for (const value of values) {
        assert.ok(value >= 0.2 && value <= 2.9 && value !== 1, String(value));
        assert.equal(value, Number(value.toFixed(1)));
      }
    });
  }

  it('are given to those alone, again and again, and taken back at once', async () => {
    const text = 'f = (a - b)/(c - d) + x';
    const panel = await openLive(text, { inputs: { x: 1 } });
    const { page } = panel;
    const valueOf = (name: string): number => panel.study().options.inputs?.[name] ?? NaN;
    const button = page.getByRole('button', { name: 'Vary 4 assumed' });
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      await button.click();
      await page.getByRole('heading', { name: /= −?\d/ }).waitFor();
      const values = ['a', 'b', 'c', 'd'].map(valueOf);
      assert.equal(new Set(values).size, 4, String(values));
      seen.add(String(values));
    }
    assert.equal(seen.size, 3);
    assert.ok(Number.isNaN(valueOf('x')));
    for (let turn = 0; turn < 3; turn++) await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: /= NaN/ }).waitFor();
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });

  it('are not offered where the text gives all', async () => {
    const panel = await openLive('f = a - b', { inputs: { a: 2, b: 1 } });
    await panel.page.getByRole('button', { name: 'Sliders' }).waitFor();
    assert.equal(await panel.page.getByRole('button', { name: /^Vary/ }).count(), 0);
    await panel.close();
  });
});
