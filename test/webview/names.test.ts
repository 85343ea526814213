/** Names and texts that would like to be markup are text in the page, in what it exports, and in nothing else. */
import assert from 'node:assert/strict';
import { exportStudy } from '../../src/exported';
import { formats } from '../../src/exports/formats';
import { openStudy } from '../../src/session';
import { formFaults } from '../exports/forms';
import { budget, tell } from '../toughness/budget';
import { hostileNames } from '../toughness/mutants';
import { openLive } from './live';

/** Languages that take a name as a whole, whatever it is made of, where it is known. */
const sources: readonly (readonly [language: string, write: (name: string) => string])[] = [
  ['plaintext', (name) => `f = ${name}*x + y_${name}`],
  ['latex', (name) => String.raw`f = \text{${name}} x + y_{\text{${name}}}`],
  ['python', (name) => `${name} = 2.0  # ${name}\nf = ${name}*x + y`],
  ['javascript', (name) => `const f = ${name} * x + y; // ${name}`],
];

describe('hostile names', () => {
  it('are text wherever they are shown', async () => {
    let tried = 0;
    for (const [language, write] of sources) {
      const drawn = hostileNames
        .map((name) => ({ name, text: write(name) }))
        .filter(({ name, text }) => {
          const { graph } = openStudy(text, { language, inputs: { [name]: 2 } });
          return graph?.varies[graph.output];
        });
      assert.ok(drawn.length > 5, language);
      // In the tests one in ten.
      for (const { name, text } of drawn.filter((_, i) => budget(0) > 0 || i % 10 === 0)) {
        const panel = await openLive(text, { language, inputs: { [name]: 2 } });
        const { page } = panel;
        await page.locator('.number[data-of="gradient"]').first().click();
        await page.locator('.explanation math').first().waitFor();
        const strange = page.locator(
          '#root :is(img, script, iframe, object, a[href], [onerror], [onload])',
        );
        assert.equal(await strange.count(), 0, text);
        assert.deepEqual(panel.faults, [], text);
        await panel.close();
        tried++;
      }
    }
    tell('hostile names, to the page', tried);
  }).timeout(600_000);

  it('leave every export well formed', () => {
    let tried = 0;
    for (const [language, write] of sources) {
      for (const name of hostileNames) {
        const study = openStudy(write(name), { language, inputs: { [name]: 2 } });
        const what = exportStudy(study, 2);
        for (const { key, print } of what ? formats : []) {
          if (what) assert.deepEqual(formFaults(key, print(what)), [], write(name));
          tried++;
        }
      }
    }
    tell('hostile names, to every export', tried);
  });
});
