/** Every format prints every circuit, and is named once. */
import assert from 'node:assert/strict';
import { formats } from '../../src/exports/formats';
import { formFaults } from './forms';
import { casesIn, hostile, lenses, quiz, shown, special } from './subjects';

describe('formats', () => {
  it('have names of their own', () => {
    for (const field of ['key', 'label'] as const) {
      assert.equal(new Set(formats.map((format) => format[field])).size, formats.length);
    }
  });

  it('take the circuits of a file, each under every lens', () => {
    const line = JSON.stringify({ source: 'x*y', language: 'plaintext', inputs: { x: 2, y: 3 } });
    assert.equal(casesIn(`${line}\n${line}\n`).length, 2 * lenses.length);
  });

  for (const { key, print } of formats) {
    it(`${key}: is well formed, and ends in one line break`, () => {
      for (const { name, what } of [...shown, ...special, hostile]) {
        assert.deepEqual(formFaults(key, print(what)), [], name);
      }
      assert.ok(print(quiz).includes('exp'));
    });
  }
});
