/** How the same circuit is looked at: gates, digits, rounding, kinks, output, seed, tangents. */
import assert from 'node:assert/strict';
import { readNumbers } from './boxes';
import { fork, quiz } from './circuits';
import { openLive, type LivePanel } from './live';
import { becomes, choose, gradients, labels, openMenu } from './menus';

const openQuiz = (): Promise<LivePanel> =>
  openLive(quiz.text, { language: 'latex', inputs: quiz.inputs });
const openFork = (): Promise<LivePanel> => openLive(fork.text, { inputs: fork.inputs });

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

describe('the menu of gates', () => {
  const styles = [
    ['σ, tanh, softmax …', 'one gate', 'as written', '* * + + σ'],
    ['Minus, one over', '−, ÷', '*−1, +1, 1/x', '* * + + − exp +1 1÷x'],
    ['Constants', 'drawn', 'in the gate', '* * + + *−1 exp + 1/x'],
    ['Sums', 'all at once', 'two at a time', '* * + *−1 exp +1 1/x'],
  ] as const;
  for (const [group, option, usual, expected] of styles) {
    it(`draws the quiz with ${group} ${option}, to the same gradients, and back`, async () => {
      const panel = await openQuiz();
      const { page } = panel;
      const before = [await gradients(page), await labels(page)] as const;
      await choose(await openMenu(page, 'gates'), group, option);
      await becomes(() => labels(page), expected.split(' '));
      assert.deepEqual(await gradients(page), before[0]);
      await page.getByRole('button', { name: 'Gates, changed' }).waitFor();
      await choose(await openMenu(page, 'gates'), group, usual);
      await becomes(() => labels(page), before[1]);
      await page.getByRole('button', { name: 'Gates', exact: true }).waitFor();
      await finish(panel);
    });
  }

  it('writes one gate out alone, with the mouse and by its key, and all alike again', async () => {
    const panel = await openLive('y = sigmoid(x) + tanh(z)', { inputs: { x: 1, z: 2 } });
    const { page } = panel;
    assert.deepEqual(await labels(page), ['σ', 'tanh', '+']);
    await page.locator('.shape.op').first().hover();
    await page.locator('.shape.op .flip').first().click();
    await becomes(() => labels(page), ['*−1', 'exp', '+1', '1/x', 'tanh', '+']);
    const tanh = page.locator('.shape.op', { has: page.getByText('tanh', { exact: true }) });
    await tanh.focus();
    await page.keyboard.press('x');
    await becomes(async () => (await labels(page)).includes('tanh'), false);
    const menu = await openMenu(page, 'gates');
    await menu.getByText('2 gates are drawn the other way').waitFor();
    await menu.getByRole('button', { name: 'Draw all alike' }).click();
    await becomes(() => labels(page), ['σ', 'tanh', '+']);
    await finish(panel);
  });
});

describe('what is chosen faster than it is answered', () => {
  it('is all heeded, whatever was answered before', async () => {
    const answers: (() => Promise<void>)[] = [];
    const deliver = (answer: () => Promise<void>): unknown => answers.push(answer);
    const panel = await openLive(quiz.text, { language: 'latex', inputs: quiz.inputs, deliver });
    const { page } = panel;
    const menu = await openMenu(page, 'gates');
    const chosen = (): Promise<string[]> =>
      menu.locator('label', { has: page.locator(':checked') }).allTextContents();
    await choose(menu, 'Sums', 'all at once');
    await choose(menu, 'Constants', 'drawn');
    await becomes(() => Promise.resolve(answers.length), 2);
    await answers[0]?.();
    await becomes(async () => (await labels(page)).length, 7);
    assert.deepEqual(await chosen(), ['as written', '*−1, +1, 1/x', 'drawn', 'all at once']);
    await choose(menu, 'Minus, one over', '−, ÷');
    await becomes(() => Promise.resolve(answers.length), 3);
    for (const answer of answers.slice(1)) await answer();
    await becomes(() => labels(page), ['*', '*', '+', '−', 'exp', '+', '÷']);
    assert.deepEqual(await chosen(), ['as written', '−, ÷', 'drawn', 'all at once']);
    await finish(panel);
  });
});

describe('the menu of numbers', () => {
  const quizGradients = (...numbers: string[]): Record<string, string> =>
    Object.fromEntries(['w_0', 'x_0', 'w_1', 'x_1', 'w_2'].map((n, i) => [n, numbers[i] ?? '']));

  it('writes decimals and significant figures, as many as are asked for', async () => {
    const panel = await openQuiz();
    const { page } = panel;
    const menu = await openMenu(page, 'numbers');
    await menu.getByRole('spinbutton', { name: 'Digits after the point' }).fill('4');
    const four = quizGradients('−0.1966', '0.3932', '−0.3932', '−0.5898', '0.1966');
    await becomes(() => gradients(page), four);
    await choose(menu, 'Write numbers with', 'figures');
    const three = quizGradients('−0.197', '0.393', '−0.393', '−0.590', '0.197');
    await becomes(() => gradients(page), three);
    await menu.getByRole('button', { name: /^As in the settings/ }).click();
    const two = quizGradients('−0.20', '0.39', '−0.39', '−0.59', '0.20');
    await becomes(() => gradients(page), two);
    await finish(panel);
  });

  it('rounds as by hand to the key of the quiz, says so, and has the exact numbers beside', async () => {
    const panel = await openQuiz();
    const { page } = panel;
    await (await openMenu(page, 'numbers')).getByRole('checkbox', { name: /^Round/ }).check();
    const key = quizGradients('−0.20', '0.40', '−0.40', '−0.60', '0.20');
    await becomes(() => gradients(page), key);
    const x1 = page.locator('.number.gradient', { hasText: '−0.60' });
    await page.getByText('rounded at every step to 2 decimals').waitFor();
    await page.keyboard.press('Escape');
    await x1.hover();
    await page
      .locator('.scene title', { hasText: /not rounded: −0\.589/ })
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Do not round' }).click();
    const exact = quizGradients('−0.20', '0.39', '−0.39', '−0.59', '0.20');
    await becomes(() => gradients(page), exact);
    await finish(panel);
  });

  it('writes fractions in the picture, its fields, the list, the steps and explanations', async () => {
    const panel = await openLive('f = x/y + exp(z)', { inputs: { x: 1, y: 3, z: 1 } });
    const { page } = panel;
    await choose(await openMenu(page, 'numbers'), 'Write numbers with', 'fractions');
    await becomes(
      () => readNumbers(page),
      ['1/1/3', '3/−1/9', '1/3/1', '1/≈2.72', '≈2.72/1', '≈3.05/1'],
    );
    const field = page.getByLabel('Value of x', { exact: true });
    await field.fill('2/3');
    await field.press('Enter');
    await page.getByLabel('Value of y', { exact: true }).focus();
    await becomes(() => field.inputValue(), '2/3');
    const row = page.getByRole('textbox', { name: 'x, value' });
    await becomes(() => row.inputValue(), '2/3');
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Step forward' }).click();
    await page.locator('.operation mn', { hasText: '2/9' }).waitFor();
    await page.getByRole('button', { name: 'Leave the steps' }).click();
    await page.locator('.number.gradient', { hasText: '−2/27' }).click();
    await page.locator('.explanation .lines mn', { hasText: '−2/27' }).first().waitFor();
    await finish(panel);
  });
});

describe('the menu of the derivative', () => {
  const conventions = [
    ['f = relu(x)', 'PyTorch’s', { x: '0.00' }],
    ['f = relu(x)', 'from the left', { x: '0.00' }],
    ['f = relu(x)', 'from the right', { x: '1.00' }],
    ['f = max(x, y)', 'PyTorch’s', { x: '0.50', y: '0.50' }],
    ['f = max(x, y)', 'first wins', { x: '1.00', y: '0.00' }],
  ] as const;
  for (const [text, option, expected] of conventions) {
    it(`differentiates ${text} at its kink ${option}`, async () => {
      const panel = await openLive(text, { inputs: { x: 0, y: 0 } });
      const menu = await openMenu(panel.page, 'derivative');
      const start = option === 'from the right' ? 'from the left' : 'from the right';
      await choose(menu, 'At a kink or a tie', start);
      await choose(menu, 'At a kink or a tie', option);
      await becomes(() => gradients(panel.page), expected);
      await panel.page.locator('.shape .remark.kink').waitFor();
      await finish(panel);
    });
  }

  it('differentiates another node, from another seed, and says so', async () => {
    const panel = await openFork();
    const { page } = panel;
    const menu = await openMenu(page, 'derivative');
    const output = menu.getByRole('combobox', { name: 'Output' });
    await output.selectOption({ label: 'x + y' });
    await becomes(() => gradients(page), { x: '1.00', y: '1.00' });
    await page.getByText('differentiated: x + y').waitFor();
    await output.selectOption({ label: 'the last line' });
    await becomes(() => gradients(page), { x: '2.00', y: '5.00', z: '0.00' });
    const seed = menu.getByRole('textbox', { name: 'Gradient at the output' });
    await seed.fill('sqrt(1/4)');
    await seed.press('Enter');
    await becomes(() => gradients(page), { x: '1.00', y: '2.50', z: '0.00' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Back to 1' }).click();
    await becomes(() => gradients(page), { x: '2.00', y: '5.00', z: '0.00' });
    await finish(panel);
  });

  it('writes in a sentence names with subscripts, and the output by its name', async () => {
    const panel = await openLive('q = x_1**2', { inputs: { x_1: 3 } });
    const menu = await openMenu(panel.page, 'derivative');
    await menu.getByRole('combobox', { name: 'Tangent of' }).selectOption('x_1');
    await panel.page.getByText('∂q/∂x₁ = 6.00, ∂²q/∂x₁² = 2.00').waitFor();
    await finish(panel);
  });

  it('shows the tangents of one input and its second derivative', async () => {
    const panel = await openFork();
    const { page } = panel;
    const menu = await openMenu(page, 'derivative');
    await menu.getByRole('combobox', { name: 'Tangent of' }).selectOption('y');
    await page.getByText('∂f/∂y = 5.00, ∂²f/∂y² = 2.00').waitFor();
    await becomes(() => gradients(page), { x: '0.00', y: '1.00', z: '0.00' });
    await page.locator('.shape[aria-label="input y, value 2.00, tangent 1.00"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.number.tangent', { hasText: '5.00' }).first().hover();
    await page.locator('.scene title', { hasText: /^tangent 5$/ }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Show gradients' }).click();
    await becomes(() => gradients(page), { x: '2.00', y: '5.00', z: '0.00' });
    await finish(panel);
  });

  it('gives an inner node a value, from its menu with the mouse, and lets it go', async () => {
    const panel = await openFork();
    const { page } = panel;
    const max = page.locator('.shape.op', { has: page.getByText('max', { exact: true }) });
    await max.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Give it a value…' }).click();
    const field = page.getByRole('textbox', { name: /^Give max/ });
    await field.fill('20/2');
    await field.press('Enter');
    await becomes(() => gradients(page), { x: '10.00', y: '10.00', z: '0.00' });
    await page.getByText('value given by hand: max(y, z)').waitFor();
    await max.focus();
    await page.keyboard.press('r');
    await becomes(() => gradients(page), { x: '2.00', y: '5.00', z: '0.00' });
    await finish(panel);
  });
});

describe('the toolbar', () => {
  it('is one stop of Tab, walked with arrows, whose menus work by keys and give the focus back', async () => {
    const panel = await openQuiz();
    const { page } = panel;
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-tool'));
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'gates');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await becomes(() => labels(page), ['*', '*', '+', '+', 'σ']);
    await page.keyboard.press('Escape');
    assert.equal(await focused(), 'gates');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'numbers');
    await page.keyboard.press('Enter');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByText('rounded at every step to 2 decimals').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    assert.equal(await focused(), 'closer');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'gates');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(), 'check');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'How the gradients were checked' }).waitFor();
    await page.keyboard.press('Escape');
    await finish(panel);
  });
});
