/** Exact fractions: published circuits, conventions at kinks, and agreement with the doubles. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { runExact } from '../../src/autodiff/exact';
import { run, type RunOptions } from '../../src/autodiff/tape';
import { call, name, num, type Expr } from '../../src/language/syntax';
import { opNames, ops } from '../../src/ops';
import { graphOf, inputNamed, nodeWritten } from '../programs';

type Values = Readonly<Record<string, number>>;

const at =
  (values: Values) =>
  (id: string): number =>
    values[id] ?? 1;

/** The output and the gradients by name of input, as fractions. */
function exactly(
  text: string,
  values: Values,
  options: RunOptions = {},
): [string | null | undefined, Record<string, string | null | undefined>] {
  const graph = graphOf(text);
  const { value, gradient } = runExact(graph, run(graph, at(values), options));
  const gradients = graph.nodes.flatMap((n) =>
    n.kind === 'input' ? [[n.name, gradient[n.id]] as const] : [],
  );
  return [value[graph.output], Object.fromEntries(gradients)];
}

describe('exact numbers', () => {
  const rows: [
    text: string,
    values: Values,
    output: string | null,
    gradients: Record<string, string | null>,
    options?: RunOptions,
  ][] = [
    ['(x + y)·z', { x: -2, y: 5, z: -4 }, '−12', { x: '−4', y: '−4', z: '3' }],
    ['x - x/y', { x: 1, y: 4 }, '3/4', { x: '3/4', y: '1/16' }],
    ['x + y', { x: 0.1, y: 0.2 }, '3/10', { x: '1', y: '1' }],
    ['x + y', { x: 1 / 3, y: -22 / 7 }, '−59/21', { x: '1', y: '1' }],
    ['x', { x: Math.PI }, null, { x: '1' }],
    ['max(x + y, z)', { x: 0.1, y: 0.2, z: 0.3 }, '3/10', { x: '1/2', y: '1/2', z: '1/2' }],
    ['x^3/7', { x: -2 }, '−8/7', { x: '12/7' }],
    ['x^(-2)', { x: 3 }, '1/9', { x: '−2/27' }],
    ['sqrt(x)', { x: 2.25 }, '3/2', { x: '1/3' }],
    ['sqrt(x)', { x: 2 }, null, { x: null }],
    ['sqrt(x)', { x: -4 }, null, { x: null }],
    ['1/x', { x: 0 }, null, { x: null }],
    ['sigmoid(x)', { x: 0 }, '1/2', { x: '1/4' }],
    ['tanh(x) + cos(x)', { x: 0 }, '1', { x: '1' }],
    ['exp(x)', { x: 1 }, null, { x: null }],
    ['relu(x)*exp(y)', { x: -2 }, null, { x: '0', y: null }],
    ['relu(exp(x) - 9)', { x: 1 }, null, { x: '0' }],
    ['x > 0 ? x/3 : exp(x)', { x: 2 }, '2/3', { x: '1/3' }],
    ['(1/3)*x', { x: 0.3 }, '1/10', { x: '1/3' }],
    ['x*π', { x: 0 }, null, { x: null }],
    ['2*x', {}, '6', { x: '3' }, { seed: 1.5, held: new Map([[1, 3]]) }],
    ['hardsigmoid(x)', { x: 3 }, '1', { x: '1/6' }, { kinks: 'left' }],
    ['hardswish(x)', { x: 3 }, '3', { x: '3/2' }, { kinks: 'left' }],
    ['max(x, y)', {}, '1', { x: '1', y: '0' }, { kinks: 'first' }],
    ['abs(x)', { x: 0 }, '0', { x: '−1' }, { kinks: 'left' }],
    ['x*y', { x: 1e7, y: 1e7 }, null, { x: '10000000', y: '10000000' }],
    ['x*y', { x: 1e-7, y: -0 }, '0', { x: '0', y: '1/10000000' }],
    ['x + 0', { x: NaN }, null, { x: '1' }],
  ];
  for (const [text, values, output, gradients, options] of rows) {
    it(`of ${text} at ${JSON.stringify(values)}: ${output ?? 'none'}`, () => {
      assert.deepEqual(exactly(text, values, options), [output, gradients]);
    });
  }

  it('stand at wires too, and are absent where there is no gradient', () => {
    const text = '(x + 1)/y';
    const graph = graphOf(text);
    const tape = run(graph, at({ x: 1, y: 4 }));
    const { gradient, contribution } = runExact(graph, tape);
    const [x, one] = [inputNamed(graph, 'x'), nodeWritten(graph, text, '1')];
    assert.deepEqual([gradient[x], gradient[one]], ['1/4', null]);
    const wire = graph.edges.find(({ from }) => from === inputNamed(graph, 'y'));
    assert.equal(contribution[wire?.id ?? -1], '−1/8');
  });

  it('flow past nothing that is held', () => {
    const text = '(x/3)*y';
    const graph = graphOf(text);
    const third = nodeWritten(graph, text, '(x/3)');
    const tape = run(graph, at({ y: 2 }), { held: new Map([[third, 0.5]]) });
    const { gradient } = runExact(graph, tape);
    assert.deepEqual(
      [gradient[inputNamed(graph, 'x')], gradient[third], gradient[inputNamed(graph, 'y')]],
      ['0', '2', '1/2'],
    );
  });

  const span = { start: 0, end: 0 };
  const letters = ['x', 'y', 'z'];
  const points = [-7, -3, -2.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 6];
  for (const op of opNames) {
    it(`agree with doubles for ${op} wherever there are any`, () => {
      const args = letters.slice(0, ops[op].rules.length).map((id) => name(id, span));
      const binding = { value: call(op, args, span), span };
      const graph = buildGraph({ text: '', bindings: [binding], problems: [] });
      assert.ok(graph);
      for (const x of points) {
        for (const y of args.length > 1 ? points : [1]) {
          agree(graph, { x, y, z: 2.5 });
        }
      }
    });
  }

  it('agree with doubles in random rational programs', () => {
    const RATIONAL = opNames.filter((op) =>
      ['infix', 'fraction', 'power', 'bars', 'conditional', 'prefix', 'reciprocal'].includes(
        ops[op].form.kind,
      ),
    );
    const leaf: fc.Arbitrary<Expr> = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map((id) => name(id, span)),
      fc.integer({ min: -4, max: 9 }).map((n) => num(n / 4, span)),
    );
    const expression = (depth: number): fc.Arbitrary<Expr> =>
      depth === 0
        ? leaf
        : fc
            .constantFrom(...RATIONAL)
            .chain((op) =>
              fc
                .tuple(
                  ...ops[op].rules.map((_, i) =>
                    expression(i === 0 ? depth - 1 : Math.min(depth - 1, 1)),
                  ),
                )
                .map((args) => call(op, args, span)),
            );
    const any = fc.nat(3).chain(expression);
    fc.assert(
      fc.property(any, (value) => {
        const graph = buildGraph({ text: '', bindings: [{ value, span }], problems: [] });
        assert.ok(graph);
        agree(graph, { a: 0.5, b: -1.25, c: 3 });
      }),
      { numRuns: 500 },
    );
  });
});

/** Every fraction is the double beside it. */
function agree(graph: NonNullable<ReturnType<typeof buildGraph>>, values: Values): void {
  const tape = run(graph, at(values));
  const exact = runExact(graph, tape);
  for (const key of ['value', 'gradient', 'contribution'] as const) {
    exact[key].forEach((text, i) => {
      if (text === null) return;
      const [above = NaN, below = 1] = text.replace('−', '-').split('/').map(Number);
      const double = tape[key][i] ?? NaN;
      const near = Math.abs(above / below - double) <= 1e-9 * Math.max(1, Math.abs(double));
      assert.ok(near, `${key} ${i}: ${text}, double ${double}, at ${JSON.stringify(values)}`);
    });
  }
}
