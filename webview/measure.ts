/** Widths of text as this page's fonts draw it. */
import type { Formula } from '../src/formula';
import type { Digits } from '../src/numbers';
import type { Picture, PictureFrame, PictureNode } from '../src/protocol';
import type { Measures } from './figure';
import { sayContents } from './contents';
import { toRuns, type Run } from './runs';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Measures every label and name of `picture` with the classes it will be drawn with, and `room`, the
 * widest number.
 */
export function measurePicture(picture: Picture, digits: Digits, room: string): Measures {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'measure');
  svg.setAttribute('aria-hidden', 'true');
  document.body.append(svg);
  const measure = (className: string, runs: readonly Run[]): number => {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('class', className);
    for (const run of runs) {
      const span = document.createElementNS(SVG, 'tspan');
      span.style.fontSize = `${run.size}em`;
      if (run.italic) span.style.fontStyle = 'italic';
      span.textContent = run.text;
      text.append(span);
    }
    svg.append(text);
    return Math.ceil(text.getComputedTextLength());
  };
  const each = (className: string, formula: (node: PictureNode) => Formula | null) =>
    new Map(
      picture.nodes.map((node) => {
        const shown = formula(node);
        return [node.id, shown === null ? 0 : measure(className, toRuns(shown, digits))];
      }),
    );
  const labels = each('label', (node) => (node.kind === 'input' ? null : node.label));
  const notes = new Map(
    picture.nodes.flatMap(({ id, group }) =>
      group ? [[id, measure('contents', [plainRun(sayContents(group))])] as const] : [],
    ),
  );
  const titles = new Map(
    picture.frames.map(({ key, label }) => [key, measure('title', toRuns(label, digits))]),
  );
  const names = each('name', (node) => node.name);
  const number = measure('number', [plainRun(room)]);
  svg.remove();
  return {
    label: ({ id }) => Math.max(labels.get(id) ?? 0, notes.get(id) ?? 0),
    title: ({ key }: PictureFrame) => titles.get(key) ?? 0,
    name: (node) => names.get(node.id) ?? 0,
    number: number + 8,
  };
}

function plainRun(text: string): Run {
  return { text, italic: false, shift: 0, size: 1 };
}
