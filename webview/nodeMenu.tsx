/** The menu of one node: everything that can be done with it, with the keys that do the same. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { nameNode } from './naming';
import { actionsOn, type NodeAction } from './nodeActions';
import type { Drawing, View } from './view';

interface NodeMenuProps {
  readonly view: View;
  readonly drawing: Drawing;
  /** The person wants to edit that input. */
  readonly onEdit: (node: number) => void;
}

const MARGIN = 8;

export function NodeMenu({ view, drawing, onEdit }: NodeMenuProps) {
  const asked = view.desk.menu.value;
  const node = drawing.picture.nodes.find(({ id }) => id === asked?.node);
  const box = useRef<HTMLDivElement>(null);
  /** What had the focus before. */
  const left = useRef<Element | null>(null);

  /** The focus goes back at once: what is done next may take it elsewhere. */
  const close = (back: boolean): void => {
    if (!asked) return;
    view.desk.menu.value = null;
    const { current } = left;
    if (back && (current instanceof HTMLElement || current instanceof SVGElement)) {
      current.focus({ preventScroll: true });
    }
  };

  useLayoutEffect(() => {
    const { current } = box;
    if (!current || !asked) return undefined;
    left.current = document.activeElement;
    const { offsetWidth, offsetHeight } = current;
    const fit = (at: number, size: number, room: number): string =>
      `${Math.max(MARGIN, Math.min(at, room - size - MARGIN))}px`;
    current.style.left = fit(asked.x, offsetWidth, window.innerWidth);
    current.style.top = fit(asked.y, offsetHeight, window.innerHeight);
    current.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
    const press = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node && current.contains(target))) close(false);
    };
    window.addEventListener('pointerdown', press, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
    };
  }, [asked]);

  if (!node) return null;
  const actions = actionsOn(view, node, onEdit);
  const run = ({ act }: NodeAction): void => {
    close(true);
    act();
  };

  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item === event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const action = actions.find(({ key }) => key === event.key && key !== 'Enter');
    if (step !== undefined) items.at((at + step) % items.length)?.focus();
    else if (event.key === 'Home') items[0]?.focus();
    else if (event.key === 'End') items.at(-1)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(true);
    else if (action) run(action);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      class="node-menu"
      role="menu"
      aria-label={`Do with ${nameNode(node)}`}
      onKeyDown={press}
    >
      {actions.map((action) => (
        <button
          key={action.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-keyshortcuts={action.key}
          onClick={() => {
            run(action);
          }}
        >
          <span>{action.label}</span>
          <kbd aria-hidden="true">{action.key}</kbd>
        </button>
      ))}
    </div>
  );
}
