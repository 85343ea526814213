/** Arrow keys lead to everything in a picture, and where one sees it lie. */
import assert from 'node:assert/strict';
import ELK from 'elkjs/lib/elk.bundled.js';
import { openStudy, type Study } from '../../src/session';
import { layoutWith } from '../../webview/elk';
import { breakIntoRows } from '../../webview/rows';
import type { Layout, PlacedShape } from '../../webview/layout';
import { entranceOf, neighbour, type TravelKey } from '../../webview/travel';
import { circuits } from '../circuits';
import { graphMessage, randomCircuit } from './fixtures';
import { recurrent } from './large';
import { figureOf, figureOfStudy } from './placing';

const arrows: readonly TravelKey[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const elk = new ELK();
const layOut = layoutWith({ layout: (part) => elk.layout(part) });

const place = async (study: Study, width: number): Promise<Layout> =>
  breakIntoRows(await layOut(figureOfStudy(study)), { width, height: 800 });

/** What stands in a shape. */
function spell(shape: PlacedShape | undefined): string {
  if (!shape) return 'nothing';
  const { kind, plainName, label } = shape.node;
  return kind === 'input' ? plainName : typeof label === 'string' ? label : '…';
}

/** Everything that arrow keys reach from where Tab enters. */
function reached(layout: Layout): Set<PlacedShape> {
  const entrance = entranceOf(layout);
  const seen = new Set(entrance ? [entrance] : []);
  for (const shape of seen) {
    for (const key of arrows) {
      const next = neighbour(layout, shape, key);
      if (next) seen.add(next);
    }
  }
  return seen;
}

const named = (...names: string[]) => circuits.filter(({ name }) => names.includes(name));

const texts = [
  ...named('(x+y)max(y,z)', 'a tanh neuron', 'the same neuron from exponentials', 'x − x/y'),
  { name: 'a recurrent net', text: recurrent(2), language: 'python' },
];

/** A panel as wide as a window, and one beside an editor, where the picture may break into rows. */
const widths = [1000, 465];

describe('arrow keys', () => {
  for (const width of widths) {
    for (const { name, text, language } of texts) {
      it(`reach all of ${name}, ${width} wide`, async () => {
        const layout = await place(openStudy(text, { language }), width);
        const seen = reached(layout);
        const missed = layout.shapes.filter((shape) => !seen.has(shape));
        assert.deepEqual(missed.map(spell), []);
      });
    }
  }

  it('reach all of random circuits', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { picture } = graphMessage(randomCircuit(25, seed));
      const layout = await layOut(figureOf(picture));
      assert.equal(reached(layout).size, layout.shapes.length, `seed ${seed}`);
    }
  });

  const quiz = named('the quiz circuit')[0];
  const walks: readonly (readonly [width: number, keys: string, way: string])[] = [
    [1000, 'Right Right Right Right', 'w_0 * + + *-1'],
    [1000, 'Down Down Down Right Up Left', 'w_0 x_0 w_1 x_1 * * w_0'],
    // From the end of a row on to the beginning of the next, and back.
    [465, 'Right Right Right Right Right Left Left', 'w_0 * + + *-1 exp *-1 +'],
    [465, 'End Left Up Home', 'w_0 1/x +1 + w_0'],
  ];
  for (const [width, pressed, way] of walks) {
    it(`lead ${pressed} in a panel ${width} wide: ${way}`, async () => {
      assert.ok(quiz);
      const layout = await place(openStudy(quiz.text, quiz), width);
      let at = entranceOf(layout);
      const stops = [at];
      for (const key of pressed.split(' ')) {
        const wanted = /Home|End/.test(key) ? key : `Arrow${key}`;
        at = at && neighbour(layout, at, wanted as TravelKey);
        stops.push(at);
      }
      assert.equal(stops.map(spell).join(' '), way);
    });
  }

  it('do not take a gate in the same row for a higher one, because its name stands above it', async () => {
    const layout = await place(
      openStudy('q = x + y\nf = exp(exp(q))', { language: 'plaintext' }),
      1000,
    );
    const inRow = layout.shapes.filter(({ node }) => node.kind === 'op');
    for (const shape of inRow) {
      const up = neighbour(layout, shape, 'ArrowUp');
      assert.ok(!up || !inRow.includes(up), `${spell(shape)} ${spell(up)}`);
    }
  });
});
