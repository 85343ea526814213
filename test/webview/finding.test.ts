/** Finding things in the picture: the search, the table and the overview. */
import assert from 'node:assert/strict';
import { fork } from './circuits';
import { graphMessage, quiz, randomCircuit, tapeMessage } from './fixtures';
import { openLive } from './live';
import { openPanel, type Panel } from './open';

async function finish(panel: Panel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

const camera = ({ page }: Panel) => page.locator('.sheet').getAttribute('style');

const found = ({ page }: Panel) => page.locator('.shape.found').first().getAttribute('data-id');

/** What changes in the page while nobody does anything, once it has had time for what was begun. */
const changesIn = ({ page }: Panel): Promise<string[]> =>
  page.evaluate(async () => {
    const frames = (count: number): Promise<void> =>
      new Promise((settle) => {
        const next = (left: number): void => {
          if (left === 0) settle();
          else {
            requestAnimationFrame(() => {
              next(left - 1);
            });
          }
        };
        next(count);
      });
    await frames(60);
    const seen: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { type, target } of records) seen.push(`${type} of ${target.nodeName}`);
    });
    observer.observe(document, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    await frames(20);
    observer.disconnect();
    return seen;
  });

describe('the search', () => {
  it('goes from hit to hit and leaves the focus on the last', async () => {
    const panel = await openPanel({ width: 500 });
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const { page } = panel;
    await page.keyboard.press('Control+f');
    const field = page.getByRole('textbox', { name: /^Find/ });
    await field.fill('times');
    await page.getByText('1 of 2').waitFor();
    assert.equal(await found(panel), '2');
    const place = await camera(panel);
    await field.press('Enter');
    await page.getByText('2 of 2').waitFor();
    await page.locator('.shape.found[data-id="5"]').waitFor();
    await field.press('Enter');
    await page.getByText('1 of 2').waitFor();
    // All of the picture is in sight, and stays there.
    assert.equal(await camera(panel), place);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const near = await camera(panel);
    await field.press('Enter');
    await page.waitForFunction(
      (before) => document.querySelector('.sheet')?.getAttribute('style') !== before,
      near,
    );
    await field.press('Enter');
    await page.getByText('1 of 2').waitFor();
    await field.press('Shift+Enter');
    await page.getByText('2 of 2').waitFor();
    await field.fill('nowhere');
    await page.getByText('none').waitFor();
    await field.fill('EXP');
    await page.locator('.shape.found[data-id="10"]').waitFor();
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
    await page.locator('.shape[data-id="10"]:focus').waitFor();
    await page.keyboard.press('/');
    await field.waitFor();
    await finish(panel);
  });

  it('leaves the page at rest, and the focus where it is put next', async () => {
    const panel = await openLive('f = exp(a)*exp(b)', { width: 575 });
    const { page } = panel;
    await page.keyboard.press('Control+f');
    await page.keyboard.type('exp');
    await page.getByText(/^1 of \d/).waitFor();
    assert.deepEqual(await changesIn(panel), []);
    await page.keyboard.press('Escape');
    await page.locator('.shape.op:focus').waitFor();
    assert.deepEqual(await changesIn(panel), []);
    await page.getByRole('button', { name: 'Numbers' }).click();
    await page.locator('.popover').first().waitFor();
    assert.deepEqual(await changesIn(panel), []);
    await finish(panel);
  });

  it('takes no slash from a field', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.page.getByLabel('Value of w_1').focus();
    await panel.page.keyboard.type('1/3');
    assert.equal(await panel.page.getByRole('search').count(), 0);
    assert.equal(await panel.page.getByLabel('Value of w_1').inputValue(), '1/3');
    await finish(panel);
  });
});

/** The rows of the table as they read, without the spaces of typesetting. */
function readRows({ page }: Panel): Promise<string[]> {
  return page
    .locator('.table tbody tr')
    .allInnerTexts()
    .then((all) =>
      all.map((row) =>
        row
          .normalize('NFKC')
          .replace(/\s+/g, ' ')
          .replace(/ ?([=+·:]) ?/g, '$1')
          .replaceAll(':', ': ')
          .trim(),
      ),
    );
}

describe('the table', () => {
  it('has the numbers of the picture, the rules, and points to its nodes', async () => {
    const panel = await openLive('q = x + y\nf = q*z', { inputs: { x: -2, y: 5, z: -4 } });
    const { page } = panel;
    await page.locator('[data-tool=table]').click();
    const rows = page.getByRole('region', { name: 'Table' }).locator('tbody tr');
    assert.deepEqual(await readRows(panel), [
      'x −2.00 −4.00 input',
      'y 5.00 −4.00 input',
      'q=x+y 3.00 −4.00+by x: 1 by y: 1 to x: −4.00 to y: −4.00',
      'z −4.00 3.00 input',
      'f=q·z −12.00 1.00 * by q: z=−4.00 by z: q=3.00 to q: −4.00 to z: 3.00',
    ]);
    assert.deepEqual(
      await rows
        .getByRole('button')
        .evaluateAll((all) => all.map((each) => each.getAttribute('aria-description'))),
      ['input x', 'input y', 'q, x plus y', 'input z', 'f, q times z'],
    );
    assert.equal(await rows.first().locator('th').getAttribute('scope'), 'row');
    await rows.nth(2).hover();
    await page.locator('.shape.found[data-id="2"]').waitFor();
    assert.equal((await panel.hears('hover')).node, 2);
    await rows.nth(4).getByRole('button').press('Enter');
    await page.locator('.shape[data-id="4"]:focus').waitFor();
    await finish(panel);
  });

  it('adds up what the wires of a fork bring, and tells no more than a walk has', async () => {
    const panel = await openLive(fork.text, fork);
    const { page } = panel;
    await page.locator('[data-tool=table]').click();
    const rows = await readRows(panel);
    assert.match(rows[1] ?? '', /^y 2\.00 5\.00=2\.00\+3\.00 input$/);
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.locator('.table td.gradient', { hasText: '·' }).first().waitFor();
    assert.doesNotMatch((await readRows(panel)).join(' '), /= ?−?\d|to \w: −?\d/);
    await finish(panel);
  });

  it('leaves the picture whole, unless the person looks at a part of it', async () => {
    const panel = await openPanel({ height: 800 });
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const { page } = panel;
    const outside = () =>
      page.evaluate(() => {
        const stage = document.querySelector('.stage')?.getBoundingClientRect();
        const shapes = [...document.querySelectorAll('.shape')];
        return shapes.filter((shape) => {
          const { top, bottom } = shape.getBoundingClientRect();
          return !stage || top < stage.top || bottom > stage.bottom;
        }).length;
      });
    const table = page.locator('[data-tool=table]');
    await table.click();
    await page.getByRole('region', { name: 'Table' }).waitFor();
    assert.equal(await outside(), 0);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const place = await camera(panel);
    await table.click();
    await page.getByRole('region', { name: 'Table' }).waitFor({ state: 'detached' });
    assert.equal(await camera(panel), place);
    await finish(panel);
  });

  it('follows the numbers, and is open again when the page is', async () => {
    const panel = await openPanel();
    await panel.send(graphMessage(quiz));
    await panel.ready();
    await panel.page.locator('[data-tool=table]').click();
    const other = quiz.map(
      ([label, operands, , ...rest]) => [label, operands, 42, ...rest] as const,
    );
    await panel.send(tapeMessage(other));
    await panel.page.locator('td.value', { hasText: '42.00' }).first().waitFor();
    const kept = await panel.kept();
    assert.deepEqual(kept, { saved: graphMessage(quiz).saved, table: true });
    await finish(panel);
  });
});

describe('the overview', () => {
  it('stands beside a picture much larger than the panel, and moves it', async () => {
    const panel = await openPanel({ width: 600, height: 500 });
    await panel.send(graphMessage(quiz));
    await panel.ready();
    const { page } = panel;
    assert.equal(await page.locator('.overview').count(), 0);
    await panel.send(graphMessage(randomCircuit(60, 3), { revision: 2 }));
    await page.locator('.shape[data-id="59"]').waitFor();
    for (let step = 0; step < 6; step++) {
      await page.getByRole('button', { name: 'Zoom in' }).click();
    }
    const box = await page.locator('.overview').boundingBox();
    assert.ok(box);
    const place = await camera(panel);
    await page.mouse.click(box.x + box.width - 5, box.y + box.height / 2);
    assert.notEqual(await camera(panel), place);
    const there = await camera(panel);
    await page.mouse.move(box.x + box.width - 5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 5, box.y + 5, { steps: 3 });
    await page.mouse.up();
    assert.notEqual(await camera(panel), there);
    await finish(panel);
  });
});
