/** The page without a mouse: what Tab reaches and in which order, and that the focus is never lost. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { plainLens } from '../../src/lens';
import { openLive, type LiveOptions, type LivePanel } from './live';
import { becomes } from './menus';

const quiz: LiveOptions & { readonly text: string } = {
  text: String.raw`$$f(w, x) = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}$$`,
  language: 'latex',
  inputs: { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 },
  setting: { formats: [{ key: 'dot', label: 'Graphviz', drawn: false, copied: true }] },
};

const open = (options: LiveOptions = {}): Promise<LivePanel> =>
  openLive(quiz.text, { ...quiz, ...options });

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** What has the focus, by its name or else by its text; empty: nothing has. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    return (element.getAttribute('aria-label') ?? element.textContent).replace(/,.*/, '');
  });
}

async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(' ')) await page.keyboard.press(key);
}

/** Goes on with Tab until that has the focus. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while ((await focused(page)) !== name) {
    assert.ok(passed.length < 60, `no ${name} among ${passed.join(', ')}`);
    await page.keyboard.press(key);
    passed.push(await focused(page));
  }
}

/** The order of Tab, once around. */
const order = [
  'Gates',
  'input w_0',
  ...['w_0', 'x_0', 'w_1', 'x_1', 'w_2'].map((name) => `Value of ${name}`),
  ...['To the start', 'Step back', 'Play', 'Step forward', 'To the end', 'Step', 'Speed'],
  'Why this order?',
  'Sliders',
  ...['w_0', 'x_0', 'w_1', 'x_1', 'w_2'],
];

describe('Tab', () => {
  for (const width of [1000, 465]) {
    it(`goes around the page once, with one stop for the picture, ${width} wide`, async () => {
      const panel = await open({ width });
      const { page } = panel;
      const passed: string[] = [];
      while (passed.length < order.length) {
        await page.keyboard.press('Tab');
        passed.push(await focused(page));
      }
      assert.deepEqual(passed, order);
      for (const name of order.slice(1, -1).toReversed()) {
        await page.keyboard.press('Shift+Tab');
        assert.equal(await focused(page), name);
      }
      await finish(panel);
    });
  }

  it('enters the picture where the focus was last, and Escape leads there from a field', async () => {
    const panel = await open();
    const { page } = panel;
    await tabTo(page, 'input w_0');
    await press(page, 'ArrowDown ArrowDown e');
    assert.equal(await focused(page), 'Value of w_1');
    await press(page, 'Escape');
    assert.equal(await focused(page), 'input w_1');
    await press(page, 'e');
    await page.keyboard.type('7');
    await press(page, 'Escape');
    assert.equal(await focused(page), 'Value of w_1');
    assert.equal(await page.getByLabel('Value of w_1').inputValue(), '-3');
    await press(page, 'Escape');
    assert.equal(await focused(page), 'input w_1');
    await tabTo(page, 'To the start');
    await tabTo(page, 'input w_1', 'Shift+Tab');
    await finish(panel);
  });
});

/** What the page says of its own accord. */
function heard(page: Page): Promise<string> {
  return page.locator('.announcement').innerText();
}

describe('the focus', () => {
  /** From what has the focus, pressed, to what has it once that is gone. */
  const gone: readonly (readonly [what: string, options: LiveOptions, from: string, to: string])[] =
    [
      ['a notice', { lens: { ...plainLens, seed: 2 } }, 'Back to 1', 'Gates'],
      ['the reset of an input', { inputs: {} }, 'Reset w_0 to 1.00', 'w_0'],
    ];
  for (const [what, options, from, to] of gone) {
    it(`goes on from the nearest place when ${what} is gone`, async () => {
      const panel = await open(options);
      const { page } = panel;
      if (from.startsWith('Reset')) {
        await tabTo(page, 'Value of w_0');
        await page.keyboard.type('3');
        await press(page, 'Enter');
      }
      await page.getByRole('button', { name: from }).focus();
      await press(page, 'Enter');
      await becomes(() => focused(page), to);
      await finish(panel);
    });
  }

  it('stays on its node when the picture is drawn anew, in rows or in other gates', async () => {
    const panel = await open();
    const { page } = panel;
    await tabTo(page, 'input w_0');
    await press(page, 'End ArrowLeft');
    const name = await focused(page);
    await page.setViewportSize({ width: 465, height: 700 });
    await page.waitForFunction(() => innerWidth === 465);
    await panel.ready();
    assert.equal(await focused(page), name);
    await press(page, 'o');
    await page.locator('.notices').waitFor();
    await panel.ready();
    assert.equal(await focused(page), name);
    await finish(panel);
  });

  it('goes back from every menu and card to where it was', async () => {
    const panel = await open();
    const { page } = panel;
    for (const tool of ['Gates', 'Numbers', 'Derivative', 'Take away']) {
      await page.getByRole('button', { name: tool, exact: true }).focus();
      await press(page, 'Enter');
      await page.locator('.popover :focus').waitFor();
      await press(page, 'Escape');
      assert.equal(await focused(page), tool);
    }
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'Copy as Graphviz' }).focus();
    await press(page, 'Enter');
    assert.equal((await panel.hears('take')).format, 'dot');
    await becomes(() => focused(page), 'Take away');
    await tabTo(page, 'input w_0');
    await press(page, 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Edit the value' }).waitFor();
    assert.equal(await focused(page), 'Edit the valuee');
    await press(page, 'ArrowUp Home Escape');
    assert.equal(await focused(page), 'input w_0');
    await press(page, 'g');
    await page.locator('.explanation .lines').waitFor();
    await press(page, 'Tab');
    await page.locator('.explanation .lines:focus').waitFor();
    await press(page, 'Escape');
    assert.equal(await focused(page), 'input w_0');
    await press(page, 'Control+f');
    await page.keyboard.type('exp');
    await page.getByText('1 of').waitFor();
    await press(page, 'Escape');
    await page.locator('.shape.op:focus').waitFor();
    await finish(panel);
  });
});

describe('a screen reader', () => {
  it('hears what an edit changed and no more', async () => {
    const panel = await open();
    const { page } = panel;
    assert.equal(await heard(page), '13 nodes, f = 0.73');
    await tabTo(page, 'input w_0');
    await press(page, 'e');
    await page.keyboard.type('1/2');
    await press(page, 'Enter');
    await becomes(() => heard(page), 'w_0 = 0.50: f = 0.92, gradient of w_0 −0.07');
    await press(page, 'Escape Escape');
    await becomes(() => heard(page), 'w_0 = 2.00: f = 0.73, gradient of w_0 −0.20');
    await finish(panel);
  });

  it('hears a mark that an edit makes', async () => {
    const panel = await openLive('f = log(x)', { inputs: { x: 1 } });
    const { page } = panel;
    await tabTo(page, 'input x');
    await press(page, 'e');
    await page.keyboard.type('-1');
    await press(page, 'Enter');
    await page
      .locator('.announcement', { hasText: /^x = −1\.00: f = NaN, gradient of x −1\.00\. \w/ })
      .waitFor();
    await finish(panel);
  });

  it('hears where a walk is, by names that say what a gate computes', async () => {
    const panel = await open();
    const { page } = panel;
    await press(page, '] ] ]');
    await becomes(() => heard(page), 'step 2 of 17: forward through w_1 times x_1, value 6.00');
    await finish(panel);
  });

  it('is told what the picture and its gates are', async () => {
    const panel = await open();
    const { page } = panel;
    const picture = page.getByRole('application');
    assert.equal(
      await picture.getAttribute('aria-label'),
      'Computation graph of f, 1 over the quantity 1 plus exp of minus the quantity something plus something plus w_2',
    );
    const names = await page.locator('.shape.op').evaluateAll((all) => all.map((g) => g.ariaLabel));
    assert.deepEqual(names.slice(0, 5), [
      'w_0 times x_0, value −2.00, gradient 0.20',
      'w_1 times x_1, value 6.00, gradient 0.20',
      'w_0 times x_0 plus w_1 times x_1, value 4.00, gradient 0.20',
      'w_0 times x_0 plus w_1 times x_1 plus w_2, value 1.00, gradient 0.20',
      'minus the quantity w_0 times x_0 plus w_1 times x_1 plus w_2, value −1.00, gradient −0.20',
    ]);
    await finish(panel);
  });
});
