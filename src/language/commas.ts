/** A comma between digits: a decimal point, or a mark of thousands. */
import type { Fix, Span } from './syntax';

/** `1,5` and `1,000`: what may have been meant by digits with a comma between them, likeliest first. */
export function withoutComma(span: Span, before: string, after: string): Fix[] {
  const isThousands = /^[1-9]\d{0,2}$/.test(before) && /^\d{3}$/.test(after);
  const texts = [...(isThousands ? [before + after] : []), `${before}.${after}`];
  return texts.map((text) => ({ span, text }));
}
