/** The quiz on paper: blanks, and the key with the arithmetic. */
import assert from 'node:assert/strict';
import { exportStudy } from '../../src/exported';
import { printQuiz } from '../../src/exports/quiz';
import { newQuiz } from '../../src/lens';
import { figure, open, type Asked } from '../study/quizzes';

function print(asked: Asked, kind: Parameters<typeof newQuiz>[0]): readonly [string, string] {
  const what = exportStudy(open(asked, newQuiz(kind)), 2);
  assert.ok(what);
  const [blanks = '', key = ''] = printQuiz(what)
    .replaceAll(/\\textcolor\{\w+\}\{([^{}]*)\}/g, '$1')
    .split('## Key');
  return [blanks, key];
}

describe('a quiz in Markdown', () => {
  it('asks for what the published one asks for, and its key has the arithmetic', () => {
    const [blanks, key] = print(figure, 'few');
    assert.match(blanks, /^Given: \$\{w\}_\{0\} = 2\.00\$, /m);
    assert.equal(blanks.match(/^\| \([a-f]\) \| .* \| (?:\\_){6} \|$/gm)?.length, 6);
    assert.doesNotMatch(blanks, /0\.73|1\.37|4\.00/);
    for (const line of [
      '| (a) | $4.00$ | $-2.00 + 6.00 = 4.00$ |',
      '| (d) | $1.00$ | always, for the backward pass begins here |',
      String.raw`| (e) | $-0.39$ | $0.20 \times \left(-2.00\right) \approx -0.39$ |`,
    ]) {
      assert.ok(key.includes(line), key);
    }
  });

  it('adds the wires of a fork up, and lets no bar end a cell', () => {
    const [, fork] = print(
      { text: '(x + y)*max(y, z)', inputs: { x: 1, y: 2, z: 0 } },
      'gradients',
    );
    assert.ok(fork.includes('| $5.00$ | $2.00 + 3.00 = 5.00$ |'), fork);
    const [blanks] = print({ text: 'abs(x)*y', inputs: { x: -2, y: 3 } }, 'both');
    for (const row of blanks.split('\n').filter((line) => line.startsWith('|'))) {
      assert.equal(row.split('|').length, 5, row);
    }
  });

  it('gives the whole text of a program, for its last line alone cannot be worked out', () => {
    const text = 'd = a*b\ne = d + a\nf = e*d';
    const [blanks] = print({ text, language: 'python', inputs: { a: -4, b: 2 } }, 'both');
    assert.ok(blanks.includes(`\`\`\`\n${text}\n\`\`\`\n`), blanks);
  });

  it('ends the lines of a text in one way', () => {
    const text = 'y = x*x\r\nz = y*y';
    const [blanks] = print({ text, language: 'python', inputs: { x: 2 } }, 'values');
    assert.doesNotMatch(blanks, /\r/);
    assert.match(blanks, /^y = x\*x$/m);
  });

  it('tells two gates apart that are called the same', () => {
    const [blanks] = print({ text: 'exp(a)/(exp(a) + exp(b))', inputs: { a: 1, b: 2 } }, 'both');
    const asked = [...blanks.matchAll(/^\| \(.\) \| (.*?) \|/gm)].map(([, call]) => call);
    assert.deepEqual(asked.toSorted(), [...new Set(asked)].toSorted());
    assert.equal(asked.filter((call) => call?.includes('$ in $')).length, 6, blanks);
  });
});
