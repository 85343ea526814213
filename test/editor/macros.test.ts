/** The person's own TeX macros, from the document and from the settings. */
import assert from 'node:assert/strict';
import { macrosOf } from '../../src/editor/macros';

describe('collecting the macros of a document', () => {
  const cases: [string, Record<string, string>][] = [
    ['\\newcommand{\\loss}{\\mathcal{L}}', { '\\loss': '\\mathcal{L}' }],
    ['\\newcommand\\half{\\frac12}', { '\\half': '\\frac12' }],
    ['\\renewcommand*{\\vec}[1]{\\mathbf{#1}}', { '\\vec': '\\mathbf{#1}' }],
    ['\\newcommand{\\f}[2][x]{#1 + #2}', { '\\f': '#1 + #2' }],
    ['\\def\\sq#1{#1^2}', { '\\sq': '#1^2' }],
    ['\\DeclareMathOperator*{\\softplus}{softplus}', { '\\softplus': '\\operatorname{softplus}' }],
    ['\\newcommand{\\open}{\\frac{', {}],
    ['no macros', {}],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      assert.deepEqual(macrosOf(text, {}), expected);
    });
  }

  it('lets the document win over the setting', () => {
    const base = { '\\a': '1', '\\b': '2' };
    assert.deepEqual(macrosOf('\\newcommand{\\a}{3}', base), { '\\a': '3', '\\b': '2' });
  });
});
