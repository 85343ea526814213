/** An icon drawn in lines, in the colour of its text. */
import { OUTLINES } from './icons';

export function Outline({ icon }: { readonly icon: keyof typeof OUTLINES }) {
  return (
    <svg class="icon outline" viewBox="0 0 16 16" aria-hidden="true">
      <path d={OUTLINES[icon]} />
    </svg>
  );
}
