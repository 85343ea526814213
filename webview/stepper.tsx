/** Steps through the picture like a film: what happens now, where in it one is, and the controls. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Picture } from '../src/protocol';
import { CLOSE, IconButton } from './controls';
import { Operation } from './operation';
import { Orders } from './order';
import { sayMoment, takeKey } from './pace';
import type { View } from './view';
import type { Walk } from './walk';

interface StepperProps {
  readonly view: View;
  readonly walk: Walk;
  readonly picture: Picture;
  /** The picture has more or less room now. */
  readonly onResize: () => void;
  /** That node is to be seen. */
  readonly onStep: (node: number) => void;
}

const ICONS = {
  start: 'M3 3h1.4v10H3zM13 3v10L5.5 8z',
  back: 'M10.2 2.8 5 8l5.2 5.2.9-.9L6.8 8l4.3-4.3z',
  play: 'M4 2.5v11L13 8z',
  pause: 'M4 3h2.8v10H4zM9.2 3H12v10H9.2z',
  forward: 'M5.8 2.8 11 8l-5.2 5.2-.9-.9L9.2 8 4.9 3.7z',
  end: 'M11.6 3H13v10h-1.4zM3 3v10l7.5-5z',
};
const SPEEDS = [0.5, 1, 2, 4];

export function Stepper({ view, walk, picture, onResize, onStep }: StepperProps) {
  const { position, playing, length, course, moment } = walk;
  const controls = useRef<HTMLDivElement>(null);
  const walking = position.value !== null;
  const comparing = course.value === 'orders';
  const said = sayMoment(view, walk, picture);
  const node = moment.value?.node ?? null;
  const forward = moment.value?.kind === 'forward';

  useLayoutEffect(onResize, [walking, course.value]);
  useLayoutEffect(() => {
    if (node !== null) onStep(node);
    view.hover(node);
    view.askOperation(
      node === null ? null : { node, edge: null, of: forward ? 'value' : 'gradient' },
    );
  }, [node, forward]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (takeKey(view, walk, event)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, [view, walk]);
  useSignalEffect(() => {
    // The slider says its own value; and nobody can listen as fast as it plays.
    const heard = playing.value || document.activeElement?.classList.contains('position');
    if (position.value !== null && !heard) view.announcement.value = sayMoment(view, walk, picture);
  });

  if (course.value === 'passes' && length.value === 0) return null;
  const at = position.value ?? length.value;
  return (
    <section class="stepper" aria-label="Steps">
      {comparing ? (
        <Orders view={view} walk={walk} picture={picture} />
      ) : (
        moment.value && <Operation view={view} picture={picture} moment={moment.value} />
      )}
      <div class={walking ? 'transport walked' : 'transport'} ref={controls}>
        <IconButton
          label="To the start"
          icon={ICONS.start}
          onPress={() => {
            walk.go(0);
          }}
        />
        <IconButton
          label="Step back"
          keys="[ or ,"
          icon={ICONS.back}
          onPress={() => {
            walk.step(-1);
          }}
        />
        <IconButton
          label={playing.value ? 'Pause' : 'Play'}
          keys="Space"
          icon={playing.value ? ICONS.pause : ICONS.play}
          onPress={walk.togglePlay}
        />
        <IconButton
          label="Step forward"
          keys="] or ."
          icon={ICONS.forward}
          onPress={() => {
            walk.step(1);
          }}
        />
        <IconButton
          label="To the end"
          icon={ICONS.end}
          onPress={() => {
            walk.go(length.value);
          }}
        />
        <input
          class="position"
          type="range"
          min={0}
          max={length.value}
          step={1}
          value={at}
          aria-label="Step"
          aria-valuetext={walking ? said : 'all steps are done'}
          title={walking ? said : 'Step through it: forward, then backward'}
          onInput={(event) => {
            walk.go(event.currentTarget.valueAsNumber);
          }}
        />
        <output class="place" aria-hidden="true">
          {walking ? `${at}/${length.value}` : ''}
        </output>
        <select
          aria-label="Speed"
          title="Speed"
          value={walk.speed.value}
          onChange={(event) => {
            walk.speed.value = Number(event.currentTarget.value);
          }}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
        <button
          type="button"
          class="link"
          aria-label={comparing ? 'Back to the steps' : 'Why this order?'}
          onClick={() => {
            walk.take(comparing ? 'passes' : 'orders');
          }}
        >
          {comparing ? 'Back' : 'Why'}
          <span class="wide">{comparing ? ' to the steps' : ' this order'}</span>
          {comparing ? '' : '?'}
        </button>
        {walking && (
          <IconButton
            label="Leave the steps"
            keys="Escape"
            icon={CLOSE}
            onPress={() => {
              walk.end();
              // The button goes; the keyboard stays with the steps.
              controls.current?.querySelector<HTMLElement>('[aria-label=Play]')?.focus();
            }}
          />
        )}
      </div>
    </section>
  );
}
