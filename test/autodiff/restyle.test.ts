/** Gate styles: written out or fused, a circuit computes the same, and what the text says stays with it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { expansionOf } from '../../src/autodiff/expand';
import type { GateStyle } from '../../src/autodiff/gates';
import type { Graph, Node } from '../../src/autodiff/graph';
import { restyle } from '../../src/autodiff/restyle';
import { rulesOf } from '../../src/autodiff/rules';
import { run, type Tape } from '../../src/autodiff/tape';
import { read } from '../../src/language/read';
import { opNames, ops, type OpName } from '../../src/ops';
import { smoothProgram } from '../programs';

const asWritten: GateStyle = {
  composites: 'written',
  signs: 'textbook',
  constants: 'folded',
  sums: 'binary',
  flipped: [],
};
const fused: GateStyle = { ...asWritten, composites: 'fused' };
const expanded: GateStyle = { ...asWritten, composites: 'expanded' };
const plain: GateStyle = { ...asWritten, signs: 'plain' };

function graphOf(text: string, language = 'plaintext'): Graph {
  const graph = buildGraph(read(text, language, { values: { x: 1, y: 1, z: 1 } }));
  assert.ok(graph, text);
  return graph;
}

const opsOf = (graph: Graph): OpName[] =>
  graph.nodes.flatMap((node) => (node.kind === 'op' ? [node.op] : []));

/** The output and the gradients by name of input. */
function numbersOf(graph: Graph, at: (name: string) => number): Record<string, number> {
  const tape = run(graph, at);
  const gradients = graph.nodes.flatMap((node) =>
    node.kind === 'input' ? [[node.name, tape.gradient[node.id] ?? NaN] as const] : [],
  );
  return { '': tape.value[graph.output] ?? NaN, ...Object.fromEntries(gradients) };
}

function assertSame(got: Record<string, number>, want: Record<string, number>, what: string): void {
  for (const [name, number] of Object.entries(want)) {
    const error = Math.abs((got[name] ?? 0) - number) / Math.max(1, Math.abs(number));
    assert.ok(error < 1e-8, `${what}: ${name || 'output'} ${got[name]}, not ${number}`);
  }
}

const tame = (tape: Tape): boolean => tape.value.every((value) => Math.abs(value) < 20);

describe('an expansion', () => {
  const composites = opNames.filter((op) => ops[op].expansion !== undefined);
  for (const op of composites) {
    it(`of ${op} is ${ops[op].expansion ?? ''}`, () => {
      const names = ['x', 'y', 'z'].slice(0, rulesOf(op).local.length);
      const gate = graphOf(`${op}(${names.join(', ')})`, 'python');
      const circuit = restyle(gate, expanded).graph;
      assert.ok(opsOf(circuit).every((part) => !expansionOf(part)));
      for (let i = 1; i <= 25; i++) {
        const at = (name: string): number => {
          const [low, high] = ops[op].on[names.indexOf(name)] ?? [0, 0];
          return low + (high - low) * ((i * 0.618 + names.indexOf(name) * 0.37) % 1);
        };
        assertSame(numbersOf(circuit, at), numbersOf(gate, at), op);
      }
    });
  }

  // Where a gate is written out to one with a pole, its NaN is marked and explained; it is not silent.
  const loud: readonly OpName[] = ['hypot', 'acot'];
  for (const op of composites.filter((each) => ops[each].kink !== undefined)) {
    it(`of ${op} keeps the gradients at a kink`, () => {
      const points = kinksOf(op);
      assert.ok(points.length > 0);
      const names = ['x', 'y', 'z'].slice(0, rulesOf(op).local.length);
      const gate = graphOf(`${op}(${names.join(', ')})`, 'python');
      const circuit = restyle(gate, expanded).graph;
      for (const point of points) {
        const at = (name: string): number => point[names.indexOf(name)] ?? NaN;
        const got = numbersOf(circuit, at);
        const finite = Object.values(got).every(Number.isFinite);
        assert.equal(finite, !loud.includes(op), `${op}(${point.join(', ')})`);
        if (finite) assertSame(got, numbersOf(gate, at), `${op}(${point.join(', ')})`);
      }
    });
  }

  it("of tanh has the numbers of Karpathy's lecture, e^2n drawn once", () => {
    const names = { x1: 2, w1: -3, x2: 0, w2: 1, b: 6.8813735870195432 };
    const graph = graphOf('n = x1*w1 + x2*w2 + b; o = tanh(n)', 'python');
    const circuit = restyle(graph, expanded).graph;
    const tape = run(circuit, (name) => names[name as keyof typeof names]);
    const shown = circuit.nodes
      .filter((node) => node.kind === 'op')
      .slice(-5)
      .map(({ id }) => [tape.value[id]?.toFixed(4), tape.gradient[id]?.toFixed(4)]);
    const published = [
      ['1.7627', '0.2500'],
      ['5.8284', '0.0429'],
      ['4.8284', '0.1464'],
      ['6.8284', '-0.1036'],
      ['0.7071', '1.0000'],
    ];
    assert.deepEqual(shown, published);
  });
});

/** Points of a coarse grid where an op has a kink. */
function kinksOf(op: OpName): number[][] {
  const grid = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 6];
  const places = rulesOf(op).local;
  const points = places.reduce<number[][]>(
    (all) => all.flatMap((point) => grid.map((number) => [...point, number])),
    [[]],
  );
  return points.filter((point) => {
    const [x = NaN, y = NaN, z = NaN] = point;
    const out = ops[op].value(x, y, z);
    return Number.isFinite(out) && rulesOf(op).kink?.(x, y, z, out) !== 0;
  });
}

describe('what is written out', () => {
  for (const op of opNames) {
    const { expansion, recognised } = ops[op];
    if (expansion === undefined || recognised === undefined) continue;
    for (const text of [expansion, ...recognised]) {
      it(`${text} is recognised as ${op}`, () => {
        const names = ['x', 'y', 'z'].slice(0, rulesOf(op).local.length);
        const circuit = restyle(graphOf(text), fused).graph;
        assert.deepEqual(opsOf(circuit), [op]);
        assert.equal(circuit.nodes.length, names.length + 1);
      });
    }
  }

  for (const text of ['max(0, x)', 'max(x, 0)', 'x > 0 ? x : 0', 'y*max(0, x) + x']) {
    it(`${text} has the gradient that was written where it becomes a gate at its kink`, () => {
      const graph = graphOf(text);
      const gate = restyle(graph, fused).graph;
      assert.ok(opsOf(gate).includes('relu'));
      const at = (name: string): number => (name === 'x' ? 0 : 2);
      assertSame(numbersOf(gate, at), numbersOf(graph, at), text);
    });
  }

  for (const text of ['max(0, x, y)', 'max(x, y, 0)', 'max(0, x, y) + sigmoid(x)']) {
    it(`${text} shares evenly among all that tie, however it is drawn`, () => {
      const graph = graphOf(text);
      const at = (): number => 0;
      const want = text.endsWith('(x)') ? { x: 1 / 3 + 1 / 4, y: 1 / 3 } : { x: 1 / 3, y: 1 / 3 };
      for (const style of [asWritten, fused, expanded, plain]) {
        assertSame(numbersOf(restyle(graph, style).graph, at), want, text);
      }
    });
  }

  const recognised: [text: string, ops: OpName[], language?: string][] = [
    [String.raw`\frac{1}{1 + e^{-(w_0x_0 + w_2)}}`, ['mul', 'add', 'sigmoid'], 'latex'],
    ['1/(exp(-(x*y)) + 1)', ['mul', 'sigmoid']],
    [String.raw`\frac{e^{2(wx)}-1}{e^{2(wx)}+1}`, ['mul', 'tanh'], 'latex'],
    ['x/(1 + exp(-x))', ['silu']],
    ['x*(1/(1 + exp(-x)))', ['silu']],
    ['y*(1/(1 + exp(-x)))', ['sigmoid', 'mul']],
    ['log(1 + exp(x)) + max(y, 0)', ['softplus', 'relu', 'add']],
    // A definition and what is used twice stay visible.
    ['q = 1 + exp(-x); f = 1/q', ['neg', 'exp', 'add', 'recip'], 'python'],
    ['e = exp(-x); f = 1/(1 + e)', ['neg', 'exp', 'add', 'recip'], 'python'],
    ['2/(1 + exp(-x))', ['neg', 'exp', 'add', 'div']],
  ];
  for (const [text, want, language] of recognised) {
    it(`${text} becomes ${want.join(', ')}`, () => {
      assert.deepEqual(opsOf(restyle(graphOf(text, language), fused).graph), want);
    });
  }

  it('stays if one of its nodes is kept or is the output', () => {
    const graph = graphOf('1/(1 + exp(-x))');
    const exp = graph.nodes.findIndex((node) => node.kind === 'op' && node.op === 'exp');
    assert.equal(restyle(graph, fused, [exp]).graph.nodes.length, graph.nodes.length);
    const shorter = restyle({ ...graph, output: exp }, fused);
    assert.equal(shorter.origin[shorter.graph.output], exp);
  });
});

describe('flipping', () => {
  const text = 'sigmoid(x) + 1/(1 + exp(-y))';
  const graph = graphOf(text);
  const written = ['sigmoid', 'neg', 'exp', 'add', 'recip', 'add'];
  const spelled = ['neg', 'exp', 'add', 'recip'];
  const cases: [style: GateStyle, ops: string[]][] = [
    [asWritten, written],
    [fused, ['sigmoid', 'sigmoid', 'add']],
    [expanded, [...spelled, ...spelled, 'add']],
  ];
  for (const [style, want] of cases) {
    it(`changes one gate of the style ${style.composites} and back`, () => {
      const first = restyle(graph, style);
      assert.deepEqual(opsOf(first.graph), want);
      const roots = first.flippable.flatMap((flip, id) => (flip ? [id] : []));
      assert.equal(roots.length, 2);
      for (const root of roots) {
        const node = first.origin[root];
        assert.ok(typeof node === 'number');
        const other = restyle(graph, { ...style, flipped: [node] });
        assert.equal(
          other.graph.nodes.length - first.graph.nodes.length,
          first.flippable[root] === 'expand' ? 4 : -4,
        );
        const again = other.flippable[other.origin.indexOf(node)];
        assert.equal(again, first.flippable[root] === 'expand' ? 'fuse' : 'expand');
      }
    });
  }
});

describe('the plain style', () => {
  it('divides 1 by x, and leaves exp and the signs of the text', () => {
    const { graph, origin } = restyle(graphOf('1/(y - e^(-x))'), plain);
    assert.deepEqual(opsOf(graph), ['neg', 'exp', 'sub', 'div']);
    assert.equal(origin.filter((id) => id === null).length, 1);
  });
});

describe('any circuit in any style', () => {
  const styles = fc.record({
    composites: fc.constantFrom('written', 'fused', 'expanded'),
    signs: fc.constantFrom('textbook', 'plain'),
    constants: fc.constantFrom('folded', 'drawn'),
    sums: fc.constantFrom('binary', 'n-ary'),
    flipped: fc.array(fc.nat(20), { maxLength: 5 }),
  });
  const point: Record<string, number> = { a: 0.7, b: -1.3, c: 0.4 };
  const at = (name: string): number => point[name] ?? NaN;

  it('computes the same and keeps names, order and places of the text', () => {
    fc.assert(
      fc.property(smoothProgram, styles, (program, style) => {
        const graph = buildGraph(program);
        assert.ok(graph);
        const { graph: drawn, origin, flippable } = restyle(graph, style);
        const tapes = [run(graph, at), run(drawn, at)];
        if (tapes.every(tame)) {
          assertSame(numbersOf(drawn, at), numbersOf(graph, at), JSON.stringify(style));
        }
        assert.equal(origin.length, drawn.nodes.length);
        assert.equal(flippable.length, drawn.nodes.length);
        for (const [index, { from, to, id }] of drawn.edges.entries()) {
          assert.ok(from < to && id === index);
        }
        for (const [id, node] of drawn.nodes.entries()) {
          assert.equal(node.id, id);
          const written: Node | undefined = graph.nodes[origin[id] ?? -1];
          if (written && node.kind !== 'constant') {
            assert.equal(node.name, written.kind === 'constant' ? undefined : written.name);
            assert.equal(drawn.varies[id], graph.varies[written.id]);
          }
        }
        const names = (g: Graph): unknown[] =>
          g.nodes.flatMap((n) => (n.kind === 'op' && n.name !== undefined ? [n.name] : []));
        assert.deepEqual(names(drawn), names(graph));
        for (const { node } of drawn.mentions) assert.ok(drawn.nodes[node]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a mention at the gate that took the mentioned node in', () => {
    const text = '2*(1/(1 + exp(-x)))';
    const { graph } = restyle(graphOf(text), fused);
    const gate = graph.nodes.findIndex((node) => node.kind === 'op' && node.op === 'sigmoid');
    const mention = graph.mentions.find(({ span }) => text.slice(span.start, span.end) === '-x');
    assert.equal(mention?.node, gate);
  });
});
