/** Names as they are typeset: Greek letters, accents and subscripts. */
import assert from 'node:assert/strict';
import { writeName } from '../../src/autodiff/notation';

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
