/** Every number of the picture hears of its own changes, and of nothing else. */
import assert from 'node:assert/strict';
import { signal } from '@preact/signals';
import type { Layout } from '../../webview/layout';
import { createReadings } from '../../webview/readings';
import { momentAt, listSteps, type Moment } from '../../webview/steps';
import { byId, type Tape } from '../../webview/tape';
import { fork, graphMessage } from './fixtures';

const { picture, ...numbers } = graphMessage(fork);
const { tape } = byId(picture, { ...numbers, kind: 'tape' });
/** As much of a layout as is read: y is used twice, and drawn again for its second use. */
const layout = {
  shapes: [
    ...picture.nodes.map((node) => ({
      key: `n${node.id}`,
      node,
      edge: null,
      reference: false,
      x: node.kind === 'op' ? 10 : -10,
      y: 0,
      body: 0,
      stem: 0,
      axis: 0,
    })),
    { key: 'again', node: picture.nodes[1], edge: picture.edges[2], reference: true },
  ],
  wires: picture.edges.map((edge) => ({ edge, label: edge.from === 1 ? { x: 0, y: 0 } : null })),
} as unknown as Pick<Layout, 'shapes' | 'wires'>;

const everywhere = (): boolean => true;

const changed = (change: (next: Tape) => void): Tape => {
  const next = structuredClone(tape);
  change(next);
  return next;
};

const cases: [name: string, next: Tape, told: readonly string[]][] = [
  ['the same numbers', changed(() => undefined), []],
  ['one value', changed(({ value }) => (value[3] = 7)), ['n3 value']],
  ['one gradient', changed(({ gradient }) => (gradient[2] = -1)), ['n2 gradient']],
  ['NaN for NaN', changed(({ value }) => (value[0] = NaN)), ['n0 value']],
  [
    'what a wire brings',
    changed(({ contribution }) => (contribution[2] = 9)),
    ['again gradient', 'wire 2 gradient'],
  ],
];

describe('the numbers of a picture', () => {
  for (const [name, next, told] of cases) {
    it(`tell ${told.length} of them when the tape brings ${name}`, () => {
      const view = { moment: signal<Moment | null>(null), tape: signal(tape) };
      const readings = createReadings(view, layout);
      const heard: string[] = [];
      const pairs = [
        ...[...readings.stems].map(([key, pair]) => ({ name: key, ...pair })),
        ...[...readings.wires].map(([id, pair]) => ({ name: `wire ${id}`, ...pair })),
      ];
      for (const { name, value, gradient } of pairs) {
        for (const { spot, number } of [value, gradient]) {
          number.subscribe(() => {
            heard.push(`${name} ${spot.of}`);
          });
        }
      }
      const end = readings.follow(everywhere);
      heard.length = 0;
      view.tape.value = next;
      assert.deepEqual(heard.sort(), told);
      // Once more the same, also where it is NaN.
      view.tape.value = structuredClone(next);
      assert.deepEqual(heard.sort(), told);
      end();
      view.tape.value = tape;
      assert.deepEqual(heard.sort(), told);
    });
  }

  it('are written out of sight once no edit has come for a moment', async () => {
    const view = { moment: signal<Moment | null>(null), tape: signal(tape) };
    const { stems, follow } = createReadings(view, layout);
    const end = follow(({ x }) => x > 0);
    const [near, far] = [stems.get('n3')?.value.number, stems.get('n2')?.value.number];
    assert.ok(near && far);
    const written = new Promise<void>((settle) => {
      far.subscribe((number) => {
        if (number === 9) settle();
      });
    });
    for (const number of [7, 8, 9]) {
      view.tape.value = changed(({ value }) => value.fill(number));
      assert.deepEqual([near.value, far.value], [number, tape.value[2]]);
    }
    await written;
    end();
  });

  it('stay the same ones in another layout, with the numbers of now', () => {
    const view = { moment: signal<Moment | null>(null), tape: signal(tape) };
    const before = createReadings(view, layout);
    view.tape.value = changed(({ value }) => (value[3] = 7));
    const after = createReadings(view, { ...layout, wires: [] }, before);
    assert.equal(after.stems.get('n3'), before.stems.get('n3'));
    assert.equal(after.stems.get('n3')?.value.number.value, 7);
  });

  it('are known as far as a walk has come', () => {
    const steps = listSteps(picture);
    const view = { moment: signal<Moment | null>(null), tape: signal(tape) };
    const { stems, follow } = createReadings(view, layout);
    const end = follow(everywhere);
    const known = (): (number | null | undefined)[] =>
      ['n0', 'n3', 'n5'].map((key) => stems.get(key)?.value.number.value);
    assert.deepEqual(known(), [1, 3, 6]);
    view.moment.value = momentAt(picture, steps, 0, tape);
    assert.deepEqual(known(), [1, null, null]);
    view.moment.value = momentAt(picture, steps, 1, tape);
    assert.deepEqual(known(), [1, 3, null]);
    end();
  });
});
