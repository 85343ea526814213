/** Places the parts of a figure with ELK, which stands behind the page. The only file of it that knows ELK. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { HostMessage, ViewMessage } from '../src/protocol';
import { SIZE, isLeaf, type Shape } from './figure';
import {
  layOut,
  type EngineOptions,
  type Layout,
  type Layouter,
  type PartLayouter,
  type PlacedPart,
} from './layout';
import type { End, Part, Piece } from './parts';
import { breakIntoRows } from './rows';

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

/** Lays out with an engine that is there, in rows where the panel is narrow. */
export function layoutWith(elk: { readonly layout: Engine }): Layouter {
  return async (figure, width) => {
    const placed = (options: EngineOptions): Promise<Layout> =>
      layOut(figure, withEngine(elk.layout), options);
    return breakIntoRows(await placed({}), width, placed);
  };
}

/** Names boxes, ports and pieces by their order, so that equal parts are equal questions. */
function withEngine(engine: Engine): PartLayouter {
  return async (part, inner, number, options) => {
    const graph = toElk(part, inner, number, options);
    if (!part.frame) return read(part, await engine(graph));
    const sheet = await engine({ id: 'sheet', layoutOptions: OPTIONS, children: [graph] });
    const [framed] = sheet.children ?? [];
    return read(part, framed ?? graph);
  };
}

/** From this many shapes on, speed counts more than the last crossing. */
const LARGE = 150;
/** Up to this many shapes all inputs stand in one column. */
const COLUMN = 60;
/** Up to this many boxes a gate stands midway between its operands, as a textbook draws it … */
const MIDWAY = 30;
/** … up to this many they are packed as closely as wires allow, and of more that would take too long. */
const PACKED = 320;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '11',
  'elk.spacing.nodeNode': '12',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '0',
};

/** A frame has its name above what is inside, and the wires cross its sides. */
function frameOptions(title: number): Record<string, string> {
  return {
    'elk.padding': `[top=${SIZE.title + 8},left=14,bottom=10,right=14]`,
    'elk.portConstraints': 'FIXED_SIDE',
    'elk.nodeSize.constraints': '[MINIMUM_SIZE, PORTS]',
    'elk.nodeSize.minimum': `(${title + 40}, ${SIZE.title + 20})`,
  };
}

function toElk(
  part: Part,
  inner: ReadonlyMap<Part, PlacedPart>,
  number: number,
  options: EngineOptions,
): ElkNode {
  const { shapes, parts, pieces, frame } = part;
  const names = boxNames(part);
  const nameOf = ({ box, port }: End): string =>
    `${box === null ? 'part' : (names.get(box) ?? '')}.${portName(part, box, port)}`;
  const large = shapes.length > LARGE;
  const boxes = shapes.length + parts.length;
  const packed = boxes > MIDWAY && boxes <= PACKED;
  return {
    id: 'part',
    layoutOptions: {
      ...OPTIONS,
      ...options,
      'elk.layered.nodePlacement.strategy': packed ? 'NETWORK_SIMPLEX' : 'BRANDES_KOEPF',
      'elk.layered.thoroughness': large ? '2' : '10',
      ...(frame && frameOptions(frame.title)),
    },
    ports: borderPorts(part).map(([port, side]) => portAt(`part.${port}`, 0, 0, side)),
    children: [
      ...shapes.map((shape) => shapeNode(shape, names.get(shape.key) ?? '', part)),
      ...parts.map((each) =>
        partNode(each, inner.get(each), names.get(each.frame?.key ?? '') ?? ''),
      ),
    ],
    edges: [...pieces.values()].map((piece, i) => pieceEdge(piece, i, number, nameOf)),
  };
}

function boxNames({ shapes, parts }: Part): ReadonlyMap<string, string> {
  const keys = [...shapes.map(({ key }) => key), ...parts.map(({ frame }) => frame?.key ?? '')];
  return new Map(keys.map((key, i) => [key, `b${i}`]));
}

/** Ports of the part's own border by number, with the names that its pieces use. */
function borderPorts({ entries, exits }: Part): [string, 'WEST' | 'EAST', string][] {
  return [
    ...[...entries].map((name, i): [string, 'WEST', string] => [`in${i}`, 'WEST', name]),
    ...[...exits].map((name, i): [string, 'EAST', string] => [`out${i}`, 'EAST', name]),
  ];
}

function portName(part: Part, box: string | null, port: string): string {
  const framed = box === null ? part : part.parts.find(({ frame }) => frame?.key === box);
  return (framed && borderPorts(framed).find(([, , name]) => name === port)?.[0]) ?? port;
}

function shapeNode(shape: Shape, id: string, { shapes, frame }: Part): ElkNode {
  const column =
    !frame && shapes.length <= COLUMN && !shape.reference && shape.node.kind === 'input';
  return {
    id,
    width: shape.width,
    height: shape.height,
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      ...(isLeaf(shape.node) ? { 'elk.alignment': 'RIGHT' } : {}),
      ...(column ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {}),
    },
    ports: [
      portAt(`${id}.out`, shape.body + shape.stem, shape.axis, 'EAST'),
      ...Array.from({ length: shape.operands }, (_, operand) =>
        portAt(`${id}.${operand}`, 0, operandHeight(shape, operand), 'WEST'),
      ),
    ],
  };
}

function partNode(part: Part, placed: PlacedPart | undefined, id: string): ElkNode {
  return {
    id,
    width: placed?.width ?? 0,
    height: placed?.height ?? 0,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: borderPorts(part).map(([port, side, name]) => {
      const { x = 0, y = 0 } = placed?.ports.get(name) ?? {};
      return portAt(`${id}.${port}`, x, y, side);
    }),
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

/** Where operand number `operand` enters, from the top of the shape: source order downwards. */
function operandHeight(shape: Shape, operand: number): number {
  return shape.axis + (operand - (shape.operands - 1) / 2) * SIZE.port;
}

function read(part: Part, elk: ElkNode): PlacedPart {
  const names = boxNames(part);
  const nodes = new Map((elk.children ?? []).map((node) => [node.id, node]));
  const ports = new Map((elk.ports ?? []).map((port) => [port.id, port]));
  const edges = elk.edges ?? [];
  return {
    width: elk.width ?? 0,
    height: elk.height ?? 0,
    boxes: new Map([...names].map(([key, id]) => [key, pointOf(nodes.get(id))])),
    ports: new Map(
      borderPorts(part).map(([port, , name]) => [name, pointOf(ports.get(`part.${port}`))]),
    ),
    routes: new Map([...part.pieces.keys()].map((piece, i) => [piece, route(edges[i])])),
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
