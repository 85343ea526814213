/** Layout of our own circuits: ELK as the panel asks it, beside dagre and Graphviz (wasm). */
import { instance } from '@viz-js/viz';
import ELK from 'elkjs';
import { drawStudy } from '../src/picture';
import { openStudy } from '../src/session';
import { composeFigure, type Figure } from '../webview/figure';
import { askElk } from '../webview/elk';
import { createColumns } from '../webview/layered/columns';
import { layOut, type Point } from '../webview/layout';
import { randomNumbers } from './circuits';
import { peer } from './peers/peer';
import { race, type Contender } from './race';
import { short, type Section } from './report';

const SIZES = [12, 50, 200];

/** Where a layout put the shapes, and the way of each wire, in the order of the figure. */
interface Placed {
  readonly shapes: readonly (Point & { readonly width: number; readonly height: number })[];
  readonly wires: readonly (readonly Point[])[];
}

export async function layout(): Promise<Section> {
  const rows: string[][] = [];
  const viz = await instance();
  const engine = new ELK();
  for (const size of SIZES) {
    const figure = figureOf(size);
    const engines: Readonly<Record<string, () => Placed | Promise<Placed>>> = {
      'ELK, our options': async () => {
        const { shapes, wires } = await askElk(engine, figure);
        return { shapes, wires: wires.map(({ points }) => points) };
      },
      'ours, for what is larger': async () => {
        const { shapes, wires } = await layOut(figure, createColumns());
        return { shapes, wires: wires.map(({ points }) => points) };
      },
      dagre: () => byDagre(figure),
      Graphviz: () => byGraphviz(figure, (dot) => viz.renderJSON(dot)),
    };
    const times = await race(Object.entries(engines).map(([name, place]) => laid(name, place)));
    for (const [name, place] of Object.entries(engines)) {
      const placed = await place();
      rows.push([
        String(figure.shapes.length),
        name,
        short((times.get(name) ?? NaN) / 1e6),
        String(crossings(figure, placed)),
        String(overlaps(placed)),
        `${Math.round(100 * inOrder(figure, placed))} %`,
      ]);
    }
  }
  const head = ['shapes', 'engine', 'ms', 'crossings', 'overlaps', 'operands in order'];
  const note = `Random expressions with shared inputs. Crossings are those of the routes as drawn;
operands in order: gates whose wires enter from top to bottom as they are written.`;
  return { key: 'layout', title: 'Layout', head, rows, note };
}

function laid(name: string, place: () => Placed | Promise<Placed>): Contender {
  return {
    name,
    work: async (times) => {
      for (let i = 0; i < times; i++) await place();
      return undefined;
    },
  };
}

/** A random expression of about so many gates and leaves, measured as if each character took 8. */
function figureOf(size: number): Figure {
  const below = randomNumbers(size);
  const inputs = Math.max(3, Math.round(size / 5));
  const write = (ops: number): string => {
    if (ops === 0) return `x${below(inputs)}`;
    if (below(4) === 0) return `tanh(${write(ops - 1)})`;
    const first = below(ops);
    return `(${write(first)} ${'+-*'.charAt(below(3))} ${write(ops - 1 - first)})`;
  };
  const picture = drawStudy(openStudy(write(size - inputs), { language: 'plaintext' }));
  if (!picture) throw new Error('the expression does not read');
  return composeFigure(picture, { label: () => 16, name: () => 16, title: () => 16, number: 48 });
}

interface Dagre {
  readonly graphlib: {
    readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph;
  };
  readonly layout: (graph: DagreGraph) => void;
}
interface DagreGraph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(key: string, box: { width: number; height: number }): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  node(key: string): Point;
  edge(from: string, to: string, name: string): { readonly points: readonly Point[] };
}

function byDagre({ shapes, wires }: Figure): Placed {
  const { graphlib, layout: place } = peer('@dagrejs/dagre') as Dagre;
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, width, height } of shapes) graph.setNode(key, { width, height });
  for (const { from, to, edge } of wires) graph.setEdge(from, to, {}, String(edge.id));
  place(graph);
  return {
    shapes: shapes.map(({ key, width, height }) => {
      const { x, y } = graph.node(key);
      return { x: x - width / 2, y: y - height / 2, width, height };
    }),
    wires: wires.map(({ from, to, edge }) => graph.edge(from, to, String(edge.id)).points),
  };
}

function byGraphviz({ shapes, wires }: Figure, render: (dot: string) => object): Placed {
  const dot = `digraph { rankdir=LR; ordering=in; nodesep=0.17; ranksep=0.33; splines=polyline
node [shape=box, fixedsize=true, label=""]
${shapes.map(({ key, width, height }) => `${key} [width=${width / 72}, height=${height / 72}]`).join('\n')}
${wires.map(({ from, to }) => `${from} -> ${to}`).join('\n')} }`;
  const { objects = [], edges = [] } = render(dot) as {
    readonly objects?: readonly { readonly pos: string }[];
    readonly edges?: readonly { readonly pos: string }[];
  };
  const points = (text = ''): Point[] =>
    text.split(' ').map((pair) => {
      const [x = NaN, y = NaN] = pair.replace('e,', '').split(',').map(Number);
      return { x, y: -y };
    });
  return {
    shapes: shapes.map(({ width, height }, i) => {
      const [{ x, y } = { x: NaN, y: NaN }] = points(objects[i]?.pos);
      return { x: x - width / 2, y: y - height / 2, width, height };
    }),
    // The end of the arrow comes first.
    wires: wires.map((_, i) => {
      const [end, ...way] = points(edges[i]?.pos);
      return end ? [...way, end] : way;
    }),
  };
}

function overlaps({ shapes }: Placed): number {
  return shapes.flatMap((a, i) =>
    shapes
      .slice(i + 1)
      .filter(
        (b) =>
          Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.5 &&
          Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5,
      ),
  ).length;
}

/** Places where wires of different shapes cross. */
function crossings({ wires }: Figure, placed: Placed): number {
  const segments = placed.wires.flatMap((points, wire) =>
    points.slice(1).map((end, i) => ({ start: points[i] ?? end, end, from: wires[wire]?.from })),
  );
  return segments.reduce(
    (count, a, i) =>
      count +
      segments
        .slice(i + 1)
        .filter((b) => a.from !== b.from && crosses(a.start, a.end, b.start, b.end)).length,
    0,
  );
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** The share of gates with several operands whose wires enter in the order of the source. */
function inOrder({ shapes, wires }: Figure, placed: Placed): number {
  const gates = shapes.filter(({ operands }) => operands > 1);
  const right = gates.filter(({ key }) => {
    const ends = wires.flatMap(({ to, edge }, i) => {
      const points = placed.wires[i] ?? [];
      // Just before the end, where wires that meet in one point still stand apart.
      return to === key
        ? [{ operand: edge.operand, y: points.at(-2)?.y ?? NaN, end: points.at(-1)?.y ?? NaN }]
        : [];
    });
    const sorted = ends.toSorted((a, b) => a.operand - b.operand);
    return sorted.every(({ y, end }, i) => {
      const next = sorted[i + 1];
      return !next || end < next.end || (end === next.end && y < next.y);
    });
  });
  return right.length / gates.length;
}
