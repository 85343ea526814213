/** Dragging a number: sideways changes it, with Shift finer, with Alt coarser. */
import type { Input } from '../src/protocol';
import { stepNumber } from './numbers';
import type { View } from './view';

/** Pixels of a drag that make one step. */
const STEP = 4;
/** A press that moves less is a click. */
const CLICK = 3;

/**
 * Starts to follow a drag of the input's name or field. The value is sent once a frame; a press that
 * does not move stays a click.
 */
export function scrub(view: View, input: Input, event: PointerEvent): void {
  const element = event.currentTarget;
  if (event.button !== 0 || !(element instanceof Element)) return;
  const gesture = {};
  let { clientX } = event;
  const start = clientX;
  let travelled = 0;
  let moved = false;
  let frame = 0;

  const send = (): void => {
    frame = 0;
    const steps = Math.round(travelled / STEP / FINER) * FINER;
    view.edits.set(input.name, stepNumber(input.value, 1, steps), gesture);
  };

  const move = (next: PointerEvent): void => {
    moved ||= Math.abs(next.clientX - start) > CLICK;
    const scale = (next.shiftKey ? FINER : 1) * (next.altKey ? COARSER : 1);
    travelled += (next.clientX - clientX) * scale;
    clientX = next.clientX;
    if (!moved) return;
    next.preventDefault();
    frame ||= requestAnimationFrame(send);
  };

  const stop = new AbortController();
  const { signal } = stop;
  const end = (): void => {
    stop.abort();
    if (frame) {
      cancelAnimationFrame(frame);
      send();
    }
    // The click that ends a drag is none.
    if (moved) window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => {
      window.removeEventListener('click', swallow, { capture: true });
    });
  };

  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', end, { signal });
  window.addEventListener('pointercancel', end, { signal });
}

const FINER = 0.1;
const COARSER = 10;

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
