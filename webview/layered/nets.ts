/** Part -> boxes and nets: what a layered drawing places, and what it joins. */
import { SIZE, isLeaf, operandHeight, type Shape } from '../figure';
import type { PlacedPart, Point } from '../layout';
import type { End, Part } from '../parts';

/** A shape, an inner part, or the place where a net crosses the part's own border. */
export interface Box {
  readonly of: 'shape' | 'part' | 'entry' | 'exit';
  readonly width: number;
  readonly height: number;
  /** A name or a number, which stands as near to its gate as it can. */
  readonly leaf: boolean;
  /** Stands in the first layer, whatever it leads to. */
  readonly first: boolean;
}

/** Where a net ends: at a box, so far from its upper left corner. */
export interface NetEnd {
  readonly box: number;
  readonly port: Point;
  /** Number of the piece of a wire that ends here. */
  readonly piece: number;
  readonly labelled: boolean;
}

/** All pieces of wires that begin at one port. They are drawn as one line for as long as they go together. */
export interface Net {
  readonly box: number;
  readonly port: Point;
  readonly ends: readonly NetEnd[];
}

/** All that the places depend on: equal netlists are placed alike, whatever their boxes are called. */
export interface Netlist {
  readonly boxes: readonly Box[];
  readonly nets: readonly Net[];
  /** Room for the two numbers of a labelled wire. */
  readonly label: { readonly width: number; readonly height: number };
  /** Width of the frame's name; null: the whole picture. */
  readonly title: number | null;
}

/** A netlist with what its boxes and pieces are called in the part, by number. */
export interface Named {
  readonly netlist: Netlist;
  /** Keys of shapes and of inner frames, and names of the part's own ports. */
  readonly keys: readonly string[];
  readonly pieces: readonly string[];
}

/** Up to this many shapes all inputs stand in one column. */
const COLUMN = 60;

/** Lists boxes and nets of a part whose inner parts are placed; `number` is the width of a number. */
export function listNets(part: Part, inner: ReadonlyMap<Part, PlacedPart>, number: number): Named {
  const { shapes, parts, frame, entries, exits, pieces } = part;
  const column = !frame && shapes.length <= COLUMN;
  const boxes: Box[] = [];
  const numbers = new Map<string, number>();
  const ports = new Map<string, Point>();
  const add = (key: string, box: Box, at: Iterable<readonly [port: string, at: Point]>): void => {
    numbers.set(key, boxes.length);
    boxes.push(box);
    for (const [port, point] of at) ports.set(`${key}\n${port}`, point);
  };
  const cross = (name: string, of: 'entry' | 'exit'): void => {
    const first = of === 'entry';
    const box = { of, width: 0, height: 0, leaf: false, first };
    add(name, box, [[name, { x: 0, y: 0 }]]);
  };
  for (const name of entries) cross(name, 'entry');
  for (const shape of shapes) {
    const { key, width, height, node, reference } = shape;
    const first = column && !reference && node.kind === 'input';
    add(key, { of: 'shape', width, height, leaf: isLeaf(node), first }, portsOf(shape));
  }
  for (const each of parts) {
    const { width = 0, height = 0, ports: crossed = [] } = inner.get(each) ?? {};
    const box: Box = { of: 'part', width, height, leaf: false, first: false };
    add(each.frame?.key ?? '', box, crossed);
  }
  for (const name of exits) cross(name, 'exit');

  const nets = new Map<string, Net & { readonly ends: NetEnd[] }>();
  const at = ({ box, port }: End): { box: number; port: Point } => {
    const key = box ?? port;
    return { box: numbers.get(key) ?? 0, port: ports.get(`${key}\n${port}`) ?? { x: 0, y: 0 } };
  };
  for (const [piece, { from, to, labelled }] of [...pieces.values()].entries()) {
    const name = `${from.box ?? ''}\n${from.port}`;
    const net = nets.get(name) ?? { ...at(from), ends: [] };
    net.ends.push({ ...at(to), piece, labelled });
    nets.set(name, net);
  }
  const label = { width: number, height: 2 * SIZE.row };
  return {
    netlist: { boxes, nets: [...nets.values()], label, title: frame?.title ?? null },
    keys: [...numbers.keys()],
    pieces: [...pieces.keys()],
  };
}

/** Ports of a shape by name. */
function portsOf(shape: Shape): [string, Point][] {
  const { axis, body, stem } = shape;
  return [
    ['out', { x: body + stem, y: axis }],
    ...Array.from({ length: shape.operands }, (_, operand): [string, Point] => [
      String(operand),
      { x: 0, y: operandHeight(shape, operand) },
    ]),
  ];
}
