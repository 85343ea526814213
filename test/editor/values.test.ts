/** Where the number of an input comes from, by plain-text fixtures. */
import assert from 'node:assert/strict';
import { nameKey } from '../../src/editor/names';
import { literalAt } from '../../src/editor/literal';
import { valuesAround } from '../../src/editor/values';
import { cases, marked } from './fixtures';

describe('finding the values of inputs', () => {
  for (const { name, language, source, head, expected } of cases('values.txt')) {
    it(`${name} (${language})`, () => {
      const { text, start, end } = marked(source);
      const places = [...valuesAround(text, { start, end }, language, head.split(' '))];
      const lines = places
        .filter(([, { value }]) => value !== null)
        .map(([key, { value, line }]) => `${key} = ${value} (line ${line})`);
      assert.equal(lines.join('\n'), expected);
    });
  }

  it('knows a name by all its spellings', () => {
    const spellings = [
      ['w_0', 'w0', 'w_{0}', 'w₀', 'w[0]', '\\mathbf{w}_0', 'self.w0'],
      ['\\alpha', 'alpha', 'α'],
      ['\\hat{y}_1', 'y_hat_1', 'yhat1', '\\hat y_1'],
      ['x_{12}', 'x_12', 'x12'],
    ];
    for (const [first = '', ...others] of spellings) {
      others.forEach((other) => {
        assert.equal(nameKey(other), nameKey(first));
      });
    }
    assert.notEqual(nameKey('W'), nameKey('w'));
    assert.notEqual(nameKey("x'"), nameKey('x'));
  });

  it('reads numbers as people write them', () => {
    const numbers: [string, number | undefined][] = [
      ['2', 2],
      ['-2.5', -2.5],
      ['−3', -3],
      ['.5', 0.5],
      ['1e-3', 1e-3],
      ['1/4', 0.25],
      ['\\frac12', 0.5],
      ['\\frac{\\pi}{2}', Math.PI / 2],
      ['2π', 2 * Math.PI],
      ['math.pi', Math.PI],
      ['1_000', 1000],
      ['-\\infty', -Infinity],
      ['10^{-5}', 1e-5],
      ['-10^-3', -1e-3],
      ['2\\cdot 10^3', 2000],
      ['2.5 × 10^{−7}', 2.5e-7],
      ['3·10⁻¹²', 3e-12],
      ['10**4', 1e4],
      ['-1{,}5', -1.5],
      ['\\frac{1}{10^2}', 0.01],
      ['10^{5}x', undefined],
      ['2x', undefined],
      ['x', undefined],
      ['', undefined],
    ];
    numbers.forEach(([text, value]) => {
      assert.equal(literalAt(text, 0)?.value, value, text);
    });
  });

  it('answers in a megabyte', () => {
    for (const unit of [
      'x = ',
      'x, ',
      'x = 1, ',
      '(',
      '= 1 ',
      'is ',
      'x and ',
      '1, ',
      '\n',
      '\\',
      'x=1;',
    ]) {
      const text = unit.repeat(1e6 / unit.length);
      for (const language of ['markdown', 'python']) {
        valuesAround(text, { start: 5e5, end: 5e5 + 10 }, language, ['x']);
      }
    }
  }).timeout(60000);
});
