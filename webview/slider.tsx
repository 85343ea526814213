/** A slider for one input, with ends that can be moved. */
import { useSignal, type Signal } from '@preact/signals';
import type { Input } from '../src/protocol';
import { formatNumber } from '../src/numbers';
import { allDigits, parseNumber } from './numbers';
import type { View } from './view';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** At least that many different values fit between the ends. */
const VALUES = 100;

export function Slider({ view, input }: { readonly view: View; readonly input: Input }) {
  const range = useSignal(rangeAround(input.initial));
  const gesture = useSignal({});
  const { low, high } = range.value;
  const { name, value } = input;
  return (
    <span class="slider">
      <End range={range} of="low" name={name} />
      <input
        type="range"
        aria-label={`${name}, slider`}
        aria-valuetext={formatNumber(value, view.digits.value)}
        min={low}
        max={high}
        step="any"
        value={value}
        onPointerDown={() => {
          gesture.value = {};
        }}
        onInput={({ currentTarget }) => {
          const unit = 10 ** Math.floor(Math.log10((high - low) / VALUES));
          const slid = Math.round(currentTarget.valueAsNumber / unit) * unit;
          view.edits.set(name, Number(slid.toPrecision(12)), gesture.value);
        }}
        onChange={() => {
          gesture.value = {};
        }}
      />
      <End range={range} of="high" name={name} />
    </span>
  );
}

interface EndProps {
  readonly range: Signal<Range>;
  readonly of: keyof Range;
  readonly name: string;
}

function End({ range, of, name }: EndProps) {
  return (
    <input
      class="end"
      type="text"
      aria-label={`${of === 'low' ? 'Lowest' : 'Highest'} ${name} of the slider`}
      value={allDigits(range.value[of])}
      onChange={({ currentTarget }) => {
        const end = parseNumber(currentTarget.value);
        const moved = { ...range.value, [of]: end };
        if (end !== undefined && Number.isFinite(end) && moved.low < moved.high) {
          range.value = { ...range.value, [of]: end };
        } else {
          currentTarget.value = allDigits(range.value[of]);
        }
      }}
    />
  );
}

/** As far up as down, twice as far as the value is from 0 and at least 1. */
function rangeAround(value: number): Range {
  if (!Number.isFinite(value)) return { low: -1, high: 1 };
  const reach = Math.max(1, Number((2 * Math.abs(value)).toPrecision(1)));
  const middle = Number(value.toPrecision(2));
  return { low: middle - reach, high: middle + reach };
}
