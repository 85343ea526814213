/** The samples that newcomers open give the published numbers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { find } from '../../src/editor/find';
import { openSubject } from '../../src/editor/subject';
import { defaultLimits } from '../../src/language/syntax';
import { inputsOf } from '../../src/session';

describe('the samples', () => {
  // A piece of the text to put the cursor in, and the published value of what it means.
  const samples: [string, string, string, number][] = [
    ['quiz.md', 'markdown', 'frac{1}{1', 0.7310585786300049],
    ['quiz.md', 'markdown', '(x + y) z', -12],
    ['quiz.md', 'markdown', 'max(z', -20],
    ['quiz.md', 'markdown', '(a + b)', 6],
    ['notes.tex', 'latex', 'J = 3', 33],
    ['notes.tex', 'latex', 'q &=', -12],
    ['notes.tex', 'latex', 'frac{1}{2}', 0.5],
    ['plain.txt', 'plaintext', '(x + y)', 6],
    ['plain.txt', 'plaintext', 'a + a', 6],
    ['circuits.py', 'python', 'o = torch', 0.7071067811865476],
    ['circuits.py', 'python', 'w x - t', 0.5],
    ['circuits.py', 'python', 'return q', -12],
    ['circuits.ts', 'typescript', 'L = d', -8],
    ['circuits.ts', 'typescript', 'w x + b', 0.18242552380635635],
    ['circuits.ts', 'typescript', 'w * x + b', 0.18242552380635635],
  ];
  for (const [file, language, piece, value] of samples) {
    it(`${file}: ${piece} is ${value}`, () => {
      const text = readFileSync(`test/workspace/${file}`, 'utf8');
      const at = text.indexOf(piece);
      assert.ok(at >= 0);
      const subject = openSubject(text, language, find(text, { start: at, end: at }, language), {
        inputs: {},
        readings: {},
        macros: {},
        limits: defaultLimits,
      });
      assert.ok(subject?.study.graph && subject.study.tape);
      const got = subject.study.tape.value[subject.study.graph.output] ?? NaN;
      const inputs = inputsOf(subject.study).map((input) => `${input.name}=${input.value}`);
      assert.ok(Math.abs(got - value) < 1e-9, `${got} with ${inputs.join(' ')}`);
    });
  }
});
