/** Large pictures folded: what they look like, that nothing is lost, and that every group can be unfolded. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGraph } from '../../src/autodiff/build';
import { foldPicture, type Folded, type GroupNode, type Unfolding } from '../../src/autodiff/fold';
import { drawGates, type GateStyle } from '../../src/autodiff/gates';
import type { Graph, Node } from '../../src/autodiff/graph';
import { toText } from '../../src/autodiff/notation';
import { run } from '../../src/autodiff/tape';
import { read } from '../../src/language/read';

const style: GateStyle = {
  composites: 'written',
  signs: 'textbook',
  constants: 'folded',
  sums: 'binary',
  flipped: [],
};

function graphOf(text: string, language = 'python'): Graph {
  const graph = buildGraph(read(text, language));
  assert.ok(graph, text);
  return graph;
}

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const total = (count: number, term: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => term(i)).join(' + ');

const rnn = graphOf(`h = 0
for t in range(300):
    h = math.tanh(w*h + u*x + b)
loss = (h - y)**2`);
const descent = graphOf(`w = w0
b = b0
for t in range(60):
    e = w*x + b - y
    w = w - 0.1*2*e*x
    b = b - 0.1*2*e
loss = (w*x + b - y)**2`);
const data = graphOf(`L = 0\n${lines(60, (i) => `L = L + (w*x${i} + b - y${i})**2`)}`);
const squares = graphOf(
  total(60, (i) => `(w*x_${i} + b - y_${i})^2`),
  'plaintext',
);
const layers = graphOf(
  [
    lines(8, (i) => `h${i} = math.tanh(${total(6, (j) => `w${i}_${j}*x${j}`)} + b${i})`),
    lines(8, (i) => `g${i} = math.tanh(${total(8, (j) => `v${i}_${j}*h${j}`)} + c${i})`),
    `o = ${total(8, (i) => `u${i}*g${i}`)}`,
  ].join('\n'),
);
const weighted = graphOf(
  `W = [[0.1*(i + 1) - 0.2*j + 0.05*i*j for j in range(4)] for i in range(8)]
h = [math.tanh(sum(w*v for w, v in zip(row, [a, b, c, d]))) for row in W]
y = sum(h)`,
);
const horner = graphOf(
  Array.from({ length: 80 }, (_, i) => i).reduce((text, i) => `(${text})*x + a_${i}`, '1'),
  'plaintext',
);

/** Nodes in order; a group is `[its label, its size, how many]`. */
function words({ nodes }: Folded): string {
  return nodes
    .map((node) => {
      if (node.kind === 'group') return `[${toText(node.label)} ${node.size} ×${node.times}]`;
      return node.kind === 'input' ? node.plainName : toText(node.label);
    })
    .join(' ');
}

function fold(graph: Graph, wishes: Unfolding = {}, changes: Partial<GateStyle> = {}): Folded {
  return foldPicture(drawGates(graph, { ...style, ...changes }), graph, wishes);
}

describe('a large picture', () => {
  const pictures: [
    name: string,
    graph: Graph,
    sums: GateStyle['sums'],
    most: number,
    want: string,
  ][] = [
    [
      'a loop',
      rnn,
      'binary',
      200,
      'w u x b *0 * + + tanh * * + + tanh [⋯ 1485 ×297] * * + + tanh y - x^2',
    ],
    [
      'a loop with two variables',
      descent,
      'binary',
      20,
      'w0 b0 x y [e 3 ×60] [w 6 ×60] [b 5 ×60] [e 3 ×60] [w 6 ×60] [b 5 ×60] [⋯ 798 ×57] [e 3 ×60] [w 6 ×60] [b 5 ×60] * + - x^2',
    ],
    [
      'a sum over data, line by line',
      data,
      'binary',
      20,
      'w b x0 * + y0 - x^2 +0 [L 7 ×59] [L 7 ×59] [⋯ 392 ×56] [L 7 ×59]',
    ],
    [
      'a sum of many terms',
      squares,
      'n-ary',
      20,
      'w b [x^2 6 ×60] [x^2 6 ×60] [⋯ 342 ×57] [x^2 6 ×60] +',
    ],
    [
      'two layers',
      layers,
      'n-ary',
      70,
      `x0 x1 x2 x3 x4 x5 ${lines(8, (i) => `[h_${i} 15 ×8]`)} ${lines(8, (i) => `[g_${i} 19 ×8]`)} ${Array.from({ length: 8 }, (_, i) => `u${i} *`).join(' ')} +`
        .replaceAll('\n', ' ')
        .replaceAll('_', ''),
    ],
    [
      'a layer with computed weights',
      weighted,
      'n-ary',
      40,
      `a b c d ${Array.from({ length: 8 }, (_, i) => `[h[${i}] 58 ×8]`).join(' ')} +`,
    ],
    ['nested products', horner, 'binary', 20, 'x *1 a_0 + * a_1 + [⋯ 231 ×77] * a_79 +'],
  ];
  for (const [name, graph, sums, most, want] of pictures) {
    it('counts groups whose name is given anew, whatever is folded', () => {
      const numbered = ({ nodes }: Folded): string[] =>
        nodes.flatMap((node) =>
          node.kind === 'group' && node.plainName === 'e' ? [`${node.nth} of ${node.alike}`] : [],
        );
      const whole = fold(descent, { most: 20 });
      assert.deepEqual(numbered(whole), ['1 of 60', '2 of 60', '60 of 60']);
      const [first] = whole.nodes.flatMap((node) => (node.kind === 'group' ? [node.key] : []));
      assert.ok(first);
      assert.deepEqual(numbered(fold(descent, { most: 20, open: [first] })), [
        '2 of 60',
        '60 of 60',
      ]);
    });

    it(`of ${name} shows first, second, ⋯, last`, () => {
      assert.equal(words(fold(graph, { most }, { sums })), want);
    });
  }

  it('is left alone if it is not large', () => {
    const drawn = drawGates(layers);
    const { nodes, edges, frames } = foldPicture(drawn, layers, { most: 1000 });
    assert.deepEqual(nodes, drawn.nodes);
    assert.deepEqual(
      edges.map(({ id, from, to, operand }) => ({ id, from, to, operand })),
      drawn.edges,
    );
    assert.deepEqual(frames, []);
  });
});

/** How to make a circuit of random ops in which values are shared far and near, or one of those above. */
const recipe = fc.record({
  known: fc.option(fc.constantFrom('rnn', 'descent', 'data', 'squares', 'layers', 'horner'), {
    freq: 4,
  }),
  size: fc.integer({ min: 30, max: 400 }),
  reach: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(1e6),
});

function make({
  known,
  size,
  reach,
  seed,
}: typeof recipe extends fc.Arbitrary<infer R> ? R : never) {
  if (known !== null) return { rnn, descent, data, squares, layers, horner }[known];
  let state = seed;
  const upTo = (n: number): number => {
    state = (state * 48271 + 11) % 2147483647;
    return state % n;
  };
  const nodes: Node[] = [];
  for (let id = 0; id < size; id++) {
    const span = { start: id, end: id + 1 };
    const near = Math.max(0, id - 1 - upTo(reach));
    if (id < 3 || upTo(9) === 0) {
      nodes.push({ kind: 'input', id, name: `x${id}`, initial: null, span });
    } else {
      const op = (['add', 'sub', 'max', 'tanh', 'sin'] as const)[upTo(5)] ?? 'add';
      const operands = op === 'tanh' || op === 'sin' ? [near] : [near, upTo(id)];
      const named = upTo(6) === 0 ? { name: `q${id}` } : {};
      nodes.push({ kind: 'op', id, op, operands, ...named, span });
    }
  }
  const edges = nodes
    .flatMap((node) =>
      node.kind === 'op'
        ? node.operands.map((from, operand) => ({ from, to: node.id, operand }))
        : [],
    )
    .map((edge, id) => ({ id, ...edge }));
  return { nodes, edges, output: size - 1, varies: nodes.map(() => true), mentions: [] };
}

/** Checks that a folded picture says of the graph what the drawn one does. */
function assertFaithful(graph: Graph, folded: Folded): void {
  const drawn = drawGates(graph);
  const tape = run(graph, (name) => 0.1 + (name.charCodeAt(name.length - 1) % 7) / 10);
  const place = new Map(folded.nodes.map(({ id }, i) => [id, i]));
  assert.equal(place.size, folded.nodes.length);
  assert.ok(place.has(folded.output));
  const flow = new Map<number, number>();
  const exits = new Map<number, Set<number>>([[folded.output, new Set([graph.output])]]);
  const operands = new Map<number, number>();
  const sources = new Map(drawn.edges.map(({ id, from }) => [id, from]));
  const seen = new Set<number>();
  for (const { id, from, to, operand, edges, source } of folded.edges) {
    assert.ok((place.get(from) ?? NaN) < (place.get(to) ?? NaN), 'from earlier to later');
    assert.equal(id, edges[0]);
    assert.equal(operand, operands.get(to) ?? 0);
    operands.set(to, operand + 1);
    for (const edge of edges) {
      assert.ok(!seen.has(edge));
      seen.add(edge);
      const inner = sources.get(edge) ?? NaN;
      assert.ok(source === null || source === inner);
      exits.set(from, (exits.get(from) ?? new Set()).add(inner));
      flow.set(from, (flow.get(from) ?? 0) + (tape.contribution[edge] ?? NaN));
    }
  }
  for (const { id, from } of drawn.edges) {
    assert.ok(seen.has(id) || folded.nodes[place.get(from) ?? -1]?.kind !== 'op');
  }
  for (const node of folded.nodes) {
    const used = exits.get(node.id) ?? new Set();
    if (node.kind === 'group') assert.equal(node.exits, used.size);
    if (used.has(graph.output)) continue;
    if (used.size === 1) assert.deepEqual([...used], [node.id]);
    // Where several nodes are used outside, some of their gradient may come from the inside.
    if (used.size > 1) continue;
    const [want = NaN, got = NaN] = [tape.gradient[node.id], flow.get(node.id)];
    assert.ok(Math.abs(got - want) <= 1e-6 * Math.max(1, Math.abs(want)), `${got}, not ${want}`);
  }
}

const keysOf = ({ nodes }: Folded): string[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? [node.key] : []));

describe('folding', () => {
  it('keeps every wire, every gradient and the order, within the bound', () => {
    fc.assert(
      fc.property(recipe, fc.integer({ min: 8, max: 120 }), (circuit, most) => {
        const graph = make(circuit);
        const folded = fold(graph, { most });
        assert.ok(folded.nodes.length <= Math.max(most, 8), `${folded.nodes.length} of ${most}`);
        assertFaithful(graph, folded);
        assert.deepEqual(fold(graph, { most }), folded);
      }),
      { numRuns: 60 },
    );
  });

  it('unfolds one group in place and leaves the rest as it is', () => {
    fc.assert(
      fc.property(recipe, fc.nat(1000), (circuit, pick) => {
        const graph = make(circuit);
        const most = 40;
        const before = fold(graph, { most });
        const keys = keysOf(before);
        const key = keys[pick % keys.length];
        if (key === undefined) return;
        assert.equal(new Set(keys).size, keys.length);
        const after = fold(graph, { most, open: [key] });
        assertFaithful(graph, after);
        assert.deepEqual(keysOf(after).filter((k) => keys.includes(k)).length, keys.length - 1);
        const frame = after.frames.find((f) => f.key === key);
        assert.ok(frame && frame.nodes.length <= 10, `${frame?.nodes.length}`);
        assert.equal(after.nodes.length, before.nodes.length - 1 + frame.nodes.length);
        assert.equal(frame.nodes.at(-1), frame.root);
      }),
      { numRuns: 50 },
    );
  });

  for (const [name, graph] of Object.entries({ rnn, data })) {
    it(`says of a round in the ⋯ of ${name} that there are as many as ⋯ stood for`, () => {
      const open: string[] = [];
      const said: (readonly [rounds: number, times: number])[] = [];
      const find = ({ nodes }: Folded, within: string, many: boolean): GroupNode | undefined =>
        nodes
          .filter((node) => node.kind === 'group')
          .find(({ key, of }) => key.startsWith(within) && (of === 'several') === many);
      let several = find(fold(graph, { most: 20 }), '⋯', true);
      while (several) {
        open.push(several.key);
        const folded = fold(graph, { most: 20, open });
        const round = find(folded, `${several.key}/`, false);
        if (round) said.push([several.times, round.times]);
        several = find(folded, `${several.key}/`, true);
      }
      assert.notDeepEqual(said, []);
      for (const [rounds, times] of said) assert.equal(times, rounds);
    });
  }

  it('folds what was unfolded by itself if the person says so', () => {
    const { frames, nodes } = fold(layers);
    const [frame] = frames;
    assert.ok(frame);
    const after = fold(layers, { closed: [frame.key] });
    assert.ok(keysOf(after).includes(frame.key));
    assert.equal(after.nodes.length, nodes.length + 1 - frame.nodes.length);
    assertFaithful(layers, after);
  });

  it('gives the whole picture back when all is unfolded', () => {
    fc.assert(
      fc.property(recipe, (circuit) => {
        const graph = make(circuit);
        const open: string[] = [];
        let folded = fold(graph, { most: 30, open });
        for (let keys = keysOf(folded); keys.length > 0; keys = keysOf(folded)) {
          open.push(...keys);
          folded = fold(graph, { most: 30, open });
        }
        const drawn = drawGates(graph);
        assert.deepEqual(
          folded.nodes.toSorted((a, b) => a.id - b.id),
          drawn.nodes,
        );
        assert.deepEqual(
          folded.edges.map(({ id, from, to, operand }) => ({ id, from, to, operand })),
          drawn.edges,
        );
      }),
      { numRuns: 20 },
    );
  });
});
