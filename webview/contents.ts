/** How much is in a folded group, in a few words. */
import type { PictureGroup } from '../src/protocol';

/** What stands in a folded group below its name: "15 nodes · ×8", "297 rounds". */
export function sayContents({ of, size, times }: PictureGroup): string {
  if (of === 'several') return times > 1 ? `${times} rounds` : `${size} nodes`;
  return times > 1 ? `${size} nodes · ×${times}` : `${size} nodes`;
}

/** The same as a sentence. */
export function tellContents({ of, size, times }: PictureGroup): string {
  if (of === 'several' && times > 1) return `${times} rounds with ${size} nodes are folded here.`;
  const alike =
    of !== 'several' && times > 1 ? ` There are ${times} groups of this shape here.` : '';
  return `${size} nodes are folded here.${alike}`;
}
