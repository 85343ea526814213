/** Every format prints every circuit, and is named once. */
import assert from 'node:assert/strict';
import { formats } from '../../src/exports/formats';
import { famous, hostile, quiz, special } from './subjects';

describe('formats', () => {
  it('have names of their own', () => {
    for (const field of ['key', 'label'] as const) {
      assert.equal(new Set(formats.map((format) => format[field])).size, formats.length);
    }
  });

  for (const { key, print } of formats) {
    it(`${key}: ends in one line break and holds the title in one line`, () => {
      for (const { name, what } of [...famous, ...special, hostile]) {
        const text = print(what);
        assert.match(text, /[^\n]\n$/, name);
        assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\0\r]/, name);
      }
      assert.ok(print(quiz).includes('exp'));
    });
  }
});
