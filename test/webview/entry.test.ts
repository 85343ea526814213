/** Values are edited where they stand, with the keyboard alone, and nothing typed is lost. */
import assert from 'node:assert/strict';
import { everyBox, readNumbers } from './boxes';
import { fork, graphMessage, quiz, type Row } from './fixtures';
import { openPanel, type Panel } from './open';

/** The two places where w_1 can be edited. */
const places: [string, (panel: Panel) => ReturnType<Panel['page']['locator']>][] = [
  ['in the picture', ({ page }) => page.getByLabel('Value of w_1')],
  ['in the list', ({ page }) => page.getByRole('textbox', { name: 'w_1, value' })],
];

for (const [place, find] of places) {
  describe(`a value ${place}`, () => {
    let panel: Panel;
    const field = () => find(panel);
    /** The toolkit writes its field a moment later. */
    const reads = async (text: string) => {
      await panel.page.waitForFunction(
        ([element, wanted]) => element instanceof HTMLInputElement && element.value === wanted,
        [await field().elementHandle(), text] as const,
      );
    };
    const sent = async () =>
      (await panel.said()).flatMap((message) =>
        message.kind === 'setInput' ? [[message.name, message.value]] : [],
      );

    beforeEach(async () => {
      panel = await openPanel({ theme: 'light' });
      await panel.send(graphMessage(quiz));
      await panel.ready();
    });
    afterEach(async () => {
      assert.deepEqual(panel.faults, []);
      await panel.close();
    });

    it('is sent on Enter', async () => {
      await field().fill('1/4');
      await field().press('Enter');
      assert.deepEqual(await sent(), [['w_1', 0.25]]);
      assert.equal((await panel.hears('setInput')).revision, 1);
    });

    it('is sent on leaving', async () => {
      await field().fill('−2');
      await field().blur();
      assert.deepEqual(await sent(), [['w_1', -2]]);
    });

    it('is not sent when nothing was changed', async () => {
      await field().focus();
      await field().press('Enter');
      await field().blur();
      assert.deepEqual(await sent(), []);
      await reads('−3.00');
    });

    it('keeps what is no number to itself when another input takes its place', async () => {
      await field().fill('two');
      await field().blur();
      const renamed = quiz.map(([label, operands, ...numbers]): Row => {
        return [operands.length > 0 ? label : 'a', operands, ...numbers];
      });
      await panel.send(graphMessage(renamed, { revision: 2 }));
      await panel.page.getByLabel('Value of a').first().waitFor();
      assert.equal(await panel.page.getByRole('alert').count(), 0);
    });

    it('steps with the arrow keys', async () => {
      await field().focus();
      for (const key of ['ArrowUp', 'ArrowUp', 'Shift+ArrowDown', 'Alt+ArrowUp']) {
        await field().press(key);
      }
      assert.deepEqual(
        (await sent()).map(([, value]) => value),
        [-2.9, -2.8, -2.81, -1.81],
      );
    });

    it('goes back to what it was before the answer has come', async () => {
      for (const text of ['5', '-3']) {
        await field().fill(text);
        await field().press('Enter');
      }
      await panel.hears('resetInput');
    });

    it('goes back to what it was, though a picture from before the edit comes between', async () => {
      await field().fill('5');
      await field().press('Enter');
      await panel.hears('setInput');
      await panel.send(graphMessage(quiz, { revision: 2 }));
      await panel.ready();
      await field().fill('-3');
      await field().press('Enter');
      await panel.hears('resetInput');
    });

    it('is sent again if it was not taken', async () => {
      for (const times of [1, 2]) {
        await field().fill('5');
        await field().press('Enter');
        assert.deepEqual(await sent(), Array(times).fill(['w_1', 5]));
        await panel.send({ kind: 'refused', name: 'w_1', value: 5 });
        await field().press('Escape');
      }
    });

    it('shows its value again if it was left before what is written was read', async () => {
      await field().fill('pi/3');
      await field().press('Enter');
      const { text } = await panel.hears('evaluate');
      await field().blur();
      await panel.send({ kind: 'evaluated', text, value: Math.PI / 3 });
      await panel.hears('setInput');
      await reads('−3.00');
    });

    it('takes back one step at a time, though no answer has come yet', async () => {
      await field().focus();
      for (const key of ['ArrowUp', 'ArrowUp', 'Control+z', 'Control+z']) {
        await field().press(key);
      }
      const given = (await panel.said()).flatMap((message) => {
        if (message.kind === 'resetInput') return [null];
        return message.kind === 'setInput' ? [message.value] : [];
      });
      assert.deepEqual(given, [-2.9, -2.8, -2.9, null]);
    });

    it('takes back to the value it had, not to one that was refused', async () => {
      await field().fill('1e9');
      await field().press('Enter');
      await panel.hears('setInput');
      await panel.send({ kind: 'refused', name: 'w_1', value: 1e9 });
      await panel.send({ kind: 'stale', message: 'Too much.', problems: [] });
      await panel.page.getByText('Too much.').first().waitFor();
      await field().fill('4');
      await field().press('Enter');
      await field().press('Control+z');
      const { name } = await panel.hears('resetInput');
      assert.equal(name, 'w_1');
    });

    it('steps from what is written, whichever way', async () => {
      await field().fill('pi/2');
      await field().press('ArrowUp');
      const { text } = await panel.hears('evaluate');
      await panel.send({ kind: 'evaluated', text, value: Math.PI / 2 });
      const { value } = await panel.hears('setInput');
      assert.equal(value, 1.67079632679);
      await reads('1.67079632679');
    });

    it('is what was written, though the text changes before that is read', async () => {
      await field().fill('pi/2');
      await field().press('Enter');
      const { text } = await panel.hears('evaluate');
      await panel.send(graphMessage(quiz, { revision: 2 }));
      await panel.send({ kind: 'evaluated', text, value: Math.PI / 2 });
      const { value, revision } = await panel.hears('setInput');
      assert.deepEqual([value, revision], [Math.PI / 2, 2]);
    });

    it('comes back with Escape', async () => {
      await field().focus();
      await field().fill('7');
      await field().press('Escape');
      await reads('-3');
      assert.deepEqual(await sent(), []);
    });

    it('is kept and marked when it is no number', async () => {
      const before = (await everyBox(panel.page)).filter((box) => !box.startsWith('li'));
      await field().fill('two');
      await field().press('Enter');
      await panel.hears('evaluate');
      await panel.send({ kind: 'evaluated', text: 'two', value: null });
      const note = panel.page.getByRole('alert');
      assert.match(await note.innerText(), /Not a number/);
      await field().and(panel.page.locator('[aria-invalid=true]')).waitFor();
      await field().blur();
      await reads('two');
      assert.deepEqual(await sent(), []);
      const after = (await everyBox(panel.page)).filter((box) => !box.startsWith('li'));
      assert.deepEqual(after, before);
      await field().fill('2');
      assert.equal(await note.count(), 0);
    });
  });
}

describe('the keyboard', () => {
  it('reaches every gate along the wires, opens text, edits and explains', async () => {
    const panel = await openPanel({ theme: 'dark' });
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const { page } = panel;
    await page.locator('.shape[tabindex="0"]').focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
    const path: (string | null | undefined)[] = [];
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('ArrowRight');
      path.push(await focused());
    }
    assert.deepEqual(path, ['2', '6', '8', '9', '10', '11', '12', '12']);
    assert.equal((await panel.hears('hover')).node, 12);
    await page.keyboard.press('Enter');
    assert.equal((await panel.hears('open')).node, 12);
    await page.keyboard.press('g');
    assert.deepEqual(await panel.hears('explain'), {
      kind: 'explain',
      revision: 1,
      node: 12,
      edge: null,
      of: 'gradient',
    });
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(), '0');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), '1');
    await page.keyboard.press('Enter');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Value of x_0',
    );
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });

  it('zooms and fits', async () => {
    const panel = await openPanel({ theme: 'dark' });
    await panel.send(graphMessage(fork));
    await panel.ready();
    const { page } = panel;
    const camera = () => page.locator('.sheet').getAttribute('style');
    await page.locator('.shape[tabindex="0"]').focus();
    await page.keyboard.press('0');
    const fitted = await camera();
    await page.keyboard.press('+');
    assert.notEqual(await camera(), fitted);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await page.keyboard.press('0');
    assert.equal(await camera(), fitted);
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });
});

describe('reset', () => {
  it('asks for the value the text gives', async () => {
    const panel = await openPanel({ theme: 'light' });
    const message = graphMessage(quiz);
    const [first, ...rest] = message.inputs;
    assert.ok(first);
    await panel.send({ ...message, inputs: [{ ...first, initial: 5 }, ...rest] });
    await panel.ready();
    await panel.page.getByRole('button', { name: 'Reset w_0 to 5.00' }).click();
    assert.equal((await panel.hears('resetInput')).name, 'w_0');
    assert.equal((await readNumbers(panel.page))[0], '2.00/−0.20');
    await panel.close();
  });
});
