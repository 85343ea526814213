/** The layout in columns: nothing lies upon another, wires run upright from stem to operand, whatever is folded. */
import assert from 'node:assert/strict';
import { plainLens } from '../../src/lens';
import { openStudy } from '../../src/session';
import { SIZE, operandHeight, type Figure } from '../../webview/figure';
import { createColumns } from '../../webview/layered/columns';
import { layOut, type Layout, type PlacedShape, type Point } from '../../webview/layout';
import type { Part, Piece } from '../../webview/parts';
import { circuits } from '../circuits';
import { graphMessage, randomCircuit } from './fixtures';
import { fitted, recurrent } from './large';
import { figureOf, figureOfStudy } from './placing';

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const HAIR = 0.5;

function overlap(a: Box, b: Box): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > HAIR && down > HAIR;
}

function pairs<T>(all: readonly T[]): (readonly [T, T])[] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
}

/** The box around a piece of a wire, a hair wide. */
function stretch(a: Point, b: Point): Box {
  const [x, y] = [Math.min(a.x, b.x) - HAIR, Math.min(a.y, b.y) - HAIR];
  const [right, bottom] = [Math.max(a.x, b.x) + HAIR, Math.max(a.y, b.y) + HAIR];
  return { x, y, width: right - x, height: bottom - y };
}

/** The pieces of a way, without its ends, which touch what they join. */
function stretches(points: readonly Point[]): Box[] {
  return points.slice(1).map((b, i) => stretch(points[i] ?? b, b));
}

/** Everything that a reader would stumble over. */
function faultsOf({ shapes, wires, frames }: Layout): string[] {
  const byKey = new Map(shapes.map((shape) => [shape.key, shape]));
  const faults: string[] = [];
  const check = (fine: boolean, what: string): void => {
    if (!fine) faults.push(what);
  };
  for (const [a, b] of pairs(shapes)) check(!overlap(a, b), `${a.key} upon ${b.key}`);
  for (const frame of frames) {
    for (const shape of shapes) {
      const inside = frame.shapes.has(shape.key);
      check(overlap(frame, shape) === inside, `${shape.key} at the frame ${frame.key}`);
    }
  }
  for (const [inner, outer] of pairs(frames.toReversed())) {
    const nested = [...inner.shapes].every((key) => outer.shapes.has(key));
    check(nested || !overlap(inner, outer), `${inner.key} upon ${outer.key}`);
  }
  const ways = wires.map((wire) => ({ ...wire, boxes: stretches(wire.points) }));
  for (const { from, to, edge, points, boxes, label, labelled } of ways) {
    const [source, target] = [byKey.get(from), byKey.get(to)];
    if (!source || !target) return ['a wire to nowhere'];
    const name = `${from} to ${to}`;
    const start = { x: source.x + source.body + source.stem, y: source.y + source.axis };
    const end = { x: target.x, y: target.y + operandHeight(target, edge.operand) };
    assert.deepEqual([points[0], points.at(-1)], [start, end], name);
    check(
      boxes.every(({ width, height }) => Math.min(width, height) <= 2 * HAIR),
      `${name} slants`,
    );
    for (const shape of shapes) {
      if (shape === source || shape === target) continue;
      check(!boxes.some((box) => overlap(box, shape)), `${name} runs over ${shape.key}`);
    }
    check(labelled === (label !== null), `${name} has a label: ${String(label !== null)}`);
    if (!label) continue;
    const room = { x: label.x - label.width / 2, y: label.y - SIZE.row };
    const box = { ...room, width: label.width, height: 2 * SIZE.row };
    check(
      boxes.some((each) => overlap(each, box)),
      `${name} passes its label by`,
    );
    check(!shapes.some((shape) => overlap(shape, box)), `the label of ${name} lies upon a gate`);
    const others = ways.filter((other) => other.from !== from);
    const crossed = others.filter((other) => other.boxes.some((each) => overlap(each, box)));
    check(crossed.length === 0, `the label of ${name} is crossed`);
  }
  for (const [a, b] of pairs(ways)) {
    if (a.from === b.from) continue;
    const upon = a.boxes.some((one) =>
      b.boxes.some((other) => {
        const across =
          Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const down =
          Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
        return Math.min(across, down) > 0 && Math.max(across, down) > 4;
      }),
    );
    check(!upon, `${a.from} to ${a.to} runs upon ${b.from} to ${b.to}`);
  }
  return faults;
}

/** A program with as much of it drawn, and all groups of that much unfolded that there are. */
function drawn(text: string, language: string, most: number, unfold: boolean): Figure {
  const open = (keys: readonly string[]): Figure => {
    const folding = { open: [...keys], closed: [], most };
    const study = openStudy(text, { language, lens: { ...plainLens, folding } });
    const figure = figureOfStudy(study);
    const folded = figure.shapes.flatMap(({ node }) => node.group?.key ?? []);
    return unfold && folded.length > 0 && keys.length < 12 ? open([...keys, ...folded]) : figure;
  };
  return open([]);
}

const figures: readonly (readonly [what: string, figure: () => Figure])[] = [
  ...circuits.map(({ name, text, language }): [string, () => Figure] => [
    name,
    () => drawn(text, language, 200, false),
  ]),
  ...[12, 40, 90, 160].flatMap((size) =>
    [1, 2, 3, 4].map((seed): [string, () => Figure] => [
      `${size} random nodes, seed ${seed}`,
      () => figureOf(graphMessage(randomCircuit(size, seed)).picture),
    ]),
  ),
  ...[24, 80, 200, 400].flatMap((most) =>
    [false, true].flatMap((unfold): [string, () => Figure][] => [
      [
        `a recurrent net, about ${most} drawn, unfolded: ${String(unfold)}`,
        () => drawn(recurrent(60), 'python', most, unfold),
      ],
      [
        `squared errors, about ${most} drawn, unfolded: ${String(unfold)}`,
        () => drawn(fitted(50), 'python', most, unfold),
      ],
    ]),
  ),
];

describe('the layout in columns', () => {
  for (const [what, figure] of figures) {
    it(`has nothing upon another: ${what}`, async () => {
      assert.deepEqual(faultsOf(await layOut(figure(), createColumns())), []);
    });
  }

  it('places nets that lead around in a circle', async () => {
    const [shape, other] = figureOf(graphMessage(randomCircuit(12, 1)).picture).shapes;
    assert.ok(shape && other);
    const shapes = [shape, other].map((each) => ({ ...each, operands: 1 }));
    const piece = (from: PlacedShape['key'], to: PlacedShape['key']): [string, Piece] => [
      from,
      { from: { box: from, port: 'out' }, to: { box: to, port: '0' }, labelled: true },
    ];
    const part: Part = {
      frame: null,
      shapes,
      parts: [],
      pieces: new Map([piece(shape.key, other.key), piece(other.key, shape.key)]),
      entries: new Set(),
      exits: new Set(),
    };
    const { width, height, routes } = await createColumns()(part, new Map(), 50);
    const all = [...routes.values()].flatMap(({ points }) => points.flatMap(({ x, y }) => [x, y]));
    assert.ok([width, height, ...all].every(Number.isFinite));
  });
});
