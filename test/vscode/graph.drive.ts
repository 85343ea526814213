/** What a person does and sees: a formula of the sample, its picture, edits on both sides, a reload. */
import assert from 'node:assert/strict';
import { workbench } from './current';
import type { Workbench } from './workbench.mjs';

describe('the graph of the quiz', () => {
  let code: Workbench;

  const input = (name: string) =>
    code.panelFrame().locator(`.field input[aria-label="Value of ${name}"]`);
  const numbers = (of: string) => code.panelFrame().locator(`.number.${of}`);

  /** The number on the wire of an input, or of the nth value. */
  async function gradientOf(name: string): Promise<string | null> {
    const node = await input(name).getAttribute('data-node');
    return code
      .panelFrame()
      .locator(`.number.gradient[data-node="${node ?? ''}"]`)
      .first()
      .textContent();
  }

  const gradients = () => Promise.all(['w_0', 'x_0', 'w_1', 'x_1', 'w_2'].map(gradientOf));

  before(async () => {
    code = await workbench();
    await code.openFile('quiz.md', 5, 14);
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  });

  it('shows the published values and gradients', async () => {
    const values = await numbers('value').allTextContents();
    for (const value of ['4.00', '1.37', '0.73']) {
      assert.ok(values.includes(value), `${value} in ${values.join(' ')}`);
    }
    assert.ok((await numbers('gradient').allTextContents()).includes('1.00'));
    assert.deepEqual(await gradients(), ['−0.20', '0.39', '−0.39', '−0.59', '0.20']);
  });

  it('says where the values come from and what is assumed', async () => {
    const list = await code.panelFrame().locator('.inputs li').allInnerTexts();
    assert.ok(
      list.some((row) => /line 8/.test(row)),
      list.join(' | '),
    );
    assert.equal(list.filter((row) => /assumed/.test(row)).length, 1);
  });

  it('changes its numbers and nothing else when an input is edited', async () => {
    const boxes = () =>
      code
        .panelFrame()
        .locator('.shape')
        .evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('transform')));
    const before = await boxes();
    await input('w_0').fill('1');
    await input('w_0').press('Enter');
    await numbers('gradient').filter({ hasText: '0.10' }).first().waitFor();
    assert.equal(await gradientOf('x_0'), '0.10');
    assert.deepEqual(await boxes(), before);
  });

  it('brings the edited value back when the window is reloaded', async () => {
    await code.page.evaluate(() => Object.assign(window, { isOld: true }));
    await code.runCommand('Developer: Reload Window');
    await code.page.waitForFunction(() => !('isOld' in window));
    await code.panelReady();
    assert.equal(await input('w_0').inputValue(), '1.00');
    assert.equal(await gradientOf('x_0'), '0.10');
  });

  it('has no violation of the policy and none that axe knows', async () => {
    assert.deepEqual(code.violations, []);
    assert.deepEqual(await code.panelAxe(), []);
  });

  it('points from a gate to its text and from the text to its gate', async () => {
    await code.panelFrame().locator('.shape.op').first().focus();
    await code.page.locator('.view-overlays [class*=TextEditorDecorationType]').first().waitFor();
    await code.page.locator('.editor-instance .view-line').first().click();
    await code.openFile('quiz.md', 5, 14);
    await code.panelFrame().locator('.shape.revealed').first().waitFor();
  });

  after(() => code.closeEditors());
});

describe('a formula that is being typed', () => {
  let code: Workbench;

  before(async () => {
    code = await workbench();
    await code.typeFile('a*b + c');
    await code.runCommand('Show Backprop Graph');
    await code.panelReady();
  });

  const field = (name: string) =>
    code.panelFrame().locator(`.field input[aria-label="Value of ${name}"]`);

  it('dims the picture while it is half a formula, and says why', async () => {
    await code.page.keyboard.type(' * (');
    const panel = code.panelFrame().locator('.panel.stale');
    await panel.waitFor();
    assert.match(await panel.innerText(), /\w+ \w+/);
    assert.equal(await field('c').count(), 1);
  });

  it('is drawn again when it is whole', async () => {
    await code.page.keyboard.type('d + 1)');
    await field('d').waitFor();
    await code.panelReady();
    assert.equal(await code.panelFrame().locator('.panel.stale').count(), 0);
  });
});

describe('a gradient that is not finite', () => {
  it('is drawn as ∞: messages are JSON, which knows no such number', async () => {
    const code = await workbench();
    await code.typeFile('x = 0; y = log(x)');
    await code.page.keyboard.press('ControlOrMeta+A');
    await code.runCommand('Show Backprop Graph');
    // The picture from before may stand until this one does.
    await code.panelFrame().locator('.number.gradient', { hasText: '∞' }).first().waitFor();
    await code.closeEditors();
  });
});

describe('a value that decides how much is drawn', () => {
  let code: Workbench;

  before(async () => {
    code = await workbench();
    await code.typeFile('n = 3; \\frac{1}{n} \\sum_{i=1}^{n} x i');
    await code.page.keyboard.press('ControlOrMeta+A');
    await code.runCommand('Show Backprop Graph');
    await bound().waitFor();
    await code.panelReady();
  });

  const bound = () => code.panelFrame().locator('.field input[aria-label="Value of n"]');
  const gates = () => code.panelFrame().locator('.shape.op').count();

  it('is refused with a reason where it asks for too much, and another is taken', async () => {
    const before = await gates();
    await bound().fill('1e9');
    await bound().press('Enter');
    await code.panelFrame().locator('.panel.stale').waitFor();
    assert.equal(await gates(), before);
    await bound().fill('4');
    await bound().press('Enter');
    await code.panelFrame().locator('.panel:not(.stale)').waitFor();
    await code.panelReady();
    assert.ok((await gates()) > before);
  });
});
