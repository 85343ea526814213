/** The picture on the screen as a drawing that stands by itself: SVG, PNG, places and routes. */
import type { ViewMessage } from '../src/protocol';
import { resolveColour } from './colour';
import type { PlacedShape, PlacedWire, Point } from './layout';
import { noticesOf } from './notices';
import type { Drawing, View } from './view';
import { gateHeight, tipOf } from './wire';

type Taken = NonNullable<Extract<ViewMessage, { kind: 'take' }>['drawing']>;

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels of the PNG for one of the picture. */
const DENSITY = 2;
/** Browsers draw no larger canvas. */
const LONGEST_SIDE = 16000;
/** Height of a line of what must be said about the numbers. */
const LINE = 20;

/** All that a format made of the drawing needs, painted as PNG if asked for; null if nothing is drawn. */
export async function takeDrawing(view: View, painted: boolean): Promise<Taken | null> {
  // Whoever asks may be an effect, within which nothing more is drawn.
  await Promise.resolve();
  const drawing = view.drawing.value;
  const element = drawing && drawPicture(view, drawing);
  if (!element) return null;
  const svg = new XMLSerializer().serializeToString(element);
  const width = element.viewBox.baseVal.width;
  const height = element.viewBox.baseVal.height;
  const png = painted ? await paint(svg, width, height) : null;
  const { shapes, wires } = drawing.layout;
  return {
    svg,
    png,
    shapes: shapes.map(shapeOf),
    wires: wires.map((wire) => wireOf(wire, shapes)),
  };
}

function shapeOf(shape: PlacedShape): Taken['shapes'][number] {
  const { node, edge, reference, x, y, body, lead, stem, axis } = shape;
  return {
    node: node.id,
    edge: reference ? (edge?.id ?? null) : null,
    x: x + body / 2,
    y: y + axis,
    width: body,
    height: gateHeight(shape),
    numbers: x + body + (stem + lead) / 2,
    end: x + body + stem,
  };
}

function wireOf(wire: PlacedWire, shapes: readonly PlacedShape[]): Taken['wires'][number] {
  const { edge, points, junctions, label, to } = wire;
  const target = shapes.find(({ key }) => key === to);
  const point = ({ x, y }: Point): Point => ({ x, y });
  return {
    edge: edge.id,
    points: [...points.slice(0, -1).map(point), ...(target ? [tipOf(wire, target)] : [])],
    junctions: junctions.map(point),
    numbers: label && point(label),
  };
}

/** The scene as it is on the screen, whole, with all styles in attributes and fields as text. */
export function drawPicture(view: View, { title, layout }: Drawing): SVGSVGElement | null {
  view.desk.turns.finish();
  const scene = document.querySelector('svg.scene > g');
  if (!scene) return null;
  const notices = noticesOf(view);
  const { width } = layout;
  const height = layout.height + notices.length * LINE;
  const svg = make('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  const name = make('title', {});
  name.textContent = title;
  const paper = resolveColour(getComputedStyle(document.body).backgroundColor).hex;
  svg.append(name, make('rect', { width, height, fill: paper }));
  for (const child of scene.children) svg.append(...copy(child));
  for (const field of document.querySelectorAll<HTMLElement>('.fields .field')) {
    svg.append(...writeField(field));
  }
  notices.forEach(({ text }, index) => {
    svg.append(writeLine(text, 12, layout.height + index * LINE + 8));
  });
  return svg as SVGSVGElement;
}

const GEOMETRY = [
  'd',
  'x',
  'y',
  'width',
  'height',
  'rx',
  'cx',
  'cy',
  'r',
  'transform',
  'textLength',
  'lengthAdjust',
  'dx',
];
const PRINTED = new Set(['g', 'path', 'rect', 'circle', 'text', 'tspan']);
/** What the pointer or the keyboard is on, and what is asked, is no part of the picture. */
const PASSING = '.halo, .flip, .flow, .asked, .overview';
/** Hidden where it is too small for the screen, which it is not for a picture that is taken away. */
const SPECKS = '.far .number';

function copy(element: Element): Node[] {
  if (!PRINTED.has(element.localName) || element.matches(PASSING)) return [];
  const style = getComputedStyle(element);
  const isHidden = style.display === 'none' && !element.matches(SPECKS);
  if (isHidden || style.visibility === 'hidden' || style.opacity === '0') return [];
  const made = make(element.localName, {});
  for (const attribute of GEOMETRY) {
    const value = element.getAttribute(attribute);
    if (value !== null) made.setAttribute(attribute, value);
  }
  if (!made.hasAttribute('textLength')) made.removeAttribute('lengthAdjust');
  if (style.opacity !== '1') made.setAttribute('opacity', style.opacity);
  if (element.localName !== 'g') paintLike(made, style);
  if (element.localName === 'text' || element.localName === 'tspan') {
    writeLike(made, style, element);
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) made.append(...copy(child));
    else if (element.localName !== 'g') made.append(child.textContent ?? '');
  }
  return [made];
}

function paintLike(made: Element, style: CSSStyleDeclaration): void {
  for (const property of ['fill', 'stroke'] as const) {
    const { hex, alpha } = resolveColour(style[property]);
    made.setAttribute(property, alpha === 0 ? 'none' : hex);
    if (alpha > 0 && alpha < 1) made.setAttribute(`${property}-opacity`, String(alpha));
    if (property === 'stroke' && alpha > 0) {
      made.setAttribute('stroke-width', String(parseFloat(style.strokeWidth)));
      if (style.strokeDasharray !== 'none') {
        made.setAttribute('stroke-dasharray', style.strokeDasharray);
      }
    }
  }
}

function writeLike(made: Element, style: CSSStyleDeclaration, source: Element): void {
  made.setAttribute('font-size', String(parseFloat(style.fontSize)));
  if (style.fontStyle !== 'normal') made.setAttribute('font-style', style.fontStyle);
  if (style.fontWeight !== '400') made.setAttribute('font-weight', style.fontWeight);
  if (source.localName === 'text') {
    made.setAttribute('font-family', style.fontFamily);
    made.setAttribute('text-anchor', style.textAnchor);
  }
  const lowered = source.getAttribute('dy');
  if (lowered !== null) {
    // In em; not every program counts those of the run itself.
    made.setAttribute('dy', (parseFloat(lowered) * parseFloat(style.fontSize)).toFixed(2));
  }
}

/** A field is a frame with a number in it. */
function writeField(field: HTMLElement): Element[] {
  const input = field.querySelector<HTMLInputElement>('input[type=text]');
  if (!input) return [];
  const style = getComputedStyle(input);
  const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = field;
  const border = resolveColour(style.borderTopColor);
  const background = resolveColour(style.backgroundColor);
  const frame = make('rect', {
    x: x + 0.5,
    y: y + 0.5,
    width: width - 1,
    height: height - 1,
    rx: parseFloat(style.borderRadius),
    fill: background.alpha === 0 ? 'none' : background.hex,
    stroke: border.alpha === 0 ? 'none' : border.hex,
  });
  const size = parseFloat(style.fontSize);
  const text = make('text', {
    x: x + width / 2,
    y: y + height / 2 + size * 0.36,
    fill: resolveColour(style.color).hex,
    'font-family': style.fontFamily,
    'font-size': size,
    'text-anchor': 'middle',
  });
  text.textContent = input.value;
  return [frame, text];
}

function writeLine(line: string, x: number, y: number): Element {
  const { color, fontFamily } = getComputedStyle(document.body);
  const fill = resolveColour(color).hex;
  const text = make('text', { x, y, fill, 'font-family': fontFamily, 'font-size': 12 });
  text.textContent = line;
  return text;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** The SVG as PNG; null if it is too much for the browser. */
async function paint(
  svg: string,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const scale = Math.min(DENSITY, LONGEST_SIDE / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return blob && new Uint8Array(await blob.arrayBuffer());
}
