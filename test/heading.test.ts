/** What is typeset above a picture: LaTeX as it was read, nothing of a program or of what is too long. */
import assert from 'node:assert/strict';
import { toText } from '../src/autodiff/notation';
import { headingOf } from '../src/heading';
import { openStudy } from '../src/session';

describe('the heading of a study', () => {
  const long = Array.from({ length: 30 }, (_, i) => `x_{${i}}`).join(' + ');
  const rows: [text: string, language: string, heading: string | null][] = [
    ['f(w, x) = \\frac{1}{1 + e^{-w x}}', 'latex', 'f = (1/(1 + e^(−w · x)))'],
    ['0.5 x^2', 'latex', '0.5 × x^2'],
    ['-y \\ln(x) - \\frac{1}{x} (a + b)', 'latex', '−y · ln(x) − (1/x) · (a + b)'],
    ['-(a + b) \\ell - (-x)', 'latex', '−(a + b) · ℓ − (−x)'],
    ['-\\frac{a}{b}', 'latex', '−(a/b)'],
    ['$\\hat{y} = \\sigma(z)$', 'markdown', 'ŷ = σ(z)'],
    ['\\Phi(x) + \\sigma(x)^2', 'latex', 'Φ(x) + σ(x)^2'],
    ['\\ln x + \\arctan(\\sigma(x y))', 'latex', 'ln(x) + arctan(σ(x · y))'],
    ['\\operatorname{sigmoid}(x) + \\tan^{-1}(x)', 'latex', 'sigmoid(x) + atan(x)'],
    ['L = -\\log \\mathrm{softplus}(-x)', 'latex', 'L = −log(softplus(−x))'],
    ['\\mathrm{ReLU}(x) + \\operatorname{relu}(y)', 'latex', 'ReLU(x) + relu(y)'],
    ['q = x + y \\\\ f = q z', 'latex', 'f = q · z'],
    [
      'f = \\begin{cases} x^2 & x < 1 \\\\ 2x & x < 3 \\\\ 5 & \\text{otherwise} \\end{cases}',
      'latex',
      'f = x^2 if x < 1, 2 × x if x < 3, 5 otherwise',
    ],
    // The value that the text gives an input may have been edited.
    ['a = 5', 'latex', 'a'],
    // These are shown as they are written.
    ['y = x*w', 'python', null],
    ['y = x*w', 'plaintext', null],
    ['y = x^2 +', 'latex', null],
    [long, 'latex', null],
    [Array.from({ length: 9000 }, () => 'x').join('+'), 'latex', null],
  ];
  for (const [text, language, heading] of rows) {
    it(`of ${language} ${text.slice(0, 40)} is ${heading ?? 'its text'}`, () => {
      const formula = headingOf(openStudy(text, { language }));
      assert.equal(formula && toText(formula), heading);
    });
  }
});
