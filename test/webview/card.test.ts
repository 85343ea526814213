/** The card of an explanation leaves in sight what it speaks of: the gate, its operands, the next gates. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { drawStudy } from '../../src/picture';
import { gallery } from './gallery';
import { openLive, type LivePanel } from './live';

type Of = 'value' | 'gradient';

const open = async (named: string, width: number, motion: 'reduce' | null): Promise<LivePanel> => {
  const exhibit = gallery.find(({ name }) => name === named);
  assert.ok(exhibit);
  const panel = await openLive(exhibit.text, { ...exhibit, width, height: 800, theme: 'light' });
  await panel.page.emulateMedia({ reducedMotion: motion });
  return panel;
};

/** The numbers of the gates nearest to the four corners of what is in sight. */
const corners = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const stage = document.querySelector('.stage')?.getBoundingClientRect() ?? new DOMRect();
    const seen = [...document.querySelectorAll('.shape:not(.reference)')].flatMap((shape) => {
      const { left, top, right, bottom } = shape.getBoundingClientRect();
      const inside =
        left > stage.left && top > stage.top && right < stage.right && bottom < stage.bottom;
      return inside ? [{ node: Number(shape.getAttribute('data-id')), left, top }] : [];
    });
    const towards = (x: number, y: number) =>
      seen.toSorted((a, b) => x * (b.left - a.left) + y * (b.top - a.top))[0]?.node ?? -1;
    return [towards(-1, -1), towards(1, -1), towards(-1, 1), towards(1, 1)];
  });

/** Waits until the card covers none of the nodes that are in sight. */
const standsFree = (page: Page, nodes: readonly number[]) =>
  page.waitForFunction((nodes) => {
    const card = document.querySelector('.explanation')?.getBoundingClientRect();
    return nodes
      .flatMap((node) => [
        ...document.querySelectorAll(
          `.shape[data-id="${node}"]:not(.reference) > :is(.body, .leaf)`,
        ),
      ])
      .every((shape) => {
        const { left, top, right, bottom } = shape.getBoundingClientRect();
        return (
          card !== undefined &&
          (right <= card.left || left >= card.right || bottom <= card.top || top >= card.bottom)
        );
      });
  }, nodes);

describe('the card of an explanation', () => {
  const cases = [
    ['the quiz circuit', 1000, 'reduce', 'nothing'],
    // In rows, the next gate may stand below half of the picture.
    ['the quiz circuit', 465, 'reduce', 'not the gate itself'],
    ['an LSTM cell', 1000, null, 'nothing it speaks of'],
    ['an LSTM cell', 465, null, 'nothing it speaks of'],
  ] as const;
  for (const [named, width, motion, what] of cases) {
    it(`covers ${what} at the corners of ${named}, ${width} wide`, async () => {
      const panel = await open(named, width, motion);
      const { page } = panel;
      const { nodes, edges } = drawStudy(panel.study()) ?? { nodes: [], edges: [] };
      const meant = (node: number, of: Of): number[] => [
        node,
        ...(of === 'value'
          ? edges.filter(({ to }) => to === node).map(({ from }) => from)
          : edges.filter(({ from }) => from === node).map(({ to }) => to)),
      ];
      const free = (node: number, of: Of): number[] => {
        if (what === 'nothing') return nodes.map(({ id }) => id);
        return what === 'not the gate itself' ? [node] : meant(node, of);
      };
      for (const node of await corners(page)) {
        for (const of of ['value', 'gradient'] as const) {
          const number = page.locator(
            `.shape[data-id="${node}"]:not(.reference) .number[data-of=${of}]`,
          );
          if ((await number.count()) === 0) continue;
          await number.dispatchEvent('click');
          await page.locator('.explanation').waitFor();
          await standsFree(page, free(node, of));
          await page.getByRole('button', { name: 'Close the explanation' }).click();
          await page.getByRole('button', { name: 'Fit the picture' }).click();
        }
      }
      assert.deepEqual(panel.faults, []);
      await panel.close();
    });
  }
});
