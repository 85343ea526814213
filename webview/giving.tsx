/** The field in which an inner node is given a value that it does not compute itself. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { NOT_A_NUMBER, readNumber } from './entry';
import type { Layout } from './layout';
import { nameNode } from './naming';
import { hold } from './nodeActions';
import { exactNumber } from './numbers';
import type { View } from './view';

interface GivingProps {
  readonly view: View;
  readonly layout: Layout;
}

const HEIGHT = 20;
const LEAST_WIDTH = 64;

/** Lies over the node's value, among the fields of the inputs. */
export function Giving({ view, layout }: GivingProps) {
  const { giving } = view.desk;
  const shape = layout.shapes.find(({ node, reference }) => node.id === giving.value && !reference);
  const field = useRef<HTMLInputElement>(null);
  const wrong = useSignal(false);

  useLayoutEffect(() => {
    if (!field.current || !shape) return;
    field.current.value = exactNumber(view.tape.peek().value[shape.node.id] ?? NaN);
    field.current.focus({ preventScroll: true });
    field.current.select();
  }, [shape]);

  if (!shape) return null;
  const { node, body, lead, stem, axis } = shape;
  const width = Math.max(LEAST_WIDTH, stem - lead - 4);

  const close = (): void => {
    wrong.value = false;
    giving.value = null;
  };
  const commit = async (): Promise<void> => {
    const written = field.current?.value ?? '';
    const value = await readNumber(view, written);
    // Left, or typed on, while it was read.
    if (giving.value !== node.id || field.current?.value !== written) return;
    wrong.value = value === null;
    if (value === null) return;
    close();
    hold(view, node, value);
    view.desk.visit(node.id, false);
  };

  return (
    <div
      class="field giving"
      style={{
        left: `${shape.x + body + (stem + lead - width) / 2}px`,
        top: `${shape.y + axis - HEIGHT - 2}px`,
        width: `${width}px`,
        height: `${HEIGHT}px`,
      }}
    >
      <input
        ref={field}
        class="value"
        type="text"
        spellcheck={false}
        autocomplete="off"
        aria-label={`Give ${nameNode(node)} the value`}
        aria-invalid={wrong.value}
        onInput={() => {
          wrong.value = false;
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') void commit();
          if (event.key === 'Escape') {
            close();
            view.desk.visit(node.id, false);
          }
          event.stopPropagation();
        }}
        onBlur={() => {
          // Left without a press of Enter, nothing is given.
          if (giving.value === node.id) close();
        }}
      />
      {wrong.value && (
        <p class="note" role="alert" style={{ top: `${HEIGHT + 2}px` }}>
          {NOT_A_NUMBER}
        </p>
      )}
    </div>
  );
}
