/** The menu of how gates are drawn. */
import { plainLens, type Lens } from '../src/lens';
import { Choice, Link } from './choices';
import type { View } from './view';

export function GatesMenu({ view }: { readonly view: View }) {
  const { gates } = view.lens.value;
  const change = (part: Partial<Lens['gates']>): void => {
    view.look({ gates: { ...view.lens.value.gates, ...part } });
  };
  const flipped = gates.flipped.length;
  return (
    <>
      <Choice
        label="σ, tanh, softmax …"
        value={gates.composites}
        options={[
          { value: 'written', label: 'as written' },
          { value: 'fused', label: 'one gate' },
          { value: 'expanded', label: 'written out' },
        ]}
        onChoose={(composites) => {
          change({ composites });
        }}
      />
      <Choice
        label="Minus, one over"
        value={gates.signs}
        options={[
          { value: 'textbook', label: '*−1, +1, 1/x' },
          { value: 'plain', label: '−, ÷' },
        ]}
        onChoose={(signs) => {
          change({ signs });
        }}
      />
      <Choice
        label="Constants"
        value={gates.constants}
        options={[
          { value: 'folded', label: 'in the gate' },
          { value: 'drawn', label: 'drawn' },
        ]}
        onChoose={(constants) => {
          change({ constants });
        }}
      />
      <Choice
        label="Sums"
        value={gates.sums}
        options={[
          { value: 'binary', label: 'two at a time' },
          { value: 'n-ary', label: 'all at once' },
        ]}
        onChoose={(sums) => {
          change({ sums });
        }}
      />
      <p class="help">
        {flipped === 0
          ? 'One gate alone: press x on it, or ⊞ beside it.'
          : `${flipped === 1 ? '1 gate is' : `${flipped} gates are`} drawn the other way. `}
        {flipped > 0 && (
          <Link
            onPress={() => {
              change({ flipped: plainLens.gates.flipped });
            }}
          >
            Draw all alike
          </Link>
        )}
      </p>
    </>
  );
}
