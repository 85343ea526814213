/** The controls inside the toolbar's menus: one of several, a number, a line of help. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** One sentence on what it does. */
  readonly hint?: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChoose: (value: T) => void;
}

/** One of several: side by side, or below each other when they have hints. */
export function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const id = useId();
  const list = options.some(({ hint }) => hint !== undefined);
  return (
    <fieldset class={list ? 'choice list' : 'choice'}>
      <legend>{label}</legend>
      <div class="options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              aria-describedby={option.hint === undefined ? undefined : `${id}-${option.value}`}
              onChange={() => {
                onChoose(option.value);
              }}
            />
            <span class="option">{option.label}</span>
            {option.hint !== undefined && (
              <span class="hint" id={`${id}-${option.value}`} aria-hidden="true">
                {option.hint}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly least?: number;
  readonly disabled?: boolean;
  readonly onChange: (count: number) => void;
}

const MOST = 15;

/** A whole number of digits, 0 to 15. */
export function Count({ label, value, least = 0, disabled = false, onChange }: CountProps) {
  return (
    <input
      class="count"
      type="number"
      aria-label={label}
      title={label}
      min={least}
      max={MOST}
      step={1}
      disabled={disabled}
      value={value}
      onInput={({ currentTarget }) => {
        const count = currentTarget.valueAsNumber;
        if (Number.isInteger(count) && count >= least && count <= MOST) onChange(count);
      }}
      onBlur={({ currentTarget }) => {
        currentTarget.value = String(value);
      }}
    />
  );
}

interface LinkProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

/** A small button that reads like a link. */
export function Link({ onPress, children }: LinkProps) {
  return (
    <button type="button" class="link" onClick={onPress}>
      {children}
    </button>
  );
}
