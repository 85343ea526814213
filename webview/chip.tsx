/** A gate as it is called within a line of text: its label in a pill. */
import type { Digits } from '../src/numbers';
import type { PictureNode } from '../src/protocol';
import { toRuns } from './runs';

interface ChipProps {
  readonly node: PictureNode;
  readonly digits: Digits;
}

/** An input goes by its name; powers and indices stand as they do in the gate. */
export function Chip({ node, digits }: ChipProps) {
  const formula = node.kind === 'input' ? (node.name ?? node.plainName) : node.label;
  return (
    <span class="chip">
      {toRuns(formula, digits).map(({ text, italic, shift }, index) => {
        const shown = italic ? <i>{text}</i> : text;
        if (shift === 0) return <span key={index}>{shown}</span>;
        return shift < 0 ? <sup key={index}>{shown}</sup> : <sub key={index}>{shown}</sub>;
      })}
    </span>
  );
}
