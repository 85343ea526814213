/** Places move with the edits around them. */
import assert from 'node:assert/strict';
import { locate, trackOffset, trackSpan } from '../../src/editor/tracking';

/** Applies edits, given against the old text, to it. */
function edited(
  text: string,
  edits: readonly { offset: number; length: number; text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (now, { offset, length, text: put }) =>
        now.slice(0, offset) + put + now.slice(offset + length),
      text,
    );
}

describe('tracking a formula through edits', () => {
  const text = 'aa x+y bb';
  const span = { start: 3, end: 6 };
  const cases: [string, { offset: number; length: number; text: string }[], string][] = [
    ['before it', [{ offset: 0, length: 2, text: 'long' }], 'x+y'],
    ['after it', [{ offset: 7, length: 2, text: '' }], 'x+y'],
    ['inside it', [{ offset: 4, length: 1, text: '*' }], 'x*y'],
    ['at its start', [{ offset: 3, length: 0, text: 'w+' }], 'w+x+y'],
    ['at its end', [{ offset: 6, length: 0, text: '+z' }], 'x+y+z'],
    ['a new line at its end', [{ offset: 6, length: 0, text: '\nfoo' }], 'x+y'],
    ['a new line before it', [{ offset: 3, length: 0, text: '\n' }], 'x+y'],
    ['over its start', [{ offset: 2, length: 2, text: 'q' }], 'q+y'],
    ['over its end', [{ offset: 5, length: 2, text: 'q' }], 'x+q'],
    ['over all of it', [{ offset: 0, length: 9, text: 'q' }], 'q'],
    [
      'twice',
      [
        { offset: 0, length: 0, text: '1' },
        { offset: 5, length: 1, text: 'zz' },
      ],
      'x+zz',
    ],
  ];
  for (const [name, edits, expected] of cases) {
    it(`keeps it when the edit is ${name}`, () => {
      const { start, end } = trackSpan(span, edits);
      assert.equal(edited(text, edits).slice(start, end), expected);
    });
  }

  it('keeps a cursor at the same character', () => {
    assert.equal(trackOffset(5, [{ offset: 0, length: 1, text: '123' }]), 7);
    assert.equal(trackOffset(5, [{ offset: 5, length: 0, text: '12' }]), 7);
    assert.equal(trackOffset(5, [{ offset: 6, length: 0, text: '12' }]), 5);
    assert.equal(trackOffset(5, [{ offset: 3, length: 4, text: 'a' }]), 4);
  });

  it('finds a text again, the nearest if there are several', () => {
    const found = locate('x*y .. x*y .. x*y', 'x*y', 9);
    assert.deepEqual(found, { start: 7, end: 10 });
    assert.deepEqual(locate('x*y', 'x*y', 100), { start: 0, end: 3 });
    assert.equal(locate('x+y', 'x*y', 0), null);
    assert.equal(locate('x+y', '', 0), null);
  });
});
