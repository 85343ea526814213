/** Hovers over what the panel does not show: reads what is under the mouse pointer, once. Pure. */
import type { Span } from '../../language/syntax';
import type { Settings } from '../../protocol';
import { nodeAt, spansOf, type Study } from '../../session';
import { cardOf } from '../card';
import { find, mathAt } from '../find';
import { showLink } from '../link';
import { openSubject, reads, shifted } from '../subject';
import type { Card } from './answers';
import { knowledgeOf, type Beside, type Sheet } from './sheet';

/** What is under the mouse pointer. */
export interface Hovered {
  readonly sheet: Sheet;
  readonly beside: Beside;
  readonly offset: number;
  /** A selection that covers it says that the person is interested, in code too. */
  readonly selection: Span | null;
  readonly settings: Settings;
}

/** A study at its place in a document, and what the link points at. */
export interface Place {
  readonly study: Study;
  readonly start: number;
  readonly uri: string;
  readonly pointer: Span;
}

/** Answers hovers; what was read last is remembered, for a mouse pointer moves within a formula. */
export function openHovers(): (hovered: Hovered) => Card | null {
  let last: { readonly key: string; readonly text: string; readonly place: Place | null } | null =
    null;

  const placeOf = (pointer: Span, { sheet, beside }: Hovered): Place | null => {
    const { text, language, uri } = sheet;
    const key = JSON.stringify([pointer, language, uri, beside]);
    if (last?.key !== key || last.text !== text) {
      const knowledge = knowledgeOf(sheet, beside, { inputs: {} });
      const subject = openSubject(text, language, find(text, pointer, language), knowledge);
      const isRead = subject && reads(subject.study);
      const place = isRead && { study: subject.study, start: subject.span.start, uri, pointer };
      last = { key, text, place: place || null };
    }
    return last.place;
  };

  return (hovered) => {
    const { sheet, offset, selection, settings } = hovered;
    const selected = selection && placeOf(selection, hovered);
    const card = selected && cardAt(selected, offset, settings);
    if (card) return card;
    const math = mathAt(sheet.text, offset, sheet.language);
    const pointer = math && { start: math.span.start, end: math.span.start };
    const place = pointer && placeOf(pointer, hovered);
    return place && cardAt(place, offset, settings);
  };
}

/** The card of the node at an offset of the document; null if no node is there. */
export function cardAt(place: Place, offset: number, settings: Settings): Card | null {
  const { study, start, uri, pointer } = place;
  const node = nodeAt(study, offset - start);
  if (node === null) return null;
  const [span = { start: 0, end: 0 }] = spansOf(study, node);
  const markdown = cardOf(study, node, settings, showLink(uri, pointer));
  return { markdown, span: shifted(span, start) };
}
