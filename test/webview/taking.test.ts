/** Taking the circuit away: every format from the menu, by mouse and by keys, and what is handed over. */
import assert from 'node:assert/strict';
import { offers } from '../../src/editor/offers';
import { exportStudy } from '../../src/exported';
import { formats } from '../../src/exports/formats';
import { quiz } from './circuits';
import { fork, graphMessage } from './fixtures';
import { openLive, type LivePanel } from './live';
import { becomes, openMenu } from './menus';
import { openPanel } from './open';

const setting = {
  formats: offers.map(({ key, label, drawn, copied }) => ({ key, label, drawn, copied })),
};

const open = (): Promise<LivePanel> =>
  openLive(quiz.text, { language: 'latex', inputs: quiz.inputs, setting });

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** All that the page wants taken away by now. */
const taken = async (panel: LivePanel) =>
  (await panel.said()).flatMap((message) => (message.kind === 'take' ? [message] : []));

describe('the menu of taking away', () => {
  it('offers every format once to copy and to save, but for the page, which is only saved', async () => {
    const panel = await open();
    const { page } = panel;
    for (const [index, { key, label, drawn, copied }] of offers.entries()) {
      const menu = await openMenu(page, 'take');
      await menu.getByRole('button', { name: `Save as ${label}`, exact: true }).click();
      await becomes(async () => (await taken(panel)).length, index + 1);
      const { format, to, drawing, done } = await panel.hears('take');
      assert.deepEqual([format, to, drawing !== null, done], [key, 'file', drawn, false]);
      await menu.waitFor({ state: 'detached' });
      const copy = (await openMenu(page, 'take')).getByRole('button', {
        name: `Copy as ${label}`,
        exact: true,
      });
      assert.equal(await copy.count(), copied ? 1 : 0);
      await page.keyboard.press('Escape');
    }
    await finish(panel);
  });

  it('hands over the drawing as it stands, for all that is made of it', async () => {
    const panel = await open();
    const { page } = panel;
    await (await openMenu(page, 'take')).getByRole('button', { name: 'Copy as SVG' }).click();
    const { drawing, to } = await panel.hears('take');
    assert.ok(drawing);
    assert.equal(to, 'clipboard');
    for (const number of ['0.73', '−0.53', '−0.59', '4.00']) {
      assert.ok(drawing.svg.includes(`>${number}<`), number);
    }
    assert.equal(drawing.png, null);
    const shapes = await page.locator('.shape').count();
    const wires = await page.locator('.wire').count();
    assert.deepEqual([drawing.shapes.length, drawing.wires.length], [shapes, wires]);
    const what = exportStudy(panel.study(), 2, drawing);
    const tikz = what && formats.find(({ key }) => key === 'tikz')?.print(what);
    // A bend of the drawing is a bend of the figure.
    const bend = drawing.wires.find(({ points }) => points.length > 2)?.points[1];
    const at = [bend?.x, bend?.y].map((x = NaN) => String(Math.round(x * 10) / 10)).join(', ');
    assert.ok(tikz?.includes(`(${at})`), at);
    await finish(panel);
  });

  it('puts a PNG on the clipboard, and says where it may not', async () => {
    const panel = await open();
    const { page } = panel;
    const copy = async () =>
      (await openMenu(page, 'take')).getByRole('button', { name: 'Copy as PNG' }).click();
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error('not allowed'));
    });
    await copy();
    assert.equal((await panel.hears('take')).done, false);
    await page.evaluate(() => {
      Reflect.deleteProperty(navigator.clipboard, 'write');
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await copy();
    await becomes(async () => (await taken(panel)).map(({ done }) => done), [false, true]);
    const types = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => [...item.types]),
    );
    assert.deepEqual(types, ['image/png']);
    await finish(panel);
  });

  it('is used with the keyboard alone', async () => {
    const panel = await open();
    const { page } = panel;
    await page.keyboard.press('Tab');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copy as SVG' }).and(page.locator(':focus')).waitFor();
    for (let i = 0; i < 6; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { format, to } = await panel.hears('take');
    assert.deepEqual([format, to], ['pytorch', 'clipboard']);
    await finish(panel);
  });

  it('answers the palette: a format that it asks for, and all inputs put back', async () => {
    const panel = await open();
    const { page } = panel;
    const field = page.getByLabel('Value of w_0', { exact: true });
    await field.fill('1');
    await field.press('Enter');
    await panel.send({ kind: 'take', format: 'tikz', to: 'file' });
    const { format, to, drawing } = await panel.hears('take');
    assert.deepEqual([format, to, drawing === null], ['tikz', 'file', false]);
    await panel.send({ kind: 'reset' });
    await page.locator('.number[data-of=value]', { hasText: '0.73' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.number[data-of=value]', { hasText: '0.88' }).waitFor();
    await finish(panel);
  });

  it('puts inputs back that it was asked for before there was a picture', async () => {
    const panel = await openPanel();
    await panel.send({ kind: 'reset' });
    const message = graphMessage(fork);
    const inputs = message.inputs.map((input) => ({ ...input, initial: input.value + 1 }));
    await panel.send({ ...message, inputs });
    assert.equal((await panel.hears('resetInput')).revision, message.revision);
    await becomes(
      async () => (await panel.said()).filter(({ kind }) => kind === 'resetInput').length,
      inputs.length,
    );
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });
});
