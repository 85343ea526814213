/** The order of computation: every operation once, after its operands, as many of a kind in a row as may be. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_KIND, schedule, type Operations } from '../../src/autodiff/schedule';

/** By node what it computes from which nodes; null: its value is given. */
type Row = readonly [kind: number, ...operands: number[]] | null;

function operationsOf(rows: readonly Row[]): Operations {
  const operand = (side: number): Uint32Array =>
    Uint32Array.from(rows, (row) => row?.[side + 1] ?? row?.[1] ?? 0);
  return {
    kinds: Uint16Array.from(rows, (row) => row?.[0] ?? NO_KIND),
    first: operand(0),
    second: operand(1),
    third: operand(2),
  };
}

/** The runs as text: the kind and the nodes. */
function runsOf(rows: readonly Row[]): readonly string[] {
  const { order, kinds, ends } = schedule(operationsOf(rows));
  return [...ends].map((end, run) => {
    return `${String(kinds[run])}: ${order.subarray(ends[run - 1] ?? 0, end).join(' ')}`;
  });
}

describe('the schedule', () => {
  const rows: readonly [what: string, rows: readonly Row[], runs: readonly string[]][] = [
    ['has nothing of what is given', [null, null], []],
    ['puts one kind in a row', [null, [7, 0], [5, 0], [7, 0]], ['7: 1 3', '5: 2']],
    ['begins with the kind there is most of', [null, [7, 0], [5, 0], [5, 0]], ['5: 2 3', '7: 1']],
    ['lets a chain join the run', [null, [7, 0], [7, 1], [7, 2, 0], [5, 3]], ['7: 1 2 3', '5: 4']],
    ['waits for every operand', [null, [5, 0], [7, 0, 1], [7, 0]], ['5: 1', '7: 3 2']],
    ['takes one node as two operands', [null, [7, 0], [5, 1, 1, 1]], ['7: 1', '5: 2']],
    [
      'does the same step of equal parts at once',
      [null, [5, 0], [6, 1], [7, 2], [5, 0], [6, 4], [7, 5]],
      ['5: 1 4', '6: 2 5', '7: 3 6'],
    ],
  ];
  for (const [what, given, runs] of rows) {
    it(what, () => {
      assert.deepEqual(runsOf(given), runs);
    });
  }

  it('has every operation once, after its operands and among its kind, in a graph of any size', () => {
    const anyRows = fc
      .array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.nat(), fc.nat(), fc.nat()), {
        minLength: 1,
        maxLength: 6000,
        size: 'max',
      })
      .map((drawn) =>
        drawn.map(([kind, ...operands], id): Row => {
          return kind < 0 || id === 0 ? null : [kind, ...operands.map((one) => one % id)];
        }),
      );
    fc.assert(
      fc.property(anyRows, (given) => {
        const { order, kinds, ends } = schedule(operationsOf(given));
        const done = new Set(given.flatMap((row, id) => (row ? [] : [id])));
        let run = 0;
        order.forEach((id, place) => {
          while (place >= (ends[run] ?? Infinity)) run++;
          const [kind, ...operands] = given[id] ?? [];
          assert.equal(kind, kinds[run]);
          assert.ok(operands.every((one) => done.has(one)) && !done.has(id));
          done.add(id);
        });
        assert.equal(done.size, given.length);
        assert.equal(ends.at(-1) ?? 0, order.length);
      }),
      { numRuns: 30 },
    );
  });
});
