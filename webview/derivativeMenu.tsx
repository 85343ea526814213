/** The menu of what is differentiated, from which seed, by which convention, and along which input. */
import { useSignal } from '@preact/signals';
import { formatNumber } from '../src/numbers';
import { Choice, Link } from './choices';
import { NOT_A_NUMBER, readNumber } from './entry';
import { exactNumber } from './numbers';
import { nameNode } from './naming';
import type { Drawing, View } from './view';

interface DerivativeMenuProps {
  readonly view: View;
  readonly drawing: Drawing;
}

export function DerivativeMenu({ view, drawing }: DerivativeMenuProps) {
  const { output, held, kinks, along } = view.lens.value;
  const { nodes } = drawing.picture;
  const choices = nodes.filter(
    ({ kind, varies, written }) => kind === 'op' && varies && written !== null,
  );
  return (
    <>
      <label class="line">
        <span>Output</span>
        <select
          value={output === null ? '' : String(output)}
          onChange={({ currentTarget: { value } }) => {
            view.look({ output: value === '' ? null : Number(value) });
          }}
        >
          <option value="">the last line</option>
          {choices.map((node) => (
            <option key={node.id} value={String(node.written)}>
              {nameNode(node)}
            </option>
          ))}
        </select>
      </label>
      <Seed view={view} />
      {held.length > 0 && (
        <fieldset class="choice">
          <legend>Values given by hand</legend>
          <ul class="held">
            {held.map(({ node, value }) => (
              <li key={node}>
                <span>
                  {nameNode(nodes.find(({ written }) => written === node))} ={' '}
                  {formatNumber(value, view.digits.value)}
                </span>
                <Link
                  onPress={() => {
                    view.look({ held: held.filter((each) => each.node !== node) });
                  }}
                >
                  Release
                </Link>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <Choice
        label="At a kink or a tie"
        value={kinks}
        options={[
          { value: 'pytorch', label: 'PyTorch’s', hint: 'relu′(0) = 0; tied maxima share alike.' },
          { value: 'left', label: 'from the left', hint: 'The slope just below: relu′(0) = 0.' },
          { value: 'right', label: 'from the right', hint: 'The slope just above: relu′(0) = 1.' },
          { value: 'first', label: 'first wins', hint: 'Of tied operands the first gets all.' },
        ]}
        onChoose={(chosen) => {
          view.look({ kinks: chosen });
        }}
      />
      <label class="line">
        <span>Tangent of</span>
        <select
          value={along ?? ''}
          onChange={({ currentTarget: { value } }) => {
            view.look({ along: value === '' ? null : value });
          }}
        >
          <option value="">no input</option>
          {view.inputs.value.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="help">
        Forward mode: below every wire stands how fast it changes with that one input.
      </p>
    </>
  );
}

function Seed({ view }: { readonly view: View }) {
  const draft = useSignal<string | null>(null);
  const wrong = useSignal(false);
  const { seed } = view.lens.value;
  const commit = async (): Promise<void> => {
    const written = draft.value;
    if (written === null) return;
    const value = await readNumber(view, written);
    if (draft.value !== written) return;
    wrong.value = value === null;
    if (value === null) return;
    draft.value = null;
    if (!Object.is(value, view.lens.value.seed)) view.look({ seed: value });
  };
  return (
    <label class="line">
      <span>Gradient at the output</span>
      <input
        class="count"
        type="text"
        spellcheck={false}
        autocomplete="off"
        aria-label="Gradient at the output"
        aria-invalid={wrong.value}
        title={wrong.value ? NOT_A_NUMBER : 'The seed of the backward pass'}
        value={draft.value ?? exactNumber(seed)}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
          wrong.value = false;
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void commit();
        }}
        onBlur={() => void commit()}
      />
    </label>
  );
}
