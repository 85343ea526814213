/** The drawn circuit for TikZ, as textbooks print it: value above the wire, gradient or tangent below. */
import type { Formula } from '../formula';
import type { Digits } from '../numbers';
import { blankFigure, figureOf, type Figure, type Shape, type Wire } from './figure';
import { placeInLayers } from './layers';
import { writeLatex, writeNumber } from './latex';
import { inOneLine, sayNumbers, type Exported, type Place } from './subject';
import { colorOf, styleNumbers, traceDrawing, tracingStyle } from './tracing';

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

const styleOf = (below: Figure['below']): string[] => [
  'x=0.75pt, y=-0.75pt, >=stealth, semithick',
  'leaf/.style={inner sep=2pt, outer sep=0pt, text height=1.5ex, text depth=0.5ex}',
  'gate/.style={circle, draw, inner sep=1pt, minimum size=22pt}',
  String.raw`every label/.style={font=\footnotesize, inner sep=1pt}`,
  ...styleNumbers(below, '1.5pt'),
  `total/.style={${colorOf(below)}, inner sep=4pt}`,
  `share/.style={${below}, pos=0.75, fill=white, inner sep=0.5pt}`,
];

/** Length of the straight piece that a number stands on, in pixels: 30 points. */
const STEM = 40;

/** A picture to paste into a document; needs the packages tikz and amsmath. */
export function printTikz(what: Exported): string {
  return printFigure(what, figureOf(what));
}

/** The same picture to be filled in: with blanks for all numbers but those of the inputs and constants. */
export function printWorksheet(what: Exported): string {
  return printFigure(what, blankFigure(figureOf(what)));
}

function printFigure(what: Exported, figure: Figure): string {
  const traced = what.drawing && traceDrawing({ figure, digits: what.digits }, what.drawing);
  return [
    `% ${inOneLine(what.title)}`,
    ...sayNumbers(what).map((sentence) => `% ${sentence}`),
    String.raw`% needs \usepackage{tikz, amsmath}`,
    String.raw`\begin{tikzpicture}[`,
    ...(traced ? tracingStyle : styleOf)(figure.below).map((style) => `  ${style},`),
    ']',
    ...(traced ?? arrange(figure, what.digits)).map((line) => `  ${line}`),
    String.raw`\end{tikzpicture}`,
    '',
  ].join('\n');
}

/** The lines where nobody has drawn the circuit: a leaf stands once more at every use. */
function arrange(whole: Figure, digits: Digits): string[] {
  const figure = splitLeaves(whole);
  const places = new Map(placeInLayers(figure).map((place) => [place.node, place]));
  const shapes = figure.shapes.map((shape) => {
    // A stem that forks carries the sum itself.
    const total = usesOf(figure, shape.id).length > 1 ? null : shape.total;
    return drawShape({ ...shape, total }, places.get(shape.id), digits);
  });
  return [...shapes, ...drawWires(figure)];
}

/** Gives the uses of a leaf beyond the first shapes of their own. */
function splitLeaves({ shapes, wires, ...rest }: Figure): Figure {
  const split = [...shapes];
  let next = Math.max(...shapes.map(({ id }) => id)) + 1;
  const seen = new Set<number>();
  const moved = wires.map((wire) => {
    const shape = shapes.find(({ id }) => id === wire.from);
    const isFirst = !seen.has(wire.from);
    seen.add(wire.from);
    if (isFirst || !shape || shape.kind === 'op') return wire;
    split.push({ ...shape, id: next, total: null });
    return { ...wire, from: next++ };
  });
  return { shapes: split, wires: moved, ...rest };
}

function drawShape(
  { id, kind, label, name, total }: Shape,
  { x = 0, y = 0, width = 0 }: Partial<Place> = {},
  digits: Digits,
): string {
  const write = (formula: Formula): string => `$${writeLatex(formula, digits)}$`;
  if (kind !== 'op') {
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
  const { shapes, wires, output, below } = figure;
  const operands = new Map<number, number>();
  for (const { to } of wires) operands.set(to, (operands.get(to) ?? 0) + 1);
  const stems = shapes.flatMap(({ id, total }) => {
    const leaving = usesOf(figure, id);
    const [first] = leaving;
    if (!first) return [];
    const numbers = on(first.value, leaving.length > 1 ? total : first.gradient, below);
    return [String.raw`\draw (n${id}.east) -- ++(${STEM}, 0) coordinate (s${id})${numbers};`];
  });
  const forks = new Set(shapes.map(({ id }) => id).filter((id) => usesOf(figure, id).length > 1));
  const lines = wires.map(({ from, to, operand, gradient }) => {
    const angle = angleOf(operand, operands.get(to) ?? 1);
    const share = forks.has(from) && gradient !== null ? ` node[share] {${math(gradient)}}` : '';
    return String.raw`\draw[->] (s${from}) to[out=0, in=${angle}]${share} (n${to});`;
  });
  const end = on(output.value, output.gradient, below);
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
function on(value: string, gradient: string | null, below: Figure['below']): string {
  const second = gradient === null ? '' : ` node[midway, ${below}] {${math(gradient)}}`;
  return ` node[midway, value] {${math(value)}}${second}`;
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
