/** Netlist -> places and ways: columns from left to right, with room between them for what turns. */
import { SIZE } from '../figure';
import type { Point, Route } from '../layout';
import { routeChannel, type Channel } from './channels';
import { setHeights } from './heights';
import { spread, type Cell, type Link } from './layers';
import type { Box, Netlist } from './nets';
import { orderCells } from './ordering';

/** Where the boxes of a netlist stand, and how its pieces of wires run, by number. */
export interface PlacedNets {
  readonly width: number;
  readonly height: number;
  readonly corners: readonly Point[];
  readonly routes: readonly Route[];
}

/** Around the picture, and within a frame. */
const SHEET = { left: 12, right: 12, top: 12, bottom: 12 };
const FRAME = { left: 14, right: 14, top: SIZE.title + 8, bottom: 10 };
/** Between two columns if no wire turns there, and if one of them has labels alone. */
const BETWEEN = 24;
const BESIDE = 6;
/** From a column to the nearest riser, or from one that has labels alone; and between two risers. */
const MARGIN = 13;
const NEAR = 9;
const TRACK = 11;

/** Draws boxes in columns and nets between them, by the steps of Sugiyama, Tagawa and Toda (1981). */
export function placeNets(netlist: Netlist): PlacedNets {
  const { boxes, title } = netlist;
  const layers = spread(netlist);
  const columns = orderCells(layers);
  setHeights(columns);
  const channels = layers.links.map(routeChannel);
  const padding = title === null ? SHEET : FRAME;
  const [entered, left] = [boxes.some(({ of }) => of === 'entry'), boxes.some(isExit)];
  const begin = entered ? 0 : padding.left;
  const { lefts, tracks, right } = setColumns(columns, channels, boxes, begin);
  const width = Math.max(right + (left ? 0 : padding.right), title === null ? 0 : title + 40);
  const cells = columns.flat();
  const bottom = cells.reduce((most, { y, height }) => Math.max(most, y + height), 0);

  const corner = (cell: Cell): Point => {
    const exit = cell.box !== null && boxes[cell.box]?.of === 'exit';
    return { x: exit ? width : (lefts.get(cell) ?? 0), y: cell.y + padding.top };
  };
  const corners = new Map(cells.map((cell) => [cell.box, corner(cell)]));
  const junctions = new Map(
    channels.flatMap((channel) =>
      [...channel.junctions].map(([link, heights]) => [
        link,
        heights.map((y) => ({ x: tracks.get(link) ?? 0, y: y + padding.top })),
      ]),
    ),
  );
  const routes = [...layers.lasts]
    .sort(([a], [b]) => a - b)
    .map(([, last]): Route => {
      const way = wayTo(last);
      const label = way.find(({ to }) => to.labelled)?.to;
      return {
        points: straighten(way.flatMap((link) => pointsOf(link, corner, tracks))),
        junctions: way.flatMap((link) => takeOnce(junctions, link)),
        label: label ? labelOf(label, corner(label)) : null,
      };
    });
  return {
    width,
    height: padding.top + bottom + padding.bottom,
    corners: boxes.map((_, box) => corners.get(box) ?? { x: 0, y: 0 }),
    routes,
  };
}

function isExit({ of }: Box): boolean {
  return of === 'exit';
}

function labelOf({ width, height }: Cell, { x, y }: Point): NonNullable<Route['label']> {
  return { x: x + width / 2, y: y + height / 2, width };
}

/** The left edges of all cells, and where the nets that turn do so, by link. */
function setColumns(
  columns: readonly (readonly Cell[])[],
  channels: readonly Channel[],
  boxes: readonly Box[],
  begin: number,
): { lefts: Map<Cell, number>; tracks: Map<Link, number>; right: number } {
  const lefts = new Map<Cell, number>();
  const tracks = new Map<Link, number>();
  let x = begin;
  columns.forEach((column, i) => {
    const width = Math.max(0, ...column.map((cell) => cell.width));
    for (const cell of column) {
      const leaf = cell.box !== null && boxes[cell.box]?.leaf;
      lefts.set(cell, x + (width - cell.width) / (leaf ? 1 : 2));
    }
    x += width;
    const next = columns[i + 1];
    const channel = channels[i];
    if (!next || !channel) return;
    const first = x + marginOf(column);
    for (const [link, track] of channel.tracks) tracks.set(link, first + track * TRACK);
    const least = isBare(column) || isBare(next) ? BESIDE : BETWEEN;
    const turns = first + (channel.count - 1) * TRACK + marginOf(next);
    x = Math.max(x + least, channel.count === 0 ? 0 : turns);
  });
  return { lefts, tracks, right: x };
}

function marginOf(column: readonly Cell[]): number {
  return isBare(column) ? NEAR : MARGIN;
}

/** Whether there is no box in it. */
function isBare(column: readonly Cell[]): boolean {
  return column.every(({ box }) => box === null);
}

/** The links of a piece, from where its net begins. */
function wayTo(last: Link): readonly Link[] {
  const way = [last];
  for (let { from } = last; from.box === null;) {
    const [link] = from.entering;
    if (!link) break;
    way.push(link);
    from = link.from;
  }
  return way.reverse();
}

function pointsOf(
  link: Link,
  corner: (cell: Cell) => Point,
  tracks: ReadonlyMap<Link, number>,
): Point[] {
  const [from, to] = [corner(link.from), corner(link.to)];
  const start = { x: from.x + link.start.x, y: from.y + link.start.y };
  const end = { x: to.x + link.end.x, y: to.y + link.end.y };
  const x = tracks.get(link);
  const turns = x === undefined || start.y === end.y ? [] : [start.y, end.y].map((y) => ({ x, y }));
  return [start, ...turns, end];
}

/** Without the points at which a way goes straight on. */
function straighten(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    const on =
      before &&
      last &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (on || (last?.x === point.x && last.y === point.y)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function takeOnce(junctions: Map<Link, Point[]>, link: Link): Point[] {
  const points = junctions.get(link) ?? [];
  junctions.delete(link);
  return points;
}
