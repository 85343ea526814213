/** The form controls; the only file that knows the UI toolkit. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import type { Entry } from './entry';

interface ToolkitButton extends HTMLAttributes {
  readonly appearance: 'primary' | 'secondary' | 'icon';
}

interface ToolkitTextField extends HTMLAttributes {
  readonly value: string;
  readonly size: number;
}

declare module 'preact' {
  // The toolkit's elements, as far as they are used.
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ToolkitButton;
      'vscode-progress-ring': HTMLAttributes;
      'vscode-text-field': ToolkitTextField;
    }
  }
}

/** Makes the elements below known to the page. Call before the first of them is drawn. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextField());
}

interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

export function Button({ onPress, children }: ButtonProps) {
  return (
    <vscode-button appearance="secondary" onClick={onPress}>
      {children}
    </vscode-button>
  );
}

interface IconButtonProps {
  readonly label: string;
  /** SVG path data in a box of 16 by 16. */
  readonly icon: string;
  readonly onPress: () => void;
}

export function IconButton({ label, icon, onPress }: IconButtonProps) {
  return (
    <vscode-button appearance="icon" aria-label={label} title={label} onClick={onPress}>
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={icon} />
      </svg>
    </vscode-button>
  );
}

export function Progress({ label }: { readonly label: string }) {
  return <vscode-progress-ring class="progress" aria-label={label} />;
}

interface NumberFieldProps {
  readonly label: string;
  readonly entry: Entry;
}

export function NumberField({ label, entry }: NumberFieldProps) {
  return (
    <vscode-text-field
      aria-label={label}
      aria-invalid={entry.error.value === null ? undefined : 'true'}
      size={10}
      value={entry.text.value}
      onFocusIn={entry.begin}
      onFocusOut={entry.leave}
      onInput={entry.type}
      onKeyDown={entry.press}
    />
  );
}
