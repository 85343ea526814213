/** The menu of how numbers are written, and of rounding every step as by hand. */
import type { Lens } from '../src/lens';
import { Choice, Count, Link } from './choices';
import type { View } from './view';

type Kind = NonNullable<Lens['digits']>['kind'];

/** Decimals that hand calculation usually keeps. */
const BY_HAND = 2;

export function NumbersMenu({ view }: { readonly view: View }) {
  const { digits, byHand } = view.lens.value;
  const { kind, count } =
    digits?.kind === 'exact' ? { kind: 'exact' as Kind, count: 0 } : view.digits.value;
  const write = (chosen: Kind, digitsOf: number): void => {
    const least = chosen === 'significant' ? Math.max(1, digitsOf) : digitsOf;
    view.look({ digits: chosen === 'exact' ? { kind: chosen } : { kind: chosen, count: least } });
  };
  return (
    <>
      <Choice
        label="Write numbers with"
        value={kind}
        options={[
          { value: 'decimals', label: 'decimals' },
          { value: 'significant', label: 'figures' },
          { value: 'exact', label: 'fractions' },
        ]}
        onChoose={(chosen) => {
          write(chosen, chosen === 'significant' ? 3 : view.settings.value.decimals);
        }}
      />
      {kind === 'exact' ? (
        <p class="help">
          Exact where a number is rational: −3/4. What is not is written with decimals after ≈.
        </p>
      ) : (
        <label class="line">
          <span>{kind === 'decimals' ? 'Digits after the point' : 'Significant figures'}</span>
          <Count
            label={kind === 'decimals' ? 'Digits after the point' : 'Significant figures'}
            value={count}
            least={kind === 'decimals' ? 0 : 1}
            onChange={(chosen) => {
              write(kind, chosen);
            }}
          />
        </label>
      )}
      {digits !== null && (
        <p class="help">
          <Link
            onPress={() => {
              view.look({ digits: null });
            }}
          >
            As in the settings: {view.settings.value.decimals} decimals
          </Link>
        </p>
      )}
      <fieldset class="choice">
        <legend>As by hand</legend>
        <label class="line">
          <input
            type="checkbox"
            checked={byHand !== null}
            onChange={() => {
              view.look({ byHand: byHand === null ? BY_HAND : null });
            }}
          />
          <span>Round every step before it is used</span>
        </label>
        <label class="line">
          <span>to this many decimals</span>
          <Count
            label="Decimals of every step"
            value={byHand ?? BY_HAND}
            disabled={byHand === null}
            onChange={(chosen) => {
              view.look({ byHand: chosen });
            }}
          />
        </label>
        <p class="help">
          Gives the numbers of a key computed on paper. The unrounded ones stand in the table, and
          where the pointer rests on a number.
        </p>
      </fieldset>
    </>
  );
}
