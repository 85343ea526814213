/** The hover: value, gradient and inputs of the subexpression under the mouse pointer. */
import * as vscode from 'vscode';
import { besideOf, sheetOf } from './beside';
import { hoverEnabled, shownSettings } from './configuration';
import type { Card } from './desk/answers';
import type { StartDesk } from './desk/thread';
import { Work } from './desk/work';
import { rangeOf } from './highlight';
import { showCommand } from './link';
import type { GraphView } from './view';

/** Nobody looks at one place for longer than that, in ms; a slow machine starts a desk in a part of it. */
const PATIENCE = 15_000;

export class GraphHover implements vscode.HoverProvider, vscode.Disposable {
  readonly #view: GraphView;
  readonly #state: vscode.Memento;
  /** A desk of its own, so that no hover keeps the picture waiting. */
  readonly #work: Work;

  constructor(view: GraphView, state: vscode.Memento, start: StartDesk) {
    [this.#view, this.#state] = [view, state];
    this.#work = new Work(start, {
      patience: PATIENCE,
      slow: () => {
        this.#work.end();
        return () => undefined;
      },
      lost: () => undefined,
    });
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    if (!hoverEnabled(document)) {
      return null;
    }
    const { version } = document;
    const offset = document.offsetAt(position);
    const isWanted = (): boolean =>
      !token.isCancellationRequested && document.version === version && !document.isClosed;
    this.#view.pointAt(document, offset);
    const card =
      (await this.#view.cardAt(document, offset, isWanted)) ??
      (await this.#read(document, offset, isWanted));
    if (!card || !isWanted()) {
      return null;
    }
    const text = new vscode.MarkdownString(card.markdown);
    text.isTrusted = { enabledCommands: [showCommand] };
    text.supportHtml = true;
    const range = rangeOf(document, card.span);
    return range.contains(position) ? new vscode.Hover(text, range) : new vscode.Hover(text);
  }

  dispose(): void {
    this.#work.dispose();
  }

  /** What is there in the text, whether it is shown or not. */
  #read(
    document: vscode.TextDocument,
    offset: number,
    isWanted: () => boolean,
  ): Promise<Card | null> {
    const given = () => ({
      sheet: sheetOf(document),
      beside: besideOf(this.#state, document),
      offset,
      selection: selectionAt(document, offset),
      settings: shownSettings(),
    });
    return this.#work.ask({
      kind: 'hover',
      given: () => (isWanted() ? given() : null),
      then: (card) => card,
      key: 'hover',
    });
  }
}

/** A selection says that the person is interested, in code too. */
function selectionAt(document: vscode.TextDocument, offset: number) {
  const selections = vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap((editor) => editor.selections)
    .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
  return selections.find(({ start, end }) => start <= offset && offset < end) ?? null;
}
