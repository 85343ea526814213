/** How a graph is run: held nodes, other outputs, seeds, conventions at kinks, rounding as by hand. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import type { Graph } from '../../src/autodiff/graph';
import { roundTo, run, type RunOptions, type Tape } from '../../src/autodiff/tape';
import { analyze } from '../../src/session';
import { circuits } from '../circuits';
import { graphOf, inputNamed, nodeWritten, smoothProgram } from '../programs';

const at =
  (values: Readonly<Record<string, number>>) =>
  (name: string): number =>
    values[name] ?? 1;

/** Gradients by name of input. */
function gradients(graph: Graph, tape: Tape): Record<string, number | undefined> {
  return Object.fromEntries(
    graph.nodes.flatMap((n) => (n.kind === 'input' ? [[n.name, tape.gradient[n.id]]] : [])),
  );
}

function runOn(
  text: string,
  values: Readonly<Record<string, number>>,
  options: RunOptions = {},
): Record<string, number | undefined> {
  const graph = graphOf(text);
  return gradients(graph, run(graph, at(values), options));
}

describe('a held node', () => {
  const text = '(x + y)*z';
  const graph = graphOf(text);
  const sum = nodeWritten(graph, text, '(x + y)');
  const tape = run(graph, at({ x: 1, y: 2, z: 4 }), { held: new Map([[sum, 10]]) });

  it('has its own value and gradient, and lets nothing flow to its operands', () => {
    assert.equal(tape.value[graph.output], 40);
    assert.equal(tape.gradient[sum], 4);
    assert.deepEqual(gradients(graph, tape), { x: 0, y: 0, z: 10 });
  });

  it('may be an input', () => {
    const held = new Map([[inputNamed(graph, 'z'), 5]]);
    assert.deepEqual(gradients(graph, run(graph, at({}), { held })), { x: 5, y: 5, z: 2 });
  });

  it('cuts every flow through it, in any graph', () => {
    fc.assert(
      fc.property(smoothProgram, fc.nat(), (program, choice) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const id = choice % graph.nodes.length;
        const node = graph.nodes[id];
        const before = run(graph, at({}));
        const value = before.value[id] ?? NaN;
        const after = run(graph, at({}), { held: new Map([[id, value]]) });
        assert.deepEqual(after.value, before.value);
        assert.equal(after.gradient[id], before.gradient[id]);
        graph.edges.forEach((edge) => {
          if (edge.to === id) assert.equal(after.contribution[edge.id], 0);
        });
        if (node?.kind !== 'op' || id !== graph.output) return;
        for (const gradient of Object.values(gradients(graph, after))) assert.equal(gradient, 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('another output', () => {
  it('gets the seed, and what lies beyond it is not reached', () => {
    const text = '(x + y)*z';
    const graph = graphOf(text);
    const output = nodeWritten(graph, text, '(x + y)');
    const tape = run({ ...graph, output }, at({ z: 7 }), { seed: 3 });
    assert.deepEqual(gradients(graph, tape), { x: 3, y: 3, z: 0 });
    assert.equal(tape.gradient[graph.output], 0);
    assert.equal(tape.reached[graph.output], 0);
    assert.equal(tape.value[graph.output], 14);
  });
});

describe('kinks and ties', () => {
  // text, values, then the gradients by PyTorch, from the left, from the right, first wins
  const rows: [string, Record<string, number>, string, ...number[]][] = [
    ['relu(x)', { x: 0 }, 'x', 0, 0, 1, 0],
    ['abs(x)', { x: 0 }, 'x', 0, -1, 1, 0],
    ['max(x, y)', { x: 2, y: 2 }, 'x', 0.5, 0, 1, 1],
    ['max(x, y)', { x: 2, y: 2 }, 'y', 0.5, 0, 1, 0],
    ['min(x, y)', { x: 0, y: 0 }, 'x', 0.5, 1, 0, 1],
    ['min(x, y)', { x: 0, y: 0 }, 'y', 0.5, 1, 0, 0],
    ['leaky_relu(x, 0.25)', { x: 0 }, 'x', 0.25, 0.25, 1, 0.25],
    ['elu(x, 2)', { x: 0 }, 'x', 2, 2, 1, 2],
    ['hardtanh(x)', { x: 1 }, 'x', 0, 1, 0, 0],
    ['relu6(x)', { x: 6 }, 'x', 0, 1, 0, 0],
    ['clip(x, 0, 3)', { x: 3 }, 'x', 1, 1, 0, 1],
    ['hypot(x, y)', { x: 0, y: 0 }, 'y', 0, -1, 1, 0],
    ['masked_sqrt(x)', { x: 0 }, 'x', 0, NaN, Infinity, 0],
    ['mod(x, 2)', { x: 6 }, 'x', 1, 1, 1, 1],
    ['max(x, y)', { x: 3, y: 2 }, 'x', 1, 1, 1, 1],
    ['floor(x)', { x: 3 }, 'x', 0, 0, 0, 0],
    ['3*max(x, y)', { x: 2, y: 2 }, 'x', 1.5, 0, 3, 3],
    // All of a list that tie share evenly; maxima of maxima are what they are.
    ['max(x, y, z)', { x: 2, y: 2, z: 2 }, 'x', 1 / 3, 0, 1, 1],
    ['max(x, y, z)', { x: 2, y: 2, z: 2 }, 'z', 1 / 3, 0, 1, 0],
    ['max(x, y, z)', { x: 1, y: 2, z: 2 }, 'y', 1 / 2, 0, 1, 1],
    ['max(x, y, z)', { x: 2, y: 2, z: 1 }, 'y', 1 / 2, 0, 1, 0],
    ['min(4, w, 5, x, 2, y)', { w: 2, x: 2, y: 2 }, 'w', 1 / 4, 1, 0, 1],
    ['min(4, w, 5, x, 2, y)', { w: 2, x: 2, y: 2 }, 'y', 1 / 4, 1, 0, 0],
    ['max(max(x, y), z)', { x: 2, y: 2, z: 2 }, 'x', 1 / 4, 0, 1, 1],
    ['max(x, max(y, z))', { x: 2, y: 2, z: 2 }, 'x', 1 / 2, 0, 1, 1],
    ['max(max(w, x, y), z, 2)', { w: 2, x: 2, y: 2, z: 2 }, 'w', 1 / 9, 0, 1, 1],
    ['max(max(w, x, y), z, 2)', { w: 2, x: 2, y: 2, z: 2 }, 'z', 1 / 3, 0, 1, 0],
  ];
  for (const [text, values, name, ...want] of rows) {
    it(`${text} at ${JSON.stringify(values)} by ${name}`, () => {
      const got = (['pytorch', 'left', 'right', 'first'] as const).map(
        (kinks) => runOn(text, values, { kinks })[name],
      );
      got.forEach((gradient, i) => {
        const same = Object.is(gradient, want[i]);
        assert.ok(same || Math.abs((gradient ?? 0) - (want[i] ?? 0)) < 1e-12, String(got));
      });
    });
  }
});

describe('rounding as by hand', () => {
  it('rounds halves away from zero by the decimal number that is seen', () => {
    const rows: [x: number, digits: number, want: number][] = [
      [0.285, 2, 0.29],
      [-0.285, 2, -0.29],
      [1.005, 2, 1.01],
      [0.35 * 0.1, 2, 0.04],
      [2.5, 0, 3],
      [-2.5, 0, -3],
      [1e-7, 2, 0],
      [-1e-7, 2, 0],
      [1.5e-7, 7, 2e-7],
      [1e21, 2, 1e21],
      [123456789.125, 2, 123456789.13],
      [NaN, 2, NaN],
      [-Infinity, 2, -Infinity],
    ];
    for (const [x, digits, want] of rows) assert.equal(roundTo(digits)(x), want, String(x));
  });

  it('gives the key of the quiz at two digits, beside the exact answers', () => {
    const [quiz] = circuits;
    assert.ok(quiz);
    const { graph, tape } = analyze(quiz.text, quiz);
    assert.ok(graph && tape);
    const hand = gradients(graph, run(graph, at(quiz.inputs), { round: roundTo(2) }));
    assert.deepEqual(hand, { w_0: -0.2, x_0: 0.4, w_1: -0.4, x_1: -0.6, w_2: 0.2 });
    const exact = gradients(graph, tape);
    const shown = Object.entries(exact).map(([name, g]) => [name, roundTo(2)(g ?? NaN)]);
    const want = { w_0: -0.2, x_0: 0.39, w_1: -0.39, x_1: -0.59, w_2: 0.2 };
    assert.deepEqual(Object.fromEntries(shown), want);
  });

  it('keeps what is given as it was given, and writes π down', () => {
    const round = roundTo(2);
    assert.deepEqual(runOn('0.125*x', { x: 1 }, { round }), { x: 0.13 });
    const graph = graphOf('x*2*π');
    const { value } = run(graph, at({ x: 0.125 }), { round });
    // 0.125 × 2 = 0.25, × 3.14 = 0.785 → 0.79
    assert.equal(value[graph.output], 0.79);
  });

  it('comes to the exact numbers with many digits', () => {
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const values = at({ a: 0.7, b: -1.3, c: 0.4 });
        const exact = run(graph, values);
        const hand = run(graph, values, { round: roundTo(12) });
        for (const key of ['value', 'gradient'] as const) {
          exact[key].forEach((number, i) => {
            const rounded = hand[key][i] ?? NaN;
            // Where terms cancel, half a unit of the twelfth digit grows by what was lost.
            const near = Math.abs(rounded - number) <= 1e-6 * Math.max(1, Math.abs(number));
            assert.ok(near || Object.is(rounded, number), `${key} ${rounded}, exact ${number}`);
          });
        }
      }),
      { numRuns: 100 },
    );
  });
});
