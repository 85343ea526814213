/** What a node is called where there is room for words only. */
import type { PictureNode } from '../src/protocol';

/** Its name, of an input with its subscripts, or else its operation. */
export function nameNode(node: PictureNode | undefined): string {
  const plain = node?.kind === 'input' ? '' : node?.plainName;
  return plain || node?.called.line || 'a gate that is not drawn';
}
