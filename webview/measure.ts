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
  const write = (className: string, runs: readonly Run[]): SVGTextElement => {
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
    return text;
  };
  const writeEach = (className: string, formula: (node: PictureNode) => Formula | null) =>
    picture.nodes.flatMap((node) => {
      const shown = formula(node);
      return shown === null ? [] : [[node.id, write(className, toRuns(shown, digits))] as const];
    });
  const labels = writeEach('label', (node) => (node.kind === 'input' ? null : node.label));
  const notes = picture.nodes.flatMap(({ id, group }) =>
    group ? [[id, write('contents', [plainRun(sayContents(group))])] as const] : [],
  );
  const titles = picture.frames.map(
    ({ key, label }) => [key, write('title', toRuns(label, digits))] as const,
  );
  const names = writeEach('name', (node) => node.name);
  const number = write('number', [plainRun(room)]);

  // All stand on the page before the first is measured: the browser lays them out once.
  document.body.append(svg);
  const measure = <Key>(texts: readonly (readonly [Key, SVGTextElement])[]): Map<Key, number> =>
    new Map(texts.map(([key, text]) => [key, Math.ceil(text.getComputedTextLength())]));
  const [label, note, title, name] = [
    measure(labels),
    measure(notes),
    measure(titles),
    measure(names),
  ];
  const width = Math.ceil(number.getComputedTextLength());
  svg.remove();
  return {
    label: ({ id }) => Math.max(label.get(id) ?? 0, note.get(id) ?? 0),
    title: ({ key }: PictureFrame) => title.get(key) ?? 0,
    name: ({ id }) => name.get(id) ?? 0,
    number: width + 8,
  };
}

function plainRun(text: string): Run {
  return { text, italic: false, shift: 0, size: 1 };
}
