/** The blanks of a quiz: a field in the place of every number that is asked. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { withMinus } from '../src/numbers';
import type { Picture } from '../src/protocol';
import { useDerived } from './derive';
import { NOT_A_NUMBER, readNumber } from './entry';
import { hasManyExits, SIZE } from './figure';
import type { Layout } from './layout';
import { answer, isSettled, keyOf, show, type Blank } from './quizzing';
import { callNode } from './spoken';
import { writeSpot } from './spot';
import { isAsked } from './traffic';
import type { Drawing, View } from './view';

interface BlanksProps {
  readonly view: View;
  readonly drawing: Drawing;
}

/** In the order in which they are worked out: so Tab goes from one to the next. */
export function Blanks({ view, drawing }: BlanksProps) {
  const asked = view.quiz.value;
  const rooms = useMemo(() => roomsIn(drawing.layout), [drawing.layout]);
  const { beginning } = view.desk;
  useLayoutEffect(() => {
    if (!asked || !beginning.peek()) return;
    beginning.value = false;
    document.querySelector<HTMLInputElement>('[data-blank]')?.focus();
  }, [asked]);
  if (!asked) return null;
  return (
    <>
      {asked.blanks.map((blank) => {
        const key = keyOf(blank);
        const room = rooms.get(blank.edge === null ? `n${blank.node}` : `e${blank.edge}`);
        if (!room) return null;
        return <Field key={key} {...{ view, blank, room }} picture={drawing.picture} />;
      })}
    </>
  );
}

const HEIGHT = 20;
const FONT = 13;

/** Where the two numbers of a piece of wire stand. */
interface Room {
  readonly left: number;
  readonly axis: number;
  readonly width: number;
}

/** By node, and by edge where a wire or a far use of an input has its own numbers. */
function roomsIn({ shapes, wires }: Layout): ReadonlyMap<string, Room> {
  const rooms = new Map<string, Room>();
  for (const { key, node, edge, reference, x, y, body, lead, stem, axis } of shapes) {
    if (hasManyExits(node)) continue;
    const place = reference && edge ? `e${edge.id}` : key;
    rooms.set(place, { left: x + body + lead + 2, axis: y + axis, width: stem - lead - 4 });
  }
  for (const { edge, label } of wires) {
    if (!label) continue;
    const width = label.width - 4;
    rooms.set(`e${edge.id}`, { left: label.x - width / 2, axis: label.y, width });
  }
  return rooms;
}

interface FieldProps {
  readonly view: View;
  readonly blank: Blank;
  readonly room: Room;
  readonly picture: Picture;
}

function Field({ view, blank, room, picture }: FieldProps) {
  const { node, edge, of, state, say } = blank;
  const { blank: current } = view.desk;
  const spot = { node, edge, of };
  const key = keyOf(blank);
  /** What is typed and not yet an answer. */
  const draft = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);
  const over = view.lens.value.quiz?.over === true;
  const given = over || isSettled(blank);
  const written = withMinus(blank.text);
  const number = useDerived(() => writeSpot(view, { node, edge, of }), [view, key]);
  const text = draft.value ?? (given && state !== 'right' ? number.value : written);
  const isExplained = useDerived(() => isAsked(view, { node, edge, of }), [view, key]);
  const note = `note-${key.replaceAll(' ', '-')}`;

  const type = (typed: string | null): void => {
    draft.value = typed;
    error.value = null;
  };
  /** Whether what is typed, if anything is, became an answer. */
  const commit = async (): Promise<boolean> => {
    const typed = draft.value?.trim() ?? '';
    if (given || typed === '' || typed === blank.text) {
      type(null);
      return true;
    }
    const value = await readNumber(view, typed);
    // Somebody who types on is not interrupted.
    if (draft.value?.trim() !== typed) return false;
    if (value === null) {
      error.value = NOT_A_NUMBER;
      return false;
    }
    answer(view, spot, typed, value);
    type(null);
    return true;
  };

  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { currentTarget } = event;
    if (event.key === 'Enter' && currentTarget instanceof HTMLInputElement) {
      if (given) view.ask(spot);
      else if (event.ctrlKey || event.metaKey) show(view, spot);
      else {
        void commit().then((done) => {
          if (done) focusNext(currentTarget);
        });
      }
    } else if (event.key === 'Escape' && draft.value !== null) {
      type(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const { left, axis, width } = room;
  return (
    <div
      class={[
        `field blank ${of} is-${state}`,
        over && !isSettled(blank) && 'over',
        isExplained.value && 'asked',
      ]
        .filter(Boolean)
        .join(' ')}
      style={{
        left: `${left}px`,
        top: `${of === 'value' ? axis - HEIGHT - 2 : axis + 2}px`,
        width: `${width}px`,
        height: `${HEIGHT}px`,
      }}
    >
      <input
        type="text"
        spellcheck={false}
        autocomplete="off"
        readOnly={given}
        tabIndex={given ? -1 : 0}
        aria-label={nameBlank(view, picture, blank)}
        aria-description={[SPOKEN[state], say].filter(Boolean).join(': ')}
        aria-invalid={state === 'wrong' || error.value !== null}
        aria-describedby={error.value === null ? undefined : note}
        title={given && written !== '' && text !== written ? `You wrote ${written}` : undefined}
        data-blank={key}
        data-of={of}
        data-node={node}
        data-edge={edge ?? undefined}
        style={{ fontSize: `${FONT * Math.min(1, view.room.value.length / text.length)}px` }}
        value={text}
        onFocus={(event) => {
          current.value = spot;
          event.currentTarget.select();
        }}
        onBlur={() => void commit()}
        onInput={(event) => {
          type(event.currentTarget.value);
        }}
        onKeyDown={press}
        onClick={() => {
          if (given) view.ask(spot);
        }}
      />
      <span class="mark" aria-hidden="true">
        {MARKS[state]}
      </span>
      {error.value !== null && (
        <p class="note" id={note} role="alert" style={{ top: `${HEIGHT + SIZE.row + 2}px` }}>
          {error.value}
        </p>
      )}
    </div>
  );
}

const MARKS = { open: '', right: '✓', follows: '✓', wrong: '✗', shown: '' };
const SPOKEN = {
  open: '',
  right: 'right',
  follows: 'right so far',
  wrong: 'not right',
  shown: 'shown',
};

/** "Gradient of w_0", "Contribution to the gradient of x through max". */
export function nameBlank(view: View, picture: Picture, { node, edge, of }: Blank): string {
  const digits = view.digits.value;
  const call = (id: number | undefined): string => {
    const called = picture.nodes.find((each) => each.id === id);
    return called ? callNode(called, digits) : '';
  };
  if (of === 'value') return `Value of ${call(node)}`;
  if (edge === null) return `Gradient of ${call(node)}`;
  const wire = picture.edges.find(({ id }) => id === edge);
  return `Contribution to the gradient of ${call(node)} through ${call(wire?.to)}`;
}

/** Puts the focus on the next blank that is open, from the first on again behind the last. */
function focusNext(from: HTMLInputElement): void {
  const all = [
    ...(from.closest('.fields')?.querySelectorAll<HTMLInputElement>('[data-blank]') ?? []),
  ];
  const at = all.indexOf(from);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(
    (field) => !field.readOnly && field.value === '',
  );
  next?.focus();
}
