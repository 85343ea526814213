/** How much is in a folded group, in a few words. */
import type { PictureGroup } from '../src/protocol';

/** What stands in a folded group below its name: "15 nodes · ×8", "15 nodes · 2 of 7", "297 rounds", "39 inputs". */
export function sayContents(group: PictureGroup): string {
  const { of, times, nth, alike } = group;
  if (of === 'several') return areRounds(group) ? `${times} rounds` : sayNodes(group);
  // A name that is given anew, as in every layer, does not tell them apart.
  if (alike > 1) return `${sayNodes(group)} · ${nth} of ${alike}`;
  return times > 1 ? `${sayNodes(group)} · ×${times}` : sayNodes(group);
}

/** The same as a sentence. */
export function tellContents(group: PictureGroup): string {
  const { of, times, nth, alike } = group;
  const rounds = areRounds(group) ? `${times} rounds with ` : '';
  const which = alike > 1 ? ` It is number ${nth} of ${alike} with this label.` : '';
  const copies =
    of !== 'several' && times > 1 ? ` There are ${times} groups of this shape here.` : '';
  return `${rounds}${sayNodes(group)} are folded here.${which}${copies}`;
}

/** Whether it stands for rounds: nodes that follow one another singly are a list. */
function areRounds({ of, size, times }: PictureGroup): boolean {
  return of === 'several' && times > 1 && times < size;
}

function sayNodes({ size, inputs }: PictureGroup): string {
  return `${size} ${inputs === size ? 'inputs' : 'nodes'}`;
}
