/**
 * The desk: reads, computes and answers, far from the editor. It is given plain data and answers with
 * plain data, so that it can stand in another thread; what cannot travel, the study, stays here. Pure.
 */
import { writeDoubles } from '../../double';
import type { Span } from '../../language/syntax';
import { withoutNodes } from '../../circuit';
import { plainLens } from '../../lens';
import { shownAt, shownSpans } from '../../picture';
import type { HostMessage, Saved, SentMessage, Settings, ViewMessage } from '../../protocol';
import { evaluate } from '../../questions';
import {
  answer,
  change,
  checkMessage,
  graphMessage,
  tapeMessage,
  type Change,
} from '../../replies';
import { inputsOf, resetInput, type Study } from '../../session';
import { follow, followSaved, readAgain, save, studySaved, track, type Followed } from '../follow';
import { explanationLatex, refusal, settingOf, staleMessage } from '../messages';
import { openSubject, problemsIn, reads, shifted } from '../subject';
import { find } from '../find';
import type { Edit } from '../tracking';
import { literalOf, writeLiteral } from '../writeback';
import type {
  Card,
  Changed,
  Marks,
  Placed,
  Resumed,
  Rewriting,
  Shown,
  Taken,
  Told,
} from './answers';
import { bookmarkOf, openBookmark, type Bookmark } from './bookmark';
import { cardAt, openHovers } from './hovering';
import { knowledgeOf, type Beside, type Sheet } from './sheet';
import { takeOut } from './taking';

type Said<K extends ViewMessage['kind']> = Extract<ViewMessage, { kind: K }>;

interface Reading {
  readonly sheet: Sheet;
  readonly beside: Beside;
  readonly settings: Settings;
}

export class Desk {
  #shown: Followed | null = null;
  #uri = '';
  /** The document as it was read last; null: it stands nowhere. */
  #sheet: Sheet | null = null;
  #revision = 0;
  /** The first revision of what is shown: a value that was typed for it still holds. */
  #first = 0;
  /** The first revision of the graph that is shown: another look at it still holds, however it is drawn. */
  #written = 0;
  /** What was marked last, as JSON. */
  #marked = '';

  /** Shows what a cursor or selection means; if nothing of it can be drawn, nothing changes. */
  show({ sheet, beside, settings, pointer }: Reading & { pointer: Span }): Shown {
    const { text, language, uri, version } = sheet;
    const { inputs = {}, lens = plainLens } = this.#shown?.subject.study.options ?? {};
    // Values set in the panel are kept by name as long as it shows the same document.
    const kept = { inputs: uri === this.#uri ? inputs : {}, lens: withoutNodes(lens) };
    const found = find(text, pointer, language);
    const subject = openSubject(text, language, found, knowledgeOf(sheet, beside, kept));
    if (!subject) return { kind: 'nothing' };
    const followed = follow(pointer, subject);
    if (!followed) {
      const problems = problemsIn(subject);
      const start = problems[0]?.span.start ?? subject.span.start;
      const marks = { version, problems };
      return { kind: 'refused', message: refusal(subject.study), marks, start };
    }
    [this.#uri, this.#sheet, this.#first] = [uri, sheet, this.#revision + 1];
    return { kind: 'drawn', told: this.#draw(followed, settings) };
  }

  /** Shows again what was kept, in its document if it still stands there. */
  resume(given: Omit<Reading, 'sheet'> & { sheet: Sheet | null; saved: Saved }): Resumed {
    const { sheet, beside, settings, saved } = given;
    const { values: inputs, readings, lens = plainLens } = saved;
    const knowledge = knowledgeOf(sheet, { ...beside, readings }, { inputs, lens });
    const found = sheet && followSaved(saved, sheet, knowledge);
    // The document is gone, or says something else by now: what was shown stands by itself.
    const followed = found ?? studySaved(saved, knowledge);
    [this.#uri, this.#sheet, this.#first] = [saved.uri, found && sheet, this.#revision + 1];
    return { told: followed && this.#draw(followed, settings), found: found !== null };
  }

  /** Goes on where another desk was lost, with what it told last. */
  goOn(given: { bookmark: Bookmark; saved: Saved; revision: number; settings: Settings }): Told {
    const { bookmark, saved, revision, settings } = given;
    [this.#uri, this.#sheet, this.#first] = [bookmark.uri, null, revision];
    this.#revision = revision;
    return this.#draw(openBookmark(bookmark, saved), settings);
  }

  /** Reads the formula again after edits; each list of them follows on the one before. */
  read(given: Reading & { edits: readonly (readonly Edit[])[]; reset?: string }): Told | null {
    const { sheet, beside, settings, edits, reset } = given;
    if (!this.#shown) return null;
    let shown = edits.reduce(track, this.#shown);
    if (reset !== undefined) shown = withStudy(shown, resetInput(shown.subject.study, reset));
    const { inputs = {}, lens = plainLens } = shown.subject.study.options;
    this.#sheet = sheet;
    return this.#draw(
      readAgain(shown, sheet, knowledgeOf(sheet, beside, { inputs, lens })),
      settings,
    );
  }

  /** Tells a page everything. */
  draw({ settings }: { settings: Settings }): Told | null {
    return this.#shown && this.#draw(this.#shown, settings);
  }

  /** Another value or another look: new numbers for the same picture, or a picture of another shape. */
  change({ message, settings }: { message: Change; settings: Settings }): Changed | null {
    const shown = this.#shown;
    if (!shown || this.#isLate(message)) return null;
    const changed = withStudy(shown, change(shown.subject.study, message));
    const { study } = changed.subject;
    if (!reads(study)) {
      // A loop bound that no loop can have: the last picture stays, and takes another value.
      const told = { messages: [staleMessage(changed.subject)], marks: null, bookmark: null };
      return { told, taken: false };
    }
    const given = message.kind === 'setInput' ? study.options.inputs?.[message.name] : null;
    const taken = message.kind !== 'setInput' || Object.is(given, message.value);
    if (study.circuit !== shown.subject.study.circuit) {
      return { told: this.#draw(changed, settings), taken };
    }
    this.#shown = changed;
    const numbers = tapeMessage(study, this.#setting(changed, settings));
    const messages = numbers ? [pack(numbers)] : [];
    // A kink comes or goes with a value now and then; mostly the marks stay as they are.
    const before = this.#marked;
    const marks = this.#mark(changed);
    const marksAnew = this.#marked === before ? null : marks;
    return { told: { messages, marks: marksAnew, bookmark: null }, taken };
  }

  /** How the gradients compare with other ways to compute them. */
  check(): HostMessage | null {
    return this.#shown && checkMessage(this.#shown.subject.study, this.#revision);
  }

  /** The number that a text is; null if it is none. */
  readonly evaluate = (text: string): number | null => evaluate(text);

  answer({
    message,
    settings,
  }: {
    message: Parameters<typeof answer>[1];
    settings: Settings;
  }): HostMessage | null {
    const study = this.#study(message);
    return study && answer(study, message, settings);
  }

  /** Which node an offset of the document is in; null unless it is the document that was read. */
  point({ version, offset }: { version: number; offset: number }): HostMessage | null {
    const shown = this.#standing(version);
    const at = offset - (shown?.place.start ?? 0);
    const inside = shown && at >= 0 && offset <= shown.place.end;
    const node = inside ? shownAt(shown.subject.study, at) : null;
    return shown && { kind: 'reveal', revision: this.#revision, node };
  }

  /** What a hover at an offset of the document says, if that is what is shown. */
  card(given: { version: number; offset: number; settings: Settings }): Card | null {
    const { version, offset, settings } = given;
    const { subject, place } = this.#standing(version) ?? {};
    if (!subject || !place || offset < place.start || offset > place.end) return null;
    const pointer = { start: offset, end: offset };
    const where = { study: subject.study, start: place.start, uri: this.#uri, pointer };
    return cardAt(where, offset, settings);
  }

  /** What a hover anywhere says. */
  readonly hover = openHovers();

  /** Where in the document a node stands. */
  places(message: Said<'hover' | 'open'>): Placed | null {
    const shown = this.#study(message) && this.#standing(this.#sheet?.version);
    if (!shown || !this.#sheet) return null;
    const spans = shownSpans(shown.subject.study, message.node);
    const { start } = shown.place;
    return { version: this.#sheet.version, spans: spans.map((span) => shifted(span, start)) };
  }

  /** How the document has to change to say the value of an input. */
  rewriting(message: Said<'writeBack'>): Rewriting | null {
    const shown = this.#study(message) && this.#standing(this.#sheet?.version);
    if (!shown || !this.#sheet) return null;
    const { subject } = shown;
    const literal = literalOf(subject, message.name);
    const input = inputsOf(subject.study).find(({ name }) => name === message.name);
    if (!literal || !input) return null;
    const { text, version } = this.#sheet;
    const before = text.slice(0, literal.span.start);
    return { version, span: literal.span, text: writeLiteral(before, input.value, literal.text) };
  }

  /** The circuit as it is taken away. */
  take({ message, settings }: { message: Said<'take'>; settings: Settings }): Taken | null {
    const shown = this.#study(message) && this.#shown;
    return shown && takeOut(shown.subject, message, settings, save(shown, this.#uri));
  }

  /** The steps that lead to a number, as LaTeX. */
  derivation(given: { message: Said<'copyExplanation'>; settings: Settings }): string | null {
    const study = this.#study(given.message);
    return study && explanationLatex(study, given.message, given.settings);
  }

  /** The panel was closed. */
  forget(): null {
    [this.#shown, this.#sheet, this.#uri] = [null, null, ''];
    return null;
  }

  /** What is shown from now on. The page lays it out only if its structure is another. */
  #draw(shown: Followed, settings: Settings): Told {
    const before = this.#shown?.subject.study.circuit;
    this.#shown = shown;
    this.#revision++;
    const { subject, refused } = shown;
    if (subject.study.circuit?.written !== before?.written) this.#written = this.#revision;
    const graph = graphMessage(subject.study, this.#setting(shown, settings));
    const stale = refused && staleMessage(refused);
    return {
      messages: [graph && pack(graph), stale].filter((message) => message !== null),
      marks: this.#mark(shown),
      bookmark: bookmarkOf(shown, this.#uri),
    };
  }

  /** What is marked in the document, if it stands anywhere. */
  #mark({ subject, refused }: Followed): Marks | null {
    const marked = refused === 'gone' ? null : (refused ?? subject);
    const problems = marked ? problemsIn(marked) : [];
    const marks = this.#sheet && { version: this.#sheet.version, problems };
    this.#marked = JSON.stringify(marks);
    return marks;
  }

  #setting(shown: Followed, settings: Settings): ReturnType<typeof settingOf> {
    const saved = save(shown, this.#uri);
    return settingOf(shown.subject, { revision: this.#revision, settings, saved });
  }

  /** The study that the page speaks of; null: it was another picture. */
  #study(message: { readonly revision: number }): Study | null {
    return this.#isCurrent(message) ? (this.#shown?.subject.study ?? null) : null;
  }

  #isLate(message: Change): boolean {
    // Inputs have names, which another revision of the formula has too.
    if ('name' in message) return message.revision < this.#first;
    return message.kind === 'look' ? message.revision < this.#written : !this.#isCurrent(message);
  }

  #isCurrent({ revision }: { readonly revision: number }): boolean {
    return revision === this.#revision;
  }

  /** What is shown, if it stands so in that version of the document. */
  #standing(version: number | undefined): Followed | null {
    const isRead = this.#sheet !== null && this.#sheet.version === version;
    return isRead && this.#shown?.refused === null ? this.#shown : null;
  }
}

/** Writes out the list of inputs here, where nobody waits for it: there may be tens of thousands. */
function pack(message: Extract<HostMessage, { kind: 'graph' | 'tape' }>): SentMessage {
  return { ...message, inputs: JSON.stringify(writeDoubles(message.inputs)) };
}

function withStudy(shown: Followed, study: Study): Followed {
  return { ...shown, subject: { ...shown.subject, study } };
}
