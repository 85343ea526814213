/** What is 0 by hand is shown as 0, and nothing else is. */
import assert from 'node:assert/strict';
import { remarksOf } from '../../src/autodiff/remarks';
import { zerosBut } from '../../src/autodiff/roundoff';
import { run, type RunOptions } from '../../src/autodiff/tape';
import { formatNumber } from '../../src/numbers';
import { graphOf } from '../programs';

type Values = Readonly<Record<string, number>>;

/** The output and the gradients of the inputs as they are written, and what is marked. */
function written(text: string, values: Values, options: RunOptions = {}) {
  const graph = graphOf(text);
  const tape = run(graph, (name) => values[name] ?? 1, options);
  const digits = { kind: 'decimals', count: 2, zeros: new Set(zerosBut(graph, tape)) } as const;
  const gradients = graph.nodes.flatMap(({ kind, id }) =>
    kind === 'input' ? [tape.gradient[id] ?? NaN] : [],
  );
  const marks = remarksOf(graph, tape).map(({ kind }) => kind);
  const numbers = [tape.value[graph.output] ?? NaN, ...gradients];
  return [numbers.map((x) => formatNumber(x, digits)).join(' '), marks.join(' ')];
}

describe('rounding', () => {
  const rows: [text: string, values: Values, numbers: string, marks: string, RunOptions?][] = [
    // Contributions cancel.
    ['0.1*x + 0.2*x - 0.3*x', {}, '0.00 0.00', 'cancelling cancelling'],
    ['0.1*x + 0.2*x - 0.3*x + 5', { x: 7 }, '5.00 0.00', 'cancelling'],
    ['2*(0.7*x + 0.1*x - 0.8*x + y)', { x: 0.3 }, '2.00 0.00 2.00', 'cancelling'],
    ['x*(1 - x)', { x: 0.5 }, '0.25 0.00', ''],
    ['x^2/2 - 0.3*x', { x: 0.3 }, '−0.04 0.00', ''],
    ['(x - 0.1)^2 + (x - 0.3)^2', { x: 0.2 }, '0.02 0.00', 'cancelling'],
    // Values cancel, and all that is multiplied by them is 0.
    ['y*(x + 0.2 - 0.3)', { x: 0.1 }, '0.00 0.00 1.00', 'cancelling'],
    ['sin(x)', { x: Math.PI }, '0.00 −1.00', 'cancelling'],
    ['sin(x)', { x: Math.PI / 2 }, '1.00 0.00', 'cancelling'],
    ['3*cos(2*x) + x', { x: Math.PI / 4 }, '0.79 −5.00', 'cancelling'],
    ['log(x*y)', { x: 0.1, y: 10 }, '0.00 10.00 0.10', ''],
    // Small numbers that are what they are.
    ['x', { x: 1e-17 }, '1.0e−17 1.00', ''],
    ['x*y', { x: 1e-17, y: 3 }, '3.0e−17 3.00 1.0e−17', ''],
    ['x + y', { x: 1e-17 }, '1.00 1.00 1.00', ''],
    ['exp(x)', { x: -40 }, '4.2e−18 4.2e−18', 'saturated'],
    ['sigmoid(x)', { x: -40 }, '4.2e−18 4.2e−18', 'saturated'],
    ['(1 + x) - 1', { x: 1e-9 }, '1.0e−9 1.00', 'cancelling'],
    ['(1 + x) - 1', { x: 1e-15 }, '1.1e−15 1.00', 'cancelling'],
    ['(1e9 + x) - 1e9', { x: 0.5 }, '0.50 1.00', 'cancelling'],
    ['x*x - 2', { x: Math.SQRT2 }, '0.00 2.83', 'cancelling'],
    ['x - y', { x: 1, y: 1 + 1e-12 }, '−1.0e−12 1.00 −1.00', ''],
    ['x*1e-20', { x: 5 }, '5.0e−20 1.0e−20', ''],
    ['(x + y - 1)*1e-3', { x: 3, y: -2 + 2 ** -50 }, '8.9e−19 1.0e−3 1.0e−3', 'cancelling'],
    // No rounding takes a switch to its other side.
    ['relu(x + 0.2 - 0.3)', { x: 0.1 }, '0.00 1.00', 'cancelling'],
    ['max(x, y)', {}, '1.00 0.50 0.50', 'kink'],
    ['abs(x - 0.3)', { x: 0.1 }, '0.20 −1.00', ''],
    // What is not finite is no zero.
    ['1/x - 1/x', { x: 0 }, 'NaN NaN', 'domain domain'],
    ['0.1*x + 0.2*x - 0.3*x', { x: Infinity }, 'NaN 0.00', 'domain cancelling'],
  ];
  for (const [text, values, numbers, marks, options] of rows) {
    it(`leaves of ${text} at ${JSON.stringify(values)}: ${numbers}`, () => {
      assert.deepEqual(written(text, values, options), [numbers, marks]);
    });
  }

  it('shows wires that are drawn as one and cancel as 0', () => {
    const graph = graphOf('(x - 0.1)^2 + (x - 0.2)^2 + (x - 0.3)^2');
    const tape = run(graph, () => 0.2);
    const uses = graph.edges.filter(({ from }) => graph.nodes[from]?.kind === 'input');
    const wire = uses.map(({ id }) => id);
    const sum = wire.reduce((all, edge) => all + (tape.contribution[edge] ?? NaN), -0);
    assert.notEqual(sum, 0);
    assert.ok(zerosBut(graph, tape, [wire]).includes(sum));
  });
});
