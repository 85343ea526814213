/** A quiz in the panel: filled in by keyboard, marked in place, and giving nothing away meanwhile. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { newQuiz, plainLens, type Lens, type Quiz } from '../../src/lens';
import { figure } from '../study/quizzes';
import { openLive, type LiveOptions, type LivePanel } from './live';

const WRONG = '.blank.is-wrong input';

async function open(
  asked: Quiz['asked'] | null,
  options: LiveOptions & { readonly lens?: Lens } = {},
): Promise<LivePanel> {
  const { text, language = '', inputs = {} } = figure;
  const lens = { ...plainLens, quiz: asked && newQuiz(asked) };
  return openLive(text, { language, inputs, lens, theme: 'light', ...options });
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** The name of what has the focus. */
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

/** Types an answer and waits for its mark. */
async function type(page: Page, text: string, key = 'Enter'): Promise<void> {
  const field = page.locator('input:focus');
  const blank = await field.getAttribute('data-blank');
  await field.pressSequentially(text);
  await page.keyboard.press(key);
  await page.locator(`.blank:not(.is-open) [data-blank="${blank}"]`).waitFor();
}

const score = (page: Page): Promise<string> => page.locator('.verdict').innerText();

describe('a quiz in the panel', () => {
  it('opens from the toolbar, is filled in by keyboard alone, and ends with the score', async () => {
    const panel = await open(null);
    const { page } = panel;
    await page.locator('[data-tool=quiz]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.quiz').waitFor();
    assert.equal(await page.locator('[data-tool=quiz]').getAttribute('aria-pressed'), 'true');
    await page.locator('[data-blank]:focus').waitFor();
    const asked: (string | null)[] = [];
    for (const [text, key] of [
      ['4', 'Enter'],
      ['1.37', 'Tab'],
      ['.73', 'Enter'],
      ['0.73', 'Enter'],
      ['-0.40', 'Tab'],
      ['−0.59', 'Enter'],
    ] as const) {
      asked.push(await focused(page));
      await type(page, text, key);
    }
    assert.deepEqual(asked, [
      'Value of w_0 times x_0 plus w_1 times x_1',
      'Value of 1 plus exp of minus the quantity something plus something plus w_2',
      'Value of f',
      'Gradient of f',
      'Gradient of w_1',
      'Gradient of x_1',
    ]);
    assert.equal(await page.locator(WRONG).count(), 1);
    await page.locator(WRONG).focus();
    assert.match(await score(page), /That is the output itself/);
    assert.match(
      (await page.locator(WRONG).getAttribute('aria-description')) ?? '',
      /^not right: That is the output itself/,
    );
    await type(page, '1');
    assert.match(await score(page), /Done: 5 of 6 right, 1 right with help/);
    await finish(panel);
  });

  for (const [asked, told] of [
    ['few', /^Fill in the blanks: values .*, then gradients/],
    ['values', /^Fill in the values above the wires, from the inputs on\. Two decimals/],
    ['gradients', /^Fill in the gradients below the wires, from the output back\. Two decimals/],
    ['both', /^Fill in the values .*, then the gradients/],
  ] as const) {
    it(`says what is to be done, and tells who does not see it: ${asked}`, async () => {
      const panel = await open(asked);
      assert.match(await score(panel.page), told);
      await panel.page.locator('.announcement', { hasText: told }).waitFor();
      await finish(panel);
    });
  }

  it('says what is wrong to who does not see it, and counts what is shown', async () => {
    const panel = await open('values');
    const { page } = panel;
    await page.locator('[data-blank]').first().focus();
    await type(page, '2');
    await page
      .getByText(/^Value of w_0 times x_0: No\. The sign is/)
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Control+Enter');
    await page.locator('.blank.is-shown').waitFor();
    assert.equal(await page.locator('.blank.is-shown input').inputValue(), '6.00');
    await page.getByRole('button', { name: 'Explain' }).click();
    assert.match(await page.locator('.explanation .lines').innerText(), /6\.00/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.locator('.blank.over').first().waitFor();
    assert.match(await score(page), /0 of 8 right, 1 wrong, 1 shown, 6 open/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.blank.is-open').nth(7).waitFor();
    await finish(panel);
  });

  it('keeps what is no number, and says so where it stands', async () => {
    const panel = await open('values');
    const { page } = panel;
    const field = page.locator('[data-blank]').first();
    await field.fill('two');
    await field.press('Enter');
    await page.locator('.blank .note').waitFor();
    const note = await field.getAttribute('aria-describedby');
    assert.equal(await page.locator(`[id="${note}"]`).count(), 1);
    assert.equal(await field.inputValue(), 'two');
    await finish(panel);
  });

  for (const asked of ['few', 'values', 'gradients', 'both'] as const) {
    it(`gives no number away that it asks for: ${asked}`, async () => {
      const panel = await open(asked);
      const { page } = panel;
      await page.locator('[data-tool=table]').click();
      await page.locator('.table').waitFor();
      await page.locator('[data-blank]').first().focus();
      const hidden = { few: ['1.37', '1.36', '-0.59', '0.73'], values: ['0.73', '1.37', '4.00'] };
      const secret = [
        ...(asked === 'few' ? hidden.few : []),
        ...(asked === 'values' || asked === 'both' ? hidden.values : []),
        ...(asked === 'gradients' || asked === 'both' ? ['0.39', '0.59', '0.20', '0.53'] : []),
      ];
      for (const key of ['v', 'g']) {
        await page.locator('.shape.output').focus();
        await page.keyboard.press(key);
      }
      await page.locator('.shape.output .label').first().hover();
      const all = await page.evaluate(() => {
        const attributes = [...document.querySelectorAll('main *')].flatMap((element) =>
          [...element.attributes]
            .filter(({ name }) => /^(?:aria|title|data|value)/.test(name))
            .map(({ value }) => value),
        );
        const values = [...document.querySelectorAll('input')].map(({ value }) => value);
        return [document.querySelector('main')?.textContent ?? '', ...attributes, ...values]
          .join('\n')
          .replaceAll('−', '-');
      });
      for (const number of secret) {
        assert.ok(!all.includes(number), `${number} is told`);
      }
      await finish(panel);
    });
  }

  it('is over with the toolbar, and everything is as before', async () => {
    const panel = await open(null);
    const { page } = panel;
    const numbers = () => page.locator('.scene .number').allTextContents();
    const before = await numbers();
    await page.locator('[data-tool=quiz]').click();
    await page.locator('.quiz select').selectOption('both');
    await page.locator('.blank').nth(20).waitFor();
    assert.equal((await numbers()).length, 0);
    await page.locator('[data-tool=quiz]').click();
    await page.locator('.quiz').waitFor({ state: 'detached' });
    assert.deepEqual(await numbers(), before);
    assert.ok(await page.locator('.stepper .transport').isVisible());
    await finish(panel);
  });

  it('keeps what still holds when an input is changed, and says so', async () => {
    const panel = await open('values');
    const { page } = panel;
    await page.locator('[data-blank]').first().focus();
    for (const text of ['-2', '6']) await type(page, text);
    await page.locator('.fields input.value[data-node]').nth(0).fill('3');
    await page.keyboard.press('Enter');
    await page.getByText('The numbers are others now').first().waitFor();
    assert.equal(await page.locator('.blank.is-right').count(), 1);
    await finish(panel);
  });

  it('comes back with its answers when the window is loaded again', async () => {
    const panel = await open('values');
    await panel.page.locator('[data-blank]').first().focus();
    await type(panel.page, '-2');
    await type(panel.page, '2');
    const { lens } = await panel.hears('look');
    await finish(panel);
    const again = await open(null, { lens: { ...plainLens, ...(lens as Partial<Lens>) } });
    const { page } = again;
    await page.locator('.quiz').waitFor();
    assert.deepEqual(await page.locator('.blank.is-right input').inputValue(), '−2');
    assert.deepEqual(await page.locator(WRONG).inputValue(), '2');
    await finish(again);
  });

  for (const [theme, width] of [
    ['light', 465],
    ['dark', 900],
    ['hc-dark', 900],
    ['hc-light', 320],
  ] as const) {
    it(`can be read and reached in ${theme} colours, ${width} wide`, async () => {
      const panel = await open('both', { theme, width });
      const { page } = panel;
      await page.locator('[data-blank]').first().focus();
      await type(page, '2');
      assert.deepEqual(await panel.axe(), []);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('.toolbar *, .quiz *')]
          .filter((element) => element.checkVisibility())
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return left < 0 || right > window.innerWidth;
          })
          .map((element) => element.outerHTML),
      );
      assert.deepEqual(cut, []);
      await finish(panel);
    });
  }
});
