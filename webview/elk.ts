/** Places small figures with ELK, which stands behind the page. The only file of it that knows ELK. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { HostMessage, ViewMessage } from '../src/protocol';
import { SIZE, isLeaf, operandHeight, type Figure, type Shape } from './figure';
import { createColumns } from './layered/columns';
import { layOut, type Layout, type Layouter, type PlacedPart } from './layout';
import type { End, Part, Piece } from './parts';

/** Asks the layout engine for the places in a part. */
type Engine = (part: ElkNode) => Promise<ElkNode>;

type Said<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;

/** Asks for layouts; the engine that answers stands behind the page. */
export interface RemoteLayouter {
  readonly layOut: Layouter;
  readonly take: (answer: Said<'laidOut'>) => void;
  /** What is being laid out is given up, and never answered. */
  readonly cancel: () => void;
}

/** `send` says to the host what is asked. */
export function createLayouter(send: (message: ViewMessage) => void): RemoteLayouter {
  const open = new Map<string, (answer: Said<'laidOut'>) => void>();
  // Another page may have asked the same host before. A page from a plain web server has no `randomUUID`.
  const page = Math.random();
  let questions = 0;
  const engine: Engine = (part) =>
    new Promise((resolve, reject) => {
      const question = `${page}/${questions++}`;
      open.set(question, ({ placed, failure }) => {
        if (placed === null) reject(new Error(failure));
        else resolve(JSON.parse(placed) as ElkNode);
      });
      send({ kind: 'layOut', question, part: JSON.stringify(part) });
    });
  return {
    layOut: layoutWith({ layout: engine }),
    take: (answer) => {
      open.get(answer.question)?.(answer);
      open.delete(answer.question);
    },
    cancel: () => {
      open.clear();
      send({ kind: 'stopLayout' });
    },
  };
}

/** Lays out with an engine that is there, as a textbook would; what is larger, or folds, in columns without it. */
export function layoutWith(elk: { readonly layout: Engine }): Layouter {
  const columns = createColumns();
  return (figure) => (isSmall(figure) ? askElk(elk, figure) : layOut(figure, columns));
}

/** Lays a figure without frames out with ELK, whatever its size. */
export function askElk(elk: { readonly layout: Engine }, figure: Figure): Promise<Layout> {
  return layOut(figure, async (part) => read(part, await elk.layout(toElk(part, figure))));
}

/** Up to this many shapes a gate stands midway between its operands; of more, straight wires are easier to follow. */
const SMALL = 30;

function isSmall({ shapes, frames }: Figure): boolean {
  return shapes.length <= SMALL && frames.length === 0 && shapes.every(({ node }) => !node.group);
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  'elk.layered.thoroughness': '10',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '11',
  'elk.spacing.nodeNode': '12',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '0',
};

/** Boxes, ports and pieces are named by their order, so that equal figures are equal questions. */
function toElk({ shapes, pieces }: Part, { number }: Figure): ElkNode {
  const names = boxNames(shapes);
  const nameOf = ({ box, port }: End): string => `${names.get(box ?? '') ?? ''}.${port}`;
  return {
    id: 'part',
    layoutOptions: OPTIONS,
    children: shapes.map((shape) => shapeNode(shape, names.get(shape.key) ?? '')),
    edges: [...pieces.values()].map((piece, i) => pieceEdge(piece, i, number, nameOf)),
  };
}

function boxNames(shapes: readonly Shape[]): ReadonlyMap<string, string> {
  return new Map(shapes.map(({ key }, i) => [key, `b${i}`]));
}

function shapeNode(shape: Shape, id: string): ElkNode {
  return {
    id,
    width: shape.width,
    height: shape.height,
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      ...(isLeaf(shape.node) ? { 'elk.alignment': 'RIGHT' } : {}),
      ...(!shape.reference && shape.node.kind === 'input'
        ? { 'elk.layered.layering.layerConstraint': 'FIRST' }
        : {}),
    },
    ports: [
      portAt(`${id}.out`, shape.body + shape.stem, shape.axis, 'EAST'),
      ...Array.from({ length: shape.operands }, (_, operand) =>
        portAt(`${id}.${operand}`, 0, operandHeight(shape, operand), 'WEST'),
      ),
    ],
  };
}

function pieceEdge(
  { from, to, labelled }: Piece,
  index: number,
  number: number,
  nameOf: (end: End) => string,
): ElkExtendedEdge {
  const label = {
    id: `l${index}`,
    // ELK passes over labels without text.
    text: '0',
    width: number,
    height: 2 * SIZE.row,
    layoutOptions: {
      'elk.edgeLabels.inline': 'true',
      'elk.edgeLabels.placement': 'CENTER',
    },
  };
  return {
    id: `e${index}`,
    sources: [nameOf(from)],
    targets: [nameOf(to)],
    labels: labelled ? [label] : [],
  };
}

function portAt(id: string, x: number, y: number, side: string) {
  return { id, x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } };
}

function read({ shapes, pieces }: Part, elk: ElkNode): PlacedPart {
  const nodes = new Map((elk.children ?? []).map((node) => [node.id, node]));
  const edges = elk.edges ?? [];
  return {
    width: elk.width ?? 0,
    height: elk.height ?? 0,
    boxes: new Map([...boxNames(shapes)].map(([key, id]) => [key, pointOf(nodes.get(id))])),
    ports: new Map(),
    routes: new Map([...pieces.keys()].map((piece, i) => [piece, route(edges[i])])),
  };
}

function pointOf({ x = 0, y = 0 }: { x?: number; y?: number } = {}) {
  return { x, y };
}

function route(edge: ElkExtendedEdge | undefined) {
  const points = (edge?.sections ?? []).flatMap((section) => [
    section.startPoint,
    ...(section.bendPoints ?? []),
    section.endPoint,
  ]);
  const [box] = edge?.labels ?? [];
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  const junctions = edge?.junctionPoints ?? [];
  return { points, junctions, label: box ? { x: x + width / 2, y: y + height / 2, width } : null };
}
