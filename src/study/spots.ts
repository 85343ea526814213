/** Numbers of a drawn circuit by where they stand. Imports nothing. */

/** The value or gradient of a node; with an edge the contribution of one wire at a fork. */
export interface Spot {
  readonly node: number;
  readonly edge: number | null;
  readonly of: 'value' | 'gradient';
}

/** Equal for spots that are the same. */
export function keyOf({ node, edge, of }: Spot): string {
  return `${of} ${node} ${String(edge)}`;
}

/** Numbers by node, and by edge what a wire brings back. */
interface Numbers {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly contribution: Float64Array;
}

/** The number of a spot. */
export function numberIn(numbers: Numbers, { node, edge, of }: Spot): number {
  return (edge === null ? numbers[of][node] : numbers.contribution[edge]) ?? NaN;
}
