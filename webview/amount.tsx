/** The two numbers on a wire: the value in green above, the gradient in red below. */
import { formatNumber } from '../src/numbers';
import { useDerived } from './derive';
import { blankAt } from './quizzing';
import type { Reading } from './readings';
import { tangentAt, writeSpot } from './spot';
import { isAsked, isFresh } from './traffic';
import type { View } from './view';

interface AmountProps {
  readonly view: View;
  /** Middle of the label, on the wire. */
  readonly x: number;
  readonly y: number;
  /** Room for a number; what is longer is squeezed into it. */
  readonly width: number;
  /** null: above is an editable field, drawn elsewhere. */
  readonly value: Reading | null;
  /** null: there is none. */
  readonly gradient: Reading | null;
}

/** Of its room, what a number that is squeezed leaves free at both sides. */
const SLACK = 6;
/** From the wire to the baseline of the number above and below, in the picture's pixels. */
const ABOVE = 6;
const BELOW = 16;

export function Amount({ view, x, y, width, value, gradient }: AmountProps) {
  return (
    <>
      {value && <Digits {...{ view, x, width, ...value }} y={y - ABOVE} />}
      {gradient && <Digits {...{ view, x, width, ...gradient }} y={y + BELOW} />}
    </>
  );
}

/** Of the box around a number: from its top to the baseline, and its height. */
const CAP = 12.5;
const LINE = 16;

interface DigitsProps extends Pick<AmountProps, 'view' | 'x' | 'y' | 'width'>, Reading {}

function Digits({ view, x, y, width, spot, number }: DigitsProps) {
  const { node, edge, of } = spot;
  const given = [view, spot, number];
  const tangent = useDerived(() => tangentAt(view, spot), given);
  const text = useDerived(
    () =>
      tangent.value === null
        ? writeSpot(view, spot, number.value)
        : formatNumber(tangent.value, view.digits.value),
    given,
  );
  const className = useDerived(() => {
    const moment = view.moment.value;
    if (tangent.value !== null) return 'number tangent';
    const wrong = of === 'gradient' && edge === null && moment?.wrong.has(node);
    const unknown = number.value === null;
    return ['number', of, unknown && 'unknown', isFresh(moment, spot) && 'fresh', wrong && 'wrong']
      .filter(Boolean)
      .join(' ');
  }, given);
  const isBlank = useDerived(() => blankAt(view, spot) !== undefined, given);
  const asked = useDerived(() => tangent.value === null && isAsked(view, spot), given);
  const squeezed = text.value.length > view.room.value.length;
  // A field lies there.
  if (isBlank.value) return null;
  // Read here, all of them: thousands of attributes that follow signals by themselves are slower.
  return (
    <>
      {asked.value && (
        <rect class="asked" x={x - width / 2} y={y - CAP} width={width} height={LINE} rx={3} />
      )}
      <text
        class={className.value}
        x={x}
        y={y}
        textLength={squeezed ? width - SLACK : undefined}
        lengthAdjust="spacingAndGlyphs"
        data-of={of}
        data-node={node}
        data-edge={edge ?? undefined}
        data-value={String(tangent.value ?? number.value)}
        onClick={() => {
          if (tangent.value === null) view.ask(spot);
        }}
        onDblClick={(event) => {
          if (of !== 'value' || edge !== null) return;
          event.stopPropagation();
          view.desk.giving.value = node;
        }}
      >
        {text.value}
      </text>
    </>
  );
}
