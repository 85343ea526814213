/** The numbers that stand in the picture: a signal for each, which hears of nothing but its own changes. */
import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Layout } from './layout';
import { numberAt, type Spot } from './steps';
import type { View } from './view';

/** A spot of the picture with its number; null while that is not known yet. */
export interface Reading {
  readonly spot: Spot;
  readonly number: ReadonlySignal<number | null>;
}

/** What stands above and below a wire. */
export interface Pair {
  readonly value: Reading;
  readonly gradient: Reading;
}

export interface Readings {
  /** On the stems of the shapes, by key. */
  readonly stems: ReadonlyMap<string, Pair>;
  /** On the wires that have numbers of their own, by the id of the edge. */
  readonly wires: ReadonlyMap<number, Pair>;
  /** Keeps them as the tape has them; answers how to end that. */
  readonly follow: () => () => void;
}

/**
 * Reads every number of the picture as it is now. The tape itself is one signal: were everything that
 * is written drawn from it, an edit of one input would ask thousands whether they have changed.
 */
export function createReadings(
  { moment, tape }: Pick<View, 'moment' | 'tape'>,
  { shapes, wires }: Pick<Layout, 'shapes' | 'wires'>,
): Readings {
  const all: { readonly spot: Spot; readonly number: Signal<number | null> }[] = [];
  const read = (spot: Spot): Reading => {
    const reading = { spot, number: signal(numberAt(moment.peek(), tape.peek(), spot)) };
    all.push(reading);
    return reading;
  };
  const readPair = (node: number, edge: number | null): Pair => ({
    value: read({ node, edge, of: 'value' }),
    gradient: read({ node, edge, of: 'gradient' }),
  });
  return {
    stems: new Map(
      shapes.map(({ key, node, edge, reference }) => [
        key,
        readPair(node.id, reference ? (edge?.id ?? null) : null),
      ]),
    ),
    wires: new Map(
      wires.filter(({ label }) => label).map(({ edge }) => [edge.id, readPair(edge.from, edge.id)]),
    ),
    follow: () =>
      effect(() => {
        const [known, numbers] = [moment.value, tape.value];
        for (const { spot, number } of all) {
          const now = numberAt(known, numbers, spot);
          // A signal would take NaN for another number every time.
          if (!Object.is(now, number.peek())) number.value = now;
        }
      }),
  };
}
