/** What is marked, how rarely, and the first cause of what is not finite. */
import assert from 'node:assert/strict';
import { causeOf } from '../../src/autodiff/causes';
import { remarksOf } from '../../src/autodiff/remarks';
import { run, type RunOptions } from '../../src/autodiff/tape';
import { circuits } from '../circuits';
import { graphOf, inputNamed, nodeWritten } from '../programs';
import { analyze } from '../../src/session';

type Values = Readonly<Record<string, number>>;

const at =
  (values: Values) =>
  (name: string): number =>
    values[name] ?? 1;

function kindsOf(text: string, values: Values, options: RunOptions = {}): string[] {
  const graph = graphOf(text);
  return remarksOf(graph, run(graph, at(values), options)).map(({ kind }) => kind);
}

describe('remarks', () => {
  const rows: [text: string, values: Values, ...kinds: string[]][] = [
    ['relu(x)', { x: -2 }, 'dead'],
    ['relu(x)', { x: 2 }],
    ['relu(x)', { x: 0 }, 'kink'],
    ['0*relu(x)', { x: -2 }],
    ['max(x, 3)', { x: 1 }, 'dead'],
    ['max(x, y)', { x: 1, y: 2 }],
    ['clip(x, 0, 1)', { x: 7 }, 'dead'],
    ['x > 0 ? x : 0', { x: -1 }, 'dead'],
    ['floor(x)', { x: 1.5 }, 'dead'],
    ['floor(x)', { x: 1 }, 'kink'],
    ['x - floor(x)', { x: 1.5 }],
    ['(x > 0)*x', { x: 2 }],
    ['detach(x)', { x: 2 }],
    ['sigmoid(x)', { x: 3 }],
    ['sigmoid(x)', { x: 9 }, 'saturated'],
    ['sigmoid(x)', { x: -9 }, 'saturated'],
    ['sigmoid(x)', { x: 900 }, 'saturated'],
    ['tanh(x)', { x: 6 }, 'saturated'],
    ['1/(1 + exp(-x))', { x: 12 }, 'saturated'],
    ['atan(x)', { x: 100 }, 'saturated'],
    ['elu(x, 1)', { x: -10 }, 'saturated'],
    ['gelu(x)', { x: -5 }, 'saturated'],
    ['softsign(x)', { x: -200 }, 'saturated'],
    ['erf(x)', { x: 4 }, 'saturated'],
    ['x^2', { x: 1e-5 }],
    ['1/x', { x: 1000 }],
    ['log(x)', { x: 1e6 }],
    ['sqrt(x)', { x: 1e8 }],
    ['sin(x)', { x: Math.PI / 2 }, 'cancelling'],
    ['cos(x)', { x: 2 * Math.PI }, 'cancelling'],
    ['cos(x)', { x: 4 * Math.PI }, 'cancelling'],
    ['cos(x)', { x: 1e-5 }],
    ['x*1e-6', { x: 5 }],
    ['exp(x)', { x: 1000 }, 'domain', 'overflow'],
    ['exp(x)', { x: 700 }, 'overflow'],
    ['x*y', { x: 1e200, y: 1e200 }, 'domain', 'overflow'],
    ['2*(x*y)', { x: 1e200, y: 1e200 }, 'domain', 'overflow'],
    ['1/x', { x: 0 }, 'domain'],
    ['log(x)', { x: 0 }, 'domain'],
    ['sqrt(x)', { x: -1 }, 'domain'],
    ['sqrt(x)', { x: 0 }, 'domain'],
    ['(1 + x) - 1', { x: 1e-9 }, 'cancelling'],
    ['1 - cos(x)', { x: 1e-5 }, 'cancelling'],
    ['(x + 1) - (y + 1)', { x: 3, y: 3 }],
    ['x - y', { x: 1, y: 1 + 1e-12 }],
    ['x*x - 3', { x: 2 }],
  ];
  for (const [text, values, ...kinds] of rows) {
    it(`for ${text} at ${JSON.stringify(values)}: ${kinds.join(', ') || 'none'}`, () => {
      assert.deepEqual(kindsOf(text, values), kinds);
    });
  }

  it('are absent from famous circuits, but for the unit that is off', () => {
    for (const { name, text, language, inputs } of circuits) {
      const { graph, tape } = analyze(text, { language, inputs });
      assert.ok(graph && tape);
      const kinds = remarksOf(graph, tape).map(({ kind }) => kind);
      assert.deepEqual(kinds, name === 'the micrograd README block' ? ['dead'] : [], name);
    }
  });

  it('are not made about a node that is held', () => {
    const graph = graphOf('relu(x)*2');
    const held = new Map([[nodeWritten(graph, 'relu(x)*2', 'relu(x)'), 5]]);
    assert.deepEqual(remarksOf(graph, run(graph, at({ x: -2 }), { held })), []);
  });

  it('say what happens and why', () => {
    const sentences: [text: string, values: Values, options: RunOptions, message: string][] = [
      [
        '3*relu(x)',
        { x: -2 },
        {},
        'relu(−2) is closed: its local derivative is 0 here, so nothing of the upstream gradient 3 flows back through it.',
      ],
      [
        'relu(x)',
        { x: 0 },
        {},
        "relu(0) has no derivative exactly here: it is 0 from the left and 1 from the right, taken as 0 (PyTorch's convention).",
      ],
      [
        'relu(x)',
        { x: 0 },
        { kinks: 'right' },
        'relu(0) has no derivative exactly here: it is 0 from the left and 1 from the right, taken as 1 (as chosen).',
      ],
      [
        'max(x, y)',
        {},
        { kinks: 'first' },
        'max(1, 1) has no derivative exactly here: by its first operand it is 0 from the left and 1 from the right, taken as 1; by its second operand it is 0 from the left and 1 from the right, taken as 0 (as chosen).',
      ],
      [
        'max(x, y, z)',
        { x: 0 },
        {},
        "max(1, 1) has no derivative exactly here: by its first operand it is 0 from the left and 1 from the right, taken as 0.5; by its second operand it is 0 from the left and 1 from the right, taken as 0.5 (PyTorch's convention: all 2 of the list that tie share evenly).",
      ],
      [
        'masked_sqrt(x)',
        { x: 0 },
        {},
        "sqrt(0) has no derivative exactly here: it is not a number from the left and ∞ from the right, taken as 0 (PyTorch's convention).",
      ],
      [
        'floor(x)',
        {},
        {},
        'floor(1) jumps exactly here: it is 0 from the left and 1 from the right, taken as 1; its derivative is the same on both sides and does not show it.',
      ],
      [
        '(x > 0)*y',
        { x: 0 },
        {},
        '0 > 0 jumps exactly here by its first operand: it is 0 from the left and 1 from the right, taken as 0; its derivative is the same on both sides and does not show it.',
      ],
      [
        'x > 0 ? x : -x',
        { x: 0 },
        {},
        '0 > 0 jumps exactly here by its first operand: it is 0 from the left and 1 from the right, taken as 0; its derivative is the same on both sides and does not show it. What it chooses between is 0 either way, so the result does not jump, but its slope may.',
      ],
      [
        'mod(x, 2)',
        { x: 4 },
        {},
        '4 mod 2 jumps exactly here by its first operand: it is 2 from the left and 0 from the right, taken as 0; its derivative is the same on both sides and does not show it.',
      ],
    ];
    for (const [text, values, options, message] of sentences) {
      const graph = graphOf(text);
      const [remark] = remarksOf(graph, run(graph, at(values), options));
      assert.equal(remark?.message, message);
    }
  });
});

describe('the first cause', () => {
  const rows: [
    text: string,
    values: Values,
    of: 'value' | 'gradient',
    at: string,
    cause: string,
    message: string,
  ][] = [
    ['log(x - 1)*2 + y', {}, 'value', 'output', 'log(x - 1)', 'log(0) is −∞.'],
    ['exp(x) - exp(2*x)', { x: 999 }, 'value', 'output', 'exp(x)', 'exp(999) is ∞.'],
    ['x*2', { x: NaN }, 'value', 'output', 'x', 'x is not a number.'],
    ['sqrt(x)*y', { x: -1 }, 'gradient', 'y', 'sqrt(x)', 'sqrt(−1) is not a number.'],
    [
      'sqrt(x)*y',
      { x: 0 },
      'gradient',
      'x',
      'sqrt(x)',
      'The local derivative of sqrt(0) is ∞ here.',
    ],
    [
      'sqrt(x*x)',
      { x: 0 },
      'gradient',
      'x',
      'sqrt(x*x)',
      'The local derivative of sqrt(0) is ∞ here.',
    ],
    ['x > 0 ? y : log(x)', { x: -1 }, 'value', 'output', 'log(x)', 'log(−1) is not a number.'],
    [
      '(x*1e200)*1e200',
      { x: 0 },
      'gradient',
      'x',
      '(x*1e200)',
      'At 0 × 1e200, upstream 1e200 × local 1e200 is ∞.',
    ],
  ];
  for (const [text, values, of, from, cause, message] of rows) {
    it(`of the ${of} of ${from} in ${text} at ${JSON.stringify(values)}`, () => {
      const graph = graphOf(text);
      const tape = run(graph, at(values));
      const node = from === 'output' ? graph.output : inputNamed(graph, from);
      const want = { node: nodeWritten(graph, text, cause), message };
      assert.deepEqual(causeOf(graph, tape, node, of), want);
    });
  }

  it('is none for a finite number, and not a branch that was not taken', () => {
    const graph = graphOf('x > 0 ? y : log(x)');
    const tape = run(graph, at({ x: 0 }));
    assert.equal(tape.value[graph.output], -Infinity);
    const other = run(graph, at({ x: 1, y: Infinity }));
    const y = inputNamed(graph, 'y');
    assert.equal(causeOf(graph, other, graph.output, 'value')?.node, y);
    assert.equal(causeOf(graph, run(graph, at({})), graph.output, 'value'), null);
    assert.equal(causeOf(graph, run(graph, at({})), y, 'gradient'), null);
  });

  it('is the seed when that is not finite', () => {
    const graph = graphOf('2*x');
    const tape = run(graph, at({}), { seed: Infinity });
    assert.deepEqual(causeOf(graph, tape, inputNamed(graph, 'x'), 'gradient'), {
      node: graph.output,
      message: 'The gradient at the output starts as ∞.',
    });
  });
});
