/** Picture -> Figure: every shape and frame that is drawn with the room it needs, before it has a place. */
import type { Formula } from '../src/formula';
import type { Picture, PictureEdge, PictureFrame, PictureNode } from '../src/protocol';

/** Lengths in the picture's own pixels. */
export const SIZE = {
  gate: 36,
  /** Least height of a folded group: its name, and how much is inside. */
  group: 46,
  /** Half the height of a shape with its two rows of numbers. */
  row: 23,
  /** Between a leaf's name and its wire. */
  gap: 7,
  /** Room for a definition's name above its gate. */
  caption: 17,
  /** A stem without numbers. */
  bare: 14,
  /** Room for the name of a frame. */
  title: 22,
  arrow: 8,
  /** Room for the Σ before the sum at a fork. */
  sum: 16,
  /** Between two wires that enter the same gate. */
  port: 18,
} as const;

/**
 * A gate or a leaf, and to its right the stem: the first piece of its wire, which carries the value
 * above and the gradient below. A `reference` is a far use of an input, drawn again.
 */
export interface Shape {
  readonly key: string;
  readonly node: PictureNode;
  /** What flows on the stem: the sum over all wires where several leave, else that one wire. */
  readonly edge: PictureEdge | null;
  readonly reference: boolean;
  readonly fork: boolean;
  readonly output: boolean;
  readonly operands: number;
  /** Width of the gate or name, without the stem. */
  readonly body: number;
  /** The part of the stem that its numbers leave free for a Σ. */
  readonly lead: number;
  readonly stem: number;
  readonly width: number;
  readonly height: number;
  /** Height of the wire within the shape. */
  readonly axis: number;
}

/** A wire from a shape's stem to another shape's operand. Labelled where its stem is a fork. */
export interface Wire {
  readonly edge: PictureEdge;
  readonly from: string;
  readonly to: string;
  readonly labelled: boolean;
}

/** A group that is unfolded: a frame around shapes, and around other frames. */
export interface Frame {
  readonly key: string;
  readonly label: Formula;
  /** Width of its name. */
  readonly title: number;
  /** Keys of all shapes inside. */
  readonly shapes: ReadonlySet<string>;
}

export interface Figure {
  readonly shapes: readonly Shape[];
  readonly wires: readonly Wire[];
  /** Inner frames come before those around them. */
  readonly frames: readonly Frame[];
  /** Width kept for a number. */
  readonly number: number;
}

/** Measured widths: of a node's label or name, of a frame's name, and of the widest number. */
export interface Measures {
  readonly label: (node: PictureNode) => number;
  readonly title: (frame: PictureFrame) => number;
  readonly name: (node: PictureNode) => number;
  readonly number: number;
}

/** In circuits of more nodes than this, each further use of an input is drawn as a reference of its own. */
const SMALL = 40;

/** More wires than this into one group have no numbers of their own: they would take too much room. */
const CROWD = 4;

export function composeFigure(picture: Picture, measures: Measures): Figure {
  const outgoing = new Map<number, PictureEdge[]>();
  const operands = new Map<number, number>();
  for (const edge of picture.edges) {
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
    operands.set(edge.to, (operands.get(edge.to) ?? 0) + 1);
  }
  const names = picture.nodes.filter((node) => node.kind === 'input').map(measures.name);
  const column = Math.max(0, ...names);
  const groups = new Set(picture.nodes.filter(({ group }) => group).map(({ id }) => id));
  const depths = depthsIn(picture);
  const forks = (node: PictureNode): boolean =>
    (outgoing.get(node.id)?.length ?? 0) > 1 && !hasManyExits(node);
  const anyInputForks = picture.nodes.some((node) => node.kind === 'input' && forks(node));
  const shapes: Shape[] = [];
  const wires: Wire[] = [];

  const addShape = (node: PictureNode, edge: PictureEdge | null, reference: boolean): Shape => {
    const output = node.id === picture.output && !reference;
    const fork = !reference && forks(node);
    // All inputs keep the room if one needs it: their names and fields stand in columns.
    const lead = fork || (node.kind === 'input' && !reference && anyInputForks) ? SIZE.sum : 0;
    const caption = node.kind === 'op' && node.name !== null && !output ? SIZE.caption : 0;
    const count = operands.get(node.id) ?? 0;
    const half = Math.max(SIZE.row + (node.group ? 4 : 0), (count * SIZE.port) / 2 + 4);
    const body =
      node.kind === 'op' || node.kind === 'group'
        ? Math.max(SIZE.gate, measures.label(node) + (node.group ? 22 : 14))
        : node.kind === 'constant'
          ? measures.label(node) + SIZE.gap
          : (reference ? measures.name(node) : column) + SIZE.gap;
    // Where several values leave, each wire has its own numbers.
    const stem = hasManyExits(node) ? SIZE.bare : lead + measures.number;
    // An output ends in an arrow and its name.
    const end = output ? SIZE.arrow + SIZE.gap + measures.name(node) : 0;
    const shape = {
      key: reference && edge ? `r${edge.id}` : `n${node.id}`,
      node,
      edge,
      reference,
      fork,
      output,
      operands: count,
      body,
      lead,
      stem,
      width: body + stem + end,
      height: 2 * half + caption,
      axis: half + caption,
    };
    shapes.push(shape);
    return shape;
  };

  for (const node of picture.nodes) {
    const uses = outgoing.get(node.id) ?? [];
    const [first] = uses;
    const scattered = isLeaf(node) && picture.whole > SMALL;
    // Groups side by side are easier to follow from one place.
    const isNear = ({ to }: PictureEdge): boolean =>
      groups.has(to) && depths.get(to) === depths.get(first?.to ?? to);
    const shape = addShape(node, uses.length === 1 ? (first ?? null) : null, false);
    for (const edge of uses) {
      const far = scattered && edge !== first && !isNear(edge);
      const from = far ? addShape(node, edge, true) : shape;
      const crowded = groups.has(edge.to) && (operands.get(edge.to) ?? 0) > CROWD;
      const labelled = (from.fork || hasManyExits(node)) && !crowded;
      wires.push({ edge, from: from.key, to: `n${edge.to}`, labelled });
    }
  }
  return {
    shapes,
    wires,
    frames: composeFrames(picture, shapes, measures),
    number: measures.number,
  };
}

/** How many gates are on the longest way to a node. */
function depthsIn({ nodes, edges }: Picture): ReadonlyMap<number, number> {
  const depths = new Map(nodes.map(({ id }) => [id, 0]));
  const entering = new Map<number, number[]>();
  for (const { from, to } of edges) entering.set(to, [...(entering.get(to) ?? []), from]);
  for (const { id } of nodes) {
    const before = (entering.get(id) ?? []).map((from) => (depths.get(from) ?? 0) + 1);
    depths.set(id, Math.max(0, ...before));
  }
  return depths;
}

/** Frames with the shapes of their nodes; a far use of an input stands where it is used. */
function composeFrames(
  { frames }: Picture,
  shapes: readonly Shape[],
  { title }: Measures,
): readonly Frame[] {
  return frames.map((frame) => {
    const inside = new Set(frame.nodes);
    const keys = shapes
      .filter(({ node, edge, reference }) => inside.has(reference && edge ? edge.to : node.id))
      .map(({ key }) => key);
    return { key: frame.key, label: frame.label, title: title(frame), shapes: new Set(keys) };
  });
}

/** Whether several values leave a group, so that no one number is the group's. */
export function hasManyExits({ group }: PictureNode): boolean {
  return group !== null && group.exits !== 1;
}

/** Where operand number `operand` enters, from the top of the shape: source order downwards. */
export function operandHeight(
  { axis, operands }: Pick<Shape, 'axis' | 'operands'>,
  operand: number,
): number {
  return axis + (operand - (operands - 1) / 2) * SIZE.port;
}

/** An input or a constant. */
export function isLeaf({ kind }: PictureNode): boolean {
  return kind === 'input' || kind === 'constant';
}
