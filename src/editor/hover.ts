/** The hover: value, gradient and inputs of the subexpression under the mouse pointer. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { nodeAt, type Study } from '../session';
import { cardOf } from './card';
import { showCommand, showLink } from './command';
import { hoverEnabled, knowledgeOf, shownSettings } from './configuration';
import { find, mathAt } from './find';
import { recallReadings, recallValues } from './memory';
import { fileOf, versionOf } from './notebook';
import { openSubject, reads } from './subject';
import { rangeOf } from './highlight';
import type { GraphView } from './view';

/** A study at its place, and what the link points at. */
interface Hovered {
  readonly study: Study;
  readonly start: number;
  readonly pointer: Span;
}

export class GraphHover implements vscode.HoverProvider {
  readonly #view: GraphView;
  readonly #state: vscode.Memento;
  #last: {
    document: vscode.TextDocument;
    version: string;
    key: string;
    hovered: Hovered | null;
  } | null = null;

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
    const node = hovered && nodeAt(hovered.study, offset - hovered.start);
    if (!hovered || node === null || token.isCancellationRequested) {
      return null;
    }
    const { study, start, pointer } = hovered;
    const card = cardOf(study, node, shownSettings().decimals, showLink(document, pointer));
    const text = new vscode.MarkdownString(card);
    text.isTrusted = { enabledCommands: [showCommand] };
    text.supportHtml = true;
    const span = study.graph?.nodes[node]?.span ?? { start: 0, end: 0 };
    const range = rangeOf(document, { start: span.start + start, end: span.end + start });
    return range.contains(position) ? new vscode.Hover(text, range) : new vscode.Hover(text);
  }

  #shown(document: vscode.TextDocument, offset: number): Hovered | null {
    const shown = this.#view.studyAt(document, offset);
    return shown && { ...shown, pointer: { start: offset, end: offset } };
  }

  /** A selection says that the person is interested, in code too. */
  #selected(document: vscode.TextDocument, offset: number): Hovered | null {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    if (!editor || editor.selection.isEmpty) {
      return null;
    }
    const selection = {
      start: document.offsetAt(editor.selection.start),
      end: document.offsetAt(editor.selection.end),
    };
    return selection.start <= offset && offset < selection.end
      ? this.#cached(document, `${selection.start}-${selection.end}`, () => selection)
      : null;
  }

  #math(document: vscode.TextDocument, offset: number): Hovered | null {
    const found = mathAt(document.getText(), offset, document.languageId);
    return (
      found && this.#cached(document, `${found.span.start}`, () => ({ start: offset, end: offset }))
    );
  }

  /** Studies a place once for each version of the document. */
  #cached(document: vscode.TextDocument, key: string, pointerOf: () => Span): Hovered | null {
    const uri = document.uri.toString();
    const lastUsed = recallValues(this.#state, fileOf(uri));
    const version = `${versionOf(document)} ${JSON.stringify(lastUsed)}`;
    const last = this.#last;
    if (last?.document === document && last.version === version && last.key === key) {
      return last.hovered;
    }
    const pointer = pointerOf();
    const text = document.getText();
    const readings = recallReadings(this.#state, uri);
    const found = find(text, pointer, document.languageId);
    const subject = openSubject(
      text,
      document.languageId,
      found,
      knowledgeOf(document, { inputs: {}, readings, lastUsed }),
    );
    const hovered =
      subject && reads(subject.study)
        ? { study: subject.study, start: subject.span.start, pointer }
        : null;
    this.#last = { document, version, key, hovered };
    return hovered;
  }
}
