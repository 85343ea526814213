/** Which pictures are broken into rows in a narrow panel, and how often the engine is asked for that. */
import assert from 'node:assert/strict';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { openStudy } from '../../src/session';
import { askElk } from '../../webview/elk';
import { breakIntoRows } from '../../webview/rows';
import { engine } from './engine';
import { gallery, type Exhibit } from './gallery';
import { figureOfStudy } from './placing';

const latex = (name: string, text: string): Exhibit => ({
  name,
  language: 'latex',
  text,
  inputs: {},
});

const exhibits: readonly Exhibit[] = [
  ...gallery,
  latex('softmax and cross-entropy', String.raw`-\log \frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}`),
];

/** The engine as the page asks it. */
const elk = {
  layout: async (part: ElkNode): Promise<ElkNode> => {
    const question = { kind: 'layOut', question: 'rows', part: JSON.stringify(part) } as const;
    const { placed, failure } = await engine.answer(question);
    if (placed === null) throw new Error(failure);
    return JSON.parse(placed) as ElkNode;
  },
};

describe('rows of a narrow panel', () => {
  const cases = [
    ['the quiz circuit', 465, 'broken', 1],
    ['the quiz circuit', 760, 'straight', 0],
    // Its middle goes on in five wires; a row that ends before the division goes on in two.
    ['softmax and cross-entropy', 465, 'broken', 2],
    ['softmax and cross-entropy', 575, 'broken', 2],
    // Many wires go on wherever a row may end.
    ['an LSTM cell', 465, 'straight', 0],
    ['a polynomial by Horner', 465, 'straight', 0],
  ] as const;
  for (const [named, width, expected, most] of cases) {
    it(`leave ${named} ${expected}, ${width} wide, after ${most} more layouts`, async () => {
      const exhibit = exhibits.find(({ name }) => name === named);
      assert.ok(exhibit);
      const { text, language, inputs } = exhibit;
      const figure = figureOfStudy(openStudy(text, { language, surroundings: inputs }));
      const straight = await askElk(elk, figure);
      let asked = 0;
      const shown = await breakIntoRows(straight, width, (options) => {
        asked += 1;
        return askElk(elk, figure, options);
      });
      assert.equal(shown === straight ? 'straight' : 'broken', expected);
      assert.equal(asked, most);
    });
  }
});
