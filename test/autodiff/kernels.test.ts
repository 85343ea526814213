/** The generated kernels: up to date with the table, and bit by bit what its rules say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import type { Graph } from '../../src/autodiff/graph';
import { roundTo, run, type RunOptions, type Tape } from '../../src/autodiff/tape';
import { writeKernels } from '../../src/autodiff/writeKernels';
import { call, name, type Program } from '../../src/language/syntax';
import { opNames, ops } from '../../src/ops';
import { anyProgram } from '../programs';
import { runPlainly } from './reference';

const NOWHERE = { start: 0, end: 0 };
/** Where rules have branches, poles, kinks and ties, and where numbers end. */
const POINTS = [0, -0, 0.5, 1, -1, 2, -2.5, 3, 6, 1e-300, 1e300, Infinity, -Infinity, NaN];
const NAMES = ['a', 'b', 'c'];

/** Plain arrays, for one NaN is as good as another; 0 and −0 are not. */
function plain({ held, value, gradient, local, contribution, reached, open }: Tape): unknown {
  const arrays = { value, gradient, local, contribution, reached, open };
  return { held, ...Object.fromEntries(Object.entries(arrays).map(([k, v]) => [k, [...v]])) };
}

/** Every choice of so many special points; of three the first has half of them. */
function combinations(count: number): number[][] {
  const points = count > 2 ? POINTS.filter((_, i) => i % 2 === 0) : POINTS;
  return count === 0
    ? [[]]
    : combinations(count - 1).flatMap((rest) => points.map((point) => [point, ...rest]));
}

function assertSame(graph: Graph, values: readonly number[], options: RunOptions = {}): void {
  const at = (input: string): number => values[NAMES.indexOf(input)] ?? NaN;
  assert.deepEqual(plain(run(graph, at, options)), plain(runPlainly(graph, at, options)));
}

describe('the kernels', () => {
  it('are what the table says: npm run kernels', () => {
    for (const [name, text] of Object.entries(writeKernels())) {
      assert.equal(readFileSync(`src/autodiff/kernels/${name}`, 'utf8'), text);
    }
  });

  for (const op of opNames) {
    it(`${op}: value and local derivatives at every combination of special points`, () => {
      const inputs = ops[op].rules.map((_, i) => name(NAMES[i] ?? '', NOWHERE));
      const bindings = [{ value: call(op, inputs, NOWHERE), span: NOWHERE }];
      const program: Program = { text: '', bindings, problems: [] };
      const graph = buildGraph(program);
      assert.ok(graph);
      for (const values of combinations(ops[op].rules.length)) assertSame(graph, values);
    });
  }

  it('run any program as the rules do: held nodes, seeds, kinks, rounding', () => {
    const options = fc.record({
      seed: fc.constantFrom(1, 0, -2.5, Infinity),
      kinks: fc.constantFrom('pytorch', 'left', 'right', 'first'),
      rounded: fc.boolean(),
      hold: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...POINTS)), { maxLength: 3 }),
      output: fc.nat(),
    });
    const point = fc.constantFrom(...POINTS, 0.7, -1.3);
    fc.assert(
      fc.property(
        anyProgram,
        fc.tuple(point, point, point),
        options,
        (program, values, { seed, kinks, rounded, hold, output }) => {
          const built = buildGraph(program);
          assert.ok(built);
          const count = built.nodes.length;
          const graph = { ...built, output: count - 1 - (output % count) };
          const held = new Map(hold.map(([id, value]) => [id % count, value]));
          const round = rounded ? { round: roundTo(3) } : {};
          assertSame(graph, values, { seed, kinks, held, ...round });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
