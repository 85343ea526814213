/** The picture's gates: what stands in them, which constants they take in, and which sums are one gate. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { drawGates, type GateStyle } from '../../src/autodiff/gates';
import type { Graph } from '../../src/autodiff/graph';
import { toText } from '../../src/autodiff/notation';
import { restyle } from '../../src/autodiff/restyle';
import { run } from '../../src/autodiff/tape';
import { readPlain } from '../../src/language/plain';
import { smoothProgram } from '../programs';

const usual: GateStyle = {
  composites: 'written',
  signs: 'textbook',
  constants: 'folded',
  sums: 'binary',
  flipped: [],
};

function graphOf(text: string): Graph {
  const graph = buildGraph(readPlain(text, { values: { a: 1, b: 1, c: 1, d: 1, x: 1, y: 1 } }));
  assert.ok(graph, text);
  return graph;
}

/** What is drawn, leaves first: `a b + (0 1)` is a gate + with the drawn nodes 0 and 1 as operands. */
function picture(text: string, changes: Partial<GateStyle>): string {
  const style = { ...usual, ...changes };
  const { graph } = restyle(graphOf(text), style);
  const { nodes, edges } = drawGates(graph, style);
  const place = new Map(nodes.map(({ id }, i) => [id, i]));
  const words = nodes.map(({ id, kind, label, plainName }) => {
    const operands = edges.filter(({ to }) => to === id);
    operands.forEach(({ operand }, i) => {
      assert.equal(operand, i);
    });
    if (kind === 'input') return plainName;
    const from = operands.map((edge) => place.get(edge.from)).join(' ');
    return operands.length > 0 ? `${toText(label)} (${from})` : toText(label);
  });
  return words.join(' ');
}

describe('drawn gates', () => {
  const cases: [text: string, style: Partial<GateStyle>, drawn: string][] = [
    ['1/(1 + exp(-x))', {}, 'x *-1 (0) exp (1) +1 (2) 1/x (3)'],
    ['1/(1 + exp(-x))', { signs: 'plain' }, 'x - (0) exp (1) +1 (2) 1÷x (3)'],
    ['1/(1 + exp(-x))', { constants: 'drawn' }, '1 x *-1 (1) exp (2) + (0 3) 1/x (4)'],
    [
      '1/(1 + exp(-x))',
      { signs: 'plain', constants: 'drawn' },
      '1 x - (1) exp (2) + (0 3) 1 ÷ (5 4)',
    ],
    ['1/(1 + exp(-x))', { composites: 'fused' }, 'x σ (0)'],
    ['sigmoid(x)', { composites: 'expanded' }, 'x *-1 (0) exp (1) +1 (2) 1/x (3)'],
    ['a/b - x/2', {}, 'a b / (0 1) x /2 (3) - (2 4)'],
    ['a/b - x/2', { signs: 'plain' }, 'a b ÷ (0 1) x ÷2 (3) - (2 4)'],
    ['sqrt(relu(x))', {}, 'x ReLU (0) √ (1)'],
    ['max(0, x)', { composites: 'fused' }, 'x ReLU (0)'],
    ['relu(x)', { composites: 'expanded' }, 'x 0 max (1 0)'],
    ['a + b + c + d', {}, 'a b + (0 1) c + (2 3) d + (4 5)'],
    ['a + b + c + d', { sums: 'n-ary' }, 'a b c d + (0 1 2 3)'],
    ['a + (b + (c + d))', { sums: 'n-ary' }, 'a b c d + (0 1 2 3)'],
    ['a + b', { sums: 'n-ary' }, 'a b + (0 1)'],
    ['1 + exp(a) + exp(b)', { sums: 'n-ary' }, '1 a exp (1) b exp (3) + (0 2 4)'],
    ['a + 1 + a', { sums: 'n-ary' }, 'a 1 + (0 1 0)'],
    // A difference and a definition end a sum; products stay as they are.
    ['a - b + c + d', { sums: 'n-ary' }, 'a b - (0 1) c d + (2 3 4)'],
    ['q = a + b; f = q + c + d', { sums: 'n-ary' }, 'a b + (0 1) c d + (2 3 4)'],
    ['a*b*c*d', { sums: 'n-ary' }, 'a b * (0 1) c * (2 3) d * (4 5)'],
  ];
  for (const [text, style, drawn] of cases) {
    it(`of ${text} with ${JSON.stringify(style)}`, () => {
      assert.equal(picture(text, style), drawn);
    });
  }

  it('tell their op and what flipping them does', () => {
    const { graph, flippable } = restyle(graphOf('sigmoid(x) + 1/(1 + exp(-y))'), usual);
    const { nodes } = drawGates(graph, usual, { flippable });
    assert.deepEqual(
      nodes.filter(({ flip }) => flip).map(({ op, flip }) => [op, flip]),
      [
        ['sigmoid', 'expand'],
        ['recip', 'fuse'],
      ],
    );
  });

  it('keep an inner sum that is asked for', () => {
    const graph = graphOf('a + b + c');
    const { nodes } = drawGates(graph, { ...usual, sums: 'n-ary' }, { kept: [2] });
    assert.equal(nodes.length, 5);
  });

  it('give every wire of a sum the gradient of the sum, and lose no contribution', () => {
    const point: Record<string, number> = { a: 0.7, b: -1.3, c: 0.4 };
    fc.assert(
      fc.property(smoothProgram, (program) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, (name) => point[name] ?? NaN);
        const style: GateStyle = { ...usual, sums: 'n-ary', constants: 'drawn' };
        const { nodes, edges } = drawGates(graph, style);
        const sums = new Float64Array(graph.nodes.length);
        for (const { id, from, to } of edges) {
          const wires = edges.filter((edge) => edge.to === to);
          if (wires.length > 2 && graph.varies[from] && nodes.some((n) => n.label === '+')) {
            const node = graph.nodes[to];
            if (node?.kind === 'op' && node.op === 'add') {
              assert.equal(tape.contribution[id], tape.gradient[to]);
            }
          }
          sums[from] = (sums[from] ?? 0) + (tape.contribution[id] ?? 0);
        }
        for (const { id, varies } of nodes) {
          if (id === graph.output || !varies) continue;
          const [got = NaN, want = NaN] = [sums[id], tape.gradient[id]];
          if (!Number.isFinite(want)) continue;
          assert.ok(Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want)), `${got} ${want}`);
        }
      }),
      { numRuns: 200 },
    );
  });
});
