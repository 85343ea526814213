/** The numbers that stand in the picture: a signal for each, which hears of nothing but its own changes. */
import { batch, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Layout, Point } from './layout';
import { numberAt, type Moment, type Spot } from './steps';
import type { Tape } from './tape';
import type { View } from './view';

/** A spot of the picture with its number; null while that is not known yet. */
export interface Reading {
  readonly spot: Spot;
  readonly number: ReadonlySignal<number | null>;
}

interface WritableReading extends Reading {
  readonly number: Signal<number | null>;
}

/** What stands above and below a wire. */
export interface Pair<Each = Reading> {
  readonly value: Each;
  readonly gradient: Each;
}

type WritablePair = Pair<WritableReading>;

export interface Readings {
  /** By node and edge. */
  readonly bySpot: ReadonlyMap<string, WritablePair>;
  /** On the stems of the shapes, by key. */
  readonly stems: ReadonlyMap<string, Pair>;
  /** On the wires that have numbers of their own, by the id of the edge. */
  readonly wires: ReadonlyMap<number, Pair>;
  /**
   * Keeps them as the tape has them; answers how to end that. Of an edit the numbers out of sight hear
   * a moment after the last one: who drags an input waits for those in sight only.
   */
  readonly follow: (isInSight: (at: Point) => boolean) => () => void;
}

/** How long no edit comes before numbers out of sight are written, in ms. */
const PAUSE = 100;

/**
 * Reads every number of the picture as it is now; those of spots that were read `before` stay the same. The
 * tape itself is one signal: were everything that is written drawn from it, an edit of one input would ask
 * thousands whether they have changed.
 */
export function createReadings(
  { moment, tape }: Pick<View, 'moment' | 'tape'>,
  { shapes, wires }: Pick<Layout, 'shapes' | 'wires'>,
  before?: Readings,
): Readings {
  const all: { readonly at: Point; readonly pair: WritablePair }[] = [];
  const bySpot = new Map<string, WritablePair>();
  const read = (spot: Spot): WritableReading => ({
    spot,
    number: signal(numberAt(moment.peek(), tape.peek(), spot)),
  });
  const readPair = (at: Point, node: number, edge: number | null): Pair => {
    const key = `${node} ${String(edge)}`;
    const pair = bySpot.get(key) ??
      before?.bySpot.get(key) ?? {
        value: read({ node, edge, of: 'value' }),
        gradient: read({ node, edge, of: 'gradient' }),
      };
    bySpot.set(key, pair);
    all.push({ at, pair });
    return pair;
  };
  const write = (known: Moment | null, numbers: Tape, isWanted: (at: Point) => boolean): void => {
    batch(() => {
      for (const { at, pair } of all) {
        if (!isWanted(at)) continue;
        for (const { spot, number } of [pair.value, pair.gradient]) {
          const now = numberAt(known, numbers, spot);
          // A signal would take NaN for another number every time.
          if (!Object.is(now, number.peek())) number.value = now;
        }
      }
    });
  };
  const readings: Readings = {
    bySpot,
    stems: new Map(
      shapes.map(({ key, x, y, body, stem, axis, node, edge, reference }) => [
        key,
        readPair(
          { x: x + body + stem / 2, y: y + axis },
          node.id,
          reference ? (edge?.id ?? null) : null,
        ),
      ]),
    ),
    wires: new Map(
      wires.flatMap(({ edge, label }) =>
        label ? [[edge.id, readPair(label, edge.from, edge.id)] as const] : [],
      ),
    ),
    follow: (isInSight) => {
      let pause: ReturnType<typeof setTimeout> | undefined;
      const end = effect(() => {
        const [known, numbers] = [moment.value, tape.value];
        write(known, numbers, isInSight);
        clearTimeout(pause);
        pause = setTimeout(() => {
          write(known, numbers, () => true);
        }, PAUSE);
      });
      return () => {
        end();
        clearTimeout(pause);
      };
    },
  };
  if (before) write(moment.peek(), tape.peek(), () => true);
  return readings;
}
