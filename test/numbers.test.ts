/** Numbers are written so that none misleads. */
import assert from 'node:assert/strict';
import type { Formula } from '../src/formula';
import { approximately, approximateLines, formatNumber, formatPlain } from '../src/numbers';

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
      assert.equal(formatNumber(value, { kind: 'decimals', count: decimals }), text);
    });
  }

  const figures: [value: number, count: number, text: string][] = [
    [4, 3, '4.00'],
    [0, 3, '0.00'],
    [-0.19661193, 3, '−0.197'],
    [0.00123, 2, '0.0012'],
    [0.000123, 2, '1.2e−4'],
    [9.99, 2, '10'],
    [99.9, 2, '1.0e2'],
    [123456, 6, '123456'],
    [-1.2345e88, 3, '−1.23e88'],
    [7, 0, '7'],
    [1 / 3, 15, '0.333333333333333'],
    [NaN, 3, 'NaN'],
    [-Infinity, 3, '−∞'],
  ];
  for (const [value, count, text] of figures) {
    it(`writes ${value} with ${count} figures as ${text}`, () => {
      assert.equal(formatNumber(value, { kind: 'significant', count }), text);
    });
  }

  it('writes what is known as a fraction so, and marks what is not', () => {
    const fractions = new Map([
      [-0.75, '−3/4'],
      [1 / 3, '1/3'],
    ]);
    const digits = { kind: 'decimals', count: 2, fractions } as const;
    assert.deepEqual(
      [-0.75, 1 / 3, Math.SQRT1_2, -Math.E, Infinity, NaN].map((x) => formatNumber(x, digits)),
      ['−3/4', '1/3', '≈0.71', '≈−2.72', '∞', 'NaN'],
    );
  });
});

describe('formatPlain', () => {
  const written: [value: number, text: string][] = [
    [3, '3'],
    [0.1, '0.1'],
    [Math.PI, '3.14159'],
    [-1e-7, '−1e−7'],
    [Infinity, '∞'],
  ];
  for (const [value, text] of written) {
    it(`writes ${value} as ${text}`, () => {
      assert.equal(formatPlain(value), text);
    });
  }
});

describe('a step that loses digits', () => {
  const product = (x: number, y: number, sign = '='): Formula => ({
    form: 'row',
    parts: [
      sign,
      { form: 'number', value: x, role: 'gradient' },
      '×',
      { form: 'brackets', parts: [{ form: 'number', value: y, role: 'local' }] },
    ],
  });
  const rows: [what: string, formula: Formula, signs: string][] = [
    ['written whole', product(0.25, -3), '=×'],
    ['rounded', product(0.1966, -3), '≈×'],
    ['rounded within brackets', product(2, 1 / 3), '≈×'],
    ['off by what sixteen digits lose', product(0.1 + 0.2, 1), '=×'],
    ['not finite', product(NaN, Infinity), '=×'],
    ['without numbers', { form: 'row', parts: ['f', '=', 'x', '×', 'y'] }, 'f=x×y'],
    [
      'rounded after the second sign',
      {
        form: 'row',
        parts: ['x', '=', 'y', '=', { form: 'number', value: 0.1966, role: 'value' }],
      },
      'x=y≈',
    ],
  ];
  for (const [what, formula, signs] of rows) {
    it(`${what}: ${signs}`, () => {
      const marked = approximately(formula, { kind: 'decimals', count: 2 });
      assert.ok(typeof marked === 'object' && marked.form === 'row');
      assert.equal(marked.parts.filter((part) => typeof part === 'string').join(''), signs);
    });
  }

  it('goes on from line to line: −0.14 × 7.39 is not −1.00', () => {
    const one = {
      form: 'row',
      parts: ['=', { form: 'number', value: -1, role: 'value' }],
    } as const;
    const signs = (first: Formula): unknown[] =>
      approximateLines([first, one], { kind: 'decimals', count: 2 }).map((line) =>
        typeof line === 'object' && line.form === 'row' ? line.parts[0] : line,
      );
    assert.deepEqual(signs(product(-0.1353, 7.389)), ['≈', '≈']);
    assert.deepEqual(signs(product(-0.25, 4)), ['=', '=']);
  });

  it('leaves it to what is no fraction to say so', () => {
    const digits = { kind: 'decimals', count: 2, fractions: new Map([[1 / 3, '1/3']]) } as const;
    assert.deepEqual(approximately(product(1 / 3, 0.1966), digits), product(1 / 3, 0.1966));
  });
});
