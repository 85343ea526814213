/** The hover: value, gradient and inputs of the subexpression under the mouse pointer. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { nodeAt, spansOf, type Study } from '../session';
import { cardOf } from './card';
import { showCommand, showLink } from './command';
import { hoverEnabled, knowledgeOf, shownSettings } from './configuration';
import { find, mathAt } from './find';
import { recallReadings, recallValues } from './memory';
import { fileOf } from './notebook';
import { openSubject, reads, type Knowledge } from './subject';
import { rangeOf } from './highlight';
import type { GraphView } from './view';

/** A study at its place in a document, and what the link points at. */
interface Place {
  readonly study: Study;
  readonly start: number;
  readonly pointer: Span;
}

/** A place with the node under the mouse pointer. */
interface Hovered extends Place {
  readonly node: number;
}

export class GraphHover implements vscode.HoverProvider {
  readonly #view: GraphView;
  readonly #state: vscode.Memento;
  #last: { document: vscode.TextDocument; key: string; place: Place | null } | null = null;

  constructor(view: GraphView, state: vscode.Memento) {
    this.#view = view;
    this.#state = state;
  }

  provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): vscode.Hover | null {
    if (!hoverEnabled(document)) {
      return null;
    }
    const offset = document.offsetAt(position);
    this.#view.pointAt(document, offset);
    const hovered =
      this.#shown(document, offset) ??
      this.#selected(document, offset) ??
      this.#math(document, offset);
    if (!hovered || token.isCancellationRequested) {
      return null;
    }
    const { study, start, pointer, node } = hovered;
    const card = cardOf(study, node, shownSettings(), showLink(document, pointer));
    const text = new vscode.MarkdownString(card);
    text.isTrusted = { enabledCommands: [showCommand] };
    text.supportHtml = true;
    const [span = { start: 0, end: 0 }] = spansOf(study, node);
    const range = rangeOf(document, { start: span.start + start, end: span.end + start });
    return range.contains(position) ? new vscode.Hover(text, range) : new vscode.Hover(text);
  }

  #shown(document: vscode.TextDocument, offset: number): Hovered | null {
    const shown = this.#view.studyAt(document, offset);
    return hoveredIn(shown && { ...shown, pointer: { start: offset, end: offset } }, offset);
  }

  /** A selection says that the person is interested, in code too. */
  #selected(document: vscode.TextDocument, offset: number): Hovered | null {
    const selection = vscode.window.visibleTextEditors
      .filter((editor) => editor.document === document)
      .flatMap((editor) => editor.selections)
      .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }))
      .find(({ start, end }) => start <= offset && offset < end);
    return hoveredIn(selection ? this.#read(document, selection) : null, offset);
  }

  #math(document: vscode.TextDocument, offset: number): Hovered | null {
    const found = mathAt(document.getText(), offset, document.languageId);
    const pointer = found && { start: found.span.start, end: found.span.start };
    return hoveredIn(pointer && this.#read(document, pointer), offset);
  }

  /** Studies what a pointer means, once for the same text and the same knowledge. */
  #read(document: vscode.TextDocument, pointer: Span): Place | null {
    const uri = document.uri.toString();
    const readings = recallReadings(this.#state, uri);
    const lastUsed = recallValues(this.#state, fileOf(uri));
    const knowledge = knowledgeOf(document, { inputs: {}, readings, lastUsed });
    const { languageId, version } = document;
    const key = JSON.stringify([pointer, languageId, version, knowledge]);
    if (this.#last?.document !== document || this.#last.key !== key) {
      this.#last = { document, key, place: placeOf(document, pointer, knowledge) };
    }
    return this.#last.place;
  }
}

function placeOf(document: vscode.TextDocument, pointer: Span, knowledge: Knowledge): Place | null {
  const text = document.getText();
  const found = find(text, pointer, document.languageId);
  const subject = openSubject(text, document.languageId, found, knowledge);
  return subject && reads(subject.study)
    ? { study: subject.study, start: subject.span.start, pointer }
    : null;
}

/** The place with its node at an offset of the document; null if no node is there. */
function hoveredIn(place: Place | null, offset: number): Hovered | null {
  const node = place && nodeAt(place.study, offset - place.start);
  return place && node !== null ? { ...place, node } : null;
}
