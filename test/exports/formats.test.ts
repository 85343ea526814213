/** Every format prints every circuit, and is named once. */
import assert from 'node:assert/strict';
import { formats } from '../../src/exports/formats';
import { formFaults } from './forms';
import { famous, hostile, quiz, special } from './subjects';

describe('formats', () => {
  it('have names of their own', () => {
    for (const field of ['key', 'label'] as const) {
      assert.equal(new Set(formats.map((format) => format[field])).size, formats.length);
    }
  });

  for (const { key, print } of formats) {
    it(`${key}: is well formed, and ends in one line break`, () => {
      for (const { name, what } of [...famous, ...special, hostile]) {
        assert.deepEqual(formFaults(key, print(what)), [], name);
      }
      assert.ok(print(quiz).includes('exp'));
    });
  }
});
