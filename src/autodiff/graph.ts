/** The circuit as plain data: nodes in topological order, edges by operand. */
import type { OpName } from '../ops';
import type { Span } from '../language/syntax';

/** A leaf that can be edited. `initial` is the number its text gives it, if any. */
export interface InputNode {
  readonly kind: 'input';
  readonly id: number;
  readonly name: string;
  readonly initial: number | null;
  readonly span: Span;
}

/** A number written in the expression; it has no gradient. */
export interface ConstantNode {
  readonly kind: 'constant';
  readonly id: number;
  readonly value: number;
  readonly text?: string;
  readonly span: Span;
}

/** An op applied to earlier nodes; `name` is the definition it belongs to, as q in q = x + y. */
export interface OpNode {
  readonly kind: 'op';
  readonly id: number;
  readonly op: OpName;
  readonly operands: readonly number[];
  readonly name?: string;
  readonly span: Span;
}

export type Node = InputNode | ConstantNode | OpNode;

/** One use of a node as operand number `operand` of another: a − b is not b − a. */
export interface Edge {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly operand: number;
}

/** A place in the text that stands for a node: a use of its name, or the whole operation. */
export interface Mention {
  readonly node: number;
  readonly span: Span;
}

/**
 * Who gets the gradient at a tie or a kink: the first of those that share it; every side in equal
 * parts, as it is the mean of both one-sided derivatives; or every operand of the list of which this is
 * one more step, begun in its first operand, that ties for the result.
 */
export type Tie = 'first' | 'shared' | 'evenly';

/** A circuit. The operands of a node have smaller ids than the node. Never changed. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly output: number;
  /** By node: does it depend on an input? What does not has a value and no gradient. */
  readonly varies: readonly boolean[];
  readonly mentions: readonly Mention[];
  /**
   * By node, where it is not as the table has it: a gate that was written out or fused goes on by the
   * convention of what it stands for, so that drawing it another way changes no number, and a maximum
   * of three is more than one of pairs.
   */
  readonly ties?: ReadonlyMap<number, Tie>;
}

/** The wires into a node, in the order of its operands: edges are numbered by consumer. */
export type Incoming = (id: number) => readonly Edge[];

/** Finds the wires into each node without a search. */
export function incomingOf({ nodes, edges }: Graph): Incoming {
  const ends = new Uint32Array(nodes.length + 1);
  for (const { id, to } of edges) ends[to + 1] = id + 1;
  for (let i = 1; i <= nodes.length; i++) ends[i] = Math.max(ends[i] ?? 0, ends[i - 1] ?? 0);
  return (id) => edges.slice(ends[id], ends[id + 1]);
}
