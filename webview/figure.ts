/** Picture -> Figure: every shape that is drawn with the room it needs, before it has a place. */
import type { Picture, PictureEdge, PictureNode } from '../src/protocol';

/** Lengths in the picture's own pixels. */
export const SIZE = {
  gate: 36,
  /** Half the height of a shape with its two rows of numbers. */
  row: 23,
  /** Between a leaf's name and its wire. */
  gap: 7,
  /** Room for a definition's name above its gate. */
  caption: 17,
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

export interface Figure {
  readonly shapes: readonly Shape[];
  readonly wires: readonly Wire[];
  /** Width kept for a number. */
  readonly number: number;
}

/** Measured widths: of a node's label or name, and of the widest number. */
export interface Measures {
  readonly label: (node: PictureNode) => number;
  readonly name: (node: PictureNode) => number;
  readonly number: number;
}

/** Above this many nodes, each further use of an input is drawn as a reference of its own. */
const SMALL = 40;

export function composeFigure(picture: Picture, measures: Measures): Figure {
  const outgoing = new Map<number, PictureEdge[]>();
  const operands = new Map<number, number>();
  for (const edge of picture.edges) {
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
    operands.set(edge.to, (operands.get(edge.to) ?? 0) + 1);
  }
  const names = picture.nodes.filter((node) => node.kind === 'input').map(measures.name);
  const column = Math.max(0, ...names);
  const forks = (node: PictureNode): boolean => (outgoing.get(node.id)?.length ?? 0) > 1;
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
    const half = Math.max(SIZE.row, (count * SIZE.port) / 2 + 4);
    const body =
      node.kind === 'op'
        ? Math.max(SIZE.gate, measures.label(node) + 14)
        : node.kind === 'constant'
          ? measures.label(node) + SIZE.gap
          : (reference ? measures.name(node) : column) + SIZE.gap;
    const stem = lead + measures.number;
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
    const scattered = node.kind !== 'op' && picture.nodes.length > SMALL;
    const shape = addShape(node, uses.length === 1 ? (first ?? null) : null, false);
    for (const edge of uses) {
      const from = scattered && edge !== first ? addShape(node, edge, true) : shape;
      wires.push({ edge, from: from.key, to: `n${edge.to}`, labelled: from.fork });
    }
  }
  return { shapes, wires, number: measures.number };
}
