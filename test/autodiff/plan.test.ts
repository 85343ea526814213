/** The plan: one list with every operation once, the same from either end, and the same less what is left out. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import type { Graph } from '../../src/autodiff/graph';
import { leaveOut, runsOf, type Plan } from '../../src/autodiff/plan';
import { ways } from '../../src/autodiff/ways';
import { wiringOf } from '../../src/autodiff/wiring';
import { readPlain } from '../../src/language/plain';
import type { Program } from '../../src/language/syntax';
import { opNames } from '../../src/ops';
import { anyProgram } from '../programs';

function planOf(program: Program): { readonly graph: Graph; readonly plan: Plan } {
  const graph = buildGraph(program);
  assert.ok(graph);
  return { graph, plan: wiringOf(graph, new Map()).plan };
}

/** By run: its op, what a gradient flows back to, and its operations, each the node and its operands. */
function written(plan: Plan): readonly string[] {
  return runsOf(plan).map(({ row, way, start, end, size }) => {
    const operations = Array.from({ length: (end - start) / size }, (_, i) =>
      plan.subarray(start + i * size, start + (i + 1) * size).join(' '),
    );
    const flows = ways[way]?.varies.map((varies) => (varies ? '<' : '-')).join('') ?? '';
    return `${opNames[row] ?? ''}${flows}: ${operations.join(', ')}`;
  });
}

/** Where the runs begin, read from the end as the chain rule does. */
function startsFromTheEnd(plan: Plan): readonly number[] {
  const starts: number[] = [];
  for (let end = plan.length; end > 0; end = (starts[0] ?? 0) - 2)
    starts.unshift(plan[end - 1] ?? 0);
  return starts;
}

describe('the plan', () => {
  const rows: readonly [text: string, hold: readonly number[], runs: readonly string[]][] = [
    ['x', [], []],
    ['x*y + z', [], ['mul<<: 2 0 1', 'add<<: 4 2 3']],
    ['-x + -y', [], ['neg<: 1 0, 3 2', 'add<<: 4 1 3']],
    ['-x + -y', [3], ['neg<: 1 0', 'add<<: 4 1 3']],
    ['-x + -y', [1, 3], ['add<<: 4 1 3']],
    ['2*x', [], ['mul-<: 2 0 1']],
    ['exp(-2)*x', [], ['neg: 1 0', 'exp: 2 1', 'mul-<: 4 2 3']],
    ['clip(x, y, 3)', [], ['clip<<-: 3 0 1 2']],
  ];
  for (const [text, hold, runs] of rows) {
    it(`of ${text}${hold.length > 0 ? ` without ${hold.join(', ')}` : ''}`, () => {
      const { plan } = planOf(readPlain(text));
      assert.deepEqual(written(leaveOut(new Map(hold.map((id) => [id, 0])), plan)), runs);
    });
  }

  it('has every operation of any program once, after its operands, whatever is left out', () => {
    fc.assert(
      fc.property(anyProgram, fc.array(fc.nat()), (program, drawn) => {
        const { graph, plan } = planOf(program);
        const out = new Map(drawn.map((id) => [id % graph.nodes.length, 0]));
        const left = leaveOut(out, plan);
        const runs = runsOf(left);
        assert.deepEqual(
          startsFromTheEnd(left),
          runs.map(({ start }) => start),
        );
        const awaited = new Map(
          graph.nodes.flatMap((node) => (node.kind === 'op' ? [[node.id, node] as const] : [])),
        );
        for (const id of out.keys()) awaited.delete(id);
        for (const { row, start, end, size } of runs) {
          assert.ok(start < end);
          for (let i = start; i < end; i += size) {
            const [id = NaN, ...operands] = left.subarray(i, i + size);
            const node = awaited.get(id);
            assert.deepEqual([opNames[row], operands], [node?.op, node?.operands]);
            assert.ok(operands.every((operand) => !awaited.has(operand)));
            awaited.delete(id);
          }
        }
        assert.equal(awaited.size, 0);
      }),
      { numRuns: 300 },
    );
  });
});
