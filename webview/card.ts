/** How a card lies on the stage: off what it speaks of, and giving the focus back when it goes. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Picture } from '../src/protocol';
import type { Camera } from './camera';
import { around, choosePlace, makeWay, overlap, type Place } from './place';
import type { Question } from './view';

/** The nodes that an explanation speaks of: a value comes from operands, a gradient from gates. */
function meantBy({ node, edge, of }: Question, { edges }: Picture): ReadonlySet<number> {
  const wires = edges.filter((wire) =>
    of === 'value' ? wire.to === node : wire.from === node && (edge === null || wire.id === edge),
  );
  return new Set([node, ...wires.map((wire) => (of === 'value' ? wire.from : wire.to))]);
}

/**
 * Keeps the card off the number it explains, as long as there is room elsewhere, and all that is in sight
 * or at least the gates and operands it speaks of out from under it: where no corner is free of them, the
 * picture gives way.
 */
export function usePlace(
  card: { readonly current: HTMLElement | null },
  camera: Camera,
  question: Question,
  picture: Picture,
  grown: boolean,
): void {
  const { node, edge, of } = question;
  const place = useRef<Place | null>(null);
  const lay = (anew: boolean): void => {
    const { current } = card;
    const frame = current?.parentElement;
    if (!current || !frame) return;
    const wire = edge === null ? ':not([data-edge])' : `[data-edge="${edge}"]`;
    const number = frame.querySelector(`[data-of="${of}"][data-node="${node}"]${wire}`);
    const target = (number ?? frame).getBoundingClientRect();
    const bounds = frame.getBoundingClientRect();
    const nodes = meantBy(question, picture);
    const shapes = [...frame.querySelectorAll('.shape')].map((shape) => {
      return { node: Number(shape.getAttribute('data-id')), box: shape.getBoundingClientRect() };
    });
    // What is out of sight is not looked for.
    const boxes = shapes
      .filter((shape) => nodes.has(shape.node) && overlap(shape.box, bounds) > 0)
      .map(({ box }) => box);
    // Without a limit nothing is scrolled; afterwards it is again.
    const lines = current.querySelector('.lines');
    const scrolled = lines?.scrollTop ?? 0;
    current.style.maxHeight = 'none';
    const { width, height } = current.getBoundingClientRect();
    const all = shapes.map(({ box }) => box);
    const best = choosePlace(bounds, { width, height }, target, boxes, all);
    // Where it lies it stays, if the number stays in sight.
    const last = place.current;
    const stays = last && { ...last, height: Math.min(height, last.height) };
    if (stays) put(current, stays);
    const hides = stays && overlap(current.getBoundingClientRect(), target) > 0;
    if (anew || !stays || hides) {
      place.current = best;
      put(current, best);
    }
    lines?.scrollTo({ top: scrolled });
    if (!anew) return;
    const lies = current.getBoundingClientRect();
    const covers = (box: DOMRect): boolean => overlap(lies, box) > 0;
    const seen = all.filter((box) => overlap(box, bounds) > 0);
    if (!seen.some(covers)) return;
    const own = shapes.filter((shape) => shape.node === node).map(({ box }) => box);
    // Where there is no room for all that is in sight, what it speaks of stands free, or what has the number.
    const kept = boxes.some(covers) ? [seen, boxes, own] : [seen];
    const way = kept
      .map((some) => makeWay(bounds, lies, around([target, ...some])))
      .find((found) => found !== null);
    if (way) camera.glide(way.x, way.y);
  };
  useLayoutEffect(() => {
    lay(true);
  }, [grown]);
  useEffect(
    () =>
      camera.transform.subscribe(() =>
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
