/** The drawn circuit with its numbers as text: what DOT, Mermaid and TikZ have in common. */
import type { Formula } from '../formula';
import { writeContribution, writeOfNode, writeTangent, type Exported } from './subject';

/** A gate, an input or a constant. */
export interface Shape {
  readonly id: number;
  readonly kind: 'input' | 'constant' | 'op';
  /** What stands in it: the operation, the input's name, the constant. */
  readonly label: Formula;
  /** What the result of a gate is called. */
  readonly name: Formula | null;
  /** The sum of the contributions, where the value is used more than once. */
  readonly total: string | null;
}

/** A wire with the value it carries, and the gradient that flows back through it, or the tangent. */
export interface Wire {
  /** Of the graph's edge. */
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** Position among the drawn operands of `to`, 0 first. */
  readonly operand: number;
  readonly value: string;
  /** Null where no gradient flows: from constants. */
  readonly gradient: string | null;
}

export interface Figure {
  readonly shapes: readonly Shape[];
  readonly wires: readonly Wire[];
  /** What leaves the circuit. */
  readonly output: Omit<Wire, 'id' | 'to' | 'operand'>;
  /** What the numbers below the wires are. */
  readonly below: 'gradient' | 'tangent';
}

/** A number that is to be filled in. */
export const BLANK = '';

/** The figure without its numbers, but for what is given: the values of inputs and constants. */
export function blankFigure({ shapes, wires, output, ...rest }: Figure): Figure {
  const given = new Set(shapes.filter(({ kind }) => kind !== 'op').map(({ id }) => id));
  const blank = <Part extends Pick<Wire, 'from' | 'value' | 'gradient'>>(part: Part): Part => ({
    ...part,
    value: given.has(part.from) || isText(part.value) ? part.value : BLANK,
    gradient: part.gradient === null ? null : BLANK,
  });
  return {
    ...rest,
    shapes: shapes.map((shape) => ({ ...shape, total: shape.total === null ? null : BLANK })),
    wires: wires.map(blank),
    output: blank(output),
  };
}

/** As "3 wires" is. */
function isText(value: string): boolean {
  return value.includes(' ');
}

/** Values are green and gradients red, as in the field's figures; tangents have a colour of their own. */
export const colors = { value: '#15711B', gradient: '#C4161C', tangent: '#7B2FA8' } as const;

/** Collects the shapes, and the wires in the order of their operands. */
export function figureOf(what: Exported): Figure {
  const { graph, figure, along } = what;
  const uses = new Map<number, number>();
  for (const { from } of figure.edges) uses.set(from, (uses.get(from) ?? 0) + 1);
  return {
    shapes: figure.nodes.map((node): Shape => {
      const { id, kind, label, name, varies } = node;
      // Contributions add up to a gradient; a tangent is the same on every wire of its node.
      const isSum = varies && !along && (uses.get(id) ?? 0) > 1;
      const total = isSum ? writeOfNode(what, 'gradient', id) : null;
      if (kind === 'group') {
        const one = node.exits === 1 ? total : null;
        return { id, kind: 'op', label, name: `${node.size} nodes`, total: one };
      }
      const shown = kind === 'input' ? (name ?? label) : label;
      return { id, kind, label: shown, name: kind === 'op' ? name : null, total };
    }),
    wires: figure.edges.map(({ id, from, to, operand, source = from, edges = [id] }) => {
      const varies = source !== null && graph.varies[source] === true;
      const value = source === null ? `${edges.length} wires` : writeOfNode(what, 'value', source);
      const gradient = varies
        ? (writeTangent(what, source) ?? writeContribution(what, edges))
        : null;
      return { id, from, to, operand, value, gradient };
    }),
    output: {
      from: figure.output ?? graph.output,
      value: writeOfNode(what, 'value', graph.output),
      gradient: writeTangent(what, graph.output) ?? writeOfNode(what, 'gradient', graph.output),
    },
    below: along ? 'tangent' : 'gradient',
  };
}
