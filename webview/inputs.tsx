/** The list of inputs below the picture: name, value, gradient, where the value comes from. */
import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatNumber, formatPlain } from '../src/numbers';
import type { Input } from '../src/protocol';
import { IconButton, NumberField } from './controls';
import { historyKey } from './edits';
import { useEntry, writeInput } from './entry';
import { Typeset } from './formula';
import { scrub } from './scrub';
import { Slider } from './slider';
import { sayFormula } from './spoken';
import { writeSpot } from './spot';
import { varied } from './vary';
import type { Drawing, View } from './view';

const ICONS = {
  undo: 'M4.5 3v2.2A5 5 0 1 1 3 9h1a4 4 0 1 0 1.3-3H8v1H3.5V3z',
  redo: 'M11.5 3v2.2A5 5 0 1 0 13 9h-1a4 4 0 1 1-1.3-3H8v1h4.5V3z',
  write:
    'M11.2 2.1l2.7 2.7-7.7 7.7-3.4.7.7-3.4zM4.4 10.3l-.3 1.6 1.6-.3 6.8-6.8-1.3-1.3zM2 14h12v1H2z',
} as const;

/** More fields at once make the page slow. */
const MOST_ROWS = 100;
/** Longer names, such as fc1.weight[0][1], are written smaller. */
const SHORT_NAME = 8;
/** So many edits at once are carried out in less than a second. */
const MOST_VARIED = 500;

interface InputsProps {
  readonly view: View;
  readonly drawing: Drawing;
}

export function Inputs({ view, drawing }: InputsProps) {
  const { inputs } = view;
  const sliders = useSignal(false);
  const all = useSignal(false);
  useEffect(() => listenForUndo(view), [view]);
  if (inputs.value.length === 0)
    return (
      <p class="no-inputs">
        There is no input: every number is written where it is used. Give one a name, such as{' '}
        <code>x = 2</code>, to see its gradient.
      </p>
    );
  // As they are typeset: σ is not five letters.
  const names = inputs.value.map(({ label }) => sayFormula(label, view.digits.value));
  const longest = Math.max(...names.map((name) => Array.from(name).length));
  const long = longest > SHORT_NAME;
  return (
    <section class="inputs" aria-label="Inputs">
      <Head view={view} sliders={sliders} />
      <ul
        class={`rows${sliders.value ? ' sliding' : ''}${long ? ' long' : ''}`}
        style={{
          '--names': long ? `${Math.min(24, longest)}ch` : `${Math.max(2.6, longest)}em`,
          // Room for an exponent too, so that no gradient reaches into the field beside it.
          '--gradients': `${view.room.value.length + 3}ch`,
        }}
      >
        {inputs.value.slice(0, all.value ? Infinity : MOST_ROWS).map((input) => (
          <Row
            key={`${input.node} ${input.name}`}
            {...{ view, drawing, input }}
            sliding={sliders.value}
          />
        ))}
      </ul>
      {!all.value && inputs.value.length > MOST_ROWS && (
        <button
          type="button"
          class="link"
          onClick={() => {
            all.value = true;
          }}
        >
          Show all {inputs.value.length} inputs
        </button>
      )}
    </section>
  );
}

/** Ctrl+Z anywhere in the page but in a text that is being typed, which has an undo of its own. */
function listenForUndo({ edits }: View): () => void {
  const press = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const typing = target instanceof HTMLInputElement && target.type === 'text';
    const take = historyKey(event);
    if (typing || !take) return;
    edits[take]();
    event.preventDefault();
  };
  window.addEventListener('keydown', press);
  return () => {
    window.removeEventListener('keydown', press);
  };
}

interface HeadProps {
  readonly view: View;
  /** Whether every input has a slider. */
  readonly sliders: Signal<boolean>;
}

function Head({ view: { edits, inputs }, sliders }: HeadProps) {
  const changed = inputs.value.filter(isChanged);
  /** Names that were varied last. */
  const before = useSignal<ReadonlySet<string>>(new Set());
  /** What nobody gave a value, or took one only by being varied. */
  const assumed = inputs.value.filter((input) => {
    return input.assumed || (before.value.has(input.name) && Object.is(input.initial, 1));
  });
  const vary = (): void => {
    const values = varied(assumed.length);
    const gesture = {};
    assumed.forEach(({ name }, i) => {
      edits.set(name, values[i] ?? NaN, gesture);
    });
    before.value = new Set(assumed.map(({ name }) => name));
  };
  return (
    <div class="inputs-head" role="group" aria-label="Edits of the inputs">
      <IconButton
        label="Undo"
        keys="Ctrl+Z"
        icon={ICONS.undo}
        disabled={!edits.canUndo.value}
        onPress={edits.undo}
      />
      <IconButton
        label="Redo"
        keys="Ctrl+Shift+Z"
        icon={ICONS.redo}
        disabled={!edits.canRedo.value}
        onPress={edits.redo}
      />
      <button
        type="button"
        class="plain"
        aria-pressed={sliders.value}
        onClick={() => {
          sliders.value = !sliders.value;
        }}
      >
        Sliders
      </button>
      {assumed.length > 1 && assumed.length <= MOST_VARIED && (
        <button
          type="button"
          class="plain"
          title="Give them different values. Where all are 1, differences are 0 and gradients look alike"
          onClick={vary}
        >
          Vary {assumed.length} assumed
        </button>
      )}
      {changed.length > 1 && (
        <button type="button" class="plain" onClick={edits.resetAll}>
          Reset all {changed.length}
        </button>
      )}
    </div>
  );
}

/** Whether the person gave it another value than the text does. */
function isChanged({ value, initial }: Input): boolean {
  return !Object.is(value, initial);
}

interface RowProps extends InputsProps {
  readonly input: Input;
  readonly sliding: boolean;
}

function Row({ view, drawing, input, sliding }: RowProps) {
  const entry = useEntry(view, input.node);
  const drawn = drawing.picture.nodes.some((node) => node.id === input.node);
  const digits = view.digits.value;
  const spot = { node: input.node, edge: null, of: 'gradient' } as const;
  const gradient = drawn ? writeSpot(view, spot) : formatNumber(input.gradient, digits);
  const changed = isChanged(input);
  const initial = digits.fractions
    ? formatPlain(input.initial)
    : formatNumber(input.initial, digits);
  return (
    <li class={input.assumed ? 'assumed' : undefined}>
      <span
        class="input-name"
        title={`${input.name}: drag sideways to change it, with Shift finer, with Alt coarser`}
        onPointerDown={(event) => {
          scrub(view, input, event);
        }}
      >
        <Typeset formula={input.label} digits={digits} />
      </span>
      <NumberField label={`${input.name}, value`} entry={entry} />
      <span
        class={view.moment.value?.wrong.has(input.node) ? 'gradient wrong' : 'gradient'}
        title="Gradient"
      >
        {gradient}
      </span>
      <span class="source">
        {input.source}
        {changed && <span class="says"> (was {initial})</span>}
      </span>
      <span class="reset">
        {changed && input.literal !== null && (
          <IconButton
            label={`Write ${writeInput(view, input.node)} into the text, where ${input.literal} stands`}
            icon={ICONS.write}
            onPress={() => {
              view.writeBack(input.name);
            }}
          />
        )}
        {changed && (
          <IconButton
            label={`Reset ${input.name} to ${initial}`}
            icon={ICONS.undo}
            onPress={() => {
              view.edits.reset(input.name);
            }}
          />
        )}
      </span>
      {sliding && <Slider view={view} input={input} />}
      {entry.error.value !== null && (
        <p class="note" role="alert">
          {entry.error.value}
        </p>
      )}
    </li>
  );
}
