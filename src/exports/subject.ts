/** What every printer is given: a circuit with its numbers, and how it is drawn. */
import type { Exact } from '../autodiff/exact';
import type { FoldedEdge, GroupNode } from '../autodiff/fold';
import type { DrawnEdge, DrawnNode } from '../autodiff/gates';
import type { Graph } from '../autodiff/graph';
import type { Tape } from '../autodiff/tape';
import { formatShown, type Digits } from '../numbers';
import type { Asked } from '../study/blanks';

/** A leaf that can be edited, with its numbers. */
export interface ExportedInput {
  readonly node: number;
  readonly name: string;
  readonly value: number;
  readonly gradient: number;
}

/** Where a node stands, in pixels: x and y are its middle, y grows downwards. */
export interface Place extends Point {
  readonly node: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A gate or a leaf of the drawing with its stem: the piece of wire up to `end` that its numbers stand
 * on, their middle at `numbers`. An input drawn once more has the one wire that it is drawn for.
 */
export interface DrawnShape extends Place {
  readonly edge: number | null;
  readonly numbers: number;
  readonly end: number;
}

/** A wire from the end of a stem through its points; `numbers` is the middle of its own, at a fork. */
export interface DrawnWire {
  readonly edge: number;
  readonly points: readonly Point[];
  readonly junctions: readonly Point[];
  readonly numbers: Point | null;
}

/** The picture as it stands on the screen. */
export interface Drawing {
  readonly shapes: readonly DrawnShape[];
  readonly wires: readonly DrawnWire[];
}

/** One study, ready to be written down. */
export interface Exported {
  /** The expression in one line. */
  readonly title: string;
  /** The whole text that was read. */
  readonly text: string;
  readonly graph: Graph;
  /** Full precision: no step is rounded. The seed is its gradient at the output. */
  readonly tape: Tape;
  readonly inputs: readonly ExportedInput[];
  /** The numbers of the screen where it rounds every step as by hand, to so many decimals. */
  readonly byHand: ByHand | null;
  /** What the screen writes below the wires where it shows tangents. */
  readonly along: Along | null;
  /** The fractions of the screen, by node and edge of the graph. */
  readonly exact: Exact | null;
  /** How the screen writes numbers, and so do figures and tables. Code and JSON have all digits. */
  readonly digits: Digits;
  /** What is drawn: ids are those of the graph and the tape. */
  readonly figure: {
    readonly nodes: readonly (DrawnNode | GroupNode)[];
    readonly edges: readonly (DrawnEdge & Partial<FoldedEdge>)[];
    /** The node that is or holds the output, if that is folded. */
    readonly output?: number;
  };
  readonly drawing: Drawing | null;
  /** What the quiz asks for that is on, if one is. */
  readonly asked?: Asked;
}

/** Every step rounded before it is used. */
export interface ByHand {
  readonly decimals: number;
  readonly tape: Tape;
}

/** Forward mode along one input: the derivative by it of every node of the graph. */
export interface Along {
  readonly name: string;
  readonly tangent: Float64Array;
}

/** A number of a node as the screen writes it. */
export function writeOfNode(
  { tape, byHand, exact, digits }: Exported,
  of: 'value' | 'gradient',
  node: number,
): string {
  const number = (byHand?.tape ?? tape)[of][node] ?? NaN;
  return formatShown(number, exact?.[of][node], digits);
}

/** What flows back over a wire, as the screen writes it: the contributions of its edges added up. */
export function writeContribution(
  { tape, byHand, exact, digits }: Exported,
  edges: readonly number[],
): string {
  const { contribution } = byHand?.tape ?? tape;
  // From −0 on, which alone stays −0.
  const sum = edges.reduce((all, edge) => all + (contribution[edge] ?? NaN), -0);
  const [only = -1] = edges;
  return formatShown(sum, edges.length === 1 ? exact?.contribution[only] : null, digits);
}

/** What stands below a wire of this node if the screen shows tangents, else null. */
export function writeTangent({ along, digits }: Exported, node: number): string | null {
  return along && formatShown(along.tangent[node] ?? NaN, null, digits);
}

/** A sentence about numbers that are not the true ones; none if they are. */
export function sayByHand({ byHand }: Exported): string[] {
  return byHand ? [`Every step is rounded to ${countDecimals(byHand)}, as by hand.`] : [];
}

/** All that must be said about the numbers of a figure. */
export function sayNumbers(what: Exported): string[] {
  const { along } = what;
  const below = along ? [`Below the wires: tangents along ${inOneLine(along.name)}.`] : [];
  return [...sayByHand(what), ...below];
}

/** "2 decimals" */
export function countDecimals({ decimals }: ByHand): string {
  return `${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`;
}

/** Text in one line, without control characters and marks that reverse the reading direction. */
export function inOneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
