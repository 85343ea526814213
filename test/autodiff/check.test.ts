/** The honesty check agrees with itself, and says where it cannot. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { checkGradients, type Check } from '../../src/autodiff/check';
import { run, type RunOptions, type Tape } from '../../src/autodiff/tape';
import { analyze } from '../../src/session';
import { circuits } from '../circuits';
import { graphOf, smoothProgram } from '../programs';

type Values = Readonly<Record<string, number>>;

const at =
  (values: Values) =>
  (name: string): number =>
    values[name] ?? 1;

function check(text: string, values: Values, options: RunOptions = {}): Check {
  const graph = graphOf(text);
  return checkGradients(graph, run(graph, at(values), options));
}

function withGradients(tape: Tape, change: (gradient: number, id: number) => number): Tape {
  const { value, local, contribution, reached, open, held } = tape;
  const gradient = tape.gradient.map(change);
  return { value, gradient, local, contribution, reached, open, held };
}

describe('the check of the gradients', () => {
  for (const { name, text, language, inputs } of circuits) {
    it(`agrees for ${name}`, () => {
      const { graph, tape, inputs: given } = analyze(text, { language, inputs });
      assert.ok(graph && tape);
      const { rows, worst, unchecked } = checkGradients(graph, tape);
      assert.equal(rows.length + unchecked, given.length);
      assert.ok(worst < 1e-8, JSON.stringify(rows));
      assert.ok(rows.every(({ kink }) => !kink));
    });
  }

  const sound: [text: string, values: Values][] = [
    ['1/x', { x: 1e-8 }],
    ['log(x)', { x: 1e-9 }],
    ['sqrt(x)', { x: 1e-12 }],
    ['x^3', { x: 1e6 }],
    ['exp(x)', { x: 30 }],
    ['sin(1000*x)', { x: 0.3 }],
    ['abs(x)*x', { x: 0 }],
    ['(x + b)^2 + c', { x: 1, b: 3819.8, c: 29222940.66 }],
    ['(x - t)^2 + c', { x: 3820.8, t: 0.7, c: 43799187.9 }],
    ['x*x + c', { x: 1.1, c: 1e14 }],
    ['x*x + c', { x: 1.1, c: 1e17 }],
    ['relu(x)', { x: 1e-9 }],
    ['relu(x)', { x: -1e-7 }],
    ['floor(x)', { x: 2.5 }],
    ['abs(x)^1.5', { x: 2 }],
    ['gamma(x)', { x: 4.5 }],
    ['3', {}],
  ];
  for (const [text, values] of sound) {
    it(`finds nothing wrong with ${text} at ${JSON.stringify(values)}`, () => {
      const { rows, worst } = check(text, values);
      assert.ok(worst < 1e-7, JSON.stringify(rows));
      assert.ok(rows.every(({ kink }) => !kink));
    });
  }

  for (const [text, values] of [
    ['abs(x)', { x: 0 }],
    ['relu(x) + x^2', { x: 0 }],
    ['max(x, 2)*x', { x: 2 }],
    ['floor(x)', { x: 2 }],
    ['relu(x) + relu(-x)', { x: 0 }],
    ['x > 0 ? x : 3*x', { x: 0 }],
  ] as const) {
    it(`tells a kink from an error: ${text} at ${JSON.stringify(values)}`, () => {
      const { rows, worst } = check(text, values);
      assert.equal(rows[0]?.kink, true, JSON.stringify(rows));
      assert.equal(worst, 0);
    });
  }

  it('is honest about what is not finite', () => {
    const [edge] = check('sqrt(x)', { x: 0 }).rows;
    assert.deepEqual([edge?.gradient, edge?.tangent, edge?.error], [Infinity, Infinity, 0]);
    assert.ok(Number.isNaN(edge?.difference));
    const graph = graphOf('2*x');
    const tape = run(graph, at({}));
    const wrong = withGradients(tape, (g, id) => (id === graph.output ? g : NaN));
    assert.equal(checkGradients(graph, wrong).worst, Infinity);
  });

  it('finds a wrong gradient', () => {
    const graph = graphOf('x*y');
    const tape = run(graph, at({ x: 2, y: 3 }));
    const wrong = withGradients(tape, (g, id) => (id === graph.output ? g : g + 0.5));
    assert.ok(checkGradients(graph, wrong).worst > 0.1);
  });

  it('holds with a seed and held nodes', () => {
    const text = 'exp(x)*x';
    const graph = graphOf(text);
    const exp = graph.nodes.findIndex(({ kind }) => kind === 'op');
    const { rows, worst } = check(text, { x: 2 }, { seed: -3, held: new Map([[exp, 5]]) });
    assert.ok(worst < 1e-10);
    assert.equal(rows[0]?.gradient, -15);
  });

  it('leaves out what would take too long', () => {
    const terms = Array.from({ length: 1000 }, (_, i) => `x${i}*sin(x${i}*2 + 1)*(x${i} + 3)`);
    const text = terms.join(' + ');
    const { rows, unchecked, worst } = check(text, {});
    assert.ok(rows.length > 0 && unchecked > 0 && rows.length + unchecked === 1000);
    assert.ok(worst < 1e-7);
  });

  it('agrees for random programs', () => {
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const values = at({ a: 0.7, b: -1.3, c: 0.4 });
        const { rows } = checkGradients(graph, run(graph, values));
        for (const row of rows) assert.ok(row.error < 1e-5 || row.kink, JSON.stringify(row));
      }),
      { numRuns: 200 },
    );
  });
});
