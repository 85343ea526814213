/** The layout of pictures that are large or fold: part by part in columns, in a few milliseconds each. */
import type { PartLayouter } from '../layout';
import { listNets } from './nets';
import { placeNets, type PlacedNets } from './place';

/** So many parts are remembered with their places: those of some large pictures. */
const MOST = 500;

/** Places parts in columns; what is equal but for its names is placed once. */
export function createColumns(): PartLayouter {
  const known = new Map<string, PlacedNets>();
  return (part, inner, number) => {
    const { netlist, keys, pieces } = listNets(part, inner, number);
    const question = JSON.stringify(netlist);
    const placed = known.get(question) ?? placeNets(netlist);
    // What was asked for last is forgotten last.
    known.delete(question);
    known.set(question, placed);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);

    const { width, height, corners, routes } = placed;
    const places = byName(keys, corners);
    return { width, height, boxes: places, ports: places, routes: byName(pieces, routes) };
  };
}

function byName<Value>(names: readonly string[], values: readonly Value[]): Map<string, Value> {
  return new Map(
    names.flatMap((name, i) => {
      const value = values[i];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
