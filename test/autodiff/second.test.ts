/** Forward mode and second derivatives: known Hessians, every row of the table, random programs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import type { Graph } from '../../src/autodiff/graph';
import { runSecond } from '../../src/autodiff/second';
import { runTangent } from '../../src/autodiff/tangent';
import { run } from '../../src/autodiff/tape';
import { call, name } from '../../src/language/syntax';
import { opNames, ops } from '../../src/ops';
import { graphOf, inputNamed, smoothProgram } from '../programs';

type Values = Readonly<Record<string, number>>;

const LETTERS = ['x', 'y', 'z'] as const;
const at =
  (values: Values) =>
  (id: string): number =>
    values[id] ?? 1;

/** ∂²f / ∂a ∂b. */
function second(graph: Graph, values: Values, a: string, b: string): number {
  const tape = run(graph, at(values));
  return runSecond(graph, tape, inputNamed(graph, a)).second[inputNamed(graph, b)] ?? NaN;
}

function gradient(graph: Graph, values: Values, of: string): number {
  return run(graph, at(values)).gradient[inputNamed(graph, of)] ?? NaN;
}

/** d gradient of b / da by differences, error O(h⁴). */
function difference(graph: Graph, values: Values, a: string, b: string, h = 1e-3): number {
  const slope = (step: number): number => {
    const [up, down] = [step, -step].map((d) =>
      gradient(graph, { ...values, [a]: at(values)(a) + d }, b),
    );
    return ((up ?? NaN) - (down ?? NaN)) / (2 * step);
  };
  return (4 * slope(h / 2) - slope(h)) / 3;
}

function close(got: number, want: number, within: number, what: string): void {
  const near = Math.abs(got - want) <= within * Math.max(1, Math.abs(want));
  assert.ok(near || Object.is(got, want), `${what}: ${got}, expected ${want}`);
}

describe('second derivatives', () => {
  const known: [text: string, values: Values, a: string, b: string, want: number][] = [
    ['x^3', { x: 2 }, 'x', 'x', 12],
    ['x^2', { x: 0 }, 'x', 'x', 2],
    ['x*x', { x: -5 }, 'x', 'x', 2],
    ['x*y', { x: 2, y: 3 }, 'x', 'y', 1],
    ['x*y', { x: 2, y: 3 }, 'x', 'x', 0],
    ['x^2*y^3', { x: 2, y: 3 }, 'x', 'y', 108],
    ['x^2*y^3', { x: 2, y: 3 }, 'y', 'y', 72],
    ['x/y', { x: 2, y: 4 }, 'y', 'y', 4 / 64],
    ['x/y', { x: 2, y: 4 }, 'x', 'y', -1 / 16],
    ['1/x', { x: 2 }, 'x', 'x', 0.25],
    ['exp(-x^2/2)', { x: 0 }, 'x', 'x', -1],
    ['sigmoid(x)', { x: 0 }, 'x', 'x', 0],
    ['log(exp(x) + exp(y))', { x: 0, y: 0 }, 'x', 'y', -0.25],
    ['relu(x)^2', { x: 3 }, 'x', 'x', 2],
    ['relu(x)^2', { x: -3 }, 'x', 'x', 0],
    ['x > 0 ? log(x) : x^3', { x: -2 }, 'x', 'x', -12],
    ['abs(x)*x', { x: -2 }, 'x', 'x', -2],
    // What does not depend on the input has no part in it, not even as 0 × ∞.
    ['sqrt(y) + x^2', { x: 3, y: 0 }, 'x', 'x', 2],
    ['(-x)^3', { x: 2 }, 'x', 'x', -12],
    // A rule with a branch for one point has the right slope there.
    ['sinc(x)', { x: 0 }, 'x', 'x', -(Math.PI ** 2) / 3],
    ['gelu_tanh(x)', { x: 0 }, 'x', 'x', Math.sqrt(2 / Math.PI)],
    ['x^y', { x: 2, y: 0 }, 'x', 'y', 0.5],
    ['xlogy(x, y)', { x: 0, y: 4 }, 'x', 'y', 0.25],
  ];
  for (const [text, values, a, b, want] of known) {
    it(`of ${text} by ${a} and ${b} at ${JSON.stringify(values)}`, () => {
      close(second(graphOf(text), values, a, b), want, 1e-12, text);
    });
  }

  for (const op of opNames) {
    const { on, kink } = ops[op];
    const span = { start: 0, end: 0 };
    const letters = LETTERS.slice(0, on.length);
    const value = call(
      op,
      letters.map((letter) => name(letter, span)),
      span,
    );
    const graph = buildGraph({ text: '', bindings: [{ value, span }], problems: [] });
    it(`of ${op}, as the table differentiates its own rules`, () => {
      assert.ok(graph);
      for (const part of [0.23, 0.41, 0.77]) {
        const values = Object.fromEntries(
          on.map(([low, high], i) => [
            letters[i] ?? '',
            low + (high - low) * ((part + 0.31 * i) % 1),
          ]),
        );
        for (const [i, a] of letters.entries()) {
          if (on[i]?.[0] === on[i]?.[1]) continue;
          for (const b of letters) {
            const want = difference(graph, values, a, b);
            const coarse = difference(graph, values, a, b, 4e-3);
            // A step across a kink or a jump says nothing.
            if (kink !== undefined && Math.abs(want - coarse) > 1e-4) continue;
            close(second(graph, values, a, b), want, 1e-6, `${a}${b} at ${JSON.stringify(values)}`);
          }
        }
      }
    });
  }

  it('and tangents agree with differences and gradients in random programs', () => {
    const values = { a: 0.7, b: -1.3, c: 0.4 };
    fc.assert(
      fc.property(smoothProgram, fc.double({ min: -2, max: 2, noNaN: true }), (program, seed) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, at(values), { seed });
        for (const node of graph.nodes) {
          if (node.kind !== 'input') continue;
          const tangent = runTangent(graph, tape, node.id)[graph.output] ?? NaN;
          close(tape.gradient[node.id] ?? NaN, seed * tangent, 1e-9, 'gradient');
          const along = runSecond(graph, tape, node.id);
          for (const other of graph.nodes) {
            if (other.kind !== 'input') continue;
            const coarse = seed * difference(graph, values, node.name, other.name, 2e-3);
            const fine = seed * difference(graph, values, node.name, other.name);
            // Where the difference itself is not settled it says nothing.
            if (Math.abs(coarse - fine) > 1e-6 * Math.max(1, Math.abs(fine))) continue;
            close(along.second[other.id] ?? NaN, fine, 1e-4, `${node.name}${other.name}`);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('stop at a held node, which may itself be the input', () => {
    const graph = graphOf('exp(x)*x');
    const exp = graph.nodes.findIndex(({ kind }) => kind === 'op');
    const tape = run(graph, at({ x: 2 }), { held: new Map([[exp, 5]]) });
    const x = inputNamed(graph, 'x');
    assert.deepEqual([...runTangent(graph, tape, x)], [1, 0, 5]);
    assert.equal(runSecond(graph, tape, x).second[x], 0);
    assert.equal(runSecond(graph, tape, exp).second[x], 1);
  });
});
