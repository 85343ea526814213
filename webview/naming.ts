/** What a node is called where there is room for words only. */
import { liftScripts } from '../src/formula';
import type { PictureNode } from '../src/protocol';

/** Its name, with its subscripts where Unicode has them, or else its operation. */
export function nameNode(node: PictureNode | undefined): string {
  const written = node?.kind === 'input' ? '' : node && writeName(node);
  return written || node?.called.line || 'a gate that is not drawn';
}

/** z₁ rather than z_1. */
function writeName({ name, plainName }: PictureNode): string {
  const lifted = liftScripts(name ?? '', (script) => (typeof script === 'string' ? script : ''));
  const isRow = typeof lifted === 'object' && lifted.form === 'row';
  return isRow ? lifted.parts.join('') : plainName;
}

/** The name of the output, f if it has none. */
export function nameOutput(node: PictureNode | undefined): string {
  return node?.plainName ? nameNode(node) : 'f';
}
