/** The picture shows the circuit as the notes print it, and only digits change when numbers do. */
import assert from 'node:assert/strict';
import { crossed, everyBox, labelBoxes, overlaps, readNumbers } from './boxes';
import {
  extremes,
  fork,
  graphMessage,
  quiz,
  randomCircuit,
  tapeMessage,
  type Row,
} from './fixtures';
import { openPanel, type Panel } from './open';

async function drawn(rows: readonly Row[], size: { width?: number; height?: number } = {}) {
  const panel = await openPanel({ theme: 'light', ...size });
  await panel.send(graphMessage(rows));
  await panel.ready();
  return panel;
}

async function finish(panel: Panel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

describe('picture', () => {
  it('shows the quiz circuit with the published numbers', async () => {
    const panel = await drawn(quiz);
    assert.deepEqual(await readNumbers(panel.page), [
      '2.00/−0.20',
      '−1.00/0.39',
      '−2.00/0.20',
      '−3.00/−0.39',
      '−2.00/−0.59',
      '6.00/0.20',
      '4.00/0.20',
      '−3.00/0.20',
      '1.00/0.20',
      '−1.00/−0.20',
      '0.37/−0.53',
      '1.37/−0.53',
      '0.73/1.00',
    ]);
    assert.deepEqual(await panel.page.locator('.scene .label').allTextContents(), [
      '*',
      '*',
      '+',
      '+',
      '*−1',
      'exp',
      '+1',
      '1/x',
    ]);
    assert.equal(await panel.page.locator('.shape.output .ring').count(), 1);
    assert.deepEqual(panel.faults, []);
    await finish(panel);
  });

  it('shows at a fork the sum on the stem and each contribution on its wire', async () => {
    const panel = await drawn(fork);
    assert.equal((await readNumbers(panel.page))[1], '2.00/5.00');
    assert.equal(await panel.page.locator('.sum').count(), 1);
    assert.deepEqual(await panel.page.locator('.wire .number').allTextContents(), [
      '2.00',
      '2.00',
      '2.00',
      '3.00',
    ]);
    await finish(panel);
  });

  it('gives the wires of a constant that is used twice a value and no gradient', async () => {
    const panel = await drawn([
      ['4', [], 4],
      ['sqrt', [0], 2],
      ['x', [], 3, 2],
      ['*', [1, 2], 6, 1],
      ['+', [1, 3], 8, 1, { contributions: [0, 1] }],
    ]);
    assert.deepEqual(await panel.page.locator('.wire .number').allTextContents(), ['2.00', '2.00']);
    await finish(panel);
  });

  it('gives constants a value and no gradient', async () => {
    const panel = await drawn(extremes);
    const numbers = await readNumbers(panel.page);
    assert.deepEqual([numbers[1], numbers[6]], ['2.00', '3.14']);
    assert.deepEqual([numbers[0], numbers[2]], ['0.00/NaN', '0.00/−∞']);
    await finish(panel);
  });

  it('keeps operands in source order from top to bottom', async () => {
    const rows: Row[] = [
      ['a', [], 1, 1],
      ['b', [], 2, 1],
      ['c', [], 3, 1],
      ['-', [2, 0], 2, 1],
      ['/', [3, 1], 1, 1],
    ];
    const panel = await drawn(rows);
    const heights = await panel.page.evaluate(() =>
      [0, 1, 2, 3].map((edge) => {
        const arrow = document.querySelector(`.wire[data-edge="${edge}"] .arrow`);
        return arrow?.getBoundingClientRect().top ?? NaN;
      }),
    );
    const [c = 0, a = 0, difference = 0, b = 0] = heights;
    assert.ok(c < a && difference < b, heights.join(' '));
    await finish(panel);
  });

  it('moves nothing but digits when numbers change', async () => {
    for (const rows of [quiz, fork]) {
      const panel = await drawn(rows);
      const before = await everyBox(panel.page);
      const numbers = [-9999.99, 1e-300, NaN, -Infinity, 0, 123456];
      const changed = rows.map(([label, operands, , , more = {}], id): Row => [
        label,
        operands,
        numbers[id % numbers.length] ?? 0,
        numbers[(id + 3) % numbers.length] ?? 0,
        more,
      ]);
      await panel.send(tapeMessage(changed));
      await panel.page.waitForFunction(() => document.body.textContent.includes('∞'));
      assert.deepEqual(await everyBox(panel.page), before);
      assert.deepEqual(overlaps(await labelBoxes(panel.page)), []);
      await finish(panel);
    }
  });

  it('ignores numbers of another revision', async () => {
    const panel = await drawn(quiz);
    await panel.send(tapeMessage(extremes, { revision: 9 }));
    await panel.send(graphMessage(quiz, { revision: 2 }));
    await panel.send({ kind: 'reveal', revision: 2, node: 5 });
    await panel.page.locator('.shape.revealed[data-id="5"]').waitFor();
    assert.equal((await readNumbers(panel.page))[0], '2.00/−0.20');
    await finish(panel);
  });

  it('draws far uses of an input again in a large circuit', async () => {
    const panel = await drawn(randomCircuit(60, 3), { width: 1600, height: 1000 });
    const references = panel.page.locator('.shape.reference');
    assert.ok((await references.count()) > 3);
    assert.equal(await references.locator('input').count(), 0);
    await finish(panel);
  });
});

describe('labels', () => {
  const circuits: [string, readonly Row[]][] = [
    ['the quiz circuit', quiz],
    ['a fork', fork],
    ['extreme numbers', extremes],
    ...[1, 2, 3].map((seed): [string, Row[]] => [`random ${seed}`, randomCircuit(40, seed)]),
    ['random with references', randomCircuit(60, 3)],
  ];
  for (const [what, rows] of circuits) {
    it(`neither overlap, nor are crossed by wires, nor leave the picture: ${what}`, async () => {
      const panel = await drawn(rows, { width: 1600, height: 1000 });
      await panel.page.getByRole('button', { name: 'Fit the picture' }).click();
      const boxes = await labelBoxes(panel.page);
      assert.deepEqual(overlaps(boxes), []);
      assert.deepEqual(await crossed(panel.page), []);
      const stage = await panel.page.locator('.stage').boundingBox();
      assert.ok(stage);
      const outside = boxes.filter(
        ({ left, top, right, bottom }) =>
          left < stage.x ||
          top < stage.y ||
          right > stage.x + stage.width ||
          bottom > stage.y + stage.height,
      );
      assert.deepEqual(outside, []);
      await finish(panel);
    });
  }
});
