/** Which pictures are broken into rows in a narrow panel, and that their wires run on from row to row. */
import assert from 'node:assert/strict';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { openStudy } from '../../src/session';
import { layoutWith } from '../../webview/elk';
import type { Layout, Point } from '../../webview/layout';
import { READABLE, breakIntoRows, rowsFor } from '../../webview/rows';
import { stretchesOf } from '../../webview/stack';
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
  latex(
    'logistic loss',
    String.raw`L = -y \ln \sigma(w_1 x_1 + w_2 x_2 + b) - (1 - y) \ln(1 - \sigma(w_1 x_1 + w_2 x_2 + b))`,
  ),
  latex('gelu', String.raw`0.5 x (1 + \tanh(\sqrt{2/\pi} (x + 0.044715 x^3)))`),
];

const layOut = layoutWith({
  layout: async (part: ElkNode): Promise<ElkNode> => {
    const question = { kind: 'layOut', question: 'rows', part: JSON.stringify(part) } as const;
    const { placed, failure } = await engine.answer(question);
    if (placed === null) throw new Error(failure);
    return JSON.parse(placed) as ElkNode;
  },
});

const inOneRow = async (named: string): Promise<Layout> => {
  const exhibit = exhibits.find(({ name }) => name === named);
  assert.ok(exhibit);
  const { text, language, inputs } = exhibit;
  return layOut(figureOfStudy(openStudy(text, { language, surroundings: inputs })));
};

/** Where a wire from one source crosses one of another without need: as a level one an upright one. */
const crossings = ({ wires }: Layout): number => {
  const all = wires.flatMap(({ from, points }) =>
    stretchesOf(points).map(([a, b]) => ({
      from,
      left: Math.min(a.x, b.x),
      right: Math.max(a.x, b.x),
      top: Math.min(a.y, b.y),
      bottom: Math.max(a.y, b.y),
    })),
  );
  return all.filter((level) =>
    all.some(
      (upright) =>
        upright.from !== level.from &&
        level.left < upright.left - 1 &&
        upright.right + 1 < level.right &&
        upright.top < level.top - 1 &&
        level.bottom + 1 < upright.bottom,
    ),
  ).length;
};

/** Of the panel. */
const height = 708;

describe('rows of a narrow panel', () => {
  const cases = [
    ['the quiz circuit', 465, 'broken'],
    ['the quiz circuit', 320, 'broken'],
    ['the quiz circuit', 760, 'straight'],
    // In rows it would end below the stage, and it can be read whole as it is.
    ['logistic loss', 695, 'straight'],
    ['softmax and cross-entropy', 465, 'broken'],
    ['softmax and cross-entropy', 575, 'broken'],
    ['gelu', 465, 'broken'],
    // Many wires go on wherever a row may end.
    ['an LSTM cell', 465, 'straight'],
    ['a polynomial by Horner', 465, 'straight'],
  ] as const;
  for (const [named, width, expected] of cases) {
    it(`leave ${named} ${expected}, ${width} wide`, async () => {
      const straight = await inOneRow(named);
      const shown = breakIntoRows(straight, { width, height });
      assert.equal(shown === straight ? 'straight' : 'broken', expected);
    });
  }

  /** How often a picture was broken, of all that are looked at below. */
  let broken = 0;
  after(() => {
    assert.ok(broken > exhibits.length, `${broken} broken`);
  });
  for (const { name } of exhibits) {
    it(`keep every wire whole: ${name}`, async () => {
      const straight = await inOneRow(name);
      for (const width of [255, 320, 465, 575, 700, 760, 900]) {
        const shown = breakIntoRows(straight, { width, height });
        if (shown === straight) continue;
        broken++;
        const told = `${width} wide`;
        assert.equal(rowsFor(shown.width, width), 1, told);
        assert.ok(shown.width * READABLE <= width, told);
        assert.equal(crossings(shown), crossings(straight), told);
        const shapes = new Map(shown.shapes.map((shape) => [shape.key, shape]));
        const before = new Map(straight.shapes.map((shape) => [shape.key, shape]));
        const offset = (
          key: string,
          all: typeof shapes,
          { x = NaN, y = NaN }: Partial<Point> = {},
        ) => {
          const { x: left = NaN, y: top = NaN } = all.get(key) ?? {};
          return [x - left, y - top].map(Math.round);
        };
        for (const [i, { from, to, points, label }] of shown.wires.entries()) {
          const old = straight.wires[i];
          assert.ok(old);
          assert.deepEqual(
            offset(from, shapes, points[0]),
            offset(from, before, old.points[0]),
            told,
          );
          assert.deepEqual(
            offset(to, shapes, points.at(-1)),
            offset(to, before, old.points.at(-1)),
            told,
          );
          for (const [a, b] of stretchesOf(points)) {
            assert.ok(Math.abs(a.x - b.x) < 0.5 || Math.abs(a.y - b.y) < 0.5, told);
          }
          for (const { x, y } of [...points, ...(label ? [label] : [])]) {
            assert.ok(x >= 0 && x <= shown.width && y >= 0 && y <= shown.height, told);
          }
        }
      }
    });
  }
});
