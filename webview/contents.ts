/** How much is in a folded group, in a few words. */
import type { PictureGroup } from '../src/protocol';

/** What stands in a folded group below its name: "15 nodes · ×8", "297 rounds", "39 inputs". */
export function sayContents(group: PictureGroup): string {
  const { of, times } = group;
  if (of === 'several') return areRounds(group) ? `${times} rounds` : sayNodes(group);
  return times > 1 ? `${sayNodes(group)} · ×${times}` : sayNodes(group);
}

/** The same as a sentence. */
export function tellContents(group: PictureGroup): string {
  const { of, times } = group;
  const rounds = areRounds(group) ? `${times} rounds with ` : '';
  const alike =
    of !== 'several' && times > 1 ? ` There are ${times} groups of this shape here.` : '';
  return `${rounds}${sayNodes(group)} are folded here.${alike}`;
}

/** Whether it stands for rounds: nodes that follow one another singly are a list. */
function areRounds({ of, size, times }: PictureGroup): boolean {
  return of === 'several' && times > 1 && times < size;
}

function sayNodes({ size, inputs }: PictureGroup): string {
  return `${size} ${inputs === size ? 'inputs' : 'nodes'}`;
}
