/** The card of an explanation leaves in sight what it speaks of: the gate, its operands, the next gates, paths. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { drawStudy } from '../../src/picture';
import { gallery } from './gallery';
import { openLive, type LivePanel } from './live';

type Of = 'value' | 'gradient';

const open = async (
  named: string,
  width: number,
  motion: 'reduce' | null,
  height = 800,
): Promise<LivePanel> => {
  const exhibit = gallery.find(({ name }) => name === named);
  assert.ok(exhibit);
  const panel = await openLive(exhibit.text, { ...exhibit, width, height, theme: 'light' });
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

/** Has the numbers at the corners explained, one after the other. */
async function explainCorners(
  page: Page,
  look: (node: number, of: Of) => Promise<void>,
): Promise<void> {
  for (const node of await corners(page)) {
    for (const of of ['value', 'gradient'] as const) {
      const number = page.locator(
        `.shape[data-id="${node}"]:not(.reference) .number[data-of=${of}]`,
      );
      if ((await number.count()) === 0) continue;
      await number.dispatchEvent('click');
      await page.locator('.explanation').waitFor();
      await look(node, of);
    }
  }
}

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

/** Where the picture is looked at from. */
const place = (page: Page): Promise<string> =>
  page.locator('.sheet').evaluate((sheet) => (sheet as HTMLElement).style.transform);

describe('the card of an explanation', () => {
  const cases = [
    ['the quiz circuit', 1000, 'reduce', 'nothing'],
    ['an LSTM cell', 1000, null, 'nothing it speaks of'],
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
        return what === 'nothing' ? nodes.map(({ id }) => id) : meant(node, of);
      };
      await explainCorners(page, async (node, of) => {
        await standsFree(page, free(node, of));
        await page.getByRole('button', { name: 'Close the explanation' }).click();
        await page.getByRole('button', { name: 'Fit the picture' }).click();
      });
      await finish(panel);
    });
  }

  /** Waits until these nodes stand on the stage with all of their numbers. */
  const inSight = (page: Page, nodes: readonly number[]) =>
    page.waitForFunction((nodes) => {
      const stage = document.querySelector('.stage')?.getBoundingClientRect() ?? new DOMRect();
      return nodes
        .flatMap((node) => [
          ...document.querySelectorAll(`.shape[data-id="${node}"]:not(.reference)`),
        ])
        .every((shape) => {
          const { left, top, right, bottom } = shape.getBoundingClientRect();
          return (
            left >= stage.left &&
            top >= stage.top &&
            right <= stage.right &&
            bottom <= Math.min(stage.bottom, window.innerHeight)
          );
        });
    }, nodes);

  const fork = {
    text: 'a = 2.0\nb = 1.0\nc = a + b\nd = a*b\nL = (c*d + b)*c',
    language: 'python',
    theme: 'light',
  } as const;

  for (const [width, height] of [
    [575, 700],
    [760, 700],
    [640, 800],
  ] as const) {
    it(`stands below a picture ${width} wide, which shows every path it lists`, async () => {
      const panel = await openLive(fork.text, { ...fork, width, height });
      const { page } = panel;
      const nodes = (drawStudy(panel.study())?.nodes ?? []).map(({ id }) => id);
      const shown = await page.locator('.sheet').getAttribute('style');
      await page.locator('.number[data-of=gradient][data-node="1"]:not([data-edge])').click();
      await page.locator('.explanation .ledger').waitFor();
      await inSight(page, nodes);
      const [stage, card] = await Promise.all(
        ['.stage', '.explanation'].map((part) => page.locator(part).boundingBox()),
      );
      assert.ok(stage && card && card.y >= stage.y + stage.height);
      assert.ok(stage.height >= 120, `${stage.height} high`);
      await page.keyboard.press('Escape');
      await page.locator('.explanation').waitFor({ state: 'detached' });
      await page.waitForFunction(
        (shown) => document.querySelector('.sheet')?.getAttribute('style') === shown,
        shown,
      );
      await page.getByRole('button', { name: 'Why this order?' }).click();
      await page.locator('.orders').waitFor();
      await finish(panel);
    });
  }

  it('leaves when the orders of the backward pass are compared, which takes its room', async () => {
    const panel = await openLive(fork.text, { ...fork, width: 575, height: 700 });
    const { page } = panel;
    await page.locator('.number[data-of=gradient][data-node="1"]:not([data-edge])').click();
    await page.locator('.explanation').waitFor();
    await page.locator('.transport .link').click();
    await page.locator('.orders').waitFor();
    assert.equal(await page.locator('.explanation').count(), 0);
    const stage = await page.locator('.stage').boundingBox();
    assert.ok(stage && stage.height >= 150);
    await finish(panel);
  });

  it('has the next gate in sight although that stands in another row', async () => {
    const panel = await open('the quiz circuit', 575, 'reduce', 700);
    const { page } = panel;
    const [wire] = drawStudy(panel.study())?.edges.filter(({ from }) => from === 8) ?? [];
    assert.ok(wire);
    await page.locator('.number[data-of=gradient][data-node="8"]').click();
    await page.locator('.explanation').waitFor();
    await inSight(page, [8, wire.to]);
    await finish(panel);
  });

  it('shows a number and its operands whole at every height of the panel', async () => {
    for (const height of [600, 650, 700, 750]) {
      const panel = await open('the quiz circuit', 575, 'reduce', height);
      const { page } = panel;
      const { output = -1, edges = [] } = drawStudy(panel.study()) ?? {};
      await page.locator(`.number[data-of=value][data-node="${output}"]`).dispatchEvent('click');
      await page.locator('.explanation').waitFor();
      const operands = edges.filter(({ to }) => to === output).map(({ from }) => from);
      await inSight(page, [output, ...operands]);
      await finish(panel);
    }
  });

  for (const [width, height] of [
    [616, 708],
    [575, 700],
    [1000, 800],
  ] as const) {
    it(`leaves the picture as it was before, ${width} by ${height}`, async () => {
      const panel = await open('the quiz circuit', width, 'reduce', height);
      const { page } = panel;
      const { output = -1 } = drawStudy(panel.study()) ?? {};
      const before = await place(page);
      for (const of of ['value', 'gradient']) {
        await page.locator(`.number[data-of=${of}][data-node="${output}"]`).dispatchEvent('click');
        await page.locator('.explanation').waitFor();
        await inSight(page, [output]);
        await page.getByRole('button', { name: 'Close the explanation' }).click();
        await page.waitForFunction(
          (before) => document.querySelector<HTMLElement>('.sheet')?.style.transform === before,
          before,
        );
      }
      await finish(panel);
    });
  }

  for (const width of [465, 300]) {
    it(`brings back into sight what it speaks of in an LSTM cell, ${width} wide`, async () => {
      const panel = await open('an LSTM cell', width, null);
      const { page } = panel;
      await explainCorners(page, async (node, of) => {
        await page.waitForFunction(
          ([node, of]) => {
            const stage = document.querySelector('.stage')?.getBoundingClientRect();
            const number = document
              .querySelector(`.shape[data-id="${node}"]:not(.reference) .number[data-of=${of}]`)
              ?.getBoundingClientRect();
            return (
              stage &&
              number &&
              number.left >= stage.left &&
              number.right <= stage.right &&
              number.top >= stage.top &&
              number.bottom <= stage.bottom
            );
          },
          [node, of] as const,
        );
      });
      await finish(panel);
    });
  }
});

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}
