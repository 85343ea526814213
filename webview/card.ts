/** How a card lies on the stage: off the number it explains, and giving the focus back when it goes. */
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Transform } from './camera';
import { choosePlace, overlap, type Place } from './place';
import type { Question } from './view';

/** Keeps the card off the number it explains, as long as there is room elsewhere. */
export function usePlace(
  card: { readonly current: HTMLElement | null },
  camera: ReadonlySignal<Transform>,
  { node, edge, of }: Question,
  grown: boolean,
): void {
  const place = useRef<Place | null>(null);
  const lay = (anew: boolean): void => {
    const { current } = card;
    const frame = current?.parentElement;
    if (!current || !frame) return;
    const wire = edge === null ? ':not([data-edge])' : `[data-edge="${edge}"]`;
    const number = frame.querySelector(`[data-of="${of}"][data-node="${node}"]${wire}`);
    const target = (number ?? frame).getBoundingClientRect();
    const shapes = [...frame.querySelectorAll('.shape')].map((s) => s.getBoundingClientRect());
    // Without a limit nothing is scrolled; afterwards it is again.
    const lines = current.querySelector('.lines');
    const scrolled = lines?.scrollTop ?? 0;
    current.style.maxHeight = 'none';
    const { width, height } = current.getBoundingClientRect();
    const best = choosePlace(frame.getBoundingClientRect(), { width, height }, target, shapes);
    // Where it lies it stays, if the number stays in sight.
    const last = place.current;
    const kept = last && { ...last, height: Math.min(height, last.height) };
    if (kept) put(current, kept);
    const hides = kept && overlap(current.getBoundingClientRect(), target) > 0;
    if (anew || !kept || hides) {
      place.current = best;
      put(current, best);
    }
    lines?.scrollTo({ top: scrolled });
  };
  useLayoutEffect(() => {
    lay(true);
  }, [grown]);
  useEffect(
    () =>
      camera.subscribe(() =>
        requestAnimationFrame(() => {
          lay(false);
        }),
      ),
    [camera],
  );
  useEffect(() => {
    const frame = card.current?.parentElement;
    if (!frame) return undefined;
    const resized = new ResizeObserver(() => {
      lay(true);
    });
    resized.observe(frame);
    return () => {
      resized.disconnect();
    };
  }, []);
}

function put(card: HTMLElement, { side, edge, height }: Place): void {
  card.dataset['side'] = side;
  card.dataset['edge'] = edge;
  card.style.maxHeight = `${height}px`;
}

/** When the card goes, the focus it had goes back where it came from. */
export function useReturningFocus(
  card: { readonly current: HTMLElement | null },
  node: number,
): void {
  useLayoutEffect(() => {
    const { current } = card;
    const opener = document.activeElement;
    return () => {
      if (!current?.contains(document.activeElement)) return;
      const shape = document.querySelector<SVGElement>(`[data-shape="n${node}"]`);
      const back = opener instanceof SVGElement && opener.isConnected ? opener : shape;
      back?.focus({ preventScroll: true });
    };
  }, []);
}
