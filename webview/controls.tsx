/** The form controls; the only file that knows the UI toolkit. */
import {
  TextField,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { h, type ComponentChildren } from 'preact';
import type { Entry } from './entry';

/** Makes the elements below known to the page. Call before the first of them is drawn. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextField());
}

export const CLOSE = 'M3.7 3 8 7.3 12.3 3l.7.7L8.7 8l4.3 4.3-.7.7L8 8.7 3.7 13l-.7-.7L7.3 8 3 3.7z';

interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

export function Button({ onPress, children }: ButtonProps) {
  return h('vscode-button', { appearance: 'secondary', onClick: onPress }, children);
}

interface IconButtonProps {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  /** SVG path data in a box of 16 by 16. */
  readonly icon: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

export function IconButton({ label, keys, icon, disabled = false, onPress }: IconButtonProps) {
  const title = keys === undefined ? label : `${label} (${keys})`;
  return h(
    'vscode-button',
    { appearance: 'icon', 'aria-label': label, title, disabled, onClick: onPress },
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={icon} />
    </svg>,
  );
}

export function Progress({ label }: { readonly label: string }) {
  return h('vscode-progress-ring', { class: 'progress', 'aria-label': label });
}

interface NumberFieldProps {
  readonly label: string;
  readonly entry: Entry;
}

/** The toolkit names the field after its content; the style sheet hides that from sight. */
export function NumberField({ label, entry }: NumberFieldProps) {
  return h(
    'vscode-text-field',
    {
      'aria-invalid': entry.error.value === null ? 'false' : 'true',
      size: 10,
      value: entry.text.value,
      onFocusIn: ({ currentTarget }: Event) => {
        // The toolkit passes a value on to its inner field a moment later; the entry cannot wait.
        if (currentTarget instanceof TextField) entry.begin(currentTarget.control);
      },
      onFocusOut: entry.leave,
      onInput: ({ currentTarget }: Event) => {
        if (currentTarget instanceof TextField) entry.type(currentTarget.value);
      },
      onKeyDown: entry.press,
    },
    label,
  );
}
