/** Where the focus goes when what has it is drawn anew, or goes away. */
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Visit } from './desk';
import type { PlacedShape } from './layout';
import { entranceOf } from './travel';
import type { Drawing } from './view';

/** What Tab may reach; the toolkit's own elements pass the focus on to their inside. */
const TABBABLE = [
  'button:not(:disabled, [tabindex="-1"])',
  'vscode-button:not([disabled])',
  'vscode-text-field',
  'input:not(:disabled)',
  'select',
  '[tabindex="0"]',
].join();

interface Ref<T> {
  readonly current: T | null;
}

/**
 * The key of the shape that has or last had the focus; empty: nobody was there yet. When the same
 * circuit is drawn anew, in another place or style, it is the same node's, and what had the focus, the
 * shape or its field, has it again. Who unfolds or folds something is on the way to what is `arriving`.
 */
export function useFocusedShape(
  stage: Ref<HTMLElement>,
  drawing: Drawing,
  arriving: ReadonlySignal<Visit | null>,
): Signal<string> {
  const focused = useSignal('');
  const drawn = useRef(drawing);
  const lost = useRef<'shape' | 'field' | null>(null);
  if (drawn.current !== drawing) {
    // What may be taken away, or become another's, is still there and has the focus.
    const { activeElement } = document;
    const inside = document.hasFocus() && stage.current?.contains(activeElement);
    lost.current = !inside ? null : activeElement instanceof SVGElement ? 'shape' : 'field';
    const goal = arriving.peek()?.node;
    focused.value =
      drawing.layout.shapes.find(({ node, reference }) => node.id === goal && !reference)?.key ??
      keyIn(drawing, drawn.current, focused.peek());
    drawn.current = drawing;
  }
  useLayoutEffect(() => {
    const kept = lost.current;
    lost.current = null;
    if (kept === null) return;
    if (kept === 'field' && stage.current?.contains(document.activeElement)) return;
    const shape =
      drawing.layout.shapes.find(({ key }) => key === focused.peek()) ?? entranceOf(drawing.layout);
    const place =
      kept === 'shape' ? `[data-shape="${shape?.key}"]` : `[data-node="${shape?.node.id}"]`;
    stage.current
      ?.querySelector<SVGElement | HTMLInputElement>(kept === 'shape' ? place : `input${place}`)
      ?.focus({ preventScroll: true });
  }, [drawing]);
  return focused;
}

/** The key in a drawing of what had another key in the one before; empty if it is not there. */
function keyIn(drawing: Drawing, before: Drawing, key: string): string {
  const was = before.layout.shapes.find((shape) => shape.key === key);
  if (!was || drawing.title !== before.title) return '';
  const { shapes } = drawing.layout;
  const same = shapes.find((shape) => shape.key === key && isSame(shape, was));
  return (same ?? shapes.find((shape) => !shape.reference && isSame(shape, was)))?.key ?? '';
}

function isSame({ node }: PlacedShape, { node: other }: PlacedShape): boolean {
  if (node.written !== null) return node.written === other.written;
  return node.id === other.id && node.group?.key === other.group?.key && other.written === null;
}

/**
 * Whatever has the focus and is taken away, such as a button that can be pressed once, leaves it to
 * what stands nearest: the first that Tab reaches in what was around it. While the window is elsewhere
 * nothing takes the focus; then Tab goes on from there.
 */
export function keepFocus(root: HTMLElement): () => void {
  /** What had the focus last, and all that was around it; empty when it was given up. */
  let around: readonly Element[] = [];
  const settle = (): boolean => {
    const gone = around[0] && !around[0].isConnected;
    if (!gone || document.activeElement !== document.body) return false;
    // Of the picture the shapes come before the fields.
    const near = around.find(
      (element) =>
        element.isConnected && !element.closest('.stage > *') && element.querySelector(TABBABLE),
    );
    around = [];
    near?.querySelector<HTMLElement | SVGElement>(TABBABLE)?.focus();
    return near !== undefined;
  };
  const enter = ({ target }: FocusEvent): void => {
    const path: Element[] = [];
    let at = target instanceof Element ? target : null;
    for (; at; at = at.parentElement) path.push(at);
    around = path;
  };
  const leave = ({ target }: FocusEvent): void => {
    // A window that loses the focus keeps its active element, and what is being taken away is told first.
    queueMicrotask(() => {
      const left = target instanceof Element && target.isConnected;
      if (left && target === around[0] && document.activeElement !== target) around = [];
    });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && settle()) event.preventDefault();
  };
  const observer = new MutationObserver(() => {
    if (document.hasFocus()) settle();
  });
  root.addEventListener('focusin', enter);
  root.addEventListener('focusout', leave);
  window.addEventListener('keydown', press);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', enter);
    root.removeEventListener('focusout', leave);
    window.removeEventListener('keydown', press);
    observer.disconnect();
  };
}
