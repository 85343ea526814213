/** Keeps a place in a document in step with edits, and finds it again after a reload. Pure. */
import type { Span } from '../language/syntax';

/** One edit: `length` characters at `offset` became `text`. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where a span is after edits that were given against one text, in any order. What is typed at
 * either edge joins it, unless it starts a new line.
 */
export function trackSpan(span: Span, edits: readonly Edit[]): Span {
  let { start, end } = span;
  for (const edit of [...edits].sort((a, b) => b.offset - a.offset)) {
    const editEnd = edit.offset + edit.length;
    const growth = edit.text.length - edit.length;
    const joins = !/[\r\n]/.test(edit.text);
    if (editEnd < start || (editEnd === start && !joins)) {
      start += growth;
      end += growth;
    } else if (edit.offset < end || (edit.offset === end && joins)) {
      start = Math.min(start, edit.offset);
      end = Math.max(end, editEnd) + growth;
    }
  }
  return { start, end: Math.max(start, end) };
}

/** Where an offset is after edits; text typed right at it goes before it. */
export function trackOffset(offset: number, edits: readonly Edit[]): number {
  let at = offset;
  for (const edit of [...edits].sort((a, b) => b.offset - a.offset)) {
    if (edit.offset + edit.length <= at) {
      at += edit.text.length - edit.length;
    } else if (edit.offset < at) {
      at = edit.offset + edit.text.length;
    }
  }
  return at;
}

/** The occurrence of `piece` in `text` that is nearest to `start`, or null. */
export function locate(text: string, piece: string, start: number): Span | null {
  if (piece === '') {
    return null;
  }
  const before = text.lastIndexOf(piece, start);
  const after = text.indexOf(piece, start);
  const nearer = after < 0 || (before >= 0 && start - before <= after - start) ? before : after;
  return nearer < 0 ? null : { start: nearer, end: nearer + piece.length };
}
