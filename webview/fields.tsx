/** The editable values in the picture: one field over the stem of every input. */
import { Blanks } from './blanks';
import { useDerived } from './derive';
import { useEntry } from './entry';
import { SIZE } from './figure';
import { Giving } from './giving';
import type { PlacedShape } from './layout';
import { scrub } from './scrub';
import { isAsked } from './traffic';
import type { Drawing, View } from './view';

interface FieldsProps {
  readonly view: View;
  readonly drawing: Drawing;
}

/** Fields are HTML that lies on the drawing: SVG has no text fields of its own. */
export function Fields({ view, drawing }: FieldsProps) {
  const { layout } = drawing;
  return (
    <div class="fields">
      {layout.shapes
        .filter((shape) => shape.node.kind === 'input' && !shape.reference)
        .map((shape) => (
          // Another input is another field, whatever was left in the first.
          <Field key={`${shape.key} ${shape.node.plainName}`} view={view} shape={shape} />
        ))}
      <Giving view={view} layout={layout} />
      <Blanks view={view} drawing={drawing} />
    </div>
  );
}

const HEIGHT = 20;
const FONT = 13;

function Field({ view, shape }: { readonly view: View; readonly shape: PlacedShape }) {
  const { node, body, lead, stem, axis } = shape;
  const entry = useEntry(view, node.id);
  const ordinary = view.room.value.length;
  const error = entry.error.value;
  const note = `note-${node.id}`;
  const exact = useDerived(() => String(view.tape.value.value[node.id] ?? NaN), [view, node.id]);
  const asked = useDerived(
    () => isAsked(view, { node: node.id, edge: null, of: 'value' }),
    [view, node.id],
  );
  return (
    <div
      class={asked.value ? 'field asked' : 'field'}
      style={{
        left: `${shape.x + body + lead + 2}px`,
        top: `${shape.y + axis - HEIGHT - 2}px`,
        width: `${stem - lead - 4}px`,
        height: `${HEIGHT}px`,
      }}
    >
      <input
        class="value"
        type="text"
        spellcheck={false}
        autocomplete="off"
        aria-label={`Value of ${node.plainName}`}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : note}
        data-of="value"
        data-node={node.id}
        data-value={exact}
        style={{ fontSize: `${FONT * Math.min(1, ordinary / entry.text.value.length)}px` }}
        value={entry.text.value}
        onPointerDown={(event) => {
          const input = view.inputs.value.find((each) => each.node === node.id);
          if (input && document.activeElement !== event.currentTarget) scrub(view, input, event);
        }}
        onMouseDown={(event) => {
          // What is dragged is not edited; a click is.
          if (document.activeElement !== event.currentTarget) event.preventDefault();
        }}
        onClick={(event) => {
          event.currentTarget.focus();
        }}
        onFocus={(event) => {
          entry.begin(event.currentTarget);
        }}
        onBlur={entry.leave}
        onInput={(event) => {
          entry.type(event.currentTarget.value);
        }}
        onKeyDown={entry.press}
      />
      {error !== null && (
        <p class="note" id={note} role="alert" style={{ top: `${HEIGHT + SIZE.row + 2}px` }}>
          {error}
        </p>
      )}
    </div>
  );
}
