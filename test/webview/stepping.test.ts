/** A person steps through famous circuits, forward then backward, by mouse and by keyboard. */
import assert from 'node:assert/strict';
import { readNumbers } from './boxes';
import { colah, doubled, fork, quiz } from './circuits';
import * as fixtures from './fixtures';
import { openLive, type LivePanel } from './live';
import { becomes } from './menus';

async function open(
  { text, ...circuit }: typeof quiz,
  size: { width?: number; height?: number } = {},
): Promise<LivePanel> {
  return openLive(text, { theme: 'light', ...circuit, ...size });
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

async function press(panel: LivePanel, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await panel.page.keyboard.press(key);
}

const start = (panel: LivePanel) =>
  panel.page.getByRole('button', { name: 'To the start' }).click();
const slider = (panel: LivePanel) => panel.page.getByRole('slider', { name: 'Step' });
const said = (panel: LivePanel) => panel.page.locator('.announcement').innerText();

/** The operation of this step as one line without spaces; it comes from the core a moment later. */
async function operation(panel: LivePanel, part: string): Promise<string> {
  const read = (): string =>
    document.querySelector('.operation')?.textContent.replaceAll(/\s/g, '') ?? '';
  await panel.page.waitForFunction(
    (part) =>
      document.querySelector('.operation')?.textContent.replaceAll(/\s/g, '').includes(part),
    part,
  );
  return panel.page.evaluate(read);
}

describe('stepping', () => {
  it('computes the quiz circuit gate by gate with the published numbers', async () => {
    const panel = await open(quiz);
    await start(panel);
    const given = ['2.00/·', '−1.00/·', '−3.00/·', '−2.00/·', '−3.00/·'];
    const known = async () => (await readNumbers(panel.page)).filter((text) => text !== '·/·');
    assert.deepEqual(await known(), given);
    const values = ['−2.00', '6.00', '4.00', '1.00', '−1.00', '0.37', '1.37', '0.73'];
    for (const value of values) {
      await press(panel, ']');
      assert.ok((await known()).includes(`${value}/·`), value);
    }
    await press(panel, ']');
    assert.ok((await known()).includes('0.73/1.00'));
    const gradients = ['1.37/−0.53', '0.37/−0.53', '−1.00/−0.20', '1.00/0.20', '4.00/0.20'];
    for (const numbers of gradients) {
      await press(panel, ']');
      assert.ok((await known()).includes(numbers), numbers);
    }
    await press(panel, ']', 3);
    assert.deepEqual((await readNumbers(panel.page)).toSorted(), [
      '0.37/−0.53',
      '0.73/1.00',
      '1.00/0.20',
      '1.37/−0.53',
      '2.00/−0.20',
      '4.00/0.20',
      '6.00/0.20',
      '−1.00/0.39',
      '−1.00/−0.20',
      '−2.00/0.20',
      '−2.00/−0.59',
      '−3.00/0.20',
      '−3.00/−0.39',
    ]);
    await finish(panel);
  });

  it('says at every step of the quiz circuit what is computed', async () => {
    const panel = await open(quiz);
    await start(panel);
    await press(panel, ']', 6);
    await operation(panel, 'exp(−1.00)≈0.37');
    await becomes(
      () => said(panel),
      'step 6 of 17: forward through exp of minus the quantity w_0 times x_0 plus w_1 times x_1 plus w_2, value 0.37',
    );
    await press(panel, ']', 3);
    await operation(panel, '=1.00');
    await press(panel, ']', 7);
    const line = await operation(panel, '≈−0.59');
    assert.match(line, /∂w1≈0\.20×x1≈0\.20×\(−2\.00\)≈−0\.39/);
    assert.match(line, /∂x1≈0\.20×w1≈0\.20×\(−3\.00\)≈−0\.59/);
    await becomes(
      () => said(panel),
      'step 16 of 17: backward through w_1 times x_1, gradient of w_1 −0.39, gradient of x_1 −0.59',
    );
    await finish(panel);
  });

  it('lets the sum at a fork grow', async () => {
    const panel = await open(fork);
    await start(panel);
    await press(panel, '.', 6);
    assert.equal((await readNumbers(panel.page))[1], '2.00/3.00');
    await operation(panel, 'moreistocome');
    await press(panel, '.');
    assert.equal((await readNumbers(panel.page))[1], '2.00/5.00');
    assert.match(await operation(panel, '+='), /∂y\+=2\.00×1\.00=2\.003\.00\+2\.00=5\.00/);
    await finish(panel);
  });

  it('lights the gate and the wires of the step, and covers none of them', async () => {
    const panel = await open(colah);
    const { page } = panel;
    await start(panel);
    const heights = new Set<number>();
    for (let step = 1; step <= 7; step++) {
      await press(panel, ']');
      const lit = page.locator('.shape.current');
      assert.equal(await lit.count(), 1);
      const gate = await lit.boundingBox();
      const line = await page.locator('.operation').boundingBox();
      assert.ok(gate && line && gate.y + gate.height <= line.y, `step ${step}`);
      heights.add(line.height);
      assert.equal((await page.locator('.wire.forward, .wire.backward').count()) > 0, step !== 4);
    }
    assert.equal(heights.size, 1);
    await finish(panel);
  });

  it('plays with Space to the end, stops there, and starts again', async () => {
    const panel = await open(doubled);
    const { page } = panel;
    await page.getByLabel('Speed').selectOption('4');
    await page.locator('.shape').first().focus();
    await press(panel, ' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.locator('.position[aria-valuetext^="step 5 of 5"]').waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    // Where it stopped, and nothing on the way.
    await becomes(() => said(panel), 'step 5 of 5: backward through b, gradient of a 4.00');
    await page.getByLabel('Speed').selectOption('0.5');
    await page.locator('.shape').first().focus();
    await press(panel, ' ');
    await page.locator('.position[aria-valuetext^="step 0 of 5"]').waitFor();
    await press(panel, ']');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    assert.equal(await slider(panel).inputValue(), '1');
    await finish(panel);
  });

  it('stays where it is when an input is edited', async () => {
    const panel = await open(fork);
    await start(panel);
    await press(panel, ']', 2);
    const field = panel.page.getByLabel('Value of x', { exact: true });
    await field.fill('10');
    await field.press('Enter');
    await panel.page.locator('.number[data-of="value"]', { hasText: '12.00' }).waitFor();
    const [, , sum, , largest, output] = await readNumbers(panel.page);
    assert.deepEqual([sum, largest, output], ['12.00/·', '2.00/·', '·/·']);
    assert.equal(await slider(panel).inputValue(), '2');
    await finish(panel);
  });

  it('ends with another picture, and with Escape', async () => {
    const panel = await open(fork);
    await start(panel);
    await press(panel, 'Escape');
    await panel.page.locator('.operation').waitFor({ state: 'detached' });
    assert.equal((await readNumbers(panel.page)).join().includes('·'), false);
    await start(panel);
    await panel.send(fixtures.graphMessage(fixtures.quiz, { revision: 2 }));
    await panel.page.locator('.operation').waitFor({ state: 'detached' });
    await finish(panel);
  });

  it('leaves the arrow keys to the picture and to the slider', async () => {
    const panel = await open(fork);
    const { page } = panel;
    await start(panel);
    await page.locator('.shape').first().focus();
    await press(panel, 'ArrowRight');
    assert.equal(await slider(panel).inputValue(), '0');
    assert.equal(await page.locator('.shape:focus').getAttribute('data-id'), '2');
    await slider(panel).focus();
    await press(panel, 'ArrowRight', 2);
    assert.equal(
      await slider(panel).getAttribute('aria-valuetext'),
      'step 2 of 7: forward through max of y and z, value 2.00',
    );
    await press(panel, 'End');
    assert.match((await slider(panel).getAttribute('aria-valuetext')) ?? '', /^step 7 of 7/);
    await finish(panel);
  });

  it('does not tell a screen reader what is not computed yet', async () => {
    const panel = await open(fork);
    await start(panel);
    const gate = panel.page.locator('.shape.output');
    assert.match(
      (await gate.getAttribute('aria-label')) ?? '',
      /value not computed yet, gradient not computed yet/,
    );
    await finish(panel);
  });

  it('fits a narrow panel and keeps the current gate in sight', async () => {
    const panel = await open(quiz, { width: 300, height: 640 });
    const { page } = panel;
    await start(panel);
    for (let step = 1; step <= 17; step++) {
      await press(panel, ']');
      const gate = await page.locator('.shape.current .body').boundingBox();
      const stage = await page.locator('.stage').boundingBox();
      assert.ok(gate && stage);
      assert.ok(gate.x >= 0 && gate.x + gate.width <= 300, `step ${step}`);
      assert.ok(gate.y >= stage.y && gate.y + gate.height <= stage.y + stage.height);
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await finish(panel);
  });
});
