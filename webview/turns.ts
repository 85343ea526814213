/** A large picture is drawn in turns: what is in sight first, then the rest, a little at a time, so that nothing waits for it. */
import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { options } from 'preact';
import type { Size } from './camera';
import type { Point } from './layout';

/** What is drawn at once, and the box that it stands in. */
export interface Piece extends Point, Size {
  readonly key: string;
}

export interface Turns {
  /** How much of the picture is drawn: the whole, all that is in sight, or not even that. */
  readonly drawn: ReadonlySignal<'whole' | 'in sight' | 'some'>;
  /** Whether a piece is. */
  readonly isDrawn: (key: string) => ReadonlySignal<boolean>;
  /** Takes the pieces of another picture. What was drawn is, and so is the one that is `current`. */
  readonly take: (pieces: readonly Piece[], current: string | undefined) => void;
  /** Draws those in sight, then by and by what comes into sight, and the rest. */
  readonly begin: (isInSight: (piece: Piece) => boolean) => void;
  /** Draws all that is left. */
  readonly finish: () => void;
}

/** Nobody waits for so many. */
const FEW = 200;
/** How long the first turn may keep the page busy, and each later one, in ms. */
const FIRST = 40;
const LATER = 10;
/** So many are drawn before it is looked at the clock. */
const CHUNK = 16;

export function createTurns(): Turns {
  let due: ReadonlyMap<string, Signal<boolean>> = new Map();
  let waiting: readonly Piece[] = [];
  const drawn = signal<'whole' | 'in sight' | 'some'>('whole');

  /** Whoever takes a picture, or begins or finishes to draw it, ends the turns of those before. */
  let course = 0;

  const draw = (pieces: readonly Piece[]): void => {
    renderNow(() => {
      for (const { key } of pieces) {
        const piece = due.get(key);
        if (piece) piece.value = true;
      }
    });
  };

  return {
    drawn,
    isDrawn: (key) => due.get(key) ?? ALWAYS,
    take: (pieces, current) => {
      course++;
      const fresh = pieces.filter(({ key }) => due.get(key)?.peek() !== true && key !== current);
      waiting = fresh.length > FEW ? fresh : [];
      const later = new Set(waiting.map(({ key }) => key));
      due = new Map(pieces.map(({ key }) => [key, signal(!later.has(key))]));
    },
    begin: (isInSight) => {
      const own = ++course;
      const turn = (time = FIRST): void => {
        if (own !== course) return;
        const begun = performance.now();
        const seen = waiting.filter(isInSight);
        const order = [...seen, ...waiting.filter((piece) => !isInSight(piece))];
        let count = 0;
        do {
          const end = count < seen.length ? seen.length : order.length;
          draw(order.slice(count, Math.min(count + CHUNK, end)));
          count = Math.min(count + CHUNK, end);
        } while (count < order.length && performance.now() - begun < time);
        waiting = order.slice(count);
        drawn.value = waiting.length === 0 ? 'whole' : count < seen.length ? 'some' : 'in sight';
        if (waiting.length > 0) setTimeout(turn, 0, LATER);
      };
      drawn.value = waiting.length === 0 ? 'whole' : 'some';
      // Whoever begins may be drawing; it comes to an end first, and is not on the screen before.
      if (waiting.length > 0) {
        queueMicrotask(() => {
          turn();
        });
      }
    },
    finish: () => {
      course++;
      draw(waiting);
      waiting = [];
      drawn.value = 'whole';
    },
  };
}

const ALWAYS = signal(true);

/**
 * Draws what `change` changes before it returns: the time it takes counts, and who asked for it goes on from there.
 * Within an effect nothing is drawn before its end.
 */
function renderNow(change: () => void): void {
  options.debounceRendering = (render) => {
    render();
  };
  try {
    batch(change);
  } finally {
    // Nobody else sets it.
    delete options.debounceRendering;
  }
}
