/** The list of inputs below the picture: name, value, gradient, where the value comes from. */
import { useComputed } from '@preact/signals';
import { formatNumber } from '../src/numbers';
import type { Input } from '../src/protocol';
import { IconButton, NumberField } from './controls';
import { useEntry } from './entry';
import { Typeset } from './formula';
import { writeSpot } from './spot';
import type { Drawing, View } from './view';

const RESET = 'M4.5 3v2.2A5 5 0 1 1 3 9h1a4 4 0 1 0 1.3-3H8v1H3.5V3z';

interface InputsProps {
  readonly view: View;
  readonly drawing: Drawing;
}

export function Inputs({ view, drawing }: InputsProps) {
  const { inputs } = view;
  if (inputs.value.length === 0) return null;
  const longest = Math.max(...inputs.value.map((input) => input.name.length));
  return (
    <ul
      class="inputs"
      aria-label="Inputs"
      style={{ '--names': `${Math.min(8, Math.max(2, 0.6 * longest))}em` }}
    >
      {inputs.value.map((input) => (
        <Row key={`${input.node} ${input.name}`} view={view} drawing={drawing} input={input} />
      ))}
    </ul>
  );
}

function Row({ view, drawing, input }: InputsProps & { readonly input: Input }) {
  const entry = useEntry(view, input.node);
  const name = drawing.picture.nodes.find((node) => node.id === input.node)?.name ?? input.name;
  const digits = view.digits.value;
  const gradient = useComputed(() =>
    writeSpot(view, { node: input.node, edge: null, of: 'gradient' }),
  );
  const changed = !Object.is(input.value, input.initial);
  return (
    <li class={input.assumed ? 'assumed' : undefined}>
      <span class="input-name" title={input.name}>
        <Typeset formula={name} digits={digits} />
      </span>
      <NumberField label={`${input.name}, value`} entry={entry} />
      <span class="gradient" title="Gradient">
        {gradient}
      </span>
      <span class="source">{input.source}</span>
      <span class="reset">
        {changed && (
          <IconButton
            label={`Reset ${input.name} to ${formatNumber(input.initial, digits)}`}
            icon={RESET}
            onPress={() => {
              view.resetInput(input.name);
            }}
          />
        )}
      </span>
      {entry.error.value !== null && (
        <p class="note" role="alert">
          {entry.error.value}
        </p>
      )}
    </li>
  );
}
