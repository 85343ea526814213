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
