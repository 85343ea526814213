/** The drawn circuit for TikZ, as textbooks print it: value above the wire, gradient below. */
import type { Formula } from '../formula';
import type { Digits } from '../numbers';
import { figureOf, type Figure, type Shape, type Wire } from './figure';
import { placeInLayers } from './layers';
import { writeLatex, writeNumber } from './latex';
import { inOneLine, type Exported, type Place } from './subject';

/** A document of its own, cropped to the picture. */
export function printTikzDocument(what: Exported): string {
  return [
    String.raw`\documentclass[tikz, border=4pt]{standalone}`,
    String.raw`\usepackage{amsmath}`,
    String.raw`\begin{document}`,
    printTikz(what) + String.raw`\end{document}`,
    '',
  ].join('\n');
}

const STYLE = [
  'x=0.75pt, y=-0.75pt, >=stealth, semithick',
  'leaf/.style={inner sep=2pt, outer sep=0pt, text height=1.5ex, text depth=0.5ex}',
  'gate/.style={circle, draw, inner sep=1pt, minimum size=22pt}',
  String.raw`every label/.style={font=\footnotesize, inner sep=1pt}`,
  String.raw`value/.style={above, font=\footnotesize, text={rgb,255:red,21;green,113;blue,27}, inner sep=1.5pt}`,
  String.raw`gradient/.style={below, font=\footnotesize, text={rgb,255:red,196;green,22;blue,28}, inner sep=1.5pt}`,
  'total/.style={text={rgb,255:red,196;green,22;blue,28}, inner sep=4pt}',
  'share/.style={gradient, pos=0.75, fill=white, inner sep=0.5pt}',
];

/** Length of the straight piece that a number stands on, in pixels: 30 points. */
const STEM = 40;
/** From here on a wire from a leaf is too long to follow, in pixels. */
const FAR = 300;

/** A picture to paste into a document; needs the packages tikz and amsmath. */
export function printTikz(what: Exported): string {
  const { figure, places } = arrange(figureOf(what), what.places ?? []);
  return [
    `% ${inOneLine(what.title)}`,
    String.raw`% needs \usepackage{tikz, amsmath}`,
    String.raw`\begin{tikzpicture}[`,
    ...STYLE.map((style) => `  ${style},`),
    ']',
    ...figure.shapes.map((shape) => {
      // A stem that forks carries the sum itself.
      const total = usesOf(figure, shape.id).length > 1 ? null : shape.total;
      return `  ${drawShape({ ...shape, total }, places.get(shape.id), what.digits)}`;
    }),
    ...drawWires(figure).map((line) => `  ${line}`),
    String.raw`\end{tikzpicture}`,
    '',
  ].join('\n');
}

/**
 * The drawing's places if it has one for every shape. A leaf that is used far away stands there once
 * more, as a small reference; where nobody has drawn the circuit, it does so at every use.
 */
function arrange(
  figure: Figure,
  drawn: readonly Place[],
): { figure: Figure; places: ReadonlyMap<number, Place> } {
  const places = new Map(drawn.map((place) => [place.node, place]));
  if (!figure.shapes.every(({ id }) => places.has(id))) {
    const split = splitLeaves(figure, () => true);
    return { figure: split, places: byNode(placeInLayers(split)) };
  }
  const isFar = ({ from, to }: Wire): boolean =>
    (places.get(to)?.x ?? 0) - (places.get(from)?.x ?? 0) > FAR;
  const split = splitLeaves(figure, isFar);
  for (const { from, to, operand } of split.wires) {
    const place = places.get(to);
    if (!place || places.has(from)) continue;
    const x = place.x - place.width / 2 - 2 * STEM;
    const siblings = split.wires.filter((wire) => wire.to === to).length;
    const y = place.y + (siblings === 1 ? 0 : operand === 0 ? -1 : 1) * place.height;
    places.set(from, { node: from, x, y, width: 0, height: 0 });
  }
  return { figure: split, places };
}

const byNode = (places: readonly Place[]): Map<number, Place> =>
  new Map(places.map((place) => [place.node, place]));

/** Gives the uses of a leaf beyond the first shapes of their own, where they are far. */
function splitLeaves({ shapes, wires, output }: Figure, isFar: (wire: Wire) => boolean): Figure {
  const split = [...shapes];
  let next = Math.max(...shapes.map(({ id }) => id)) + 1;
  const seen = new Set<number>();
  const moved = wires.map((wire) => {
    const shape = shapes.find(({ id }) => id === wire.from);
    const isFirst = !seen.has(wire.from);
    seen.add(wire.from);
    if (isFirst || !shape || shape.kind === 'op' || !isFar(wire)) return wire;
    split.push({ ...shape, id: next, total: null });
    return { ...wire, from: next++ };
  });
  return { shapes: split, wires: moved, output };
}

function drawShape(
  { id, kind, label, name, total }: Shape,
  { x = 0, y = 0, width = 0 }: Partial<Place> = {},
  digits: Digits,
): string {
  const write = (formula: Formula): string => `$${writeLatex(formula, digits)}$`;
  if (kind !== 'op') {
    // Where the page has a field beside the name, the wire starts at its end.
    const at = `(${round(x + width / 2)}, ${round(y)})`;
    const sum =
      total === null ? '' : `, label={[total]left:${math(String.raw`\Sigma\;`)}${math(total)}}`;
    return String.raw`\node[leaf, anchor=east${sum}] (n${id}) at ${at} {${write(label)}};`;
  }
  const called = name === null ? '' : `, label={above:${write(name)}}`;
  return String.raw`\node[gate${called}] (n${id}) at (${round(x)}, ${round(y)}) {${write(label)}};`;
}

/** A stem with the numbers of each shape, and from its end a wire to every use. */
function drawWires(figure: Figure): string[] {
  const { shapes, wires, output } = figure;
  const operands = new Map<number, number>();
  for (const { to } of wires) operands.set(to, (operands.get(to) ?? 0) + 1);
  const stems = shapes.flatMap(({ id, total }) => {
    const leaving = usesOf(figure, id);
    const [first] = leaving;
    if (!first) return [];
    const numbers = on(first.value, leaving.length > 1 ? total : first.gradient);
    return [String.raw`\draw (n${id}.east) -- ++(${STEM}, 0) coordinate (s${id})${numbers};`];
  });
  const forks = new Set(shapes.map(({ id }) => id).filter((id) => usesOf(figure, id).length > 1));
  const lines = wires.map(({ from, to, operand, gradient }) => {
    const angle = angleOf(operand, operands.get(to) ?? 1);
    const share = forks.has(from) && gradient !== null ? ` node[share] {${math(gradient)}}` : '';
    return String.raw`\draw[->] (s${from}) to[out=0, in=${angle}]${share} (n${to});`;
  });
  const end = on(output.value, output.gradient);
  return [
    ...stems,
    ...lines,
    String.raw`\draw[->] (n${output.from}.east) -- ++(${STEM + 16}, 0)${end};`,
  ];
}

function usesOf({ wires }: Figure, id: number): readonly Wire[] {
  return wires.filter(({ from }) => from === id);
}

/** The two numbers of a straight piece of wire. */
function on(value: string, gradient: string | null): string {
  const below = gradient === null ? '' : ` node[midway, gradient] {${math(gradient)}}`;
  return ` node[midway, value] {${math(value)}}${below}`;
}

function math(text: string): string {
  return `$${writeNumber(text)}$`;
}

/** Operands arrive from above to below; one alone comes straight from the left. */
function angleOf(operand: number, count: number): number {
  return count === 1 ? 180 : Math.round(145 + (70 * operand) / (count - 1));
}

function round(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
