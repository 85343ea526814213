/** What is said of a folded group: rounds are counted where there are rounds, else what is inside. */
import assert from 'node:assert/strict';
import { sayContents, tellContents } from '../../webview/contents';
import type { PictureGroup } from '../../src/protocol';

type Told = Pick<PictureGroup, 'of' | 'size' | 'inputs' | 'times'> & Partial<PictureGroup>;

const cases: readonly (readonly [group: Told, said: string, told: string])[] = [
  [
    { of: 'several', size: 985, inputs: 0, times: 197 },
    '197 rounds',
    '197 rounds with 985 nodes are folded here.',
  ],
  [{ of: 'several', size: 39, inputs: 39, times: 39 }, '39 inputs', '39 inputs are folded here.'],
  [{ of: 'several', size: 39, inputs: 38, times: 39 }, '39 nodes', '39 nodes are folded here.'],
  [{ of: 'several', size: 80, inputs: 40, times: 1 }, '80 nodes', '80 nodes are folded here.'],
  [
    { of: 'part', size: 15, inputs: 4, times: 8 },
    '15 nodes · ×8',
    '15 nodes are folded here. There are 8 groups of this shape here.',
  ],
  [{ of: 'definition', size: 15, inputs: 4, times: 1 }, '15 nodes', '15 nodes are folded here.'],
  [
    { of: 'definition', size: 11, inputs: 4, times: 3, nth: 2, alike: 7 },
    '11 nodes · 2 of 7',
    '11 nodes are folded here. It is number 2 of 7 with this label. There are 3 groups of this shape here.',
  ],
];

describe('a folded group', () => {
  for (const [group, said, told] of cases) {
    it(`of ${group.size} nodes, ${group.inputs} of them inputs, has ${said}`, () => {
      const whole = { nth: 1, alike: 1, ...group, key: '', exits: 1 };
      assert.deepEqual([sayContents(whole), tellContents(whole)], [said, told]);
    });
  }
});
