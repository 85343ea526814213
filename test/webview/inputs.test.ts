/** The inputs as a person plays with them: dragged, slid, undone, reset, written back. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openLive, type LivePanel } from './live';
import { becomes } from './menus';

const circuit = { inputs: { x: -2, y: 5, z: -4 } };

async function open(): Promise<LivePanel> {
  return openLive('f = (x + y)*z', circuit);
}

const field = (panel: LivePanel, name: string): Locator =>
  panel.page.getByLabel(`Value of ${name}`, { exact: true });

const row = (panel: LivePanel, name: string): Locator =>
  panel.page.locator('.rows li').filter({ has: panel.page.locator(`[title^="${name}:"]`) });

/** Waits until the field of an input shows that number. */
async function shows(panel: LivePanel, name: string, value: string): Promise<void> {
  await panel.page.waitForFunction(
    ([name, value]) =>
      document.querySelector<HTMLInputElement>(`[aria-label="Value of ${name}"]`)?.value === value,
    [name, value] as const,
  );
}

/** Types into what has the focus. */
async function enter({ page }: LivePanel, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** What the host has it at. */
function valueOf(panel: LivePanel, name: string): number | undefined {
  const { graph, tape } = panel.study();
  return tape?.value[graph?.nodes.findIndex((n) => n.kind === 'input' && n.name === name) ?? -1];
}

async function drag(panel: LivePanel, from: Locator, by: number, key?: string): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await from.boundingBox()) ?? {};
  const { mouse, keyboard } = panel.page;
  await mouse.move(x + width / 2, y + height / 2);
  await mouse.down();
  if (key !== undefined) await keyboard.down(key);
  await mouse.move(x + width / 2 + by, y + height / 2, { steps: 8 });
  await mouse.up();
  if (key !== undefined) await keyboard.up(key);
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

describe('an input', () => {
  const drags = [
    { what: 'the field in the picture', by: 40, value: '−1.00' },
    { what: 'the name in the list', by: 40, value: '−1.00' },
    { what: 'the name in the picture', by: -40, value: '−3.00' },
    { what: 'the field in the picture', by: 40, key: 'Shift', value: '−1.90' },
    { what: 'the field in the picture', by: 40, key: 'Alt', value: '8.00' },
  ];
  it('is taken forth again with Ctrl+Y too', async () => {
    const panel = await open();
    await drag(panel, field(panel, 'x'), 40);
    await shows(panel, 'x', '−1.00');
    await panel.page.keyboard.press('Control+z');
    await shows(panel, 'x', '−2.00');
    await panel.page.keyboard.press('Control+y');
    await shows(panel, 'x', '−1.00');
    await finish(panel);
  });

  it('is taken back with Ctrl+Z where Enter leaves the focus, and forth', async () => {
    const panel = await open();
    for (const place of [field(panel, 'x'), row(panel, 'x').locator('input[type=text]')]) {
      await place.click();
      await enter(panel, '7');
      await becomes(() => Promise.resolve(valueOf(panel, 'x')), 7);
      for (const [key, value] of [
        ['Control+z', -2],
        ['Control+Shift+Z', 7],
        ['Control+z', -2],
      ] as const) {
        await panel.page.keyboard.press(key);
        await becomes(() => Promise.resolve(valueOf(panel, 'x')), value);
      }
      await field(panel, 'y').focus();
      await shows(panel, 'x', '−2.00');
    }
    await finish(panel);
  });

  it('takes what is typed after Enter for another number', async () => {
    const panel = await open();
    for (const place of [field(panel, 'x'), row(panel, 'x').locator('input[type=text]')]) {
      await place.click();
      await enter(panel, '7');
      await enter(panel, '8');
      await field(panel, 'y').focus();
      await shows(panel, 'x', '8.00');
      await place.fill('-2');
      await field(panel, 'y').focus();
      await shows(panel, 'x', '−2.00');
    }
    await finish(panel);
  });

  for (const width of [900, 330]) {
    it(`keeps its gradient off its field, whatever the number, ${width} wide`, async () => {
      // Each of them takes more room than −99.00.
      const factors = [-1.3e-4, -1.3e-104, -9999.99, 123456];
      const text = factors.map((factor, i) => `${factor}*x${i}`).join(' + ');
      const panel = await openLive(text, { width });
      const gaps = await panel.page.locator('.rows li').evaluateAll((rows) =>
        rows.map((each) => {
          const number = document.createRange();
          number.selectNodeContents(each.querySelector('.gradient') ?? each);
          const before =
            each.querySelector('vscode-text-field')?.getBoundingClientRect().right ?? NaN;
          return number.getBoundingClientRect().left - before;
        }),
      );
      assert.equal(gaps.length, factors.length);
      for (const gap of gaps) assert.ok(gap > 2, `${gap} pixels between field and gradient`);
      await finish(panel);
    });
  }

  for (const { what, by, key, value } of drags) {
    it(`follows a drag of ${what} by ${by} with ${key ?? 'no key'}, and takes it back as one`, async () => {
      const panel = await open();
      const handles: Record<string, Locator> = {
        'the field in the picture': field(panel, 'x'),
        'the name in the list': row(panel, 'x').locator('.input-name'),
        'the name in the picture': panel.page.locator('[data-shape="n0"] [data-scrub]'),
      };
      await drag(panel, handles[what] ?? field(panel, 'x'), by, key);
      await shows(panel, 'x', value);
      await panel.page.keyboard.press('Control+z');
      await shows(panel, 'x', '−2.00');
      await panel.page.keyboard.press('Control+Shift+z');
      await shows(panel, 'x', value);
      await finish(panel);
    });
  }

  const written = [
    ['1/3', '0.33'],
    ['pi/2', '1.57'],
    ['2π', '6.28'],
    ['-1e-3', '−1.0e−3'],
    ['−sqrt(2)', '−1.41'],
    ['e^2 - 1', '6.39'],
    ['-inf', '−∞'],
  ] as const;
  it('takes what says a number, and says what is none', async () => {
    const panel = await open();
    for (const [text, value] of written) {
      await field(panel, 'x').fill(text);
      await field(panel, 'x').press('Enter');
      await field(panel, 'y').focus();
      await shows(panel, 'x', value);
    }
    for (const text of ['two', 'y + 1', 'sqrt(-1)', '1 +', '']) {
      await field(panel, 'x').fill(text);
      await field(panel, 'x').press('Enter');
      await panel.page.getByRole('alert').waitFor();
      await field(panel, 'x').fill('1');
      await panel.page.getByRole('alert').waitFor({ state: 'detached' });
    }
    await finish(panel);
  });

  it('is edited after a click that does not move', async () => {
    const panel = await open();
    await field(panel, 'x').click();
    await panel.page.keyboard.type('3');
    await panel.page.keyboard.press('Enter');
    await field(panel, 'y').click();
    await shows(panel, 'x', '3.00');
    await finish(panel);
  });

  it('tells long names apart, and says where each value comes from', async () => {
    const text = 'fc1.weight[0][0]*x + fc1.weight[0][1]*y';
    for (const width of [310, 465, 690]) {
      const panel = await openLive(text, { language: 'python', width });
      const { page } = panel;
      const cut = await page
        .locator('.rows :is(.input-name, .source)')
        .evaluateAll((all) => all.filter((part) => part.scrollWidth > part.clientWidth).length);
      assert.equal(cut, 0, `${width} wide`);
      await finish(panel);
    }
  });

  it('follows its slider, whose ends can be moved', async () => {
    const panel = await open();
    await panel.page.getByRole('button', { name: 'Sliders' }).click();
    assert.equal(await panel.page.getByLabel('Lowest x of the slider').inputValue(), '−6');
    await panel.page.getByLabel('Highest x of the slider').fill('10');
    await panel.page.keyboard.press('Tab');
    await panel.page.getByLabel('x, slider').fill('7');
    await shows(panel, 'x', '7.00');
    await panel.page.getByRole('button', { name: 'Undo' }).click();
    await shows(panel, 'x', '−2.00');
    await finish(panel);
  });

  it('says what the text had, and goes back to it alone or with all', async () => {
    const panel = await open();
    for (const name of ['x', 'y']) await drag(panel, field(panel, name), 40);
    await shows(panel, 'y', '6.00');
    assert.match(await row(panel, 'x').innerText(), /was −2\.00/);
    await panel.page.getByRole('button', { name: 'Reset x to −2.00' }).click();
    await shows(panel, 'x', '−2.00');
    await drag(panel, field(panel, 'x'), 40);
    await panel.page.getByRole('button', { name: 'Reset all 2' }).click();
    await shows(panel, 'x', '−2.00');
    await shows(panel, 'y', '5.00');
    await panel.page.getByRole('button', { name: 'Undo' }).click();
    await shows(panel, 'x', '−1.00');
    await shows(panel, 'y', '6.00');
    await finish(panel);
  });

  it('asks for its value to be written into the text', async () => {
    const setting = { sourceOf: () => ({ source: 'line 3', literal: '-2' }) };
    const panel = await openLive('f = (x + y)*z', { ...circuit, setting });
    await drag(panel, field(panel, 'x'), 40);
    await panel.page.getByRole('button', { name: /^Write −1\.00 into the text/ }).click();
    const { name } = await panel.hears('writeBack');
    assert.equal(name, 'x');
    await finish(panel);
  });
});
