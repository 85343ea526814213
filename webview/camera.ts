/** Pan, zoom and fit: where the picture is looked at from. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import type { Point } from './layout';
import { LEAST, READABLE } from './rows';

/** A picture's point p is shown at k·p + (x, y), in pixels of the stage. */
export interface Transform {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is looked at: its size, and where its shapes are. */
export interface Sight extends Size {
  readonly shapes: readonly { readonly x: number; readonly y: number; readonly height: number }[];
}

export interface Camera {
  readonly transform: ReadonlySignal<Transform>;
  /** Of the stage, as it was last laid out: to ask for it anew would lay out all that is about to change. */
  readonly size: ReadonlySignal<Size>;
  /** Whether a picture can be read whole in the room there is. */
  fits(picture: Size): boolean;
  /** Shows a new picture: whole, or if it could not be read so, from its inputs on. */
  show(picture: Sight): void;
  /**
   * Shows the picture with other parts folded: whole as long as it is readable and nobody has moved it,
   * else so that what stood at `from` and stands at `to` now stays in its place on the screen.
   */
  hold(picture: Sight, from: { x: number; y: number }, to: { x: number; y: number }): void;
  /** Shows it again in the room there is now, unless the person looks elsewhere; `anew`: even then. */
  settle(anew?: boolean): void;
  /** Shows it whole in the room there is now, if it can be read so and nobody looks elsewhere; says whether. */
  showWhole(): boolean;
  /** The result goes back to where it is looked at from now, unless the person has moved it meanwhile. */
  mark(): () => void;
  /** Shows the whole picture. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Brings a point of a picture that is not seen whole to the middle, large enough to be read. */
  centre(x: number, y: number): void;
  /** The same from as far as it is. */
  moveTo(x: number, y: number): void;
  /** Moves by so many pixels, gently unless motion is unwanted. */
  glide(x: number, y: number): void;
  /** Moves just so far that a box of the picture is within the stage. */
  reveal(box: Point & Size): void;
  dispose(): void;
}

const MARGIN = 12;
const FARTHEST = 0.05;
const CLOSEST = 4;
/** A small circuit is not blown up to fill a wide panel. */
const CLOSEST_FIT = 1.25;
/** What has to be moved to be read is shown a little larger than what can be read whole. */
const LEGIBLE = 0.7;
/** A step of zooming in. */
export const CLOSER = 1.25;
/** How long the picture takes to give way, in ms. */
const GLIDE = 220;

/** Lets `stage` be dragged, pinched and wheeled; Ctrl or ⌘ and the wheel zoom, the wheel alone pans. */
export function attachCamera(stage: HTMLElement): Camera {
  const transform = signal<Transform>({ x: 0, y: 0, k: 1 });
  const size = signal<Size>(sizeOf(stage));
  const selection = select(stage);
  let picture: Sight = { width: 0, height: 0, shapes: [] };
  /** Until the person moves the camera, the picture keeps filling the stage. */
  let untouched = true;
  /** How often the person, or another picture, has moved it. */
  let moves = 0;
  const touch = (): void => {
    untouched = false;
    moves++;
  };

  const behavior = zoom<HTMLElement, unknown>()
    .scaleExtent([FARTHEST, CLOSEST])
    .extent(() => {
      const { width, height } = size.peek();
      return [
        [0, 0],
        [width, height],
      ];
    })
    .filter((event: MouseEvent) =>
      event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button && !isControl(event),
    )
    .on('zoom', (event: { transform: Transform; sourceEvent: unknown }) => {
      const { x, y, k } = event.transform;
      transform.value = { x, y, k };
      if (event.sourceEvent) touch();
    });
  selection.call(behavior).on('dblclick.zoom', null);

  const pan = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    touch();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const { k } = transform.value;
    behavior.translateBy(selection, (-event.deltaX * lines) / k, (-event.deltaY * lines) / k);
  };
  stage.addEventListener('wheel', pan, { passive: false });

  const scales = (): readonly [across: number, down: number] => scalesIn(size.peek(), picture);
  const look = (choose: (whole: number, oneWay: number) => number): void => {
    untouched = true;
    const { width, height } = size.peek();
    if (!width || !height || !picture.width || !picture.height) return;
    const [across, down] = scales();
    const whole = Math.min(across, down, CLOSEST_FIT);
    const k = Math.max(FARTHEST, choose(whole, Math.max(across, down)));
    const x = Math.max(MARGIN, (width - k * picture.width) / 2);
    const [top, bottom] = firstOf(picture, width / k);
    const y = centred(height, k * picture.height, [k * top, k * bottom]);
    behavior.transform(selection, zoomIdentity.translate(x, y).scale(k));
  };
  const lookReadably = (): void => {
    look((whole, oneWay) => {
      if (whole >= LEAST) return whole;
      return oneWay < READABLE ? LEGIBLE : Math.min(oneWay, LEGIBLE);
    });
  };

  /** What was decided in this frame, to be decided again if the stage has another size by its end. */
  let decided: (() => void) | null = null;
  const decide = (again: () => void): void => {
    decided = again;
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        if (decided === again) decided = null;
      });
    });
  };
  const settle = (anew = false): void => {
    if (!untouched && !anew) return;
    moves++;
    lookReadably();
    decide(() => {
      settle();
    });
  };
  const showWhole = (): boolean => {
    if (!untouched || Math.min(...scales()) < LEAST) return false;
    lookReadably();
    return true;
  };
  const isSeenWhole = (): boolean => {
    const { k, x, y } = transform.value;
    const { width, height } = size.peek();
    const [right, bottom] = [x + k * picture.width, y + k * picture.height];
    return k >= LEAST && x >= 0 && y >= 0 && right <= width && bottom <= height;
  };
  let journeys = 0;
  const travel = (to: Transform): void => {
    const journey = ++journeys;
    const begun = performance.now();
    const from = transform.value;
    const between = (a: number, b: number, part: number): number => a + part * (b - a);
    const move = (part: number): void => {
      const there = zoomIdentity
        .translate(between(from.x, to.x, part), between(from.y, to.y, part))
        .scale(between(from.k, to.k, part));
      behavior.transform(selection, there);
    };
    let last = from;
    const go = (now: number): void => {
      // Whoever moves the picture meanwhile moves it alone.
      if (transform.value !== last || journeys !== journey) return;
      const part = Math.min(1, Math.max(0, now - begun) / GLIDE);
      move(part * (2 - part));
      last = transform.value;
      if (part < 1) requestAnimationFrame(go);
    };
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) move(1);
    else requestAnimationFrame(go);
  };

  // What appears below the picture takes some of its height; that must not make the picture move.
  let { width } = size.peek();
  let height = window.innerHeight;
  const resized = new ResizeObserver(() => {
    size.value = sizeOf(stage);
    if (size.value.width !== width || window.innerHeight !== height) settle();
    else decided?.();
    width = size.value.width;
    height = window.innerHeight;
  });
  resized.observe(stage);

  return {
    transform,
    size,
    fits: (shown) => Math.min(...scalesIn(size.value, shown)) >= LEAST,
    show: (sight) => {
      picture = sight;
      settle(true);
    },
    hold: (sight, from, to) => {
      const { x, y, k } = transform.value;
      picture = sight;
      moves++;
      decide(() => {
        showWhole();
      });
      if (showWhole()) return;
      const moved = zoomIdentity
        .translate(x + k * (from.x - to.x), y + k * (from.y - to.y))
        .scale(k);
      behavior.transform(selection, moved);
    },
    settle,
    showWhole,
    mark: () => {
      const [from, wasUntouched, before] = [transform.value, untouched, moves];
      return () => {
        if (moves === before) {
          travel(from);
          untouched = wasUntouched;
        } else settle();
      };
    },
    fit: () => {
      moves++;
      look((whole) => whole);
    },
    zoomBy: (factor) => {
      touch();
      behavior.scaleBy(selection, factor);
    },
    centre: (x, y) => {
      // Of what is seen whole nothing needs to go out of sight.
      if (isSeenWhole()) return;
      touch();
      if (transform.value.k < LEGIBLE) behavior.scaleTo(selection, LEGIBLE);
      behavior.translateTo(selection, x, y);
    },
    moveTo: (x, y) => {
      touch();
      behavior.translateTo(selection, x, y);
    },
    glide: (x, y) => {
      untouched = false;
      const { x: left, y: top, k } = transform.value;
      travel({ x: left + x, y: top + y, k });
    },
    reveal: (box) => {
      // What appears below the picture in the same breath has taken its room already.
      const room = sizeOf(stage);
      const { k, x: left, y: top } = transform.value;
      const [begin, above] = [left + k * box.x, top + k * box.y];
      const x = inwards(begin, room.width - begin - k * box.width);
      const y = inwards(above, room.height - above - k * box.height);
      if (x === 0 && y === 0) return;
      touch();
      behavior.translateBy(selection, x / k, y / k);
    },
    dispose: () => {
      resized.disconnect();
      stage.removeEventListener('wheel', pan);
      selection.on('.zoom', null);
    },
  };
}

/** At which a picture is as wide as the stage, and as high. */
function scalesIn(stage: Size, { width, height }: Size): readonly [across: number, down: number] {
  return [(stage.width - 2 * MARGIN) / width, (stage.height - 2 * MARGIN) / height];
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: clientWidth, height: clientHeight };
}

/** From where to where the shapes reach, from top to bottom, that are within `width` from the left. */
function firstOf({ shapes }: Sight, width: number): readonly [top: number, bottom: number] {
  const first = shapes.filter(({ x }) => x < width);
  return [
    Math.min(...first.map(({ y }) => y)),
    Math.max(...first.map(({ y, height }) => y + height)),
  ];
}

/** Where a length begins so that it is in the middle, or if it does not fit, so that `first` of it is. */
function centred(room: number, length: number, first: readonly [number, number]): number {
  if (length + 2 * MARGIN <= room) return (room - length) / 2;
  const [begin, end] = first;
  const kept = Math.max(MARGIN - begin, (room - begin - end) / 2);
  return Math.min(MARGIN, Math.max(room - MARGIN - length, kept));
}

/** How far to move so that both margins, if there is room for both, are kept; else the first. */
function inwards(before: number, after: number): number {
  if (before < 0 || before + after < 0) return before < MARGIN ? MARGIN - before : 0;
  return after < 0 ? after - MARGIN : 0;
}

function isControl(event: Event): boolean {
  return (
    event.target instanceof Element && event.target.closest('input, button, [data-scrub]') !== null
  );
}
