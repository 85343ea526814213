/** Figure -> Layout: a place for every shape and frame, a route for every wire. Knows no engine. */
import type { Figure, Frame, Shape, Wire } from './figure';
import { divideFigure, type Part } from './parts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedShape extends Shape, Point {}

export interface PlacedWire extends Wire {
  /** From the end of the stem to the edge of the gate's box, through the bends. */
  readonly points: readonly Point[];
  /** Where it parts from other wires of the same stem. */
  readonly junctions: readonly Point[];
  /** Middle of the label's box; the wire runs through it. */
  readonly label: (Point & { readonly width: number }) | null;
}

export interface PlacedFrame extends Frame, Point {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly PlacedShape[];
  readonly wires: readonly PlacedWire[];
  readonly frames: readonly PlacedFrame[];
}

/** In one row. */
export type Layouter = (figure: Figure) => Promise<Layout>;

/** The way of a piece of a wire. */
export type Route = Pick<PlacedWire, 'points' | 'junctions' | 'label'>;

/** A part with places for what is in it, from its own upper left corner. */
export interface PlacedPart {
  readonly width: number;
  readonly height: number;
  /** By key of a shape or of an inner part's frame. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** By name: where wires cross its border. */
  readonly ports: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, Route>;
}

/** Places one part whose inner parts have their size already. */
export type PartLayouter = (
  part: Part,
  inner: ReadonlyMap<Part, PlacedPart>,
  number: number,
) => PlacedPart | Promise<PlacedPart>;

/** Lays a figure out part by part from the inside outwards, and composes the parts. */
export async function layOut(figure: Figure, place: PartLayouter): Promise<Layout> {
  const { whole, stretches } = divideFigure(figure);
  const placed = new Map<Part, PlacedPart>();
  const placeAll = async (part: Part): Promise<void> => {
    await Promise.all(part.parts.map(placeAll));
    placed.set(part, await place(part, placed, figure.number));
  };
  await placeAll(whole);

  const corners = new Map<Part, Point>([[whole, { x: 0, y: 0 }]]);
  const shapes = new Map<string, Point>();
  const frames = new Map<Frame, PlacedFrame>();
  for (const [part, corner] of corners) {
    const boxes = placed.get(part)?.boxes;
    for (const { key } of part.shapes) shapes.set(key, moved(boxes?.get(key), corner));
    for (const inner of part.parts) {
      const { frame } = inner;
      if (!frame) continue;
      const at = moved(boxes?.get(frame.key), corner);
      const { width = 0, height = 0 } = placed.get(inner) ?? {};
      // A map visits what is added to it on the way.
      corners.set(inner, at);
      frames.set(frame, { ...frame, ...at, width, height });
    }
  }
  return {
    width: placed.get(whole)?.width ?? 0,
    height: placed.get(whole)?.height ?? 0,
    shapes: figure.shapes.map((shape) => ({ ...shape, ...moved(shapes.get(shape.key)) })),
    wires: figure.wires.map((wire) => {
      const routes = (stretches.get(wire) ?? []).flatMap(({ part, piece }) => {
        const route = placed.get(part)?.routes.get(piece);
        const corner = corners.get(part);
        return route ? [moveRoute(route, corner)] : [];
      });
      return {
        ...wire,
        points: withoutRepeats(routes.flatMap(({ points }) => points)),
        junctions: routes.flatMap(({ junctions }) => junctions),
        label: routes.at(-1)?.label ?? null,
      };
    }),
    // The outer ones lie below the inner ones.
    frames: [...frames.values()],
  };
}

function moved({ x, y }: Point = { x: 0, y: 0 }, by: Point = { x: 0, y: 0 }): Point {
  return { x: x + by.x, y: y + by.y };
}

function moveRoute({ points, junctions, label }: Route, by: Point | undefined): Route {
  return {
    points: points.map((point) => moved(point, by)),
    junctions: junctions.map((point) => moved(point, by)),
    label: label && { ...label, ...moved(label, by) },
  };
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter(({ x, y }, i) => x !== points[i - 1]?.x || y !== points[i - 1]?.y);
}
