/** Printing: the picture alone, whole, in black on white; where a number stands says what it is. */
import { useEffect } from 'preact/hooks';
import { drawPicture } from './drawing';
import type { View } from './view';

/** Makes the drawing when the browser is about to print, and takes it away afterwards. */
export function usePrinting(view: View): void {
  useEffect(() => {
    const page = document.createElement('div');
    page.className = 'print';
    const before = (): void => {
      const drawing = view.drawing.peek();
      if (!drawing) return;
      const { dataset } = document.documentElement;
      dataset['printing'] = '';
      const picture = drawPicture(view, drawing);
      delete dataset['printing'];
      page.replaceChildren(...(picture ? [picture] : []));
      document.body.append(page);
    };
    const after = (): void => {
      page.remove();
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      after();
    };
  }, [view]);
}
