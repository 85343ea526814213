/** Where the inputs of a notebook's cell get their numbers: cells before it, the nearest first. */
import assert from 'node:assert/strict';
import { givenInCells, type Cell } from '../../src/editor/cells';
import { find } from '../../src/editor/find';
import { openSubject } from '../../src/editor/subject';
import { defaultLimits } from '../../src/language/syntax';
import { inputsOf } from '../../src/session';
import { marked } from './fixtures';

const LANGUAGES: Record<string, string> = { py: 'python', md: 'markdown', js: 'javascript' };

/** Cells written as "py: x = 2". */
function cellsOf(sources: readonly string[]): readonly Cell[] {
  return sources.map((source, i) => ({
    number: i + 1,
    text: source.slice(4),
    language: LANGUAGES[source.slice(0, 2)] ?? '',
  }));
}

/** Name of the case, the cells, names, what they are given. */
const table: [string, string[], string, string[]][] = [
  ['an assignment', ['py: \nx = 2'], 'x', ['x = 2 (cell 1, line 2)']],
  [
    'the nearest cell wins',
    ['py: x = 2', 'py: x = 3', 'md: text'],
    'x',
    ['x = 3 (cell 2, line 1)'],
  ],
  ['the last line of a cell wins', ['py: x = 2\nx = 4'], 'x', ['x = 4 (cell 1, line 2)']],
  [
    'prose',
    ['md: # Neuron\nLet $x = -2$ and w be 5.'],
    'x w',
    ['x = -2 (cell 1, line 2)', 'w = 5 (cell 1, line 2)'],
  ],
  ['a fence in prose', ['md: ```python\nx = 7\n```'], 'x', ['x = 7 (cell 1, line 2)']],
  ['another spelling', ['md: where w₀ = 2'], 'w_0', ['w_0 = 2 (cell 1, line 1)']],
  [
    'what other cells compute',
    ['py: x = 2', 'md: text', 'py: w = x*3'],
    'w',
    ['w = 6 (cell 3, line 1)'],
  ],
  [
    'a longer chain',
    ['py: x = 2\nw = x*3', 'py: w = w + 1\nv = w'],
    'v',
    ['v = 7 (cell 2, line 2)'],
  ],
  [
    'JavaScript',
    ['js: const x = 2;', 'py: x = 9', 'js: const w = x + 1;'],
    'w',
    ['w = 3 (cell 3, line 1)'],
  ],
  ['what nobody knows hides what was before', ['py: x = 2', 'py: x = load()'], 'x', []],
  ['half a chain is no number', ['py: w = unknown*3'], 'w', []],
  ['a local of a function', ['py: def f():\n    x = 2'], 'x', []],
  ['half a cell', ['py: x = 2', 'py: x = ((('], 'y', []],
  ['no cells', [], 'x', []],
];

/** As it is printed in the table. */
function print(cells: readonly Cell[], names: string): readonly string[] {
  const given = [...givenInCells(cells, names.split(' '))];
  return given.map(([name, { value, where }]) => `${name} = ${value} (${where})`);
}

describe('the values that earlier cells give', () => {
  for (const [title, cells, names, expected] of table) {
    it(title, () => {
      assert.deepEqual([...print(cellsOf(cells), names)].sort(), [...expected].sort());
    });
  }

  it('stand between the cell itself and what comes after the formula', () => {
    const { text, start, end } = marked('a = 5\ny = a*x*z*q‸\nx = 8\nq = 9');
    const subject = openSubject(text, 'python', find(text, { start, end }, 'python'), {
      inputs: {},
      lastUsed: { z: 4, a: 7, x: 7 },
      cells: cellsOf(['py: a = 1\nx = 2']),
      readings: {},
      macros: {},
      limits: defaultLimits,
    });
    assert.ok(subject);
    const values = inputsOf(subject.study).map(({ name, value, from }) => {
      return `${name} = ${value}, ${subject.places.get(name)?.words ?? from}`;
    });
    assert.deepEqual(values, [
      'x = 2, cell 1, line 2',
      'a = 5, line 1',
      'z = 4, memory',
      'q = 9, line 4',
    ]);
  });

  it('come quickly from many long cells', () => {
    const cells = cellsOf(
      Array.from({ length: 1000 }, (_, i) => `py: x${i} = f(x${i})\n`.repeat(50)),
    );
    assert.deepEqual(print(cells, 'x999 x998 y'), []);
  });
});
