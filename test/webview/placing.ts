/** Layouts of pictures without a page: every letter is as wide as another. */
import assert from 'node:assert/strict';
import { drawStudy } from '../../src/picture';
import type { Picture } from '../../src/protocol';
import type { Study } from '../../src/session';
import { composeFigure, type Figure } from '../../webview/figure';

export function figureOf(picture: Picture): Figure {
  const wide = (text: string): number => 8 * text.length;
  return composeFigure(picture, {
    label: ({ label }) => (typeof label === 'string' ? wide(label) : 30),
    title: () => 60,
    name: ({ plainName }) => wide(plainName),
    number: 50,
  });
}

/** The figure of a text that reads. */
export function figureOfStudy(study: Study): Figure {
  const picture = drawStudy(study);
  assert.ok(picture);
  return figureOf(picture);
}
