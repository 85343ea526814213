/** What the page shows beside a good picture: nothing yet, stale, problems, remarks, explanations. */
import assert from 'node:assert/strict';
import type { Formula } from '../../src/formula';
import { readNumbers } from './boxes';
import { engine } from './engine';
import { fork, graphMessage, name, quiz, tapeMessage, type Row } from './fixtures';
import { openLive } from './live';
import { openPanel, type Panel, type PanelOptions, type Theme } from './open';

const explanation: Formula[] = [
  {
    form: 'row',
    parts: [
      { form: 'fraction', parts: ['∂f', { form: 'row', parts: ['∂', name('w', '0')] }] },
      '=',
      { form: 'number', value: 0.19661193, role: 'gradient' },
      '·',
      { form: 'number', value: -1, role: 'value' },
    ],
  },
];

const problems = [
  {
    kind: 'ambiguous',
    message: 'Half of x, or one over 2x?',
    refuses: false,
    quote: '1/2x',
    choices: [
      { key: 'product', reading: 'left', label: '(1/2)·x' },
      { key: 'product', reading: 'tight', label: '1/(2·x)' },
    ],
  },
];

const remarks = [
  { node: 6, kind: 'kink' as const, message: 'A tie: the gradient goes to both.' },
  { node: 10, kind: 'domain' as const, message: 'Not finite here.' },
];

/** A panel with the quiz circuit, all marks and lists, and an explanation asked for. */
async function full(theme: Theme = 'light'): Promise<Panel> {
  const panel = await openPanel({ theme });
  await panel.send(graphMessage(quiz, { problems, remarks }));
  await panel.ready();
  await panel.page.locator('.number[data-node="0"][data-of="gradient"]').click();
  await panel.send({
    kind: 'explanation',
    revision: 1,
    node: 0,
    edge: null,
    of: 'gradient',
    lines: explanation,
    where: [],
    through: null,
    intuition: '',
    ledger: null,
    cause: null,
  });
  await panel.page.locator('.explanation .lines math').waitFor();
  return panel;
}

async function finish(panel: Panel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

describe('the page', () => {
  for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] satisfies Theme[]) {
    it(`leaves a chosen option its colours under the pointer in ${theme}`, async () => {
      const panel = await openPanel({ theme });
      await panel.send(graphMessage(quiz));
      await panel.ready();
      const { page } = panel;
      await page.getByRole('button', { name: 'Gates' }).click();
      const chosen = page.locator('.choice:not(.list) label:has(:checked)').first();
      const colours = () =>
        chosen.evaluate((label) => {
          const { color, backgroundColor } = getComputedStyle(label);
          return { color, backgroundColor };
        });
      const before = await colours();
      await chosen.hover();
      assert.deepEqual(await colours(), before);
      await finish(panel);
    });

    it(`has no accessibility violation in ${theme}`, async () => {
      const panel = await full(theme);
      assert.deepEqual(await panel.axe(), []);
      await panel.page.getByLabel('Value of w_1').fill('two');
      await panel.page.keyboard.press('Enter');
      await panel.hears('evaluate');
      await panel.send({ kind: 'evaluated', text: 'two', value: null });
      await panel.page.getByRole('alert').waitFor();
      assert.deepEqual(await panel.axe(), []);
      await finish(panel);
    });
  }

  for (const [theme, width, before] of [
    ['light', 900, false],
    ['hc-dark', 300, false],
    ['dark', 300, true],
  ] as const) {
    const what = before ? 'in front of the last picture' : 'in place of a picture';
    it(`says ${what} that one is being laid out, and stops when asked, ${width} wide`, async () => {
      let slow = !before;
      const layOut: PanelOptions['layOut'] = (question) =>
        slow ? new Promise<never>(() => undefined) : engine.answer(question);
      const panel = await openPanel({ theme, width, height: 600, layOut });
      const { page } = panel;
      if (before) {
        await panel.send(graphMessage(quiz));
        await panel.ready();
        slow = true;
      }
      await panel.send(graphMessage(fork, { revision: 2 }));
      const notice = page.getByRole('status').filter({ hasText: 'Laying out the picture…' });
      await notice.waitFor();
      const { left, right } = await notice.evaluate((element) => element.getBoundingClientRect());
      assert.ok(left >= 0 && right <= width);
      assert.equal(await page.locator('.empty').count(), 0);
      assert.deepEqual(await panel.axe(), []);
      await notice.getByRole('button', { name: 'Cancel' }).click();
      await notice.waitFor({ state: 'detached' });
      const said = page.getByText('The layout was cancelled.');
      const told = before ? /This is the picture from before it/ : /Show the graph again/;
      assert.match(await said.innerText(), told);
      assert.equal(await page.locator('.stage').count(), before ? 1 : 0);
      await finish(panel);
    });
  }

  it('says what to do while there is nothing', async () => {
    const panel = await openPanel();
    await panel.page.getByText('Select a math expression').waitFor();
    assert.deepEqual(await panel.axe(), []);
    await panel.send({ kind: 'stale', message: 'No expression here.', problems: [] });
    await panel.page.getByText('No expression here.').waitFor();
    await finish(panel);
  });

  it('says above the picture that it shows a part only, and what the rest needs', async () => {
    const panel = await openPanel();
    const message = 'This `(` is never closed. Write `)` at the end.';
    const refused = { kind: 'syntax', message, refuses: true, quote: '(', choices: [] };
    await panel.send(graphMessage(quiz, { problems: [...problems, refused] }));
    await panel.ready();
    const said = panel.page.locator('.unread');
    assert.equal(
      await said.innerText(),
      'Drawn as far as it reads. This ( is never closed. Write ) at the end.',
    );
    assert.deepEqual(await said.locator('code').allInnerTexts(), ['(', ')']);
    assert.equal(await panel.page.getByText('is never closed').count(), 1);
    assert.deepEqual(await panel.axe(), []);
    await panel.send(graphMessage(quiz, { problems, revision: 2 }));
    await panel.ready();
    assert.equal(await said.count(), 0);
    await finish(panel);
  });

  it('lists a sentence once that is true of two gates', async () => {
    const panel = await openPanel();
    const alike = [6, 8].map((node) => ({
      node,
      kind: 'kink' as const,
      message: 'A kink is here.',
    }));
    await panel.send(graphMessage(quiz, { remarks: alike }));
    await panel.ready();
    assert.equal(await panel.page.locator('.problems li').count(), 1);
    assert.equal(await panel.page.locator('.shape .remark').count(), 2);
    await finish(panel);
  });

  it('asks once what is asked in two places', async () => {
    const panel = await openLive('\\Phi(a) + \\Phi(b)', { language: 'latex' });
    assert.equal(await panel.page.locator('.problems li').count(), 1);
    await finish(panel);
  });

  it('dims the last good picture and says why, until a good one comes', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const place = await panel.page.locator('.sheet').getAttribute('style');
    await panel.send({ kind: 'stale', message: 'A `)` is missing.', problems: [] });
    await panel.page.locator('html[data-state=stale]').waitFor({ state: 'attached' });
    assert.equal(await panel.page.getByRole('status').first().innerText(), 'A ) is missing.');
    assert.equal((await readNumbers(panel.page))[12], '0.73/1.00');
    assert.ok(
      Number(await panel.page.locator('.stage').evaluate((s) => getComputedStyle(s).opacity)) < 1,
    );
    await panel.send(graphMessage(quiz, { revision: 2 }));
    await panel.ready();
    assert.equal(await panel.page.locator('.sheet').getAttribute('style'), place);
    await finish(panel);
  });

  it('keeps the camera while the structure stays', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.page.getByRole('button', { name: 'Zoom in' }).click();
    const place = await panel.page.locator('.sheet').getAttribute('style');
    await panel.send(graphMessage(quiz, { revision: 2, title: 'the same again' }));
    await panel.page.getByRole('heading', { name: 'the same again' }).waitFor();
    assert.equal(await panel.page.locator('.sheet').getAttribute('style'), place);
    await finish(panel);
  });

  it('announces the output after an edit', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.send(tapeMessage(quiz));
    await panel.page.locator('[aria-live]', { hasText: 'Output = 0.73' }).waitFor();
    await finish(panel);
  });

  it('gives a shape a name that says all of it', async () => {
    const panel = await full();
    const shapes = panel.page.locator('.shape');
    const labels = await shapes.evaluateAll((all) => all.map((g) => g.getAttribute('aria-label')));
    assert.equal(labels[0], 'input w_0, value 2.00, gradient −0.20');
    assert.equal(labels[2], 'w_0 * x_0, value −2.00, gradient 0.20');
    assert.match(labels[6] ?? '', /A tie: the gradient goes to both\.$/);
    await finish(panel);
  });

  it('sends the chosen reading', async () => {
    const panel = await full();
    await panel.page.getByRole('button', { name: '1/(2·x)' }).click();
    assert.deepEqual(await panel.hears('choose'), {
      kind: 'choose',
      revision: 1,
      key: 'product',
      reading: 'tight',
    });
    await finish(panel);
  });

  it('explains a number, asks again when numbers change, and closes with Escape', async () => {
    const panel = await full();
    assert.match(await panel.page.locator('.explanation').innerText(), /0\.20.*−1\.00/s);
    await panel.send(tapeMessage(quiz));
    await panel.page.waitForFunction(() => document.body.textContent.includes('Output ='));
    const asked = (await panel.said()).filter((message) => message.kind === 'explain');
    assert.equal(asked.length, 2);
    await panel.page.getByRole('button', { name: 'Close the explanation' }).focus();
    await panel.page.keyboard.press('Escape');
    await panel.page.locator('.explanation').waitFor({ state: 'hidden' });
    await finish(panel);
  });

  it('shows what the editor points at, and says what the pointer is on', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.send({ kind: 'reveal', revision: 1, node: 8 });
    await panel.page.locator('.shape.revealed[data-id="8"]').waitFor();
    await panel.page.locator('.shape[data-id="9"] .label').hover();
    assert.equal((await panel.hears('hover')).node, 9);
    await panel.page.locator('.shape[data-id="9"] .label').dblclick();
    assert.equal((await panel.hears('open')).node, 9);
    await finish(panel);
  });

  it('writes numbers with as many decimals as the settings say', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.send({ kind: 'settings', settings: { decimals: 4, palette: 'classic' } });
    await panel.page.getByText('0.7300').first().waitFor();
    await finish(panel);
  });

  it('keeps what the host gives it and gives it back when it starts again', async () => {
    const panel = await openPanel();
    const { saved } = graphMessage(quiz);
    await panel.send(graphMessage(quiz));
    await panel.ready();
    assert.deepEqual(await panel.kept(), { saved });
    await finish(panel);
    const again = await openPanel({ saved });
    assert.deepEqual((await again.hears('ready')).saved, saved);
    await finish(again);
  });

  it('typesets a heading, and has it read as it is written', async () => {
    const panel = await openPanel();
    const heading: Formula = { form: 'fraction', parts: ['1', 'x'] };
    await panel.send(graphMessage(quiz, { title: '\\frac{1}{x}', heading }));
    await panel.ready();
    const { page } = panel;
    await page.getByRole('heading', { name: '\\frac{1}{x} = 0.73' }).waitFor();
    await page.locator('.title mfrac:visible').waitFor();
    // Where it would take the room of the picture, it is one line.
    await page.setViewportSize({ width: 900, height: 400 });
    await page.locator('.title mfrac').waitFor({ state: 'hidden' });
    await page.locator('.title .written', { hasText: 'frac' }).waitFor();
    await finish(panel);
  });

  it('shows hostile text as text', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '\u202Eevil',
      '__proto__',
      'constructor',
      '</text>',
    ];
    const rows: Row[] = [
      ...names.map((hostile): Row => [hostile, [], 1, 1]),
      ['+', [0, 1], 1, 1, { name: '<script>alert(1)</script>' }],
      ['max', [2, 3], 1, 1],
      ['*', [5, 6], 1, 1],
      ['+', [7, 4], 1, 1],
    ];
    const panel = await openPanel();
    await panel.send(graphMessage(rows, { title: names.join(' ') }));
    await panel.ready();
    assert.equal(await panel.page.locator('#root img, #root script').count(), 0);
    const written = await panel.page.locator('.scene .name').allTextContents();
    assert.ok(
      written.includes('__proto__') && written.some((text) => text.startsWith('<img src=x')),
    );
    await finish(panel);
  });
});
