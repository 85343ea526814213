/** Paths, orders and wiggles: what stands behind one red number. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { replayOrders } from '../../src/autodiff/order';
import { ledgerOf } from '../../src/autodiff/paths';
import { run } from '../../src/autodiff/tape';
import { wiggle } from '../../src/autodiff/wiggle';
import { graphOf, inputNamed, nodeWritten, smoothProgram } from '../programs';

type Values = Readonly<Record<string, number>>;

const at =
  (values: Values) =>
  (name: string): number =>
    values[name] ?? 1;

describe('the ledger', () => {
  const rows: [text: string, values: Values, of: string, products: number[], total: number][] = [
    ['x*y', { x: 2, y: 3 }, 'x', [3], 3],
    ['x*y + x', { x: 2, y: 3 }, 'x', [3, 1], 4],
    // C. Olah, Calculus on Computational Graphs: 1·2 + 1·3.
    ['(a+b)·(b+1)', { a: 2, b: 1 }, 'b', [2, 3], 5],
    ['a + a', { a: 3 }, 'a', [1, 1], 2],
    ['b = a + a; c = b + b', { a: 1 }, 'a', [1, 1, 1, 1], 4],
    ['max(x, y)', { x: 3, y: 2 }, 'y', [], 0],
    ['x > 0 ? x^2 : log(x)', { x: 3 }, 'x', [6], 6],
  ];
  for (const [text, values, of, products, total] of rows) {
    it(`of ${of} in ${text}`, () => {
      const graph = graphOf(text);
      const ledger = ledgerOf(graph, run(graph, at(values)), inputNamed(graph, of));
      assert.ok(ledger);
      assert.deepEqual(
        ledger.rows.map(({ product }) => product),
        products,
      );
      assert.deepEqual([ledger.total, ledger.omitted], [total, 0]);
    });
  }

  it('lists nodes, wires and local derivatives from the node to the output', () => {
    const text = '3*(x*y)';
    const graph = graphOf(text);
    const tape = run(graph, at({ x: 2, y: 5 }), { seed: 10 });
    const ledger = ledgerOf(graph, tape, inputNamed(graph, 'x'));
    const [row] = ledger?.rows ?? [];
    const product = nodeWritten(graph, text, '(x*y)');
    assert.ok(row);
    assert.deepEqual(row.nodes, [inputNamed(graph, 'x'), product, graph.output]);
    assert.deepEqual(row.locals, [5, 3]);
    assert.equal(row.product, 150);
    row.edges.forEach((id, i) => {
      assert.equal(graph.edges[id]?.from, row.nodes[i]);
      assert.equal(graph.edges[id]?.to, row.nodes[i + 1]);
    });
    assert.deepEqual(ledgerOf(graph, tape, graph.output)?.rows[0]?.nodes, [graph.output]);
    assert.equal(ledgerOf(graph, tape, nodeWritten(graph, text, '3')), null);
  });

  it('shows the largest first where not all fit, and takes no exponential time', () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `q${i + 1} = q${i}*0.7 + q${i}*0.6`);
    const graph = graphOf(`q0 = 2; ${doubled.join('; ')}`);
    const tape = run(graph, at({}));
    const ledger = ledgerOf(graph, tape, inputNamed(graph, 'q0'), 5);
    assert.equal(ledger?.rows.length, 5);
    assert.ok(Math.abs((ledger.rows[0]?.product ?? NaN) / 0.7 ** 60 - 1) < 1e-12);
    assert.ok(Math.abs((ledger.rows[4]?.product ?? NaN) / (0.7 ** 59 * 0.6) - 1) < 1e-12);
    assert.equal(ledger.omitted, 2 ** 60 - 5);
    assert.ok(Math.abs(ledger.total / 1.3 ** 60 - 1) < 1e-12);
  });

  it('sums up to the gradient in random programs', () => {
    fc.assert(
      fc.property(smoothProgram, fc.nat(), (program, choice) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const tape = run(graph, at({ a: 0.7, b: -1.3, c: 0.4 }), { seed: 2 });
        const node = choice % graph.nodes.length;
        const ledger = ledgerOf(graph, tape, node, 4096);
        if (!graph.varies[node]) {
          assert.equal(ledger, null);
          return;
        }
        assert.ok(ledger);
        const few = ledgerOf(graph, tape, node, 3);
        assert.equal((few?.rows.length ?? 0) + (few?.omitted ?? 0), ledger.rows.length);
        const products = ledger.rows.map(({ product }) => product);
        const largest = products.map(Math.abs).toSorted((a, b) => b - a);
        const listed = few?.rows.map(({ product }) => Math.abs(product)) ?? [];
        listed
          .toSorted((a, b) => b - a)
          .forEach((size, i) => {
            assert.ok(Object.is(size, largest[i]));
          });
        const sum = products.reduce((a, b) => a + b, 0);
        const scale = Math.max(1, ...largest);
        const gradient = tape.gradient[node] ?? NaN;
        assert.ok(Object.is(sum, gradient) || Math.abs(sum - gradient) < 1e-9 * scale);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the order of the backward pass', () => {
  it('gives 4 in reverse topological order and 8 by recursion (micrograd PR 64)', () => {
    const graph = graphOf('a = 1; b = a + a; c = b + b');
    const { topological, naive, naiveGradient, cut } = replayOrders(graph, run(graph, at({})));
    assert.deepEqual(topological, [
      { node: 2, upstream: 1, complete: true },
      { node: 1, upstream: 2, complete: true },
      { node: 0, upstream: 4, complete: true },
    ]);
    assert.deepEqual([...naiveGradient], [8, 2, 1]);
    assert.deepEqual(
      naive.map(({ node }) => node),
      [2, 1, 0, 0, 1, 0, 0],
    );
    assert.equal(cut, false);
  });

  it('shows a node that is visited before all has arrived', () => {
    const text = 'q = x*x; q + exp(q*2)';
    const graph = graphOf(text);
    const q = nodeWritten(graph, text, 'x*x');
    const { naive } = replayOrders(graph, run(graph, at({ x: 2 })));
    const [early] = naive.filter(({ node }) => node === q);
    assert.deepEqual(early, { node: q, upstream: 1, complete: false });
  });

  it('agrees with the recursion where nothing is used twice, and cuts what explodes', () => {
    const tree = graphOf('exp(x*y) + z');
    const tape = run(tree, at({}));
    assert.deepEqual(replayOrders(tree, tape).naiveGradient, tape.gradient);
    const doubled = Array.from({ length: 40 }, (_, i) => `q${i + 1} = q${i} + q${i}`);
    const graph = graphOf(`q0 = 2; ${doubled.join('; ')}`);
    const { cut, naive } = replayOrders(graph, run(graph, at({})));
    assert.deepEqual([cut, naive.length], [true, 200]);
  });
});

describe('a wiggle', () => {
  const text = '(x + y)*z';
  const graph = graphOf(text);
  const values = at({ x: 1, y: 2, z: -4 });

  it('moves any node and compares with its gradient', () => {
    const sum = nodeWritten(graph, text, '(x + y)');
    const tape = run(graph, values, { seed: 2 });
    assert.deepEqual(wiggle(graph, tape, sum, 0.5), {
      up: -14,
      down: -10,
      forward: -8,
      central: -8,
      kink: false,
    });
    const hinge = graphOf('max(0, 1 - x)');
    assert.equal(wiggle(hinge, run(hinge, at({ x: 1 })), inputNamed(hinge, 'x'), 0.1).kink, true);
    const square = graphOf('x^2');
    const { forward, central } = wiggle(square, run(square, at({ x: 3 })), 0, 0.5);
    assert.deepEqual([forward, central], [6.5, 6]);
  });

  it('starts at a value that is held, and goes round what is held', () => {
    const z = inputNamed(graph, 'z');
    assert.equal(wiggle(graph, run(graph, values, { held: new Map([[z, 10]]) }), z, 1).up, 33);
    const held = new Map([[nodeWritten(graph, text, '(x + y)'), 7]]);
    const tape = run(graph, values, { held });
    assert.equal(wiggle(graph, tape, inputNamed(graph, 'x'), 1).up, -28);
    assert.equal(wiggle(graph, tape, nodeWritten(graph, text, '(x + y)'), 1).up, -32);
  });
});
