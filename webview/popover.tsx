/** What a button of the toolbar opens: a small dialog below it, gone with Escape or a press outside. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface PopoverProps {
  readonly id: string;
  readonly label: string;
  /** The button it belongs to; the focus goes back there. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

const MARGIN = 8;
const GAP = 4;
const FIRST = 'input:checked, input:not([type=radio]), button, select, [tabindex="0"]';

export function Popover({ id, label, anchor, onClose, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const { left, bottom } = anchor.getBoundingClientRect();
    const farthest = window.innerWidth - current.offsetWidth - MARGIN;
    current.style.left = `${Math.max(MARGIN, Math.min(left, farthest))}px`;
    current.style.top = `${bottom + GAP}px`;
    current.style.maxHeight = `${window.innerHeight - bottom - GAP - MARGIN}px`;
    (current.querySelector<HTMLElement>(FIRST) ?? current).focus({ preventScroll: true });
  }, [anchor]);

  useLayoutEffect(() => {
    const press = ({ target }: PointerEvent): void => {
      const inside =
        target instanceof Node && (box.current?.contains(target) || anchor.contains(target));
      if (!inside) onClose();
    };
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);

  return (
    <div
      ref={box}
      id={id}
      class="popover"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        anchor.focus();
        onClose();
      }}
      onFocusOut={({ relatedTarget }) => {
        const left = relatedTarget instanceof Node && !box.current?.contains(relatedTarget);
        if (left && !anchor.contains(relatedTarget)) onClose();
      }}
    >
      {children}
    </div>
  );
}
