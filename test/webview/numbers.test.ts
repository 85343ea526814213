/** Numbers are read as people type them, and stepped so that every step shows. */
import assert from 'node:assert/strict';
import { exactNumber, parseNumber, stepNumber } from '../../webview/numbers';

describe('parseNumber', () => {
  const typed: [text: string, value: number][] = [
    ['1e-3', 0.001],
    ['-.5', -0.5],
    ['+2.', 2],
    ['−2', -2],
    ['3.9e−5', 3.9e-5],
    ['1/3', 1 / 3],
    [' -1 / 4 ', -0.25],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['−∞', -Infinity],
    ['NaN', NaN],
    ['-0', -0],
  ];
  for (const [text, value] of typed) {
    it(`reads "${text}"`, () => {
      assert.ok(Object.is(parseNumber(text), value));
    });
  }

  for (const text of ['', ' ', 'abc', '1,5', '1.2.3', '1/2/3', '/2', '--1', '0x10', '1e', 'e5']) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseNumber(text), undefined);
    });
  }

  for (const value of [0.1, -0, -6.8813735870195432, 1e-300, Infinity, -Infinity, NaN]) {
    it(`reads back all digits of ${value}`, () => {
      assert.ok(Object.is(parseNumber(exactNumber(value)), value));
    });
  }
});

describe('stepNumber', () => {
  const steps: [value: number, direction: 1 | -1, scale: number, next: number][] = [
    [2, 1, 1, 2.1],
    [0.2, 1, 1, 0.3],
    [0, -1, 1, -0.1],
    [2, 1, 0.1, 2.01],
    [2, -1, 10, 1],
    [0.05, -1, 1, 0.04],
    [12345, 1, 1, 12355],
  ];
  for (const [value, direction, scale, next] of steps) {
    it(`steps ${value} to ${next}`, () => {
      assert.equal(stepNumber(value, direction, scale), next);
    });
  }
  it('leaves NaN and infinities alone', () => {
    assert.ok(Number.isNaN(stepNumber(NaN, 1, 1)));
    assert.equal(stepNumber(Infinity, -1, 1), Infinity);
  });
});
