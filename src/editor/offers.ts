/** The ways to take a circuit away, as they are offered. Pure. */
import { listedFormats } from '../exports/listed';
import type { ShownFormat } from '../protocol';

/** A format with the extension of its files, without the dot. */
export interface Offer extends ShownFormat {
  readonly extension: string;
}

/** The format that the clipboard holds as a picture; all others are texts there. */
export const PICTURE = 'png';

/** The page that opens as a quiz. */
export const QUIZ_PAGE = 'quiz-page';

/** In this order; what the page draws and the page itself come before what is printed from numbers. */
export const offers: readonly Offer[] = [
  { key: 'svg', label: 'SVG', extension: 'svg', drawn: true, copied: true },
  { key: PICTURE, label: 'PNG', extension: 'png', drawn: true, copied: true },
  { key: 'html', label: 'Interactive page (HTML)', extension: 'html', drawn: false, copied: false },
  {
    key: QUIZ_PAGE,
    label: 'Quiz page (HTML)',
    extension: 'html',
    drawn: false,
    copied: false,
  },
  ...listedFormats.map(({ key, label, extension, drawn }) => ({
    ...{ key, label, extension, drawn },
    copied: true,
  })),
];

/** What the page is told of them. */
export const shownFormats: readonly ShownFormat[] = offers.map(
  ({ key, label, drawn, copied }): ShownFormat => ({ key, label, drawn, copied }),
);
