/** Follows a formula while its document is edited: finds it again, reads it again, keeps its inputs. Pure. */
import type { Span } from '../language/syntax';
import { openSaved } from '../dialogue';
import type { Saved } from '../protocol';
import { keepLens, ownText } from '../session';
import { find, type Found } from './find';
import { draws, openSubject, reads, type Knowledge, type Subject } from './subject';
import { locate, trackOffset, trackSpan, type Edit } from './tracking';

/** A document's text and its VS Code language id. */
export interface Page {
  readonly text: string;
  readonly language: string;
}

/** A formula that was read once, and where it is by now. */
export interface Followed {
  /** The last study that could be drawn; its span is where it was read. */
  readonly subject: Subject;
  /** Where that text is after the edits since. */
  readonly place: Span;
  /** The selection, or the cursor (an empty span), that the formula is found by again. */
  readonly pointer: Span;
  /** What stands there now, if it cannot be read; `gone` if nothing does. */
  readonly refused: Subject | 'gone' | null;
}

/** Starts to follow what a cursor or a selection means; null if nothing can be drawn there. */
export function follow(pointer: Span, subject: Subject | null): Followed | null {
  return subject && draws(subject.study)
    ? { subject, place: subject.span, pointer, refused: null }
    : null;
}

/** Moves with edits, before the text is read again. */
export function track(followed: Followed, edits: readonly Edit[]): Followed {
  const { pointer, place } = followed;
  const cursor = trackOffset(pointer.start, edits);
  const moved =
    pointer.start < pointer.end ? trackSpan(pointer, edits) : { start: cursor, end: cursor };
  return { ...followed, pointer: moved, place: trackSpan(place, edits) };
}

/** Reads the text that stands there now; a text that does not read leaves the last study as it was. */
export function readAgain(followed: Followed, page: Page, knowledge: Knowledge): Followed {
  const found = foundAgain(followed, page);
  const subject = openSubject(page.text, page.language, found, knowledge);
  // What was drawn in part may go on so; what was whole stays, until it is whole again.
  const isDrawn = reads(followed.subject.study) ? reads : draws;
  return subject && isDrawn(subject.study)
    ? { ...followed, subject: kept(subject, followed.subject), place: subject.span, refused: null }
    : { ...followed, refused: subject ?? 'gone' };
}

/** What was chosen for single nodes holds as long as the text has the same operations. */
function kept(subject: Subject, before: Subject): Subject {
  return { ...subject, study: keepLens(subject.study, before.study) };
}

/** The candidate that stands where the formula was; its kind does not change while it is typed. */
function foundAgain(
  { subject, pointer, place, refused }: Followed,
  { text, language }: Page,
): readonly Found[] {
  const touches = ({ span }: Found): boolean => span.start <= place.end && place.start <= span.end;
  const found = find(text, pointer, language).filter(touches);
  const same = found[subject.rank] ?? found[0];
  if (same) {
    return [same];
  }
  const as = subject.study.options.language;
  if (refused === 'gone') {
    // Undone, or pasted elsewhere.
    const own = ownText(subject.study);
    const back = locate(text, own, place.start);
    return back && pointer.start === pointer.end
      ? find(text, { start: back.end, end: back.end }, language).filter(
          ({ span, text: again }) => span.start === back.start && again === own,
        )
      : [];
  }
  const piece = text.slice(place.start, place.end);
  return piece.trim() === '' ? [] : [{ span: place, text: piece, language: as, by: 'selection' }];
}

/** What brings a formula back after the window reloads. */
export function save({ subject, place }: Followed, uri: string): Saved {
  const { text, options } = subject.study;
  const { lead = 0 } = options;
  const finite = (values: Readonly<Record<string, number>> = {}): Record<string, number> =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
  return {
    uri,
    language: options.language,
    ...place,
    text: text.slice(lead),
    ...(lead > 0 && { lead: text.slice(0, lead) }),
    values: finite(options.inputs),
    readings: { ...options.readings },
    surroundings: finite(options.surroundings),
    remembered: finite(options.remembered),
    ...(options.macros && { macros: options.macros }),
    ...(options.lens && { lens: options.lens }),
  };
}

/** Follows a saved formula again in its document; null if it cannot be found or read there. */
export function followSaved(saved: Saved, page: Page, knowledge: Knowledge): Followed | null {
  const pointer = findSaved(saved, page);
  const { text, language } = page;
  return (
    pointer &&
    follow(pointer, openSubject(text, language, find(text, pointer, language), knowledge))
  );
}

/** Finds a saved formula in its document, which may have changed; null if it is not there. */
export function findSaved(saved: Saved, { text, language }: Page): Span | null {
  const here = text.slice(saved.start, saved.end);
  const span = isBlanked(here, saved.text)
    ? { start: saved.start, end: saved.end }
    : locate(text, saved.text, saved.start);
  if (!span) {
    return null;
  }
  const cursors = [span.end, span.start].map((at) => ({ start: at, end: at }));
  const means = (cursor: Span): boolean => {
    const [found] = find(text, cursor, language);
    return found?.span.start === span.start && found.text === saved.text;
  };
  return cursors.find(means) ?? span;
}

/** Whether `piece` is `text` with parts of it blanked or turned into separators. */
function isBlanked(text: string, piece: string): boolean {
  if (text.length !== piece.length) {
    return false;
  }
  for (let i = 0; i < piece.length; i++) {
    const char = piece.charAt(i);
    if (char !== text.charAt(i) && !/[\s;\\]/.test(char)) {
      return false;
    }
  }
  return true;
}

/** A saved formula without its document. */
export function studySaved(saved: Saved, { limits }: Pick<Knowledge, 'limits'>): Followed | null {
  const study = openSaved(saved, limits);
  const span = { start: saved.start, end: saved.start + saved.text.length };
  return follow(span, { span, study, places: new Map(), rank: 0 });
}
