/** What a node is called where there is room for words only. */
import type { PictureNode } from '../src/protocol';

/** Its name, or else its operation. */
export function nameNode(node: PictureNode | undefined): string {
  return node?.plainName || node?.called.line || 'a gate that is not drawn';
}
