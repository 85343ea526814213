/** Of a picture that comes again, what is equal stays the same object. */
import assert from 'node:assert/strict';
import type { Formula } from '../../src/formula';
import type { Picture } from '../../src/protocol';
import { keepParts } from '../../webview/keep';
import { fork, graphMessage } from './fixtures';

const { picture } = graphMessage(fork);
const number = (value: number): Formula => ({ form: 'number', value, role: 'plain' });
const labelled = (label: Formula): Picture => ({
  ...picture,
  nodes: picture.nodes.map((node) => (node.id === 4 ? { ...node, label } : node)),
});

/** Before, after, and the ids of nodes that are no longer the same. */
const cases: [what: string, before: Picture, after: Picture, changed: readonly number[]][] = [
  ['nothing', picture, structuredClone(picture), []],
  ['a label', picture, labelled('min'), [4]],
  ['∞ to NaN', labelled(number(Infinity)), labelled(number(NaN)), [4]],
  ['NaN to NaN', labelled(number(NaN)), labelled(number(NaN)), []],
  ['the output', picture, { ...structuredClone(picture), output: 4 }, []],
];

describe('a picture that comes again', () => {
  for (const [what, before, after, changed] of cases) {
    it(`where ${what} changed has ${changed.length} other nodes`, () => {
      const kept = keepParts(before, after);
      assert.deepEqual(kept, after);
      const others = kept.nodes.filter((node, i) => node !== before.nodes[i]);
      assert.deepEqual(
        others.map(({ id }) => id),
        changed,
      );
    });
  }

  it('is the one before it if all of it is equal', () => {
    assert.equal(keepParts(picture, structuredClone(picture)), picture);
  });
});
