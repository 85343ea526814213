/** A person asks why: paths that light up, causes, wiggles, copying; the number stays in sight. */
import assert from 'node:assert/strict';
import { colah, fork, quiz } from './circuits';
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

const card = (panel: LivePanel) => panel.page.locator('.explanation');

/** Asks for the gradient of the input called so, by keyboard: the shape itself must not be covered. */
async function askGradient(panel: LivePanel, name: string): Promise<void> {
  await panel.page.locator(`.shape[aria-label^="input ${name},"]`).focus();
  await panel.page.keyboard.press('g');
  await card(panel).waitFor();
}

const squeeze = (text: string | null): string => (text ?? '').replaceAll(/\s/g, '');

describe('the explanation', () => {
  it('lists the paths of a fork with their products and their sum', async () => {
    const panel = await open(fork);
    await askGradient(panel, 'y');
    const rows = await panel.page.locator('.ledger tr').allTextContents();
    assert.deepEqual(rows.map(squeeze), [
      'y→+→*1.00×2.002.00',
      'y→max→*1.00×3.00+3.00',
      'Sumofthepaths5.00',
    ]);
    await finish(panel);
  });

  it('shows what cancels as 0 wherever it stands, and says what it was', async () => {
    const panel = await open({ text: '0.1 x + 0.2 x - 0.3 x', language: 'plaintext', inputs: {} });
    const { page } = panel;
    await page.locator('.remark.cancelling').first().waitFor();
    const numbers = await page.locator('.number, .result, .list').allTextContents();
    assert.doesNotMatch(numbers.join(' '), /e−/);
    await page.getByText('checked: 1 input').waitFor();
    await askGradient(panel, 'x');
    assert.doesNotMatch((await page.locator('.ledger').textContent()) ?? '', /e−/);
    const said = 'This is 0 but for rounding: with 64 bits it came out as 2.776e−17.';
    await card(panel).getByText(said).waitFor();
    await finish(panel);
  });

  it('marks the number it explains, and that alone, as long as it is open', async () => {
    const panel = await open(fork);
    const { page } = panel;
    const numbers = page.locator('.number[data-of]');
    const marked = () =>
      page
        .locator('.scene .asked + .number')
        .evaluateAll((all) => all.map(({ dataset: { of, node, edge } }) => [of, node, edge]));
    assert.ok((await numbers.count()) > 10);
    for (const number of await numbers.all()) {
      await number.dispatchEvent('click');
      await card(panel).waitFor();
      const spot = await number.evaluate(({ dataset: { of, node, edge } }) => [of, node, edge]);
      await becomes(marked, [spot]);
    }
    const field = page.locator('.field.asked input');
    await page.locator('.shape.input').first().focus();
    await page.keyboard.press('v');
    await field.waitFor();
    await becomes(marked, []);
    assert.equal(await field.count(), 1);
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await finish(panel);
  });

  it('lights the path of a row that has the pointer or the focus', async () => {
    const panel = await open(colah);
    const { page } = panel;
    await askGradient(panel, 'b');
    const lit = () => page.locator('.wire.on-path').count();
    assert.equal(await lit(), 0);
    await page.locator('.ledger tr').first().hover();
    assert.equal(await lit(), 2);
    assert.equal(await page.locator('.shape.on-path').count(), 3);
    assert.ok((await page.locator('.shape.off-path').count()) > 0);
    await page.locator('.way').nth(1).focus();
    assert.equal(await lit(), 2);
    await page.keyboard.press('Escape');
    assert.equal(await lit(), 0);
    await finish(panel);
  });

  for (const [what, circuit, width] of [
    ['the quiz circuit', quiz, 900],
    ['a fork', fork, 900],
    ['the quiz circuit in a narrow panel', quiz, 300],
    ['a fork in a narrow panel', fork, 300],
  ] as const) {
    it(`never lies on the number it explains: ${what}`, async () => {
      const panel = await open(circuit, { width });
      const { page } = panel;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const numbers = page.locator('.number');
      for (let index = 0; index < (await numbers.count()); index++) {
        const number = numbers.nth(index);
        await number.dispatchEvent('click');
        await card(panel).waitFor();
        const apart = async (): Promise<boolean> => {
          const [a, b] = [await number.boundingBox(), await card(panel).boundingBox()];
          if (!a || !b || b.x < 0 || b.x + b.width > width) return false;
          return (
            a.x + a.width <= b.x ||
            b.x + b.width <= a.x ||
            a.y + a.height <= b.y ||
            b.y + b.height <= a.y
          );
        };
        await becomes(apart, true);
        await page.keyboard.press('Escape');
        await card(panel).waitFor({ state: 'detached' });
      }
      await finish(panel);
    });
  }

  it('is reached with Tab, read with arrow keys, and gives the focus back', async () => {
    const panel = await open(fork, { height: 500 });
    const { page } = panel;
    await askGradient(panel, 'y');
    await page.keyboard.press('Tab');
    await page.locator('.explanation .lines:focus').waitFor();
    await page.keyboard.press('Escape');
    await card(panel).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.shape:focus').getAttribute('data-id'), '1');
    await finish(panel);
  });

  it('says in one sentence what was asked', async () => {
    const panel = await open(fork);
    await askGradient(panel, 'y');
    const said = await panel.page.locator('.announcement').innerText();
    assert.match(said, /^Gradient of y: 5\.00\./);
    await finish(panel);
  });

  it('is copied as LaTeX', async () => {
    const panel = await open(fork);
    await askGradient(panel, 'y');
    await panel.page.getByRole('button', { name: 'Copy as LaTeX' }).click();
    const { node, edge, of } = await panel.hears('copyExplanation');
    assert.deepEqual([node, edge, of], [1, null, 'gradient']);
    await panel.page.getByRole('button', { name: 'Copied as LaTeX' }).waitFor();
    await finish(panel);
  });

  it('leads from a NaN to where it began', async () => {
    const panel = await open({ text: 'f = exp(sqrt(x))*y', inputs: { x: -4, y: 2 } });
    const { page } = panel;
    await page.locator('.shape.output').focus();
    await page.keyboard.press('v');
    await card(panel).waitFor();
    assert.match(await page.locator('.cause').innerText(), /Why\?/);
    await page.getByRole('button', { name: 'Go to the first cause' }).click();
    assert.match(
      (await page.locator('.shape:focus').getAttribute('aria-label')) ?? '',
      /^the square root of x/,
    );
    await finish(panel);
  });

  it('wiggles an input and compares the quotients with its gradient', async () => {
    const panel = await open(fork);
    const { page } = panel;
    await askGradient(panel, 'y');
    await page.getByRole('button', { name: 'Wiggle it' }).click();
    const rows = async () => (await page.locator('.wiggle tr').allTextContents()).map(squeeze);
    await page.locator('.wiggle table').waitFor();
    // (1 + 2.1)·2.1 = 6.51, and (1 + y)·y bends by h.
    assert.deepEqual(await rows(), [
      'faty+h6.51000000',
      'Δf/h5.10000000offby0.10',
      (await rows())[2],
      'gradient5.00000000',
    ]);
    assert.match((await rows())[2] ?? '', /^central,±h5\.00000000/);
    assert.match(await page.locator('.wiggle .intuition').innerText(), /bends/);
    const h = page.getByRole('slider', { name: 'h', exact: true });
    await h.press('End');
    await page.locator('.wiggle td', { hasText: '12.0000000' }).waitFor();
    await h.press('Home');
    assert.equal(await h.getAttribute('aria-valuetext'), 'h = 1e-12');
    await page.locator('.wiggle .intuition', { hasText: 'rounding' }).waitFor();
    await finish(panel);
  });

  it('wiggles again when an input is edited', async () => {
    const panel = await open(fork);
    const { page } = panel;
    await askGradient(panel, 'y');
    await page.getByRole('button', { name: 'Wiggle it' }).click();
    await page.locator('.wiggle td', { hasText: '6.51' }).waitFor();
    const field = page.getByLabel('Value of x', { exact: true });
    await field.fill('2');
    await field.press('Enter');
    // (2 + 2.1)·2.1 = 8.61
    await page.locator('.wiggle td', { hasText: '8.61' }).waitFor();
    await finish(panel);
  });
});
