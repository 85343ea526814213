/** A wire: its route with rounded corners, its arrow head, and at a fork its own two numbers. */
import { useMemo } from 'preact/hooks';
import { useDerived } from './derive';
import { SIZE, type Shape } from './figure';
import type { PlacedShape, PlacedWire, Point } from './layout';
import { Amount } from './amount';
import type { Pair } from './readings';
import { classOfWire, isLit } from './traffic';
import type { View } from './view';

/** Of the wires. */
export const CORNER = 8;
/** Of the card of a group. */
export const GROUP_CORNER = 6;

interface WireProps {
  readonly view: View;
  readonly wire: PlacedWire;
  readonly target: PlacedShape;
  /** Of a wire that has its own. */
  readonly numbers: Pair | null;
  /** The part of its way that no other wire draws. */
  readonly way: readonly Point[];
  /** Whether what it carries has a gradient. */
  readonly varies: boolean;
}

export function Wire({ view, wire, target, numbers, way, varies }: WireProps) {
  const { points, edge } = wire;
  const className = useDerived(
    () => `${classOfWire(view, edge.id)}${edge.count > 1 ? ' many' : ''}`,
    [view, edge],
  );
  const lit = useDerived(() => isLit(view, [edge.id]), [view, edge]);
  const [{ x, y } = { x: 0, y: 0 }] = points;
  const start = { x, y };
  const trace = traceFrom(start, wire, target, way);
  // What moves without a change in itself is not drawn again.
  const face = useMemo(
    () => <Face {...{ view, edge, trace, numbers, varies }} />,
    [view, edge, numbers, varies, JSON.stringify(trace)],
  );
  return (
    <g class={className} transform={`translate(${x} ${y})`} data-edge={edge.id}>
      {face}
      {lit.value && (
        <path class="flow" d={pathFrom(start, points, tipOf(wire, target))} pathLength={1} />
      )}
    </g>
  );
}

/** What is drawn of a wire, from where it begins. */
interface Trace {
  /** The part of its way that no other wire draws. */
  readonly own: string;
  readonly tip: Point;
  readonly junctions: readonly Point[];
  readonly label: PlacedWire['label'];
}

function traceFrom(
  start: Point,
  wire: PlacedWire,
  target: PlacedShape,
  way: readonly Point[],
): Trace {
  const tip = tipOf(wire, target);
  return {
    own: pathFrom(start, way, tip),
    tip: seenFrom(start, tip),
    junctions: wire.junctions.map((junction) => seenFrom(start, junction)),
    label: wire.label && seenFrom(start, wire.label),
  };
}

/** The line of a way that ends in an arrow head. */
function pathFrom(start: Point, way: readonly Point[], tip: Point): string {
  const back = { x: tip.x - SIZE.arrow + 1, y: tip.y };
  return roundedPath([...way.slice(0, -1), back].map((point) => seenFrom(start, point)));
}

function seenFrom<At extends Point>(start: Point, at: At): At {
  return { ...at, x: rounded(at.x - start.x), y: rounded(at.y - start.y) };
}

/** Far below a pixel, so that what is moved is written the same. */
function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}

interface FaceProps extends Pick<WireProps, 'view' | 'numbers' | 'varies'> {
  readonly edge: PlacedWire['edge'];
  readonly trace: Trace;
}

function Face({ view, edge, trace, numbers, varies }: FaceProps) {
  const { own, tip, junctions, label } = trace;
  return (
    <>
      <path class="line" d={own} />
      <Arrow tip={tip} />
      {junctions.map(({ x, y }) => (
        <circle key={`${x} ${y}`} class="joint" cx={x} cy={y} r={2.6} />
      ))}
      {label && numbers && edge.source !== null && (
        <Amount
          view={view}
          {...label}
          value={numbers.value}
          gradient={varies ? numbers.gradient : null}
        />
      )}
      {label && edge.source === null && (
        <text class="contents" x={label.x} y={label.y - 5}>
          {`${edge.count} wires`}
        </text>
      )}
    </>
  );
}

/** Where a wire touches the gate that it leads to. */
export function tipOf({ points }: PlacedWire, target: PlacedShape): Point {
  const { x, y } = points.at(-1) ?? { x: 0, y: 0 };
  return { x: x + inset(target, y), y };
}

/** An arrow head that points right, its tip at `tip`. */
export function Arrow({ tip: { x, y } }: { readonly tip: Point }) {
  const half = SIZE.arrow / 2;
  return <path class="arrow" d={`M${x} ${y}l${-SIZE.arrow} ${-half}v${SIZE.arrow}z`} />;
}

/** How far behind the left edge of the shape's box its rounded outline lies at height `y`. */
function inset(shape: PlacedShape, y: number): number {
  const radius = shape.node.group ? GROUP_CORNER : SIZE.gate / 2;
  const beyond = Math.abs(y - shape.y - shape.axis) - (gateHeight(shape) / 2 - radius);
  return beyond <= 0 ? 0 : radius - Math.sqrt(Math.max(0, radius ** 2 - beyond ** 2));
}

/** A gate is a circle, a group a card, unless so many wires enter that it must be taller. */
export function gateHeight({ node, operands }: Pick<Shape, 'node' | 'operands'>): number {
  return Math.max(node.group ? SIZE.group : SIZE.gate, operands * SIZE.port);
}

function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const last = points[index - 1];
      const next = points[index + 1];
      if (!last) return `M${point.x} ${point.y}`;
      if (!next) return `L${point.x} ${point.y}`;
      const radius = Math.min(CORNER, distance(last, point) / 2, distance(point, next) / 2);
      const into = towards(point, last, radius);
      const out = towards(point, next, radius);
      return `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
    })
    .join('');
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const part = length / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
