/** What a node is called where there is room for words only. */
import { liftScripts, type Formula } from '../src/formula';
import type { PictureNode } from '../src/protocol';

/** Its name, with its subscripts where Unicode has them, or else its operation. */
export function nameNode(node: PictureNode | undefined): string {
  const written = node?.kind === 'input' ? '' : node && nameInLine(node.name, node.plainName);
  return written || node?.called.line || 'a gate that is not drawn';
}

/** z₁ rather than z_1, if Unicode has the subscript. */
export function nameInLine(name: Formula | null | undefined, plain: string): string {
  const lifted = liftScripts(name ?? '', (script) => (typeof script === 'string' ? script : ''));
  if (typeof lifted === 'string' || lifted.form !== 'row') return plain;
  return lifted.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
}

/** The name of the output, f if it has none. */
export function nameOutput(node: PictureNode | undefined): string {
  return node?.plainName ? nameNode(node) : 'f';
}
