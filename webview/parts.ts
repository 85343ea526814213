/** Figure -> Part: what is laid out by itself, one part per frame, and the pieces of wires in each. */
import type { Figure, Frame, Shape, Wire } from './figure';

/** An end of a piece: at a shape, at the border of an inner part, or at the part's own border. */
export interface End {
  /** Key of a shape or of an inner part's frame; null: the part itself. */
  readonly box: string | null;
  /** `out`, the number of an operand, or at a border the name of what crosses it. */
  readonly port: string;
}

/** A piece of a wire within one part; wires that go the same way share it. */
export interface Piece {
  readonly from: End;
  readonly to: End;
  readonly labelled: boolean;
}

/** What is inside of a frame, or the whole picture. */
export interface Part {
  readonly frame: Frame | null;
  readonly shapes: Shape[];
  readonly parts: Part[];
  readonly pieces: Map<string, Piece>;
  /** What enters and what leaves, by the names of its ports. */
  readonly entries: Set<string>;
  readonly exits: Set<string>;
}

/** Where a piece of a wire is to be found. */
export interface Stretch {
  readonly part: Part;
  readonly piece: string;
}

export interface Division {
  readonly whole: Part;
  /** By wire: its pieces from the stem to the gate. */
  readonly stretches: ReadonlyMap<Wire, readonly Stretch[]>;
}

/** Divides a figure along its frames; without frames the whole is the only part. */
export function divideFigure({ shapes, wires, frames }: Figure): Division {
  const whole = emptyPart(null);
  const parts = new Map(frames.map((frame) => [frame, emptyPart(frame)]));
  frames.forEach((frame, i) => {
    const [first] = frame.shapes;
    const around = frames.slice(i + 1).find((outer) => outer.shapes.has(first ?? ''));
    const part = parts.get(frame);
    if (part) ((around && parts.get(around)) ?? whole).parts.push(part);
  });
  const homes = new Map<string, readonly Part[]>();
  for (const shape of shapes) {
    const around = frames.filter((frame) => frame.shapes.has(shape.key)).toReversed();
    const path = [whole, ...around.flatMap((frame) => parts.get(frame) ?? [])];
    homes.set(shape.key, path);
    path.at(-1)?.shapes.push(shape);
  }
  const home = (key: string): readonly Part[] => homes.get(key) ?? [whole];
  return {
    whole,
    stretches: new Map(wires.map((wire) => [wire, lead(wire, home(wire.from), home(wire.to))])),
  };
}

function emptyPart(frame: Frame | null): Part {
  return {
    frame,
    shapes: [],
    parts: [],
    pieces: new Map(),
    entries: new Set(),
    exits: new Set(),
  };
}

/** Leads a wire out of the parts around its start and into those around its end. */
function lead(wire: Wire, start: readonly Part[], end: readonly Part[]): Stretch[] {
  const common = start.findIndex((part, i) => part !== end[i]);
  const shared = common === -1 ? start.length : common;
  const keyOf = (part: Part | undefined): string | null => part?.frame?.key ?? null;
  const stretches: Stretch[] = [];
  const add = (part: Part | undefined, from: End, to: End): void => {
    if (!part) return;
    const piece = [from.box, from.port, to.box, to.port].join('\n');
    part.pieces.set(piece, { from, to, labelled: to.box === wire.to && wire.labelled });
    stretches.push({ part, piece });
  };
  const gate = { box: wire.to, port: String(wire.edge.operand) };
  let at: End = { box: wire.from, port: 'out' };
  for (const part of start.slice(shared).toReversed()) {
    const port = `out ${wire.from}`;
    part.exits.add(port);
    add(part, at, { box: null, port });
    at = { box: keyOf(part), port };
  }
  const port = `in ${wire.from}`;
  for (let i = shared; i <= end.length; i++) {
    const inner = end[i];
    inner?.entries.add(port);
    add(end[i - 1], at, inner ? { box: keyOf(inner), port } : gate);
    at = { box: null, port };
  }
  return stretches;
}
