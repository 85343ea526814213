/** The two numbers on a wire: the value in green above, the gradient in red below. */
import { useComputed } from '@preact/signals';
import { formatNumber } from '../src/numbers';
import { tangentAt, tellSpot, writeSpot } from './spot';
import { numberAt } from './steps';
import { isFresh } from './traffic';
import type { View } from './view';

interface AmountProps {
  readonly view: View;
  /** Middle of the label, on the wire. */
  readonly x: number;
  readonly y: number;
  readonly node: number;
  /** The wire whose contribution is meant, or null for the node's whole gradient. */
  readonly edge: number | null;
  /** Room for a number; what is longer is squeezed into it. */
  readonly width: number;
  /** The wire's only number above is an editable field, drawn elsewhere. */
  readonly withValue?: boolean;
  readonly withGradient?: boolean;
}

/** Of its room, what a number that is squeezed leaves free at both sides. */
const SLACK = 6;
/** From the wire to the baseline of the number above and below, in the picture's pixels. */
const ABOVE = 6;
const BELOW = 16;

export function Amount({
  view,
  x,
  y,
  width,
  node,
  edge,
  withValue = true,
  withGradient = true,
}: AmountProps) {
  const shown = { view, x, width, node, edge };
  return (
    <>
      {withValue && <Digits {...shown} of="value" y={y - ABOVE} />}
      {withGradient && <Digits {...shown} of="gradient" y={y + BELOW} />}
    </>
  );
}

interface DigitsProps extends Pick<AmountProps, 'view' | 'x' | 'y' | 'width' | 'node' | 'edge'> {
  readonly of: 'value' | 'gradient';
}

function Digits({ view, x, y, width, node, edge, of }: DigitsProps) {
  const spot = { node, edge, of };
  // Seen along one input, the tangent takes the place of the gradient.
  const tangent = useComputed(() => (of === 'gradient' ? tangentAt(view, node) : null));
  // Most numbers stay the same in an edit; what is written of them is not written again then.
  const number = useComputed(() => numberAt(view.moment.value, view.tape.value, spot));
  const text = useComputed(() =>
    tangent.value === null
      ? writeSpot(view, spot, number.value)
      : formatNumber(tangent.value, view.digits.value),
  );
  const squeezed = useComputed(() =>
    text.value.length > view.room.value.length ? width - SLACK : undefined,
  );
  const className = useComputed(() => {
    const moment = view.moment.value;
    if (tangent.value !== null) return 'number tangent';
    const wrong = of === 'gradient' && edge === null && moment?.wrong.has(node);
    const unknown = number.value === null;
    return ['number', of, unknown && 'unknown', isFresh(moment, spot) && 'fresh', wrong && 'wrong']
      .filter(Boolean)
      .join(' ');
  });
  const exact = useComputed(() => String(tangent.value ?? number.value));
  const title = useComputed(() => {
    if (tangent.value !== null) return `tangent ${String(tangent.value)}`;
    return view.moment.value ? '' : tellSpot(view, spot, number.value);
  });
  return (
    <g>
      <title>{title}</title>
      <text
        class={className}
        x={x}
        y={y}
        textLength={squeezed}
        lengthAdjust="spacingAndGlyphs"
        data-of={of}
        data-node={node}
        data-edge={edge ?? undefined}
        data-value={exact}
        onClick={() => {
          if (tangent.value === null) view.ask(spot);
        }}
        onDblClick={(event) => {
          if (of !== 'value' || edge !== null) return;
          event.stopPropagation();
          view.desk.giving.value = node;
        }}
      >
        {text}
      </text>
    </g>
  );
}
