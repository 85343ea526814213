/** Random programs: reverse = forward mode = central difference, and nothing throws. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { forward, run } from '../../src/autodiff/tape';
import { runTangent } from '../../src/autodiff/tangent';
import { toText, write } from '../../src/autodiff/notation';
import { explainNode } from '../../src/autodiff/explain';
import { drawGates } from '../../src/autodiff/gates';
import { readPlain } from '../../src/language/plain';
import { anyExpression, smoothProgram } from '../programs';

const point: Record<string, number> = { a: 0.7, b: -1.3, c: 0.4 };
const at = (id: string): number => point[id] ?? NaN;

function close(got: number, want: number, within: number): boolean {
  return Math.abs(got - want) <= within * Math.max(1, Math.abs(want)) || Object.is(got, want);
}

describe('whole graphs', () => {
  it('give the same gradient in reverse, in forward mode and by differences', () => {
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, at);
        for (const node of graph.nodes) {
          if (node.kind !== 'input') continue;
          const reverse = tape.gradient[node.id] ?? NaN;
          const tangent = runTangent(graph, tape, node.id)[graph.output] ?? NaN;
          assert.ok(close(reverse, tangent, 1e-9), 'forward mode');
          const h = 1e-4;
          const output = (step: number): number =>
            forward(graph, (id) => at(id) + (id === node.name ? step : 0))[graph.output] ?? NaN;
          const coarse = (output(h) - output(-h)) / (2 * h);
          const fine = (output(h / 2) - output(-h / 2)) / h;
          // Where the difference itself is not settled it says nothing.
          if (!close(coarse, fine, 1e-5)) continue;
          assert.ok(
            close(reverse, (4 * fine - coarse) / 3, 1e-5),
            `${reverse}, difference ${fine}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are topologically ordered, and every node can be drawn and explained', () => {
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, at);
        for (const { from, to } of graph.edges) assert.ok(from < to);
        for (const node of graph.nodes) {
          assert.ok(explainNode(graph, tape, node.id).value.length > 0);
        }
        const { nodes, edges } = drawGates(graph);
        const ids = new Set(nodes.map(({ id }) => id));
        for (const { from, to } of edges) assert.ok(ids.has(from) && ids.has(to));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is printed', () => {
  it('reads back as the same circuit, for every op of the table', () => {
    fc.assert(
      fc.property(anyExpression, (value) => {
        const printed = toText(write(value).formula);
        const again = readPlain(printed, { values: point });
        const fresh = { text: '', bindings: [{ value, span: value.span }], problems: [] };
        const [want, got] = [fresh, again].map((program) =>
          buildGraph(program)?.nodes.map((n) =>
            // The root of a length is written as any other.
            n.kind === 'op' ? [n.op.replace('masked_', ''), n.operands] : [n.kind],
          ),
        );
        assert.deepEqual(got, want, printed);
      }),
      { numRuns: 500 },
    );
  });
});
