/** What leaves the screen is the picture on it: printed alone and black on white, and the same as SVG. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { details, plainLens } from '../../src/lens';
import { gallery } from './gallery';
import { openLive, type LivePanel } from './live';

const offers = [{ key: 'svg', label: 'SVG', drawn: true, copied: true }];

async function open(named: string, width: number, lens = plainLens): Promise<LivePanel> {
  const exhibit = gallery.find(({ name }) => name === named);
  assert.ok(exhibit);
  const setting = { formats: offers };
  return openLive(exhibit.text, { ...exhibit, width, lens, theme: 'dark', setting });
}

async function finish(panel: LivePanel): Promise<void> {
  assert.deepEqual(panel.faults, []);
  await panel.close();
}

/** Every text of a drawing with the middle of its box, in the picture's own pixels. */
const textsOf = (page: Page, drawing: string): Promise<[text: string, x: number, y: number][]> =>
  page.evaluate((drawing) => {
    const root = document.querySelector<SVGGraphicsElement>(drawing);
    const toPicture = root?.getScreenCTM()?.inverse();
    const fields = drawing.startsWith('.scene') ? document.querySelectorAll('.field input') : [];
    return [...(root?.querySelectorAll('text') ?? []), ...fields].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const middle = new DOMPoint(left + width / 2, top + height / 2).matrixTransform(toPicture);
      const text = element instanceof HTMLInputElement ? element.value : element.textContent;
      return [text, Math.round(middle.x), Math.round(middle.y)];
    });
  }, drawing);

describe('the picture taken away', () => {
  for (const [named, width] of [
    ['the quiz circuit', 465],
    ['an LSTM cell', 1000],
  ] as const) {
    it(`has as SVG every text where ${named} has it on a screen ${width} wide`, async () => {
      const panel = await open(named, width);
      const { page } = panel;
      const seen = await textsOf(page, '.scene > g');
      await panel.send({ kind: 'take', format: 'svg', to: 'file' });
      const { drawing } = await panel.hears('take');
      assert.ok(drawing);
      await page.evaluate((svg) => {
        const alone = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
        alone.id = 'alone';
        document.body.append(alone);
      }, drawing.svg);
      const taken = await textsOf(page, '#alone');
      assert.equal(taken.length, seen.length);
      for (const [text, x, y] of seen) {
        const near = taken.some(
          ([other, at, height]) =>
            other === text && Math.abs(at - x) <= 2 && Math.abs(height - y) <= 2,
        );
        assert.ok(near, `${text} at ${x}, ${y}`);
      }
      await finish(panel);
    });
  }

  it('has as SVG the digits that are too small for the screen', async () => {
    const folding = { ...plainLens.folding, most: details.fitting };
    const name = 'a wide sum of squares';
    const panel = await open(name, 465, { ...plainLens, folding });
    const { page } = panel;
    const numbers = page.locator('.scene .number');
    const all = await page.locator('.scene text, .field input').count();
    await page.getByRole('button', { name: 'Fit the picture' }).click();
    await page.locator('.stage.far').waitFor({ state: 'attached' });
    assert.equal(await numbers.filter({ visible: true }).count(), 0);
    await panel.send({ kind: 'take', format: 'svg', to: 'file' });
    const { drawing } = await panel.hears('take');
    assert.equal(drawing?.svg.match(/<text/g)?.length, all);
    const closer = page.getByRole('button', { name: 'Zoom in' });
    while (await page.locator('.stage.far').count()) await closer.click();
    assert.ok(await numbers.first().isVisible());
    await finish(panel);
  });

  it('is printed whole and alone, in black on white', async () => {
    const panel = await open('an LSTM cell', 465);
    const { page } = panel;
    // As browsers do: the page is told before it looks otherwise.
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => {
      const sheet = document.querySelector('.print svg');
      const { left, top, right, bottom } = sheet?.getBoundingClientRect() ?? new DOMRect();
      const colours = [...(sheet?.querySelectorAll('text') ?? [])].map((text) =>
        text.getAttribute('fill'),
      );
      return {
        alone: [...document.body.children].filter((child) => child.checkVisibility()).length,
        whole: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
        paper: sheet?.querySelector('rect')?.getAttribute('fill'),
        inks: [...new Set(colours)].toSorted(),
        texts: colours.length,
      };
    });
    const texts = (await textsOf(page, '.print svg')).length;
    const { inks, ...rest } = printed;
    assert.deepEqual(rest, { alone: 1, whole: true, paper: '#ffffff', texts });
    assert.ok(
      inks.every((ink) => ink !== null && /^#([0-5].){3}$/.test(ink)),
      inks.join(' '),
    );
    await finish(panel);
  });

  it('moves nothing for those who want no motion', async () => {
    const panel = await open('the quiz circuit', 1000);
    const { page } = panel;
    // What moves may have come to rest before anybody looks.
    await page.evaluate(() => {
      const note = (): void => {
        document.body.dataset['moved'] = 'yes';
      };
      for (const kind of ['animationstart', 'transitionrun']) addEventListener(kind, note);
    });
    const moved = page.locator('body[data-moved]');
    const step = async (): Promise<void> => {
      await page.getByRole('button', { name: 'To the start' }).click();
      await page.evaluate(() => delete document.body.dataset['moved']);
      for (let i = 0; i < 6; i++) await page.keyboard.press(']');
      await page.locator('.scene .forward').first().waitFor();
      await page.evaluate(() => new Promise(requestAnimationFrame));
    };
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await step();
    await moved.waitFor({ state: 'attached' });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await step();
    assert.equal(await moved.count(), 0);
    await finish(panel);
  });
});
