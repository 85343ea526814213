/** Walking through the picture: where in which course, and the clock that plays it. */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { followVisits, listVisits, type ListedVisit, type Orders, type Side } from './orders';
import { listSteps, momentAt, type Moment, type Step } from './steps';
import { isRefolded, type Drawing, type View } from './view';

/** What is walked through: the two passes, or two orders of the backward pass side by side. */
export type Course = 'passes' | 'orders';

export interface Walk {
  readonly course: ReadonlySignal<Course>;
  /** How many steps were taken; null: nobody walks, and all numbers are shown. */
  readonly position: ReadonlySignal<number | null>;
  readonly playing: ReadonlySignal<boolean>;
  /** Times the usual speed. */
  readonly speed: Signal<number>;
  /** Which of the two orders the picture shows. */
  readonly side: Signal<Side>;
  readonly orders: ReadonlySignal<Orders | null>;
  readonly visits: ReadonlySignal<Readonly<Record<Side, readonly ListedVisit[]>>>;
  readonly length: ReadonlySignal<number>;
  readonly moment: ReadonlySignal<Moment | null>;
  /** To a position, by hand: what plays stops. */
  readonly go: (position: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly togglePlay: () => void;
  /** Starts another course from its beginning. */
  readonly take: (course: Course) => void;
  readonly end: () => void;
  readonly dispose: () => void;
}

/** At the usual speed a step can be read before the next one comes. */
const STEP_MS = 1600;

/** The step of the same gate, or of the group that is drawn for it; −1: there is none. */
function placeOf({ kind, node }: Step, steps: readonly Step[]): number {
  const exact = steps.findIndex((step) => step.kind === kind && step.node === node);
  if (exact >= 0) return exact;
  // A group is drawn for its last node.
  const around = (step: Step): boolean => step.kind === kind && step.node >= node;
  return kind === 'forward' ? steps.findIndex(around) : steps.findLastIndex(around);
}

/** A walk not yet begun. It stays where it is while numbers change, and ends with the picture. */
export function createWalk(view: View): Walk {
  const course = signal<Course>('passes');
  const position = signal<number | null>(null);
  const playing = signal(false);
  const speed = signal(1);
  const side = signal<Side>('naive');
  /** The last answer: the next one is on its way when numbers change. */
  const orders = signal<Orders | null>(null);

  const picture = computed(() => view.drawing.value?.picture ?? null);
  const steps = computed(() => {
    const held = new Set(view.lens.value.held.map(({ node }) => node));
    const leaves = picture.value?.nodes.filter(
      ({ written }) => written !== null && held.has(written),
    );
    return picture.value ? listSteps(picture.value, new Set(leaves?.map(({ id }) => id))) : [];
  });
  const visits = computed(() =>
    picture.value && orders.value
      ? {
          topological: listVisits(picture.value, orders.value, 'topological'),
          naive: listVisits(picture.value, orders.value, 'naive'),
        }
      : { topological: [], naive: [] },
  );
  const length = computed(() =>
    course.value === 'passes'
      ? steps.value.length
      : Math.max(visits.value.topological.length, visits.value.naive.length),
  );
  const moment = computed((): Moment | null => {
    const at = position.value;
    if (at === null || !picture.value) return null;
    if (course.value === 'passes') return momentAt(picture.value, steps.value, at, view.tape.value);
    if (!orders.value) return null;
    const naive = side.value === 'naive';
    const { gradient } = view.tape.value;
    const final = naive ? orders.value.naiveGradient : gradient;
    return followVisits(picture.value, visits.value[side.value], at, final, gradient);
  });

  const halt = (): void => {
    playing.value = false;
  };
  const go = (to: number): void => {
    batch(() => {
      halt();
      position.value = Math.min(Math.max(0, to), length.value);
    });
  };
  const end = (): void => {
    batch(() => {
      halt();
      position.value = null;
      course.value = 'passes';
    });
  };

  let drawn = '';
  let listed: readonly Step[] = [];
  let shown: Drawing | null = null;
  const effects = [
    effect(() => {
      const next = JSON.stringify(picture.value);
      if (next === drawn) return;
      drawn = next;
      const refolded = isRefolded(shown, view.drawing.peek());
      const step = listed[(position.peek() ?? 0) - 1];
      shown = view.drawing.peek();
      listed = steps.value;
      batch(() => {
        orders.value = null;
        const same = refolded && step && course.peek() === 'passes' ? placeOf(step, listed) : -1;
        if (same < 0) end();
        else position.value = same + 1;
      });
    }),
    effect(() => {
      if (view.order.value) orders.value = view.order.value;
      else if (course.value === 'orders' && picture.value) view.askOrder();
    }),
    effect(() => {
      // In a quiz it is told what is not asked, and nobody walks.
      if (view.quiz.value) end();
      else view.moment.value = moment.value;
    }),
    effect(() => {
      if (!playing.value) return undefined;
      const at = position.value ?? 0;
      if (at >= length.value) {
        halt();
        return undefined;
      }
      const timer = setTimeout(() => {
        position.value = at + 1;
      }, STEP_MS / speed.value);
      return () => {
        clearTimeout(timer);
      };
    }),
  ];

  return {
    course,
    position,
    playing,
    speed,
    side,
    orders,
    visits,
    length,
    moment,
    go,
    step: (by) => {
      // Nobody walks: all is computed, as after the last step.
      go(position.value === null ? (by === 1 ? 0 : length.value) : position.value + by);
    },
    togglePlay: () => {
      batch(() => {
        const finished = position.value === null || position.value >= length.value;
        if (!playing.value && finished) position.value = 0;
        playing.value = !playing.value;
      });
    },
    take: (next) => {
      batch(() => {
        halt();
        // The two orders take the room of what is explained.
        if (next === 'orders') view.dismiss();
        course.value = next;
        position.value = 0;
      });
    },
    end,
    dispose: () => {
      for (const stop of effects) stop();
    },
  };
}
