/** What is drawn upon another picture, piece by piece, is what a page draws that had none before. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { plainLens, type Lens } from '../../src/lens';
import { graphMessage } from '../../src/replies';
import { openStudy, type Values } from '../../src/session';
import { fitted, recurrent } from './large';
import { openPanel, type Panel } from './open';

const open = (...keys: string[]): Partial<Lens> => ({
  folding: { ...plainLens.folding, open: keys },
});

/** Pictures in the order in which they follow one another. */
const pictures: readonly { text: string; lens?: Partial<Lens>; values?: Values }[] = [
  { text: recurrent(60) },
  { text: recurrent(60), lens: open('⋯') },
  { text: recurrent(60), lens: open('⋯', '⋯/⋯') },
  { text: recurrent(60), values: { w: 0.5 } },
  { text: recurrent(60), lens: { digits: { kind: 'exact' } } },
  { text: recurrent(3) },
  { text: 'q = x + y\nf = q * max(q, x)' },
  { text: 'q = x + y\nf = q * max(q, x)', values: { x: 2, y: -2 } },
  { text: 'y = x * x\nf = y * max(y, x)' },
  { text: 'f = sigmoid(w*x + b)', lens: { gates: { ...plainLens.gates, composites: 'fused' } } },
  { text: 'f = sigmoid(w*x + b)' },
  { text: 'f = sigmoid(w*x + b)', lens: { along: 'x' } },
  { text: fitted(60) },
  { text: 'x + 1' },
];

/** What stands in the picture and the table, and what comes out: every element with its attributes, whichever was set first. */
const drawn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const write = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent ?? '';
      const attributes = [...node.attributes]
        .map(({ name, value }) => `${name}="${value}"`)
        .filter((attribute) => attribute !== 'style=""' && !attribute.startsWith('tabindex'))
        .toSorted();
      const text = node instanceof HTMLInputElement ? node.value : '';
      const inside = [...node.childNodes].map(write).join('');
      return `\n<${[node.tagName, ...attributes].join(' ')}>${text}${inside}`;
    };
    const parts = document.querySelectorAll('.sheet > *, .title, .outcome, .table');
    return [...parts].map(write).join('').split('\n');
  });

/** So many are waited for at most. */
const FRAMES = 600;

/** With all numbers in a table, too. */
async function openTable({ page }: Panel): Promise<void> {
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('region', { name: 'Table' }).waitFor();
}

describe('a picture that follows another', () => {
  it('is the same as one that is the first', async () => {
    const page = await openPanel();
    for (const [i, { text, lens, values }] of pictures.entries()) {
      const study = openStudy(text, {
        language: 'python',
        lens: { ...plainLens, ...lens },
        ...(values && { inputs: values }),
      });
      const message = graphMessage(study, {
        revision: i + 1,
        settings: { decimals: 2, palette: 'classic' },
        saved: { uri: '', language: 'python', start: 0, end: 1, text, values: {}, readings: {} },
        formats: [],
        sourceOf: ({ from }) => ({ source: from, literal: null }),
      });
      assert.ok(message);
      const first = await openPanel();
      await first.send(message);
      await first.ready();
      await openTable(first);
      const expected = await drawn(first.page);
      await page.send(message);
      if (i === 0) await page.ready().then(() => openTable(page));
      let found = await drawn(page.page);
      for (let frame = 0; found.join() !== expected.join() && frame < FRAMES; frame++) {
        await page.page.evaluate(() => new Promise(requestAnimationFrame));
        found = await drawn(page.page);
      }
      assert.deepEqual(found, expected, `picture ${i}: ${text.slice(0, 40)}`);
      assert.deepEqual(first.faults, []);
      await first.close();
    }
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});
