/** Part -> boxes and nets: what a layered drawing places, and what it joins. */
import { SIZE, isLeaf, type Shape } from '../figure';
import type { PlacedPart, Point } from '../layout';
import type { End, Part } from '../parts';

/** A shape, an inner part, or the place where a net crosses the part's own border. */
export interface Box {
  /** Key of a shape or of an inner part's frame; for a place on the border the name of its port. */
  readonly key: string;
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
  /** The piece of a wire that ends here, by its name in the part. */
  readonly piece: string;
  readonly labelled: boolean;
}

/** All pieces of wires that begin at one port. They are drawn as one line for as long as they go together. */
export interface Net {
  readonly box: number;
  readonly port: Point;
  readonly ends: readonly NetEnd[];
}

export interface Netlist {
  readonly boxes: readonly Box[];
  readonly nets: readonly Net[];
}

/** Up to this many shapes all inputs stand in one column. */
const COLUMN = 60;

/** Lists boxes and nets of a part whose inner parts are placed. */
export function listNets(part: Part, inner: ReadonlyMap<Part, PlacedPart>): Netlist {
  const { shapes, parts, frame, entries, exits, pieces } = part;
  const column = !frame && shapes.length <= COLUMN;
  const ports = new Map<string, Point>();
  const border = (name: string, of: 'entry' | 'exit'): Box => {
    ports.set(nameOf({ box: null, port: name }), { x: 0, y: 0 });
    return { key: name, of, width: 0, height: 0, leaf: false, first: of === 'entry' };
  };
  const boxes: Box[] = [...entries].map((name) => border(name, 'entry'));
  for (const shape of shapes) {
    const { key, width, height, node, reference } = shape;
    const first = column && !reference && node.kind === 'input';
    boxes.push({ key, of: 'shape', width, height, leaf: isLeaf(node), first });
    for (const [port, at] of portsOf(shape)) ports.set(nameOf({ box: key, port }), at);
  }
  for (const each of parts) {
    const key = each.frame?.key ?? '';
    const { width = 0, height = 0, ports: crossed } = inner.get(each) ?? {};
    boxes.push({ key, of: 'part', width, height, leaf: false, first: false });
    for (const [port, at] of crossed ?? []) ports.set(nameOf({ box: key, port }), at);
  }
  boxes.push(...[...exits].map((name) => border(name, 'exit')));

  const numbers = new Map(boxes.map(({ key }, i) => [key, i]));
  const nets = new Map<string, { box: number; port: Point; ends: NetEnd[] }>();
  const at = (end: End): { box: number; port: Point } => ({
    box: numbers.get(end.box ?? end.port) ?? 0,
    port: ports.get(nameOf(end)) ?? { x: 0, y: 0 },
  });
  for (const [piece, { from, to, labelled }] of pieces) {
    const name = nameOf(from);
    const net = nets.get(name) ?? { ...at(from), ends: [] };
    net.ends.push({ ...at(to), piece, labelled });
    nets.set(name, net);
  }
  return { boxes, nets: [...nets.values()] };
}

function nameOf({ box, port }: End): string {
  return `${box ?? ''}\n${port}`;
}

/** Ports of a shape by name: source order downwards. */
function portsOf(shape: Shape): [string, Point][] {
  const { axis, body, stem, operands } = shape;
  return [
    ['out', { x: body + stem, y: axis }],
    ...Array.from({ length: operands }, (_, operand): [string, Point] => [
      String(operand),
      { x: 0, y: axis + (operand - (operands - 1) / 2) * SIZE.port },
    ]),
  ];
}
