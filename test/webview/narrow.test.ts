/** Narrow panels and 200 % zoom: everything is in sight, can be read, and is reached. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { circuits } from '../circuits';
import { crossed, labelBoxes, overlaps, readNumbers } from './boxes';
import { gallery } from './gallery';
import { recurrent } from './large';
import { openLive, type LivePanel } from './live';
import { becomes } from './menus';

/** Half the pixels of a panel of 640 by 800 at 200 % zoom, a narrow side bar, and what is between. */
const sizes = [
  { width: 480, height: 800 },
  { width: 320, height: 700 },
  { width: 320, height: 400 },
  { width: 255, height: 700 },
];

/** Digits in the picture are no smaller than that, in pixels. */
const LEGIBLE = 7;

async function show(named: string, size: object): Promise<LivePanel> {
  const circuit = circuits.find(({ name }) => name === named);
  assert.ok(circuit);
  const { text, language, inputs } = circuit;
  const setting = { sourceOf: () => ({ source: 'line 8', literal: '1' }) };
  return openLive(text, { language, inputs, setting, theme: 'light', ...size });
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** Controls and texts around the picture that reach beyond the window. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, vscode-button, .source, .rows .gradient')]
      .filter((element) => !element.closest('.fields') && element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const clipped = element.matches('.source') && element.scrollWidth > element.clientWidth;
        return left < 0 || right > window.innerWidth || clipped;
      })
      .map((element) => element.getAttribute('aria-label') ?? element.outerHTML),
  );
}

const digitSize = (page: Page): Promise<number> =>
  page
    .locator('.scene > g')
    .evaluate((drawing) => 13 * ((drawing as SVGGElement).getScreenCTM()?.a ?? 0));

const widthOf = (page: Page): Promise<number> =>
  page.locator('.scene > g').evaluate((drawing) => drawing.getBoundingClientRect().width);

/** Numbers and names of the picture that are on the stage, and what lies over them. */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const stage = document.querySelector('.stage');
    const frame = stage?.getBoundingClientRect();
    return [...document.querySelectorAll('.scene text, .field input')].flatMap((text) => {
      const { left, top, right, bottom } = text.getBoundingClientRect();
      return [
        [left + 1, top + 1],
        [right - 1, bottom - 1],
      ].flatMap(([x = 0, y = 0]) => {
        // A browser finds nothing in the last part of a pixel.
        const isOn =
          frame && x > frame.left && x < frame.right - 1 && y > frame.top && y < frame.bottom - 1;
        const over = isOn ? document.elementFromPoint(x, y) : stage;
        return over && stage?.contains(over) ? [] : [`${over?.className} over ${text.textContent}`];
      });
    });
  });

describe('a narrow panel', () => {
  for (const circuit of ['the quiz circuit', 'a tanh neuron']) {
    for (const size of sizes) {
      it(`shows ${circuit} at ${size.width} by ${size.height} so that it can be read, with nothing cut`, async () => {
        const panel = await show(circuit, size);
        assert.deepEqual(await cut(panel.page), []);
        assert.ok((await digitSize(panel.page)) >= LEGIBLE);
        assert.deepEqual(overlaps(await labelBoxes(panel.page)), []);
        assert.deepEqual(await crossed(panel.page), []);
        assert.deepEqual(await panel.axe(), []);
        await finish(panel);
      });
    }
  }

  it('breaks the picture into rows that lie within it, with the same numbers', async () => {
    const panel = await show('the quiz circuit', { width: 900 });
    const before = await readNumbers(panel.page);
    const straight = await widthOf(panel.page);
    await panel.page.setViewportSize({ width: 480, height: 800 });
    const { page } = panel;
    await page.waitForFunction(() => {
      const drawing = document.querySelector('.scene > g')?.getBoundingClientRect();
      return drawing && drawing.left >= 0 && drawing.right <= window.innerWidth;
    });
    assert.deepEqual(await readNumbers(page), before);
    assert.equal(await page.locator('.beyond').count(), 0);
    await page.setViewportSize({ width: 900, height: 800 });
    await page.waitForFunction((wide) => {
      const drawing = document.querySelector('.scene > g')?.getBoundingClientRect();
      return drawing && Math.abs(drawing.width - wide) < 1;
    }, straight);
    await finish(panel);
  });

  it('breaks the picture at every width as if it had been opened there', async () => {
    const panel = await show('the quiz circuit', { width: 575 });
    const { page } = panel;
    for (const width of [465, 340, 310, 420, 575, 720]) {
      await page.setViewportSize({ width, height: 700 });
      const opened = await show('the quiz circuit', { width, height: 700 });
      const wanted = await widthOf(opened.page);
      await finish(opened);
      await becomes(async () => Math.abs((await widthOf(page)) - wanted) < 1, true);
    }
    await finish(panel);
  });

  it('shades the sides beyond which a picture goes on that it does not break', async () => {
    const panel = await show('the micrograd README block', { width: 400 });
    await panel.page.locator('.beyond.right').waitFor();
    assert.equal(await panel.page.locator('.beyond.left').count(), 0);
    assert.ok((await digitSize(panel.page)) >= LEGIBLE);
    await panel.page.locator('.overview').waitFor();
    await panel.page.getByRole('button', { name: 'Fit the picture' }).click();
    await panel.page.locator('.beyond').waitFor({ state: 'detached' });
    await finish(panel);
  });

  for (const [named, width] of [
    ['an LSTM cell', 465],
    ['an LSTM cell', 700],
    ['cross-entropy of four classes', 760],
  ] as const) {
    it(`offers an outline of ${named}, ${width} wide, that is seen whole`, async () => {
      const exhibit = gallery.find(({ name }) => name === named);
      assert.ok(exhibit);
      const panel = await openLive(exhibit.text, { ...exhibit, width, height: 800 });
      const { page } = panel;
      await page.locator('.beyond').first().waitFor();
      await page.getByRole('button', { name: 'Outline' }).click();
      await page.locator('.shape.group').first().waitFor();
      await page.locator('.beyond').first().waitFor({ state: 'detached' });
      assert.ok((await digitSize(page)) >= LEGIBLE);
      await page.getByRole('button', { name: 'All', exact: true }).click();
      await page.locator('.beyond').first().waitFor();
      await finish(panel);
    });
  }

  it('has all tools in one row at every width, and all of each but the words of the check', async () => {
    const panel = await show('the quiz circuit', { width: 1000 });
    const { page } = panel;
    const crooked = (): Promise<(string | null)[]> =>
      page.locator('.toolbar .tool').evaluateAll((tools) => {
        const row = tools[0]?.getBoundingClientRect().top;
        return tools
          .filter((tool) => {
            const { top, right } = tool.getBoundingClientRect();
            const isCut = tool.scrollWidth > tool.clientWidth && !tool.matches('[data-tool=check]');
            return top !== row || right > window.innerWidth || isCut;
          })
          .map((tool) => tool.getAttribute('data-tool'));
      });
    for (const width of [255, 300, 345, 480, 625, 700, 765, 1000]) {
      await page.setViewportSize({ width, height: 700 });
      assert.deepEqual(await crooked(), [], `${width} wide`);
    }
    await finish(panel);
  });

  it('has the controls of the steps in one row while someone steps, or compares orders', async () => {
    const panel = await show('the quiz circuit', { width: 1000 });
    const { page } = panel;
    /** None begins below another. */
    const inOneRow = (): Promise<boolean> =>
      page.locator('.transport > *').evaluateAll((all) => {
        const boxes = all.map((control) => control.getBoundingClientRect());
        const tops = boxes.map(({ top }) => top);
        return boxes.every(({ bottom }) => bottom > Math.max(...tops));
      });
    await page.getByRole('button', { name: 'Step back' }).click();
    for (const course of ['Why this order?', 'Back to the steps']) {
      for (const width of [365, 440, 465, 500, 560, 575, 1000]) {
        await page.setViewportSize({ width, height: 700 });
        assert.ok(await inOneRow(), `${width} wide, before ${course}`);
      }
      await page.getByRole('button', { name: course }).click();
    }
    await finish(panel);
  });

  it('compares orders below a picture that keeps its room, with all that they come to', async () => {
    const exhibit = gallery.find(({ name }) => name === 'an LSTM cell');
    assert.ok(exhibit);
    const panel = await openLive(exhibit.text, { ...exhibit, width: 465, height: 800 });
    const { page } = panel;
    await page.getByRole('button', { name: 'Why this order?' }).click();
    await page.getByRole('button', { name: 'To the end' }).click();
    for (const side of ['Recursion that does not wait', 'Reverse topological order']) {
      await page.getByRole('radio', { name: side }).check();
      await page.getByRole('list', { name: `${side}, visits` }).waitFor();
      await page.getByRole('group', { name: 'What it comes to' }).waitFor();
      assert.equal(await page.locator('.column ol:visible').count(), 1);
    }
    const [stage, controls] = await Promise.all(
      ['.stage', '.transport'].map((part) => page.locator(part).boundingBox()),
    );
    assert.ok(stage && controls && stage.height >= 240, `${stage?.height} high`);
    const ends = await page
      .locator('.column > :visible')
      .evaluateAll((all) => all.map((part) => part.getBoundingClientRect().bottom));
    assert.ok(Math.max(...ends) <= controls.y);
    await finish(panel);
  });

  it('breaks the sum of an explanation between its terms', async () => {
    const exhibit = gallery.find(({ name }) => name === 'an LSTM cell');
    assert.ok(exhibit);
    const panel = await openLive(exhibit.text, { ...exhibit, width: 465, height: 800 });
    const { page } = panel;
    await page.locator('.number[data-of=gradient][data-node="0"]:not([data-edge])').click();
    const lines = page.locator('.explanation .lines');
    await lines.getByText('Sum of the paths').waitFor();
    assert.ok(await lines.evaluate((all) => all.scrollWidth <= all.clientWidth));
    await finish(panel);
  });

  it('says why a picture is old without covering its title and its tools', async () => {
    const panel = await show('the quiz circuit', { width: 465 });
    const { page } = panel;
    const message =
      'A bracket is opened and never closed. Write `}` behind `w_2`, or take it away.';
    await panel.send({ kind: 'stale', message, problems: [] });
    const told = await page.getByRole('status').locator('.told').boundingBox();
    const tools = await page.locator('.toolbar').boundingBox();
    assert.ok(told && told.height > 40 && tools && told.y >= tools.y + tools.height - 1);
    await finish(panel);
  });

  it('has value and gradient of every row in sight in the table, and names that stay', async () => {
    const panel = await show('the same neuron from exponentials', { width: 320, height: 700 });
    const { page } = panel;
    await page.locator('[data-tool=table]').click();
    assert.ok((await page.locator('.term').count()) > 1);
    const table = page.getByRole('region', { name: 'Table' });
    const rightmost = (cells: string): Promise<number> =>
      table
        .locator(cells)
        .evaluateAll((all) => Math.max(...all.map((cell) => cell.getBoundingClientRect().right)));
    assert.ok((await table.locator('td.gradient').count()) > 10);
    assert.ok((await rightmost('td:is(.value, .gradient)')) <= 320);
    assert.ok((await rightmost('.rules')) > 320);
    // No line of a sum ends with its sign.
    assert.deepEqual(
      await table
        .locator('.term')
        .evaluateAll((terms) => terms.filter((term) => term.clientHeight > 20).length),
      0,
    );
    assert.deepEqual(await panel.axe(), []);
    const name = table.getByRole('rowheader').first();
    const before = await name.boundingBox();
    await table.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.querySelector('.table')?.scrollLeft ?? 0) > 0);
    assert.deepEqual(await name.boundingBox(), before);
    await finish(panel);
  });
});

describe('a picture that does not fit', () => {
  const exhibits = [
    ...gallery.filter(({ name }) => /quiz|batch norm|LSTM|attention|sum of squares/.test(name)),
    { name: 'a folded loop', language: 'python', text: recurrent(60), inputs: {} },
  ];
  const panels = [
    { width: 300, height: 600 },
    { width: 575, height: 700 },
    { width: 900, height: 600 },
    { width: 1200, height: 300 },
  ];
  for (const { name, text, ...how } of exhibits) {
    it(`begins where it can be read, with nothing over it: ${name}`, async () => {
      for (const size of panels) {
        const panel = await openLive(text, { ...how, ...size, theme: 'light' });
        const { page } = panel;
        const where = `${size.width} by ${size.height}`;
        assert.ok((await digitSize(page)) >= LEGIBLE, where);
        assert.deepEqual(await covered(page), [], where);
        assert.deepEqual(await cut(page), [], where);
        const [entrance] = await page.locator('.shape.input').all();
        const box = await entrance?.boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= size.width, where);
        // What goes on out of sight is found on the map below, unless that would take the room to see it.
        const beyond = await page.locator('.beyond').count();
        const map = page.locator('.overview');
        if (await map.isVisible()) assert.ok(beyond > 0, where);
        await finish(panel);
      }
    });
  }

  it('brings every field that gets the focus into sight', async () => {
    for (const { name, text, ...how } of exhibits) {
      const panel = await openLive(text, { ...how, width: 300, height: 600, theme: 'light' });
      const { page } = panel;
      for (const field of await page.locator('.field input').all()) {
        await page.locator('.shape.output').focus();
        await field.evaluate((input) => {
          (input as HTMLInputElement).focus();
        });
        const cut = await field.evaluate((input) => {
          const stage = document.querySelector('.stage') ?? document.body;
          const around = stage.getBoundingClientRect();
          const { left, top, right, bottom } = input.getBoundingClientRect();
          return (
            stage.scrollLeft !== 0 ||
            stage.scrollTop !== 0 ||
            left < around.left ||
            top < around.top ||
            right > around.right ||
            bottom > around.bottom
          );
        });
        assert.ok(!cut, `${name}: ${String(await field.getAttribute('aria-label'))}`);
      }
      await finish(panel);
    }
  });

  it('says beside its result where the output is, and leads there', async () => {
    for (const { name, text, ...how } of exhibits) {
      const panel = await openLive(text, { ...how, width: 575, height: 700, theme: 'light' });
      const { page } = panel;
      const isInSight = (): Promise<boolean> =>
        page.evaluate(() => {
          const stage = document.querySelector('.stage')?.getBoundingClientRect();
          const shown = document.querySelector('.shape.output .number')?.getBoundingClientRect();
          return (
            stage !== undefined &&
            shown !== undefined &&
            shown.left >= stage.left &&
            shown.top >= stage.top &&
            shown.right <= stage.right &&
            shown.bottom <= stage.bottom
          );
        });
      const link = page.locator('button.outcome');
      assert.equal(await link.count(), (await isInSight()) ? 0 : 1, name);
      if ((await link.count()) > 0) {
        assert.match((await link.textContent()) ?? '', /^= .+[→↓]$/, name);
        await link.press('Enter');
        await link.waitFor({ state: 'detached' });
        assert.ok(await isInSight(), name);
        assert.equal(await page.locator('.shape.output:focus').count(), 1, name);
      }
      await finish(panel);
    }
  });
});
