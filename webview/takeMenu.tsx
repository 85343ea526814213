/** The menu of the ways to take the circuit away: each to the clipboard or into a file. */
import type { HostMessage } from '../src/protocol';
import { takeDrawing } from './drawing';
import type { View } from './view';

type Destination = Extract<HostMessage, { kind: 'take' }>['to'];

/** The format that the clipboard takes as a picture and not as text. */
const IMAGE = 'png';
const PNG = 'image/png';

interface TakeMenuProps {
  readonly view: View;
  readonly onDone: () => void;
}

export function TakeMenu({ view, onDone }: TakeMenuProps) {
  const formats = view.formats.value;
  const take = (format: string, to: Destination): void => {
    void takeAway(view, format, to);
    onDone();
  };
  if (formats.length === 0) return <p class="help">There is nothing to take away.</p>;
  return (
    <ul class="formats">
      {formats.map(({ key, label, copied }) => (
        <li key={key}>
          <span>{label}</span>
          {copied && (
            <button
              type="button"
              aria-label={`Copy as ${label}`}
              onClick={() => {
                take(key, 'clipboard');
              }}
            >
              Copy
            </button>
          )}
          <button
            type="button"
            aria-label={`Save as ${label}`}
            onClick={() => {
              take(key, 'file');
            }}
          >
            Save…
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Hands the circuit over in a format, with the drawing if the format is made of it. */
export async function takeAway(view: View, format: string, to: Destination): Promise<void> {
  const drawn = view.formats.value.find(({ key }) => key === format)?.drawn ?? true;
  const drawing = drawn ? await takeDrawing(view, format === IMAGE) : null;
  const png = format === IMAGE && to === 'clipboard' ? drawing?.png : null;
  view.take({ format, to, drawing, done: png ? await copyImage(png) : false });
}

/** Puts a picture on the clipboard, which only a page can; false where this one may not. */
async function copyImage(png: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [PNG]: new Blob([png], { type: PNG }) })]);
    return true;
  } catch {
    return false;
  }
}
