/** Explanations as a person reads them: the operation or the rule, its numbers, the result. */
import assert from 'node:assert/strict';
import { explainGradient, explainValue } from '../../src/autodiff/explain';
import { toText } from '../../src/autodiff/notation';
import { roundTo, run, type RunOptions } from '../../src/autodiff/tape';
import type { Formula } from '../../src/formula';
import { explain } from '../../src/questions';
import { openStudy } from '../../src/session';
import { graphOf, nodeWritten } from '../programs';

interface Case {
  readonly text: string;
  readonly at: Readonly<Record<string, number>>;
  /** The piece of the text whose number is explained. */
  readonly of: string;
  readonly value?: string;
  readonly gradient?: string;
}

const cases: readonly Case[] = [
  {
    text: 'q = x + y; q*z',
    at: { x: -2, y: 5, z: -4 },
    of: 'x + y',
    value: 'q = x + y = -2 + 5 = 3',
    gradient: '(∂f)/(∂q) = upstream × z = 1 × (-4) = -4',
  },
  {
    text: '1/(1 + exp(-x))',
    at: { x: 0 },
    of: 'exp(-x)',
    value: 'exp(−x) = exp(-0) = 1',
    gradient: '(∂f)/(∂exp(−x)) = upstream × 1 = (-0.25) × 1 = -0.25',
  },
  {
    text: '1/(1 + exp(-x))',
    at: { x: 0 },
    of: '-x',
    gradient: '(∂f)/(∂(−x)) = upstream × exp(−x) = (-0.25) × 1 = -0.25',
  },
  {
    text: 'max(x, y)^2',
    at: { x: 2, y: -1 },
    of: 'max(x, y)',
    value: 'max(x, y) = max(2, -1) = 2',
    // The rule y·x^(y − 1) with the constant 2 put in.
    gradient: '(∂f)/(∂max(x, y)) = upstream × 2 × max(x, y) = 1 × 2 × 2 = 1 × 4 = 4',
  },
  {
    text: 'max(x, y)^2',
    at: { x: 2, y: -1 },
    of: 'x',
    // Of the rule for ties and branches, what holds here.
    gradient: '(∂f)/(∂x) = upstream × (x > y) = 4 × (2 > -1) = 4 × 1 = 4',
  },
  {
    text: 'x*y + x',
    at: { x: 3, y: 5 },
    of: 'x',
    value: 'x = 3',
    // A fork: the contributions add up.
    gradient: '(∂f)/(∂x) = 1 × 5 + 1 × 1 = 5 + 1 = 6',
  },
  { text: 'x*y', at: { x: 3, y: 5 }, of: 'x*y', gradient: '(∂f)/(∂f) = 1' },
];

/** Steps in one line; the outermost brackets of a fraction in a line are left out. */
function inOneLine(steps: readonly Formula[]): string {
  return steps
    .map(toText)
    .join(' ')
    .replace(/\((\(∂\w+\)\/\(∂.*?\))\)(?= =)/, '$1')
    .replace(/\s+/g, ' ');
}

describe('explanations', () => {
  for (const { text, at, of, value, gradient } of cases) {
    const study = openStudy(text, { language: 'plaintext', surroundings: at });
    const node = study.graph?.nodes.find(({ span }) => text.slice(span.start, span.end) === of);
    for (const [what, want] of [
      ['value', value],
      ['gradient', gradient],
    ] as const) {
      if (want === undefined) continue;
      it(`${what} of ${of} in ${text}`, () => {
        assert.ok(node, 'no node reads so');
        assert.equal(
          inOneLine(explain(study, { node: node.id, edge: null, of: what }).lines),
          want,
        );
      });
    }
  }
});

const NEURON = '1/(1 + exp(-(w*x + b)))';
const FORK = '(x + y)*(x - y)*x^2';

describe('what is said under the lines of a gradient', () => {
  const rows: {
    text: string;
    at: Record<string, number>;
    of: string;
    /** The piece of the text at the other end of the wire that is asked about; null: the whole gradient. */
    into?: string;
    /** Of which gate the local derivative stands in the lines. */
    through: string | null;
    where?: string;
    says: string;
  }[] = [
    {
      text: NEURON,
      at: { w: 2, x: -1, b: 3 },
      of: '(1 + exp(-(w*x + b)))',
      through: NEURON,
      // What is deeper is left out.
      where: 'in = 1 + exp(−(… + b))',
      says: '1/x turns the sign of the gradient and divides it by x²: much near 0, little far from it.',
    },
    {
      text: NEURON,
      at: { w: 2, x: -1, b: 3 },
      of: 'exp(-(w*x + b))',
      through: '(1 + exp(-(w*x + b)))',
      where: 'in = exp(−(w · x + b))',
      says: '+ hands the gradient on to every operand unchanged.',
    },
    {
      text: NEURON,
      at: { w: 2, x: -1, b: 3 },
      of: '-(w*x + b)',
      through: 'exp(-(w*x + b))',
      where: 'out = exp(−(w · x + b))',
      says: 'exp scales the gradient by its own result: what is large grows fastest.',
    },
    {
      text: 'sigmoid(a*b + c*d + e*g)^2',
      at: {},
      of: 'a*b + c*d + e*g',
      through: 'sigmoid(a*b + c*d + e*g)',
      where: 'in = a · b + c · d + e · g; out = sigmoid(a · b + c · d + e · g)',
      says: 'σ scales the gradient by out·(1 − out): never more than ¼, next to nothing far out.',
    },
    {
      text: NEURON,
      at: { w: 2, x: -1, b: 3 },
      of: 'b',
      through: '(w*x + b)',
      says: '+ hands the gradient on to every operand unchanged. Move b a little and the output moves 0.1966 times as far.',
    },
    {
      text: NEURON,
      at: {},
      of: NEURON,
      through: null,
      says: 'The backward pass starts here: this is the gradient that is put in.',
    },
    {
      text: FORK,
      at: { x: -2, y: 5 },
      of: 'x',
      through: null,
      says: 'This is used 3 times, and what its wires bring back adds up. Move x a little and the output moves 68 times as far.',
    },
    {
      text: FORK,
      at: { x: -2, y: 5 },
      of: 'x',
      into: '(x + y)',
      through: '(x + y)',
      says: '+ hands the gradient on to every operand unchanged. This is one of 3 wires; together they make the gradient of x, 68.',
    },
  ];
  for (const { text, at, of, into, through, where = '', says } of rows) {
    it(`of ${of} in ${text}${into === undefined ? '' : ` into ${into}`}`, () => {
      const study = openStudy(text, { language: 'plaintext', surroundings: at });
      const { graph } = study;
      assert.ok(graph);
      const node = nodeWritten(graph, text, of);
      const written = (id: number): string => {
        const { start = 0, end = 0 } = graph.nodes[id]?.span ?? {};
        return text.slice(start, end);
      };
      const wire = graph.edges.find(({ from, to }) => from === node && written(to) === into);
      const said = explain(study, { node, edge: wire?.id ?? null, of: 'gradient' });
      const gate = said.through === null ? null : written(graph.edges[said.through]?.to ?? -1);
      assert.deepEqual(
        [gate, said.where.map(toText).join('; '), said.intuition],
        [through, where, says],
      );
    });
  }

  it('writes one wire of a fork as a contribution, for the derivative is the sum', () => {
    const study = openStudy(FORK, { language: 'plaintext', surroundings: { x: -2, y: 5 } });
    const edge = study.graph?.edges.find(({ from }) => from === 0)?.id ?? -1;
    assert.equal(
      inOneLine(explain(study, { node: 0, edge, of: 'gradient' }).lines),
      'contribution = upstream × 1 = (-28) × 1 = -28',
    );
  });
});

describe('explanations under other conventions', () => {
  const text = '(x + y)*z';
  const held = new Map([[2, 10]]);
  const rows: [
    text: string,
    of: string,
    what: 'value' | 'gradient',
    options: RunOptions,
    line: string,
  ][] = [
    [text, text, 'gradient', { seed: 2 }, 'seed = 2'],
    [text, 'z', 'gradient', { seed: 2 }, 'seed × ∂f/∂z = upstream × (x + y) = 2 × 4 = 8'],
    [text, '(x + y)', 'value', { held }, 'held = 10'],
    ['q = x + y; q*z', 'x + y', 'value', { held }, 'q = 10'],
    [text, 'z', 'gradient', { held }, '∂f/∂z = upstream × (x + y) = 1 × 10 = 10'],
    [text, 'x', 'gradient', { held }, ''],
    ['(x + y)*x', 'x', 'gradient', { held }, '∂f/∂x = upstream × (x + y) = 1 × 10 = 10'],
    ['max(x, y)', 'x', 'gradient', { kinks: 'first' }, '∂f/∂x = upstream × 1 = 1 × 1 = 1'],
    [
      'max(x, y, z)^2',
      'max(x, y, z)',
      'gradient',
      {},
      '(∂f)/(∂max(x, y, z)) = upstream × 2 × max(x, y, z) = 1 × 2 × 2 = 1 × 4 = 4',
    ],
    ['max(x, y)', 'x', 'gradient', {}, '∂f/∂x = upstream × (1/2) = 1 × (1/2) = 1 × 0.5 = 0.5'],
    ['x*π', 'x*π', 'value', { round: roundTo(2) }, 'x · π = 2 × 3.14 = 6.28'],
    ['x*π', 'x*π', 'value', {}, 'x · π = 2 × π = 6.283185307179586'],
  ];
  for (const [text, of, what, options, line] of rows) {
    it(`${what} of ${of} in ${text}, ${Object.keys(options).join() || 'plain'}`, () => {
      const graph = graphOf(text);
      const tape = run(graph, () => 2, options);
      const steps = { value: explainValue, gradient: explainGradient }[what];
      const said = inOneLine(steps(graph, tape, nodeWritten(graph, text, of)));
      assert.equal(said.replace(/\((∂\w)\)\/\((∂\w)\)/, '$1/$2').replace('(∂f/∂z)', '∂f/∂z'), line);
    });
  }

  it('leave out what comes after the output', () => {
    const text = 'q = x*y; q*q + x';
    const graph = graphOf(text);
    const output = nodeWritten(graph, text, 'x*y');
    const tape = run({ ...graph, output }, () => 2);
    const steps = explainGradient({ ...graph, output }, tape, nodeWritten(graph, text, 'x'));
    assert.equal(inOneLine(steps), '(∂q)/(∂x) = upstream × y = 1 × 2 = 2');
  });
});
