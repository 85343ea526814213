/** What is said of a node in one line. */
import assert from 'node:assert/strict';
import { buildGraph } from '../../src/autodiff/build';
import { intuitionOf, intuitionOfValue } from '../../src/autodiff/intuition';
import { run, type RunOptions } from '../../src/autodiff/tape';
import { call, name } from '../../src/language/syntax';
import { opNames, ops } from '../../src/ops';
import { graphOf, nodeWritten } from '../programs';

type Values = Readonly<Record<string, number>>;

const at =
  (values: Values) =>
  (id: string): number =>
    values[id] ?? 1;

function say(text: string, of: string, values: Values = {}, options: RunOptions = {}): string {
  const graph = graphOf(text);
  return intuitionOf(graph, run(graph, at(values), options), nodeWritten(graph, text, of));
}

describe('one line about a node', () => {
  const rows: [text: string, of: string, values: Values, line: string, options?: RunOptions][] = [
    ['x + y', 'x + y', {}, '+ hands the gradient on to every operand unchanged.'],
    ['x*y', 'x*y', {}, '* swaps: each operand gets the gradient times the other operand.'],
    [
      'max(x, y)',
      'max(x, y)',
      { x: 2 },
      'max routes: the larger operand gets the whole gradient, the other nothing. Here that is its first operand.',
    ],
    [
      'max(x, y)',
      'max(x, y)',
      {},
      "max routes: the larger operand gets the whole gradient, the other nothing. max(1, 1) has no derivative exactly here: by its first operand it is 0 from the left and 1 from the right, taken as 0.5; by its second operand it is 0 from the left and 1 from the right, taken as 0.5 (PyTorch's convention).",
    ],
    [
      'x > 0 ? y : z',
      'x > 0 ? y : z',
      {},
      'A conditional routes: the branch that is taken gets the whole gradient, the other nothing. Here that is its first branch.',
    ],
    ['atan(x)', 'atan(x)', {}, 'Scales the gradient by 1/(1 + x^2), here 0.5.'],
    [
      'atan2(x, y)',
      'atan2(x, y)',
      {},
      'Scales the gradient for its first operand by y/(x^2 + y^2), here 0.5; for its second operand by (−x)/(x^2 + y^2), here −0.5.',
    ],
    ['3*x', 'x', {}, 'Move x a little and the output moves 3 times as far.'],
    ['3*x', 'x', {}, 'Move x a little and the output moves 3 times as far.', { seed: 5 }],
    ['1 - x', 'x', {}, 'Move x a little and the output moves as far the other way.'],
    [
      'max(0, 1 - x)',
      'x',
      { x: 1 },
      'x is at a kink: up and down the output moves differently, and no one number says how far.',
    ],
    ['relu(x)', 'x', { x: -1 }, 'Move x a little and the output does not move.'],
    ['log(x)', 'x', { x: 0 }, 'x is an input.'],
    ['2*x', '2', {}, 'A number that is written here does not vary: no gradient.'],
    ['(1 + 2)*x', '(1 + 2)', {}, 'This follows from numbers alone and does not vary: no gradient.'],
    [
      'exp(x)*y',
      'exp(x)',
      {},
      'Held at 4: it stands like an input, and nothing flows past it.',
      { held: new Map([[1, 4]]) },
    ],
  ];
  for (const [text, of, values, line, options] of rows) {
    it(`of ${of} in ${text} at ${JSON.stringify(values)}`, () => {
      assert.equal(say(text, of, values, options), line);
    });
  }

  it('says of the value of a gate nothing of gradients, but that it is at a kink', () => {
    const graph = graphOf('max(x, y)*x');
    const lines = [2, 1].map((x) => {
      const tape = run(graph, at({ x }));
      return graph.nodes.map(({ id }) => intuitionOfValue(graph, tape, id));
    });
    assert.deepEqual(lines[0], [
      'Move x a little and the output moves 4 times as far.',
      'Move y a little and the output does not move.',
      '',
      '',
    ]);
    assert.match(lines[1]?.[2] ?? '', /^max\(1, 1\) has no derivative exactly here: /);
    assert.equal(lines[1]?.[3], '');
  });

  it('is a sentence for every op', () => {
    const span = { start: 0, end: 0 };
    for (const op of opNames) {
      const args = ['x', 'y', 'z'].slice(0, ops[op].rules.length).map((id) => name(id, span));
      const binding = { value: call(op, args, span), span };
      const graph = buildGraph({ text: '', bindings: [binding], problems: [] });
      assert.ok(graph);
      const line = intuitionOf(graph, run(graph, at({})), graph.output);
      assert.match(line, /^[^a-z\s].*\.$|^[a-z]\S* .*\.$/u, `${op}: ${line}`);
      assert.doesNotMatch(line, /undefined|NaN|\?/, `${op}: ${line}`);
    }
  });
});
