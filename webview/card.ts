/** How a card lies on the stage: off what it speaks of, and giving the focus back when it goes. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { HostMessage, Picture } from '../src/protocol';
import type { Camera } from './camera';
import { around, bringInto, choosePlace, makeWay, overlap, type Box, type Place } from './place';
import type { Question } from './view';

type Answer = Extract<HostMessage, { kind: 'explanation' }>;

/** Nodes and wires, by id. */
interface Meant {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/** What an explanation speaks of first: a value comes from operands, a gradient from gates. */
function meantBy({ node, edge, of }: Question, { edges }: Picture): Meant {
  const wires = edges.filter((wire) =>
    of === 'value' ? wire.to === node : wire.from === node && (edge === null || wire.id === edge),
  );
  return {
    nodes: new Set([node, ...wires.map((wire) => (of === 'value' ? wire.from : wire.to))]),
    edges: new Set(wires.map(({ id }) => id)),
  };
}

/** The paths it lists. */
function pathsOf({ ledger }: Answer): Meant {
  const rows = ledger?.rows ?? [];
  return {
    nodes: new Set(rows.flatMap(({ nodes }) => nodes)),
    edges: new Set(rows.flatMap(({ edges }) => edges)),
  };
}

/**
 * Keeps the card off the number it explains, as long as there is room elsewhere, and all that is in sight,
 * or the paths that it lists, or at least the gates and operands it speaks of out from under it: where no
 * corner is free of them, the picture gives way. A card that stands below the picture covers nothing; then
 * the picture moves into what is left of the stage.
 */
export function usePlace(
  card: { readonly current: HTMLElement | null },
  camera: Camera,
  answer: Answer,
  picture: Picture,
  grown: boolean,
): void {
  const { node, edge, of } = answer;
  const place = useRef<Place | null>(null);
  const lay = (anew: boolean): void => {
    const { current } = card;
    const frame = current?.parentElement;
    const stage = frame?.querySelector('.stage');
    if (!current || !stage) return;
    // Styles say from which width of the panel on it lies on the stage.
    const lies = getComputedStyle(current).position === 'absolute';
    const wire = edge === null ? ':not([data-edge])' : `[data-edge="${edge}"]`;
    const number = stage.querySelector(`[data-of="${of}"][data-node="${node}"]${wire}`);
    const target = (number ?? stage).getBoundingClientRect();
    const bounds = stage.getBoundingClientRect();
    const shapes = [...stage.querySelectorAll('.shape')].map((shape) => {
      return { node: Number(shape.getAttribute('data-id')), box: shape.getBoundingClientRect() };
    });
    const all = shapes.map(({ box }) => box);
    const meant = meantBy(answer, picture);
    // What is out of sight is not looked for.
    const boxes = shapes
      .filter((shape) => meant.nodes.has(shape.node) && overlap(shape.box, bounds) > 0)
      .map(({ box }) => box);
    const own = shapes.filter((shape) => shape.node === node).map(({ box }) => box);
    const boxesOf = ({ nodes, edges }: Meant): readonly Box[] => [
      ...shapes.filter((shape) => nodes.has(shape.node)).map(({ box }) => box),
      ...[...stage.querySelectorAll('.wire')]
        .filter((wire) => edges.has(Number(wire.getAttribute('data-edge'))))
        .map((wire) => wire.getBoundingClientRect()),
    ];
    if (!lies) {
      place.current = null;
      current.style.maxHeight = '';
      if (!anew || camera.showWhole()) return;
      const some = [all, boxesOf(pathsOf(answer)), boxesOf(meant), own].filter(
        ({ length }) => length > 0,
      );
      // The number itself in any case.
      const kept = [...some, []].map((boxes) => around([target, ...boxes]));
      const { x, y } = bringInto(bounds, kept);
      if (x !== 0 || y !== 0) camera.glide(x, y);
      return;
    }
    // Without a limit nothing is scrolled; afterwards it is again.
    const lines = current.querySelector('.lines');
    const scrolled = lines?.scrollTop ?? 0;
    current.style.maxHeight = 'none';
    const { width, height } = current.getBoundingClientRect();
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
    const covering = current.getBoundingClientRect();
    const covers = (box: Box): boolean => overlap(covering, box) > 0;
    const seen = all.filter((box) => overlap(box, bounds) > 0);
    if (!seen.some(covers)) return;
    // Where there is no room for all that is in sight, what it speaks of stands free, or what has the number.
    const paths = boxesOf({ ...pathsOf(answer), edges: new Set() });
    const kept = [...paths, ...boxes].some(covers) ? [seen, paths, boxes, own] : [seen];
    const way = kept
      .map((some) => makeWay(bounds, covering, around([target, ...some])))
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
    const stage = card.current?.parentElement?.querySelector('.stage');
    if (!stage) return undefined;
    const resized = new ResizeObserver(() => {
      lay(true);
    });
    resized.observe(stage);
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
