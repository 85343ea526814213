/** Large pictures: what is folded has its numbers, is unfolded and folded in place, and is found. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openLive, type LiveOptions, type LivePanel } from './live';
import { fitted, recurrent } from './large';

const python: LiveOptions = { language: 'python', width: 1200, height: 800 };

async function drawn(text: string, options: LiveOptions = {}): Promise<LivePanel> {
  return openLive(text, { ...python, ...options });
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

const names = (page: Page): Promise<(string | null)[]> =>
  page
    .locator('.shape.group, .shape.op')
    .evaluateAll((shapes) =>
      shapes.map((shape) => shape.querySelector('.label')?.textContent ?? null),
    );

/** The number at a shape as it is computed: all digits. */
const numberAt = (page: Page, node: number, of: 'value' | 'gradient'): Promise<string | null> =>
  page
    .locator(`.shape[data-id="${node}"]:not(.reference) .number[data-of=${of}]`)
    .getAttribute('data-value');

describe('a large picture', () => {
  it('shows the first rounds, how many are folded, and the last', async () => {
    const panel = await drawn(recurrent(200));
    const { page } = panel;
    assert.deepEqual(await page.locator('.shape.group').count(), 1);
    assert.equal(await page.locator('.shape.group .contents').textContent(), '197 rounds');
    assert.equal(await page.locator('.frame-box').count(), 4);
    assert.equal((await names(page)).filter((name) => name === 'tanh').length, 3);
    assert.equal(await page.locator('.folding [role=status]').textContent(), '23 of 1,007 nodes');
    await finish(panel);
  });

  it('has at a group the numbers of what leaves it, and on its wires the sums', async () => {
    const panel = await drawn(recurrent(60), { inputs: { w: 0.5, u: 0.3, x: -1, b: 0.1, y: 1 } });
    const { page } = panel;
    const { tape, circuit } = panel.study();
    assert.ok(tape && circuit);
    const { nodes, edges } = circuit.fold();
    const group = nodes.find(({ kind }) => kind === 'group');
    assert.ok(group);
    assert.equal(await numberAt(page, group.id, 'value'), String(tape.value[group.id]));
    assert.equal(await numberAt(page, group.id, 'gradient'), String(tape.gradient[group.id]));
    const many = edges.filter((wire) => wire.to === group.id && wire.edges.length > 1);
    assert.ok(many.length >= 4);
    for (const wire of many) {
      const sum: number = wire.edges.reduce<number>(
        (all, edge) => all + (tape.contribution[edge] ?? NaN),
        0,
      );
      const shown = page.locator(`.number[data-of=gradient][data-edge="${wire.id}"]`);
      assert.equal(Number(await shown.getAttribute('data-value')), sum);
    }
    await finish(panel);
  });

  it('lists the inputs that are folded away with their values', async () => {
    const panel = await drawn(fitted(60), { inputs: { x30: 7, y30: -2 } });
    const { page } = panel;
    assert.equal(await page.locator('.shape.input', { hasText: 'x30' }).count(), 0);
    for (const [name, value] of [
      ['x30', '7.00'],
      ['y30', '−2.00'],
    ] as const) {
      const field = page.getByRole('textbox', { name: `${name}, value`, exact: true });
      assert.equal(await field.inputValue(), value);
    }
    await finish(panel);
  });

  it('is unfolded with a click and folded again at the frame', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    const key = await page.locator('.shape.group').getAttribute('data-shape');
    await page.locator('.shape.group .fold').click();
    await page.locator('.frame-box').nth(4).waitFor();
    const frame = page.locator('.frame-box').filter({ has: page.getByLabel('Fold ⋯') });
    assert.equal(await frame.count(), 1);
    await frame.locator('.handle').dispatchEvent('click');
    await page.locator('.frame-box').nth(4).waitFor({ state: 'detached' });
    assert.equal(await page.locator(`.shape.group[data-shape="${key}"]`).count(), 1);
    assert.equal(await page.locator('.frame-box').count(), 4);
    await finish(panel);
  });

  it('is unfolded and folded with the keyboard, and keeps the focus', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    await page.locator('.shape.group').focus();
    const name = await page.locator('.shape.group').getAttribute('aria-label');
    assert.match(name ?? '', /folded, 57 rounds with 285 nodes are folded here/);
    await page.keyboard.press('Enter');
    await page.locator('.frame-box').nth(4).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.shape'));
    await page.keyboard.press('f');
    await page.locator('.frame-box').nth(4).waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.matches('.shape.group'));
    await page.keyboard.press('u');
    await page.locator('.frame-box').nth(4).waitFor();
    await finish(panel);
  });

  it('has the group in sight that was folded at a frame wider than the panel', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    await page.locator('.shape.group').focus();
    await page.keyboard.press('Enter');
    await page.locator('.frame-box').nth(4).waitFor();
    const handle = page.locator('.frame-box .handle[aria-label="Fold ⋯"]');
    // The last node inside, where the group will stand, is far to the right of it.
    await page.locator('.shape').first().focus();
    await handle.click();
    await page.locator('.frame-box').nth(4).waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.matches('.shape.group'));
    const [stage, group] = await Promise.all(
      ['.stage', '.shape.group'].map((part) => page.locator(part).boundingBox()),
    );
    assert.ok(stage && group);
    assert.ok(
      group.x >= stage.x && group.x + group.width <= stage.x + stage.width,
      group.x.toString(),
    );
    await finish(panel);
  });

  it('stays unfolded when a value is edited and when the page is opened again', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    await page.locator('.shape.group .fold').click();
    await page.locator('.frame-box').nth(4).waitFor();
    const { lens } = panel.study().options;
    assert.equal(lens?.folding.open.length, 1);
    const frames = await page.locator('.frame-box').count();
    const field = page.locator('.field input').first();
    await field.fill('0.5');
    await field.press('Enter');
    await page.waitForFunction(() => document.querySelector('.inputs .reset vscode-button'));
    assert.equal(await page.locator('.frame-box').count(), frames);
    await finish(panel);
    const again = await drawn(recurrent(60), { lens });
    assert.equal(await again.page.locator('.frame-box').count(), frames);
    await finish(again);
  });

  it('offers to write an input that is folded away into the text, with its own number', async () => {
    const sourceOf = () => ({ source: 'line 1', literal: '1' });
    const panel = await drawn(fitted(60), { setting: { sourceOf } });
    const { page } = panel;
    assert.equal(await page.getByLabel('Value of x30', { exact: true }).count(), 0);
    const field = page.getByRole('textbox', { name: 'x30, value' });
    await field.fill('0.5');
    await field.press('Enter');
    const button = { name: 'Write 0.50 into the text, where 1 stands' };
    await page.getByRole('button', button).waitFor();
    await finish(panel);
  });

  it('unfolds to what is looked for', async () => {
    const panel = await drawn(fitted(60));
    const { page } = panel;
    await page.keyboard.press('/');
    await page.keyboard.type('x30');
    await page.getByText('1 of', { exact: false }).and(page.locator('.hits')).waitFor();
    await page.locator('.shape.group.found').waitFor();
    const isFound = page.locator('.shape.input.found', { hasText: 'x30' });
    while ((await isFound.count()) === 0) {
      const frames = await page.locator('.frame-box').count();
      await page.keyboard.press('Enter');
      await page.locator('.frame-box').nth(frames).waitFor();
    }
    await finish(panel);
  });

  it('is drawn with more or less of it', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    await page.getByRole('button', { name: 'All that fits' }).click();
    await page.locator('.shape.group').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.folding [role=status]').textContent(), '307 nodes');
    await page.getByRole('button', { name: 'Outline' }).click();
    await page.locator('.shape.group').waitFor();
    await finish(panel);
  });

  it('is stepped through, group by group', async () => {
    const panel = await drawn(recurrent(60));
    const { page } = panel;
    await page.getByTitle('To the start').click();
    for (let step = 0; step < 60; step++) {
      if ((await page.locator('.shape.group.current').count()) > 0) break;
      await page.keyboard.press(']');
    }
    assert.equal(await page.locator('.shape.group.current').count(), 1);
    await page.locator('.shape.group').focus();
    await page.keyboard.press('Enter');
    await page.locator('.frame-box').nth(4).waitFor();
    await page.locator('.shape.current').waitFor();
    await finish(panel);
  });

  for (const theme of ['light', 'hc-dark'] as const) {
    it(`has no accessibility violation in ${theme}`, async () => {
      const panel = await drawn(recurrent(60), { theme });
      await panel.page.locator('.shape.group .fold').click();
      await panel.page.locator('.frame-box').nth(4).waitFor();
      assert.deepEqual(await panel.axe(), []);
      await finish(panel);
    });
  }
});
