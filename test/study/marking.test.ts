/** Marks: every way to round, what follows from earlier answers, and the wrong rules of learners. */
import assert from 'node:assert/strict';
import { circuits } from '../circuits';
import { blanksOf, figure, handedOut, mark, open, type Asked } from './quizzes';
import { newQuiz } from '../../src/lens';

const SUM = 'w₀ · x₀ + w₁ · x₁';
const DOT = 'w₀ · x₀ + w₁ · x₁ + w₂';
const NEG = `−(${DOT})`;
const EXP = `exp(${NEG})`;
const ONE = '1 + exp(−(… + … + w₂))';
const F = 'f';

const notes: Asked = { text: '(x + y)·z', inputs: { x: -2, y: 5, z: -4 } };
const maximum: Asked = { text: '2(x*y + max(z, w))', inputs: { x: 3, y: -4, z: 2, w: -1 } };
const fork: Asked = { text: '(x + y)·max(y, z)', inputs: { x: 1, y: 2, z: 0 } };
const quotient: Asked = { text: 'q = a/b', inputs: { a: 3, b: 2 } };
const neuron: Asked = { text: 'o = tanh(n)', inputs: { n: 0.8813735870195432 } };
const cube: Asked = { text: 'y = 3·x^3', inputs: { x: 2 } };
const difference: Asked = { text: 'd = a - b\nd·c', inputs: { a: 2, b: 5, c: 3 } };
const tiny: Asked = { text: 'y = exp(-x)', inputs: { x: 50 } };
const steps: Asked = { text: 'y = a·b·c', inputs: { a: 0.01, b: 0.1, c: 1000 } };
const large: Asked = { text: 'y = a·b', inputs: { a: 1234.5, b: 1000 } };
const three: Asked = { text: 'x·a + x·b + x·c', inputs: { x: 2, a: 3, b: 5, c: 7 } };

describe('a quiz', () => {
  it('asks for a few numbers as the published one does', () => {
    for (const [asked, one] of [
      [figure, ONE],
      [handedOut, '1 + exp(−(… + … + w₂ · x₂))'],
    ] as const) {
      const expected = [SUM, one, F, '∂f', '∂w₁', '∂x₁'];
      assert.deepEqual(blanksOf(open(asked, newQuiz('few'))), expected);
    }
  });

  const orders: readonly (readonly [Asked, Parameters<typeof newQuiz>[0], readonly string[]])[] = [
    [notes, 'values', ['x + y', '(x + y) · z']],
    [notes, 'gradients', ['∂(x + y) · z', '∂x + y', '∂z', '∂x', '∂y']],
    [
      fork,
      'gradients',
      [
        '∂(x + y) · max(y, z)',
        '∂x + y',
        '∂max(y, z)',
        '∂y → max(y, z)',
        '∂z',
        '∂x',
        '∂y → x + y',
        '∂y',
      ],
    ],
    // What is not finite is nobody's to find, and with it goes what it makes.
    [{ text: 'log(x) + y', inputs: { x: 0, y: 1 } }, 'both', ['∂log(x) + y', '∂log(x)', '∂y']],
  ];
  for (const [asked, kind, expected] of orders) {
    it(`asks for ${kind} of ${asked.text} in the order in which they are worked out`, () => {
      assert.deepEqual(blanksOf(open(asked, newQuiz(kind))), expected);
    });
  }

  it('asks for nothing that somebody gave', () => {
    const lens = { seed: 2, held: [{ node: 2, value: 7 }] };
    assert.deepEqual(blanksOf(open(notes, newQuiz('both'), lens)), ['(x + y) · z', '∂x + y', '∂z']);
  });
});

describe('a right answer', () => {
  const rows: readonly (readonly [Asked, Readonly<Record<string, string>>])[] = [
    // The quiz's key: every step is rounded.
    [handedOut, { [SUM]: '4.0', [F]: '.73', '∂f': '1', '∂w₁': '-0.4', '∂x₁': '−0.6' }],
    // The notes: full precision, rounded for show.
    [figure, { '∂w₀': '-.20', '∂x₀': '0.39', '∂w₁': '-0.39', '∂x₁': '-0.59', '∂w₂': '0.2' }],
    [figure, { '∂x₀': '0.40', '∂w₁': '-2/5', '∂x₁': '-0.6' }],
    [figure, { [EXP]: 'exp(-1)', [F]: '0.7311', '∂x₁': '-0.58984', [ONE]: '1.367879' }],
    [notes, { 'x + y': '3', '(x + y) · z': '-12', '∂x + y': '-4', '∂x': '-4', '∂z': '3.00' }],
    [maximum, { 'max(z, w)': '2', '∂z': '2', '∂w': '0', '∂x': '-8', '∂y': '6' }],
    [fork, { '∂y → max(y, z)': '3', '∂y → x + y': '2', '∂y': '5', '∂z': '0' }],
    [neuron, { o: '0.7071', '∂n': '1/2' }],
    [
      { text: 'a/b', inputs: { a: 2, b: 3 } },
      { 'a/b': '2/3', '∂b': '-2/9', '∂a': '.333' },
    ],
    [tiny, { y: '1.93e-22' }],
    [tiny, { y: '1.9e-22' }],
    [steps, { y: '1' }],
    [large, { y: '1234500' }],
    [large, { y: '1.2e6' }],
    [large, { y: '1.23e6' }],
    [{ text: 'y = sin(π·x)', inputs: { x: 1 } }, { y: '0' }],
    [{ text: 'x*y', inputs: { x: 123456.7, y: 100 } }, { 'x · y': '12345670' }],
    [
      { text: 'x*y', inputs: { x: 0.00012, y: 0.01 } },
      { 'x · y': '1.2e-6', '∂x': '0.01' },
    ],
  ];
  for (const [asked, typed] of rows) {
    it(`is taken: ${Object.values(typed).join(', ')} in ${asked.text}`, () => {
      for (const [name, text] of Object.entries(typed)) {
        assert.match(mark(asked, { [name]: text })[name] ?? '', /^right/, name);
      }
    });
  }

  for (const { name, language, text, inputs, gradients } of circuits) {
    it(`is what was published of ${name}`, () => {
      const asked = { text, language, inputs };
      const blanks = blanksOf(open(asked));
      let found = 0;
      for (const [input, gradient] of Object.entries(gradients)) {
        const blank = blanks.find(
          (each) => each.normalize('NFKD') === `∂${input.replace('_', '')}`,
        );
        if (blank === undefined) continue;
        found++;
        assert.match(mark(asked, { [blank]: String(gradient) })[blank] ?? '', /^right/, blank);
      }
      assert.ok(found > 0);
    });
  }

  it('says by which rounding it is one', () => {
    assert.equal(
      mark(figure, { '∂x₁': '-0.60' })['∂x₁'],
      'right: Every step is rounded to 2 decimals.',
    );
    assert.equal(mark(figure, { '∂x₁': '-0.59' })['∂x₁'], 'right');
  });

  it('may go on with rounded numbers', () => {
    const marks = mark(figure, {
      [F]: '0.731',
      [ONE]: '1.368',
      '∂1 + exp(−(… + … + w₂))': '-0.534',
    });
    assert.deepEqual(Object.values(marks), ['right', 'right', 'right']);
  });
});

describe('what follows from an earlier answer', () => {
  const FOLLOWS = 'follows: This follows from your earlier answer. That one is not right.';
  const rows: readonly (readonly [Asked, Readonly<Record<string, string>>, string])[] = [
    [notes, { 'x + y': '7', '(x + y) · z': '-28' }, '(x + y) · z'],
    [notes, { 'x + y': '7', '∂z': '7' }, '∂z'],
    [notes, { '∂x + y': '4', '∂x': '4' }, '∂x'],
    [fork, { '∂y → max(y, z)': '2', '∂y': '4' }, '∂y'],
    [figure, { [ONE]: '1.5', [F]: '0.67' }, F],
    // Through numbers that were not given.
    [figure, { [`∂${DOT}`]: '-0.2', '∂x₀': '-0.4' }, '∂x₀'],
  ];
  for (const [asked, typed, last] of rows) {
    it(`counts: ${Object.values(typed).join(', then ')} in ${asked.text}`, () => {
      assert.equal(mark(asked, typed)[last], FOLLOWS);
    });
  }

  it('does not make the right number wrong', () => {
    assert.equal(mark(notes, { 'x + y': '7', '(x + y) · z': '-12' })['(x + y) · z'], 'right');
  });
});

describe('a wrong answer', () => {
  const LOCAL = /^wrong: That is the local derivative alone\. Multiply/;
  const UPSTREAM = /^wrong: That is the upstream gradient alone\./;
  const rows: readonly (readonly [string, Asked, string, string, RegExp])[] = [
    ['drops the upstream gradient', figure, `∂${NEG}`, '0.37', LOCAL],
    ['drops the upstream gradient', notes, '∂z', '-3', /The sign/],
    ['drops the upstream gradient', quotient, '∂b', '-0.75', /right/],
    ['drops the upstream gradient', cube, '∂x', '12', LOCAL],
    ['drops the local derivative', cube, '∂x', '3', UPSTREAM],
    ['loses the minus of a quotient', figure, `∂${ONE}`, '0.53', /The minus is lost: .* has one/],
    ['loses the minus of a quotient', quotient, '∂b', '0.75', /The minus is lost: .*a\/b has one/],
    ['overwrites at a fork', fork, '∂y', '2', /one wire alone.*used twice: add up/],
    ['overwrites at a fork', fork, '∂y', '3', /one wire alone.*used twice: add up/],
    ['leaves a wire out', three, '∂x', '12', /One wire is left out.*used 3 times/],
    ['takes its own input', notes, '∂z', '-4', /multiplies by its own number/],
    ['takes its own input', figure, '∂w₁', '-.59', /multiplies by its own number/],
    ['exchanges the operands', quotient, '∂a', '0.33', /operands of a\/b the other way round/],
    ['hands the gradient to both sides', maximum, '∂w', '2', /not go to all sides of max\(z, w\)/],
    ['hands the gradient to the smaller', maximum, '∂z', '0', /does come back here/],
    [
      'lets the gradient through a switch',
      { text: '5·relu(x)', inputs: { x: -2 } },
      '∂x',
      '5',
      /relu\(x\) lets nothing through here/,
    ],
    ['takes a small number for 0', tiny, 'y', '0', /Rounded too far: nothing is left of it/],
    ['takes a small number for another', tiny, 'y', '1e-15', /^wrong/],
    ['turns the sign of a small number', tiny, 'y', '-1.93e-22', /The sign is the other way/],
    ['rounds away a step', steps, 'y', '0', /^wrong/],
    ['gives more digits than are right', large, 'y', '1.24e6', /^wrong/],
    [
      'gives more digits than are right',
      { ...quotient, inputs: { a: 1, b: 3 } },
      'q',
      '0.3334',
      /^wrong/,
    ],
    ['takes the output for the input', figure, `∂${ONE}`, '-1.87', /at the output of .* instead/],
    ['takes the output for the input', cube, '∂x', '576', /at the output of x³ instead/],
    ['takes the input for the output', neuron, '∂n', '0.2232', /at the input of tanh\(n\) where/],
    ['takes the input for the output', figure, `∂${NEG}`, '0.53', /at the input of exp/],
    ['turns a sign', figure, `∂${DOT}`, '-0.2', /The minus is lost/],
    ['turns a sign', difference, '∂b', '3', /The minus is lost: .*a − b has one/],
    ['turns a sign', difference, '∂a', '-3', /The sign is the other way round/],
    ['turns a sign', figure, NEG, '1', /The sign is the other way round/],
    ['exchanges the operands', difference, 'd', '3', /operands of a − b the other way round/],
    ['exchanges the operands', quotient, 'q', '0.67', /operands of a\/b the other way round/],
    ['cuts digits off', figure, EXP, '0.36', /cut off/],
    ['cuts digits off', figure, '∂w₁', '-0.393', /right/],
    ['is off by one in the last digit', figure, F, '0.74', /off by one/],
    ['rounds too far', figure, EXP, '0.4', /Rounded too far: give 2 decimals/],
    ['is off by one in the last digit', figure, EXP, '0.38', /off by one/],
    ['swaps value and gradient', figure, '∂f', '0.73', /That is the output itself/],
    ['swaps value and gradient', figure, `∂${EXP}`, '0.37', /That is the value here/],
    ['swaps value and gradient', notes, 'x + y', '-4', /That is the gradient here/],
    ['gives what enters', cube, 'x³', '2', /a number that enters/],
    ['fits no rule', figure, '∂w₁', '17', /^wrong: It comes back through w₁ · x₁:/],
    ['fits no rule', fork, '∂y', '17', /^wrong: It is used 2 times: add up/],
    ['fits no rule', figure, EXP, '17', /^wrong: Put the numbers that enter into exp/],
    ['fits no rule', figure, '∂f', '17', /^wrong: The backward pass starts here/],
  ];
  for (const [what, asked, blank, typed, said] of rows) {
    it(`that ${what} is told so: ${typed} for ${blank}`, () => {
      const told = mark(asked, { [blank]: typed })[blank] ?? '';
      assert.match(told, said);
      assert.doesNotMatch(told, /NaN|undefined/);
    });
  }

  it('that is another one’s is told whose', () => {
    const marks = mark(figure, { '∂w₁': '-0.20', '∂w₀': '-0.39' });
    assert.equal(marks['∂w₁'], 'wrong: That is exchanged with the gradient of w₀.');
    assert.equal(marks['∂w₀'], 'wrong: That is exchanged with the gradient of w₁.');
  });
});
