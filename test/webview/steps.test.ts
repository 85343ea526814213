/** The two passes in steps: their order, what is known after each, and how a sum at a fork grows. */
import assert from 'node:assert/strict';
import { listSteps, momentAt, numberAt, type Moment, type Step } from '../../webview/steps';
import { fork, graphMessage, quiz, type Row } from './fixtures';

const doubled: readonly Row[] = [
  ['a', [], 1, 4],
  ['+', [0, 0], 2, 2, { name: 'b', contributions: [2, 2] }],
  ['+', [1, 1], 4, 1, { name: 'c', contributions: [1, 1] }],
];
const constants: readonly Row[] = [
  ['4', [], 4],
  ['sqrt', [0], 2],
  ['x', [], 3, 2],
  ['*', [1, 2], 6, 1],
];

function write({ kind, node, edges }: Step): string {
  return `${kind} ${node}${edges.map(({ from }) => ` ${from}`).join('')}`;
}

describe('listSteps', () => {
  const cases: [what: string, rows: readonly Row[], steps: string[]][] = [
    [
      'a fork',
      fork,
      ['forward 3 0 1', 'forward 4 1 2', 'forward 5 3 4', 'seed 5'].concat([
        'backward 5 3 4',
        'backward 4 1 2',
        'backward 3 0 1',
      ]),
    ],
    [
      'b = a + a; c = b + b',
      doubled,
      ['forward 1 0 0', 'forward 2 1 1', 'seed 2', 'backward 2 1 1', 'backward 1 0 0'],
    ],
    [
      'constants, which have no way back',
      constants,
      ['forward 1 0', 'forward 3 1 2', 'seed 3', 'backward 3 2'],
    ],
    ['an input alone', [['x', [], 3, 1]], ['seed 0']],
  ];
  for (const [what, rows, steps] of cases) {
    it(`goes forward, then backward through ${what}`, () => {
      assert.deepEqual(listSteps(graphMessage(rows).picture).map(write), steps);
    });
  }

  it('takes 17 steps through the quiz circuit', () => {
    const steps = listSteps(graphMessage(quiz).picture);
    assert.equal(steps.length, 17);
    assert.deepEqual(steps.slice(7, 10).map(write), ['forward 12 11', 'seed 12', 'backward 12 11']);
  });

  it('takes a node that was given its value for a leaf', () => {
    const steps = listSteps(graphMessage(fork).picture, new Set([4]));
    assert.deepEqual(steps.map(write), [
      'forward 3 0 1',
      'forward 5 3 4',
      'seed 5',
      'backward 5 3 4',
      'backward 3 0 1',
    ]);
  });

  it('sends nothing back from beyond the output', () => {
    const { picture } = graphMessage(fork);
    const steps = listSteps({ ...picture, output: 4 }).filter(({ kind }) => kind === 'backward');
    assert.deepEqual(steps.map(write), ['backward 4 1 2']);
  });
});

describe('momentAt', () => {
  const at = (rows: readonly Row[], position: number): Moment => {
    const { picture, tape } = graphMessage(rows);
    return momentAt(picture, listSteps(picture), position, tape);
  };
  const sums = ({ gradients }: Moment): [number, number, boolean][] =>
    [...gradients].map(([node, { sum, whole }]) => [node, sum, whole]);

  it('knows only what is given at the start', () => {
    const moment = at(fork, 0);
    assert.deepEqual([...moment.values], [0, 1, 2]);
    assert.deepEqual([sums(moment), moment.kind, moment.node], [[], 'rest', null]);
  });

  it('lights the wires into the gate of the step', () => {
    assert.deepEqual([...at(fork, 2).busy], [2, 3]);
  });

  it('begins backward with the seed at the output', () => {
    assert.deepEqual(sums(at(fork, 4)), [[5, 1, true]]);
  });

  it('lets the sum at a fork grow', () => {
    assert.deepEqual(sums(at(fork, 6)), [
      [5, 1, true],
      [3, 2, true],
      [4, 3, true],
      [1, 3, false],
      [2, 0, true],
    ]);
    const [, flow] = at(fork, 7).flows;
    assert.deepEqual([flow?.before, flow?.contribution, flow?.after], [3, 2, 5]);
  });

  it('adds both wires of a + a in one step', () => {
    const { flows } = at(doubled, 5);
    assert.deepEqual(
      flows.map(({ before, after }) => [before, after]),
      [
        [null, 2],
        [2, 4],
      ],
    );
  });

  it('knows everything at the end, and what is not known before', () => {
    const { picture, tape } = graphMessage(quiz);
    const steps = listSteps(picture);
    for (const [index, step] of steps.entries()) {
      const of = step.kind === 'forward' ? 'value' : 'gradient';
      if (step.kind === 'backward') continue;
      const spot = { node: step.node, edge: null, of } as const;
      assert.equal(numberAt(momentAt(picture, steps, index, tape), tape, spot), null);
      assert.equal(
        numberAt(momentAt(picture, steps, index + 1, tape), tape, spot),
        numberAt(null, tape, spot),
      );
    }
    const last = momentAt(picture, steps, steps.length, tape);
    for (const { id } of picture.nodes) {
      assert.deepEqual(last.gradients.get(id), { sum: tape.gradient[id], whole: true });
    }
  });
});
