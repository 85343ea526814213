/** What is taken away is what stands on the screen: the SVG as another program paints it, and figures. */
import assert from 'node:assert/strict';
import { offers } from '../../src/editor/offers';
import { exportStudy } from '../../src/exported';
import { figureOf } from '../../src/exports/figure';
import { plainLens, type Lens } from '../../src/lens';
import { quiz } from './circuits';
import { openLive } from './live';
import { openMenu } from './menus';

const setting = {
  formats: offers.map(({ key, label, drawn, copied }) => ({ key, label, drawn, copied })),
};

/** Every number of a picture as it is painted: its text, its colour, and where it stands. */
function looksOf(root: string): string[] {
  const [paper] = document.querySelectorAll(root);
  const origin = (paper as SVGGraphicsElement | undefined)?.getScreenCTM();
  const zoom = origin?.a ?? 1;
  const texts = paper ? [...paper.querySelectorAll<SVGTextElement>('text')] : [];
  return texts
    .filter(
      (text) =>
        /^[≈−]?[\d/.]+$/.test(text.textContent) && getComputedStyle(text).display !== 'none',
    )
    .filter((text) => text.closest('.overview') === null)
    .map((text) => {
      const matrix = text.getScreenCTM();
      const place = (axis: string): number => Number(text.getAttribute(axis));
      const at = [
        place('x') + ((matrix?.e ?? 0) - (origin?.e ?? 0)) / zoom,
        place('y') + ((matrix?.f ?? 0) - (origin?.f ?? 0)) / zoom,
      ].map((pixels) => Math.round(pixels));
      return [text.textContent, getComputedStyle(text).fill, ...at].join(' ');
    })
    .sort();
}

const lenses: [name: string, changes: Partial<Lens>][] = [
  ['as textbooks do', {}],
  ['rounded as by hand', { byHand: 2 }],
  ['as fractions', { digits: { kind: 'exact' } }],
  ['with significant figures', { digits: { kind: 'significant', count: 4 } }],
];

describe('the picture that is taken away', () => {
  for (const [name, changes] of lenses) {
    it(`draws in every program what stands on the screen, ${name}`, async () => {
      const lens = { ...plainLens, ...changes };
      const panel = await openLive(quiz.text, {
        language: 'latex',
        inputs: quiz.inputs,
        setting,
        lens,
      });
      const { page } = panel;
      await (await openMenu(page, 'take')).getByRole('button', { name: 'Copy as SVG' }).click();
      const { drawing } = await panel.hears('take');
      const what = exportStudy(panel.study(), 2, drawing);
      assert.ok(drawing && what);
      const { wires, output } = figureOf(what);
      for (const { value, gradient } of [...wires, output]) {
        assert.ok(drawing.svg.includes(`>${value}<`), value);
        if (gradient !== null) assert.ok(drawing.svg.includes(`>${gradient}<`), gradient);
      }
      // What another program draws of the file is where it stands on the screen, in the same colours.
      const file = await page.context().browser()?.newPage();
      assert.ok(file);
      await file.setContent(drawing.svg);
      const painted = await file.evaluate(looksOf, 'svg');
      const shown = await page.evaluate(looksOf, '.scene > g');
      // Fields are no part of the scene on the screen; in the file their numbers are text.
      const fields = await page.locator('.fields .field').count();
      assert.deepEqual(
        shown.filter((look) => !painted.includes(look)),
        [],
      );
      assert.equal(painted.length, shown.length + fields);
      await file.close();
      assert.deepEqual(panel.faults, []);
      await panel.close();
    });
  }
});
