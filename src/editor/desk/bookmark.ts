/** What a desk that was lost is given to go on from where it was. Pure. */
import type { Span } from '../../language/syntax';
import type { Saved } from '../../protocol';
import { openStudy, type StudyOptions } from '../../session';
import type { Followed } from '../follow';
import type { Subject } from '../subject';

/** A followed formula without what can be computed again: plain data. */
export interface Bookmark extends Pick<Subject, 'span' | 'rank' | 'places'> {
  readonly uri: string;
  readonly text: string;
  readonly options: StudyOptions;
  readonly place: Span;
  readonly pointer: Span;
}

/** Where a followed formula is, to come back to. */
export function bookmarkOf({ subject, place, pointer }: Followed, uri: string): Bookmark {
  const { span, rank, places, study } = subject;
  return { span, rank, places, uri, text: study.text, options: study.options, place, pointer };
}

/** Follows on from a bookmark, with the values and the look that were told last. */
export function openBookmark(bookmark: Bookmark, { values, remembered, lens }: Saved): Followed {
  const { span, rank, places, text, place, pointer } = bookmark;
  const options = {
    ...bookmark.options,
    inputs: values,
    ...(remembered && { remembered }),
    ...(lens && { lens }),
  };
  const subject = { span, rank, places, study: openStudy(text, options) };
  return { subject, place, pointer, refused: null };
}
