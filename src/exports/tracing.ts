/** The drawing on the screen as TikZ: every gate, stem, bend and number where it stands there. */
import type { Formula } from '../formula';
import { colors, type Figure, type Shape, type Wire } from './figure';
import { writeLatex, writeNumber } from './latex';
import type { Drawing, DrawnShape, DrawnWire, Exported, Point } from './subject';

/** The styles of the numbers on a wire, each named for what it is; `gap` keeps them off the wire. */
export function styleNumbers(below: Figure['below'], gap: string): string[] {
  const style = (role: keyof typeof colors, side: string): string =>
    String.raw`${role}/.style={${side}, font=\footnotesize, ${colorOf(role)}, inner sep=${gap}}`;
  return [style('value', 'above'), style(below, 'below')];
}

/** The colour of a kind of numbers, as an option of a node. */
export function colorOf(role: keyof typeof colors): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(colors[role].slice(at, at + 2), 16),
  );
  return `text={rgb,255:red,${red};green,${green};blue,${blue}}`;
}

/** A pixel of the drawing is three quarters of a point. */
export const tracingStyle = (below: Figure['below']): string[] => [
  'x=0.75pt, y=-0.75pt, >=stealth, semithick',
  'leaf/.style={anchor=east, inner xsep=4pt, outer sep=0pt, text height=1.5ex, text depth=0.5ex}',
  'gate/.style={draw, rounded corners=13.5pt, minimum height=27pt, inner sep=0pt, outer sep=0pt}',
  'output/.style={double, double distance=1.5pt}',
  'wire/.style={->}',
  String.raw`every label/.style={font=\footnotesize, inner sep=2pt}`,
  ...styleNumbers(below, '2pt'),
];

/** A value and what stands below it, if anything does, in LaTeX. */
type Pair = readonly [value: string, gradient: string | null];

/** Beyond the stem of the output, in pixels: its arrow. */
const ARROW = 8;

/** The lines of the picture; null if the drawing shows something else than the figure. */
export function traceDrawing(
  { figure, digits }: { readonly figure: Figure; readonly digits: Exported['digits'] },
  { shapes, wires }: Drawing,
): string[] | null {
  const shapeOf = new Map(figure.shapes.map((shape) => [shape.id, shape]));
  const wireOf = new Map(figure.wires.map((wire) => [wire.id, wire]));
  const write = (formula: Formula): string => `$${writeLatex(formula, digits)}$`;
  const same =
    shapes.every(({ node }) => shapeOf.has(node)) &&
    figure.shapes.every(({ id }) => shapes.some(({ node }) => node === id)) &&
    wires.length === wireOf.size &&
    wires.every(({ edge }) => wireOf.has(edge));
  if (!same) return null;

  const traceNumbers = (point: Point, [value, gradient]: Pair): string[] => {
    const number = (style: string, text: string): string =>
      String.raw`\node[${style}] at ${at(point)} {$${text}$};`;
    const second = gradient === null ? [] : [number(figure.below, gradient)];
    return [number('value', value), ...second];
  };

  const traceShape = (place: DrawnShape): string[] => {
    const shape = shapeOf.get(place.node);
    if (!shape) return [];
    const isOutput = shape.id === figure.output.from && place.edge === null;
    const start = place.x + place.width / 2;
    const end = isOutput ? place.end + ARROW : place.end;
    return [
      traceBody(shape, place, isOutput, write),
      String.raw`\draw${isOutput ? '[->]' : ''} ${at({ x: start, y: place.y })} -- ${at({ x: end, y: place.y })};`,
      ...traceNumbers({ x: place.numbers, y: place.y }, numbersOf(figure, shape, place.edge)),
      ...(isOutput && shape.name !== null
        ? [String.raw`\node[right] at ${at({ x: end, y: place.y })} {${write(shape.name)}};`]
        : []),
    ];
  };

  const traceWire = ({ edge, points, junctions, numbers }: DrawnWire): string[] => {
    const wire = wireOf.get(edge);
    return [
      String.raw`\draw[wire${corners(points)}] ${points.map(at).join(' -- ')};`,
      ...junctions.map((point) => String.raw`\fill ${at(point)} circle[radius=1.8pt];`),
      ...(numbers && wire ? traceNumbers(numbers, latexOf(wire)) : []),
    ];
  };

  return [...wires.flatMap(traceWire), ...shapes.flatMap(traceShape)];
}

function traceBody(
  { kind, label, name }: Shape,
  { x, y, width, height }: DrawnShape,
  isOutput: boolean,
  write: (formula: Formula) => string,
): string {
  if (kind !== 'op')
    return String.raw`\node[leaf] at ${at({ x: x + width / 2, y })} {${write(label)}};`;
  const options = [
    'gate',
    ...(isOutput ? ['output'] : []),
    `minimum width=${inPoints(width)}`,
    ...(height * POINTS > 27 ? [`minimum height=${inPoints(height)}`] : []),
    ...(name === null || isOutput ? [] : [`label={above:${write(name)}}`]),
  ];
  return String.raw`\node[${options.join(', ')}] at ${at({ x, y })} {${write(label)}};`;
}

/** What stands on a stem: what its one wire carries, or at a fork the sum over all. */
function numbersOf({ wires, output }: Figure, { id, total }: Shape, edge: number | null): Pair {
  const leaving = wires.filter(({ from }) => from === id);
  const [first] = leaving;
  const one: Pick<Wire, 'value' | 'gradient'> =
    leaving.find((wire) => wire.id === edge) ?? (id === output.from ? output : (first ?? output));
  if (edge !== null || total === null) return latexOf(one);
  return [writeNumber(one.value), String.raw`\Sigma\;{${writeNumber(total)}}`];
}

function latexOf({ value, gradient }: Pick<Wire, 'value' | 'gradient'>): Pair {
  return [writeNumber(value), gradient === null ? null : writeNumber(gradient)];
}

/** Corners are round as far as the pieces between them are long enough. */
function corners(points: readonly Point[]): string {
  if (points.length < 3) return '';
  const lengths = points.slice(1).map(({ x, y }, i) => {
    const before = points[i] ?? { x, y };
    return Math.hypot(x - before.x, y - before.y);
  });
  return `, rounded corners=${inPoints(Math.min(CORNER, ...lengths.map((length) => length / 2)))}`;
}

const POINTS = 0.75;
/** In pixels. */
const CORNER = 8;

function inPoints(pixels: number): string {
  return `${round(pixels * POINTS)}pt`;
}

function at({ x, y }: Point): string {
  return `(${round(x)}, ${round(y)})`;
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
