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
