/** Whole expressions through the public face of the core: published numbers, values, explanations. */
import assert from 'node:assert/strict';
import { plainLens } from '../src/lens';
import {
  analyze,
  inputsOf,
  lookAt,
  nodeAt,
  openStudy,
  resetInput,
  setInput,
  titleOf,
} from '../src/session';
import { circuits } from './circuits';

const QUIZ = String.raw`f(w, x) = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}`;
const quizInputs = { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 };
const openQuiz = (): ReturnType<typeof openStudy> =>
  openStudy(QUIZ, { language: 'latex', surroundings: quizInputs });

function near(got: number | null | undefined, want: number, within: number, what: string): void {
  assert.ok(got !== null && got !== undefined, `${what} is missing`);
  assert.ok(Math.abs(got - want) <= within + 1e-12, `${what}: ${got}, published ${want}`);
}

describe('the title of a study', () => {
  const rows: [text: string, language: string, title: string][] = [
    [
      '\\begin{aligned} q &= x + y \\\\\n f &= q \\odot z \\end{aligned}',
      'latex',
      'f = q \\odot z',
    ],
    ['x + y', 'latex', 'x + y'],
    ['q = x + y\nf = q*z', 'python', 'f = q*z'],
    // What an `if` left is called by its name, and not by the condition.
    ['y = x*2\nif y > 3:\n    y = 3', 'python', 'y'],
    ['double f(double y) {\n  if (y > 3) y = 3;\n  return y;\n}', 'c', 'y'],
    ['y = x*2\nz = y if y > 3 else 3', 'python', 'z = y if y > 3 else 3'],
    // Of a formula that breaks off, what was read.
    ['y = x^2 + ', 'latex', 'x^2'],
    ['T = 25 °C + 1', 'plaintext', '25'],
  ];
  for (const [text, language, title] of rows) {
    it(`is ${title}`, () => {
      assert.equal(titleOf(openStudy(text, { language })), title);
    });
  }
});

describe('the inputs of a function', () => {
  const rows: [language: string, text: string, names: string][] = [
    ['python', 'def f(w, x, b=2.0):\n    return c * (x * w + b)', 'w x b c'],
    ['python', 'f = lambda w, x: x + w', 'w x'],
    [
      'python',
      'class N:\n  def __init__(self, w):\n    self.w = w\n  def forward(self, x, y):\n    return y * x * self.w',
      'w x y',
    ],
    ['javascript', 'const f = ({ a, b }, [c, d]) => d * c + b + a + k', 'a b c d k'],
    ['c', 'double f(double w, double x) { return k * x * w; }', 'w x k'],
    ['julia', 'f(w, x) = x * w', 'w x'],
    ['r', 'f <- function(w, x) x * w', 'w x'],
    ['matlab', 'function y = f(w, x)\n  y = x * w;\nend', 'w x'],
    ['go', 'func f(w, x float64) float64 { return x * w }', 'w x'],
    ['plaintext', 'f(w, x) = b + x * w', 'w x b'],
    ['latex', 'f(w, x) = b + x w', 'w x b'],
    ['python', 'def f(w, x):\n    return x * w\nf(b, a)', 'a b'],
  ];
  for (const [language, text, names] of rows) {
    it(`stand as in its signature: ${text.replace(/\s+/g, ' ')} (${language})`, () => {
      const { inputs } = analyze(text, { language });
      assert.equal(inputs.map(({ name }) => name).join(' '), names);
    });
  }
});

describe('analyze', () => {
  for (const { name, source, language, text, inputs, output, gradients, within } of circuits) {
    it(`${name} (${source})`, () => {
      const analysis = analyze(text, { language, inputs });
      near(analysis.output, output, within, analysis.problems[0]?.message ?? 'output');
      for (const [input, gradient] of Object.entries(gradients)) {
        const found = analysis.inputs.find((i) => i.name === input);
        near(found?.gradient, gradient, within, `gradient of ${input}`);
      }
    });
  }

  const remarked: [text: string, inputs: Record<string, number>, kind: string][] = [
    ['|x|', { x: 0 }, 'kink'],
    ['max(x, y)', { x: 1, y: 1 }, 'kink'],
    ['relu(x)', { x: 0 }, 'kink'],
    ['x > 0 ? x : 2x', { x: 0 }, 'kink'],
    ['log(x)', { x: 0 }, 'domain'],
    ['sqrt(x)', { x: 0 }, 'domain'],
    ['sqrt(x)', { x: -1 }, 'domain'],
    ['1/0', {}, 'domain'],
    ['1e999 x', {}, 'domain'],
    ['', {}, 'empty'],
    ['3 * (1 + 2', {}, 'syntax'],
  ];
  for (const [text, inputs, kind] of remarked) {
    it(`says ${kind} for ${JSON.stringify(text)} at ${JSON.stringify(inputs)}`, () => {
      const { problems } = analyze(text, { language: 'plaintext', inputs });
      assert.ok(
        problems.some((p) => p.kind === kind),
        JSON.stringify(problems),
      );
    });
  }

  const exact: [text: string, inputs: Record<string, number>, gradients: Record<string, number>][] =
    [
      // PyTorch and JAX answer NaN for these: a branch that was not taken contributes 0.
      ['x > 0 ? log(x) : 0', { x: 0 }, { x: 0 }],
      ['x > 0 ? sqrt(x) : 2x', { x: -1 }, { x: 2 }],
      ['x > 1 ? 1/(x - 1) : x', { x: 1 }, { x: 1 }],
      ['sqrt(relu(x))', { x: -2 }, { x: 0 }],
      ['x^y', { x: 0, y: 2 }, { x: 0, y: 0 }],
      ['max(x, y)', { x: 1, y: 1 }, { x: 0.5, y: 0.5 }],
    ];
  for (const [text, inputs, gradients] of exact) {
    it(`differentiates ${text} at ${JSON.stringify(inputs)}`, () => {
      const analysis = analyze(text, { language: 'plaintext', inputs });
      const got = Object.fromEntries(analysis.inputs.map((i) => [i.name, i.gradient]));
      assert.deepEqual(got, gradients);
    });
  }

  const lists: [language: string, text: string][] = [
    ['plaintext', 'max(a, b, c)'],
    ['latex', String.raw`\max(a, b, c)`],
    ['latex', String.raw`\min\{a, b, c\}`],
    ['python', 'max(a, b, c)'],
    ['python', 'torch.max(torch.stack([a, b, c]))'],
    ['python', 'torch.stack([a, b, c]).amin()'],
    ['python', 'np.max([a, b, c])'],
    ['python', 'np.linalg.norm([a, b, c], np.inf)'],
    ['javascript', 'Math.min(...[a, b, c])'],
    ['c', 'fmax(a, b, c)'],
    ['julia', 'max(a, b, c)'],
    ['r', 'pmax(a, b, c)'],
  ];
  for (const [language, text] of lists) {
    it(`shares evenly among all that tie in ${text} of ${language}`, () => {
      const { inputs, problems } = analyze(text, { language, inputs: { a: 2, b: 2, c: 2 } });
      const want = [1 / 3, 1 / 3, 1 / 3];
      assert.ok(
        inputs.every(({ gradient }, i) => Math.abs(gradient - (want[i] ?? NaN)) < 1e-12),
        JSON.stringify([inputs, problems]),
      );
      assert.equal(inputs.length, 3);
      assert.ok(problems.some(({ kind }) => kind === 'kink'));
    });
  }

  const doubled: [text: string, of: string, output: number][] = [
    ['5!!', '5', 15],
    ['6!! / 2', '6', 24],
    ['0!!', '0', 1],
  ];
  for (const [text, of, output] of doubled) {
    it(`reads ${text} as a double factorial, if that is chosen`, () => {
      const readings = { [`factorial ${of}`]: 'double' };
      const { graph, tape } = openStudy(text, { language: 'plaintext', readings });
      assert.equal(tape?.value[graph?.output ?? NaN], output);
    });
  }

  it('takes 1 for an input nobody gave a value, and says so', () => {
    const { inputs } = analyze('2x', { language: 'plaintext' });
    assert.deepEqual(inputs, [{ name: 'x', value: 1, gradient: 2, assumed: true }]);
  });
});

describe('a study', () => {
  it('keeps its graph when a value is edited', () => {
    const before = openQuiz();
    const after = setInput(before, 'w_0', 1);
    assert.equal(after.graph, before.graph);
    assert.notEqual(after.tape, before.tape);
    assert.equal(inputsOf(after).find((i) => i.name === 'w_0')?.value, 1);
  });

  it('keeps its numbers when something is folded, and not when the seed is another', () => {
    const study = openStudy('f = (a*b + c)^2', { language: 'plaintext' });
    const { folding } = plainLens;
    const folded = lookAt(study, { ...plainLens, folding: { ...folding, most: 8 } });
    assert.equal(folded.tape, study.tape);
    assert.notEqual(folded.circuit, study.circuit);
    for (const seed of [2, NaN, Infinity]) {
      const seeded = lookAt(folded, { ...plainLens, seed });
      assert.ok(Object.is(seeded.tape?.gradient[seeded.graph?.output ?? -1], seed), String(seed));
    }
  });

  it('gives an input back its value', () => {
    const study = resetInput(setInput(openQuiz(), 'w_0', 1), 'w_0');
    const input = inputsOf(study).find((i) => i.name === 'w_0');
    assert.deepEqual([input?.value, input?.from], [2, 'surroundings']);
  });

  it('prefers what the person set, then the text, then the surroundings, then 1', () => {
    const text = 'a = 2; y = a*b*c*d';
    const surroundings = { a: 5, b: 6, c: 7 };
    const study = openStudy(text, { language: 'plaintext', inputs: { b: 3 }, surroundings });
    const got = inputsOf(study).map((i) => [i.name, i.value, i.from]);
    const want = [
      ['a', 2, 'text'],
      ['b', 3, 'person'],
      ['c', 7, 'surroundings'],
      ['d', 1, 'nobody'],
    ];
    assert.deepEqual(got, want);
  });

  it('finds the innermost expression under an offset', () => {
    const study = openQuiz();
    const node = nodeAt(study, QUIZ.indexOf('x_0'));
    assert.equal(node === null ? null : study.graph?.nodes[node]?.kind, 'input');
  });

  it('lets a loop bound of the text decide the shape, not one of the surroundings', () => {
    const text = 'n = 3\ny = x\nfor i in range(n):\n    y = y * x\ny';
    const surroundings = { n: 5, x: 2 };
    const study = openStudy(text, { language: 'python', surroundings });
    assert.equal(study.graph && study.tape?.value[study.graph.output], 16);
  });
});
