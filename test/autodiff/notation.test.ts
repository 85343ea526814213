/** Names as they are typeset: Greek letters, accents and subscripts. */
import assert from 'node:assert/strict';
import { toText, write, writeCall, writeName } from '../../src/autodiff/notation';
import { read } from '../../src/language/read';
import { precedences } from '../../src/ops';

const script = (...parts: string[]): object => ({ form: 'script', parts });

const names: readonly [name: string, typeset: string | object][] = [
  ['x', 'x'],
  ['loss', 'loss'],
  ['w_0', script('w', '0')],
  ['x_{i,j}', script('x', 'i,j')],
  ['sigma', 'σ'],
  ['beta_1', script('β', '1')],
  ['y_hat', 'ŷ'],
  ['y_hat_1', script('ŷ', '1')],
  ['m_bar_t', script('m\u0304', 't')],
  ['theta_dot', 'θ\u0307'],
  ['h_theta', script('h', 'θ')],
  ['height_m', script('height', 'm')],
  ['sigma^2', { form: 'power', parts: ['σ', '2'] }],
  ['sigma_B^2', { form: 'power', parts: [script('σ', 'B'), '2'] }],
  ['_', '_'],
  ['__proto__', '__proto__'],
];

describe('names', () => {
  for (const [name, typeset] of names) {
    it(`typesets ${name}`, () => {
      assert.deepEqual(writeName(name), typeset);
    });
  }
});

const lines: readonly [text: string, line: string][] = [
  ['-log(exp(a)/(exp(a) + exp(b)))', '−log(exp(a)/(exp(a) + exp(b)))'],
  ['sqrt(a/b)', 'sqrt(a/b)'],
  ['exp(-(a/b))', 'exp(−(a/b))'],
  ['(a + b)/sin(c)', '(a + b)/sin(c)'],
];

describe('formulas in a line', () => {
  for (const [text, line] of lines) {
    it(`writes ${text} with no more brackets than it takes`, () => {
      const { bindings } = read(text, 'plaintext');
      const value = bindings.at(-1)?.value;
      assert.ok(value);
      assert.equal(toText(write(value).formula), line);
    });
  }

  it('brackets a power that is a name where it is raised', () => {
    const name = { formula: writeName('sigma^2'), precedence: precedences.atom };
    const two = { formula: '2', precedence: precedences.atom };
    assert.equal(toText(writeCall('pow', [name, two]).formula), '(σ^2)^2');
  });
});
