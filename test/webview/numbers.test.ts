/** Numbers are written so that none misleads, and read as people type them. */
import assert from 'node:assert/strict';
import { exactNumber, formatNumber, parseNumber, stepNumber } from '../../webview/numbers';

describe('formatNumber', () => {
  const written: [value: number, decimals: number, text: string][] = [
    [4, 2, '4.00'],
    [-0.2, 2, '−0.20'],
    [0, 2, '0.00'],
    [-0, 2, '0.00'],
    [NaN, 2, 'NaN'],
    [Infinity, 2, '∞'],
    [-Infinity, 2, '−∞'],
    [3.9e-5, 2, '3.9e−5'],
    [-0.004, 2, '−4.0e−3'],
    [0.005, 2, '0.01'],
    [0.3, 0, '3.0e−1'],
    [0.7310585786300049, 4, '0.7311'],
    [1 / 3, 15, '0.333333333333333'],
    [-9999.994, 2, '−9999.99'],
    [12345.67, 2, '12345.7'],
    [123456, 2, '123456'],
    [1e6, 2, '1.0e6'],
    [-1.2345e88, 2, '−1.2e88'],
    [5e-324, 2, '4.9e−324'],
  ];
  for (const [value, decimals, text] of written) {
    it(`writes ${value} with ${decimals} decimals as ${text}`, () => {
      assert.equal(formatNumber(value, decimals), text);
    });
  }
});

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
