/** A person asks why this order: both orders side by side, visit by visit, and what recursion gets wrong. */
import assert from 'node:assert/strict';
import { readNumbers } from './boxes';
import { doubled, fork, quiz } from './circuits';
import { openLive, type LivePanel } from './live';

async function ask({ text, ...circuit }: typeof quiz): Promise<LivePanel> {
  const panel = await openLive(text, circuit);
  await panel.page.getByRole('button', { name: 'Why this order?' }).click();
  await panel.page.locator('.column').nth(1).waitFor();
  return panel;
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** The visits of a column so far, as "c 1.00" and what is wrong with them. */
function visits(panel: LivePanel, side: string): Promise<string[]> {
  return panel.page.locator(`.column.${side} li:not(.coming)`).evaluateAll((rows) =>
    rows.map((row) =>
      ['.chip', '.called', '.gradient', '.fault-name']
        .map((part) => row.querySelector(part)?.textContent)
        .filter(Boolean)
        .join(' '),
    ),
  );
}

const verdict = (panel: LivePanel) => panel.page.locator('.verdict').innerText();

describe('the order', () => {
  it('shows how recursion hands on twice: 8 instead of 4 (micrograd PR 64)', async () => {
    const panel = await ask(doubled);
    const { page } = panel;
    assert.deepEqual(await visits(panel, 'naive'), []);
    for (let step = 0; step < 7; step++) await page.keyboard.press(']');
    assert.deepEqual(await visits(panel, 'topological'), ['+ c 1.00', '+ b 2.00', 'a 4.00']);
    assert.deepEqual(await visits(panel, 'naive'), [
      '+ c 1.00',
      '+ b 2.00',
      'a 4.00',
      'a 4.00',
      '+ b 2.00 again',
      'a 8.00',
      'a 8.00',
    ]);
    assert.match(await verdict(panel), /7 visits instead of 3, and a wrong gradient at a\./);
    const results = await page.locator('.result').allInnerTexts();
    assert.deepEqual(results, ['∂c/∂a = 4.00', '∂c/∂a = 8.00 instead of 4.00']);
    assert.equal(await page.locator('.number.wrong').textContent(), '8.00');
    await page.getByRole('radio', { name: /Reverse topological order/ }).check();
    assert.equal((await readNumbers(page))[0], '1.00/4.00');
    await finish(panel);
  });

  it('marks a gate that hands on before all of it has arrived', async () => {
    const panel = await ask({ text: 'q = x*x\nf = q + exp(q)', inputs: { x: 1 } });
    for (let step = 0; step < 3; step++) await panel.page.keyboard.press(']');
    assert.ok((await visits(panel, 'naive')).includes('* q 1.00 too early'));
    await finish(panel);
  });

  it('follows the visits in the picture', async () => {
    const panel = await ask(doubled);
    const { page } = panel;
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    assert.equal(await page.locator('.shape.current').getAttribute('data-id'), '1');
    assert.equal(await page.locator('.wire.backward').count(), 2);
    assert.deepEqual(await readNumbers(page), ['1.00/·', '2.00/2.00', '4.00/1.00']);
    await finish(panel);
  });

  const agreeing: [what: string, circuit: typeof quiz, says: RegExp][] = [
    ['nothing is used twice', quiz, /Nothing is used twice.*both orders agree/],
    ['only inputs are used twice', fork, /Only inputs.*both orders agree/],
  ];
  for (const [what, circuit, says] of agreeing) {
    it(`says that both agree, and why: ${what}`, async () => {
      const panel = await ask(circuit);
      assert.match(await verdict(panel), says);
      await finish(panel);
    });
  }

  it('follows an edit, and ends with Escape', async () => {
    const panel = await ask({ text: 'b = a*a\nc = b*b', inputs: { a: 1 } });
    const { page } = panel;
    await page.getByRole('button', { name: 'To the end' }).click();
    const field = page.getByLabel('Value of a', { exact: true });
    await field.fill('2');
    await field.press('Enter');
    // c = a^4, so c′ = 4·8.
    await page.locator('.column.topological .result', { hasText: '= 32.00' }).waitFor();
    await page.locator('.shape').first().focus();
    await page.keyboard.press('Escape');
    await page.locator('.orders').waitFor({ state: 'detached' });
    assert.equal((await readNumbers(page))[0], '2.00/32.00');
    await finish(panel);
  });

  it('is offered where paths meet', async () => {
    const panel = await openLive(doubled.text, { inputs: doubled.inputs });
    await panel.page.locator('.shape[data-id="0"]').focus();
    await panel.page.keyboard.press('g');
    await panel.page.locator('.explanation').getByText('Why this order?').click();
    await panel.page.locator('.orders').waitFor();
    assert.equal(await panel.page.locator('.explanation').count(), 0);
    await finish(panel);
  });
});
