/** Figure -> Layout: a place for every shape, a route for every wire. The only file that knows ELK. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk-api.js';
import { SIZE, type Figure, type Shape, type Wire } from './figure';
import { breakIntoRows } from './rows';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedShape extends Shape, Point {}

export interface PlacedWire extends Wire {
  /** From the end of the stem to the edge of the gate's box, through the bends. */
  readonly points: readonly Point[];
  /** Where it parts from other wires of the same stem. */
  readonly junctions: readonly Point[];
  /** Middle of the label's box; the wire runs through it. */
  readonly label: (Point & { readonly width: number }) | null;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The width in one row. */
  readonly straight: number;
  readonly shapes: readonly PlacedShape[];
  readonly wires: readonly PlacedWire[];
}

/** `width` is that of the panel: what cannot be read in it is broken into rows. */
export type Layouter = (figure: Figure, width: number) => Promise<Layout>;

/** Starts the layout engine, a worker made from the text at `url`, and answers how to ask it. */
export function startLayouter(url: string): Layouter {
  const engine = fetch(url)
    .then((response) => response.blob())
    .then((source) => {
      const script = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      return new ELK({ workerFactory: () => new Worker(script) });
    });
  return layoutWith(engine);
}

/** Asks a layout engine that is there, or will be. */
export function layoutWith(engine: Promise<Pick<InstanceType<typeof ELK>, 'layout'>>): Layouter {
  return async (figure, width) => {
    const layOut = async (options: ElkOptions): Promise<Layout> =>
      place(figure, await (await engine).layout(toElk(figure, options)));
    return breakIntoRows(await layOut({}), width, layOut);
  };
}

/** From this many shapes on, speed counts more than the last crossing. */
const LARGE = 150;

type ElkOptions = Readonly<Record<string, string>>;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
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

function toElk({ shapes, wires, number }: Figure, options: ElkOptions): ElkNode {
  return {
    id: 'figure',
    layoutOptions: {
      ...OPTIONS,
      ...options,
      'elk.layered.thoroughness': shapes.length > LARGE ? '2' : '10',
    },
    children: shapes.map((shape) => ({
      id: shape.key,
      width: shape.width,
      height: shape.height,
      layoutOptions: {
        'elk.portConstraints': 'FIXED_POS',
        ...(shape.node.kind === 'op'
          ? {}
          : {
              'elk.alignment': 'RIGHT',
              ...(shapes.length <= 60 && !shape.reference && shape.node.kind === 'input'
                ? { 'elk.layered.layering.layerConstraint': 'FIRST' }
                : {}),
            }),
      },
      ports: [
        port(`${shape.key}.out`, shape.body + shape.stem, shape.axis, 'EAST'),
        ...Array.from({ length: shape.operands }, (_, operand) =>
          port(`${shape.key}.${operand}`, 0, operandHeight(shape, operand), 'WEST'),
        ),
      ],
    })),
    edges: wires.map(({ edge, from, to, labelled }) => ({
      id: `e${edge.id}`,
      sources: [`${from}.out`],
      targets: [`${to}.${edge.operand}`],
      labels: labelled
        ? [
            {
              id: `l${edge.id}`,
              // ELK passes over labels without text.
              text: '0',
              width: number,
              height: 2 * SIZE.row,
              layoutOptions: {
                'elk.edgeLabels.inline': 'true',
                'elk.edgeLabels.placement': 'CENTER',
              },
            },
          ]
        : [],
    })),
  };
}

function port(id: string, x: number, y: number, side: string) {
  return { id, x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } };
}

/** Where operand number `operand` enters, from the top of the shape: source order downwards. */
function operandHeight(shape: Shape, operand: number): number {
  return shape.axis + (operand - (shape.operands - 1) / 2) * SIZE.port;
}

function place({ shapes, wires }: Figure, elk: ElkNode): Layout {
  const nodes = new Map((elk.children ?? []).map((node) => [node.id, node]));
  const edges = new Map((elk.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    width: elk.width ?? 0,
    height: elk.height ?? 0,
    straight: elk.width ?? 0,
    shapes: shapes.map((shape) => {
      const { x = 0, y = 0 } = nodes.get(shape.key) ?? {};
      return { ...shape, x, y };
    }),
    wires: wires.map((wire) => ({ ...wire, ...route(edges.get(`e${wire.edge.id}`)) })),
  };
}

function route(
  edge: ElkExtendedEdge | undefined,
): Pick<PlacedWire, 'points' | 'junctions' | 'label'> {
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
