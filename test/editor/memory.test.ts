/** What the panel remembers of a file, and what it makes of a memory that is not its own. */
import assert from 'node:assert/strict';
import { valuesOf, withEdits, withValue } from '../../src/editor/memory';
import { inputsOf, openStudy, resetInput, setInput } from '../../src/session';

const file = 'file:///a.md';

describe('the values last used in a file', () => {
  /** Name of the case, what was stored, name and value that are used, what is known then. */
  const table: [string, unknown, [string, number | null], [string, number][]][] = [
    ['the first value', undefined, ['x', 2], [['x', 2]]],
    ['another value', [[file, [['x', 2]]]], ['x', 3], [['x', 3]]],
    [
      'another name',
      [[file, [['x', 2]]]],
      ['y', 3],
      [
        ['y', 3],
        ['x', 2],
      ],
    ],
    ['another spelling', [[file, [['w0', 2]]]], ['w_{0}', 3], [['w0', 3]]],
    ['another file', [['file:///b.md', [['x', 2]]]], ['y', 3], [['y', 3]]],
    [
      'a reset',
      [
        [
          file,
          [
            ['x', 2],
            ['y', 3],
          ],
        ],
      ],
      ['x', null],
      [['y', 3]],
    ],
    ['infinity', [[file, [['x', 2]]]], ['x', Infinity], []],
    ['no number', [[file, [['x', 2]]]], ['x', NaN], []],
    ['a text', 'corrupted', ['x', 2], [['x', 2]]],
    ['null', null, ['x', 2], [['x', 2]]],
    ['an object', { [file]: { x: 1 } }, ['x', 2], [['x', 2]]],
    ['values that are texts', [[file, [['y', '1']]]], ['x', 2], [['x', 2]]],
    ['values that JSON lost', [[file, [['y', null]]]], ['x', 2], [['x', 2]]],
  ];
  for (const [title, stored, [name, value], known] of table) {
    it(title, () => {
      assert.deepEqual(valuesOf(withValue(stored, file, name, value), file), known);
    });
  }

  it('are at most 200 names of 50 files, those used last', () => {
    let stored: unknown;
    for (let i = 0; i < 250; i++) {
      stored = withValue(stored, 'first', `x${i}`, i);
    }
    assert.equal(valuesOf(stored, 'first').length, 200);
    assert.deepEqual(valuesOf(stored, 'first')[0], ['x249', 249]);
    for (let i = 0; i < 50; i++) {
      stored = withValue(stored, `file${i}`, 'x', i);
    }
    assert.deepEqual(valuesOf(stored, 'first'), []);
    assert.deepEqual(valuesOf(stored, 'file0'), [['x', 0]]);
  });

  it('are weaker than all but 1, and a reset drops them', () => {
    const study = openStudy('y = 2; a*x*y*z', {
      language: 'plaintext',
      inputs: { a: 5 },
      surroundings: { x: 3 },
      remembered: { a: 7, x: 7, y: 7, z: 7 },
    });
    const shown = (of: typeof study) =>
      inputsOf(of).map(({ name, value, initial, from, assumed }) =>
        [name, value, initial, from, assumed].join(' '),
      );
    const rest = ['x 3 3 surroundings false', 'y 2 2 text false'];
    assert.deepEqual(shown(study).sort(), ['a 5 1 person false', ...rest, 'z 7 1 memory false']);
    assert.deepEqual(shown(resetInput(setInput(study, 'z', 8), 'z')).sort(), [
      'a 5 1 person false',
      ...rest,
      'z 1 1 nobody true',
    ]);
  });
});

describe('what a study was given by hand', () => {
  const kept = {
    uri: file,
    language: 'latex',
    start: 0,
    end: 1,
    text: 'x',
    values: {},
    readings: {},
  };
  const stored = { uri: file, text: 'x', values: { x: 3 } };
  /** Name of the case, what was stored, the values that come back. */
  const table: [string, unknown, Record<string, number>][] = [
    ['newer than the page', stored, { x: 3 }],
    ['for another text', { ...stored, text: 'y' }, {}],
    ['for another file', { ...stored, uri: 'file:///b.md' }, {}],
    ['spoilt', { ...stored, values: 'x' }, {}],
    ['absent', undefined, {}],
  ];
  for (const [name, state, values] of table) {
    it(name, () => {
      assert.deepEqual(withEdits({ get: () => state as never }, kept).values, values);
    });
  }
});
