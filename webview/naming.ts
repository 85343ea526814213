/** What a node is called where there is room for words only. */
import type { PictureNode } from '../src/protocol';

/** Its name, or else the text it stands for; a node inside what is written out has neither. */
export function nameNode(node: PictureNode | undefined): string {
  return node?.plainName || node?.text || 'a gate that is not drawn';
}
