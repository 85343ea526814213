/** Widths of text as this page's fonts draw it. */
import type { Formula } from '../src/formula';
import type { Digits } from '../src/numbers';
import type { Picture, PictureFrame, PictureNode } from '../src/protocol';
import type { Measures } from './figure';
import { sayContents } from './contents';
import { toRuns, type Run } from './runs';

const SVG = 'http://www.w3.org/2000/svg';

/** Measures what is to be drawn, and remembers how wide it was: most of a picture was in the one before. */
export interface Ruler {
  /**
   * Measures every label and name of `picture` with the classes it will be drawn with, and `room`, the
   * widest number.
   */
  readonly measure: (picture: Picture, digits: Digits, room: string) => Measures;
}

/** So many widths are remembered at most. */
const MOST = 10_000;

/** A ruler that has measured nothing yet. */
export function createRuler(): Ruler {
  const widths = new Map<string, number>();
  let fonts = '';
  return {
    measure: (picture, digits, room) => {
      const now = fontsOfPage();
      if (now !== fonts || widths.size > MOST) widths.clear();
      fonts = now;
      const unknown = new Map<string, Text>();
      const want = (className: string, runs: readonly Run[]): string => {
        const key = JSON.stringify([className, runs]);
        if (!widths.has(key)) unknown.set(key, { className, runs });
        return key;
      };
      const wantEach = (className: string, formula: (node: PictureNode) => Formula | null) =>
        new Map(
          picture.nodes.flatMap((node) => {
            const shown = formula(node);
            return shown === null ? [] : [[node.id, want(className, toRuns(shown, digits))]];
          }),
        );
      const labels = wantEach('label', (node) => (node.kind === 'input' ? null : node.label));
      const names = wantEach('name', (node) => node.name);
      const notes = new Map(
        picture.nodes.flatMap(({ id, group }) =>
          group ? [[id, want('contents', [plainRun(sayContents(group))])]] : [],
        ),
      );
      const titles = new Map(
        picture.frames.map(({ key, label }) => [key, want('title', toRuns(label, digits))]),
      );
      const number = want('number', [plainRun(room)]);
      for (const [key, width] of measureTexts(unknown)) widths.set(key, width);
      const widthOf = (key: string | undefined): number => widths.get(key ?? '') ?? 0;
      return {
        label: ({ id }) => Math.max(widthOf(labels.get(id)), widthOf(notes.get(id))),
        title: ({ key }: PictureFrame) => widthOf(titles.get(key)),
        name: ({ id }) => widthOf(names.get(id)),
        number: widthOf(number) + 8,
      };
    },
  };
}

interface Text {
  readonly className: string;
  readonly runs: readonly Run[];
}

/** On which every width depends. */
function fontsOfPage(): string {
  const { fontFamily } = getComputedStyle(document.body);
  return `${devicePixelRatio} ${fontFamily}`;
}

function measureTexts(texts: ReadonlyMap<string, Text>): [key: string, width: number][] {
  if (texts.size === 0) return [];
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'measure');
  svg.setAttribute('aria-hidden', 'true');
  const written = Array.from(texts, ([key, text]) => [key, writeText(text)] as const);
  svg.append(...written.map(([, text]) => text));
  // All stand on the page before the first is measured: the browser lays them out once.
  document.body.append(svg);
  const widths = written.map(([key, text]): [string, number] => [
    key,
    Math.ceil(text.getComputedTextLength()),
  ]);
  svg.remove();
  return widths;
}

function writeText({ className, runs }: Text): SVGTextElement {
  const text = document.createElementNS(SVG, 'text');
  text.setAttribute('class', className);
  for (const run of runs) {
    const span = document.createElementNS(SVG, 'tspan');
    span.style.fontSize = `${run.size}em`;
    if (run.italic) span.style.fontStyle = 'italic';
    span.textContent = run.text;
    text.append(span);
  }
  return text;
}

function plainRun(text: string): Run {
  return { text, italic: false, shift: 0, size: 1 };
}
