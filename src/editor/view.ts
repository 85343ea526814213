/** The panel with the formula it shows: follows the document, answers the page, points both ways. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { saved, type Saved, type ViewMessage } from '../protocol';
import { answer, change, graphMessage, tapeMessage, type Setting } from '../replies';
import { nodeAt, spansOf, type Study } from '../session';
import { knowledgeOf, shownSettings } from './configuration';
import { follow, findSaved, readAgain, save, studySaved, track, type Followed } from './follow';
import { Highlight, rangeOf } from './highlight';
import {
  forgetValues,
  recallReadings,
  recallValues,
  rememberReadings,
  rememberValue,
  type Readings,
} from './memory';
import { settingOf, staleMessage } from './messages';
import { fileOf } from './notebook';
import { Panel } from './panel';
import { ProblemMarks } from './problems';
import { openSubject, reads, shifted, type Subject } from './subject';
import { find } from './find';

/** A frame: what is typed within one is read once. */
const FRAME = 16;

export class GraphView implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #highlight = new Highlight();
  readonly #marks = new ProblemMarks();
  readonly #events: vscode.Disposable;
  #panel: Panel | null = null;
  #shown: Followed | null = null;
  #uri = '';
  #document: vscode.TextDocument | null = null;
  #readings: Readings = {};
  #revision = 0;
  /** Set while the text has changed and has not been read. */
  #frame: ReturnType<typeof setTimeout> | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#events = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#edited(event);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#opened(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#closed(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        this.#configured(event);
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        this.#selected(event);
      }),
    );
  }

  /** Shows what a cursor or selection means; if it cannot be read, nothing changes. */
  show(document: vscode.TextDocument, pointer: Span): Subject | null {
    const uri = document.uri.toString();
    const readings = recallReadings(this.#context.workspaceState, uri);
    // Values set in the panel are kept by name as long as it shows the same document.
    const inputs = uri === this.#uri ? (this.#shown?.subject.study.options.inputs ?? {}) : {};
    const text = document.getText();
    const found = find(text, pointer, document.languageId);
    const lastUsed = recallValues(this.#context.workspaceState, fileOf(uri));
    const knowledge = knowledgeOf(document, { inputs, readings, lastUsed });
    const subject = openSubject(text, document.languageId, found, knowledge);
    const followed = follow(pointer, subject);
    if (followed) {
      this.#attach(document, uri, readings);
      this.#shown = followed;
      this.#panel ??= this.#adopt(Panel.create());
      this.#panel.reveal();
      this.#draw();
    }
    return subject;
  }

  /** Takes over a panel that VS Code brought back, with the state its page had kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    this.#panel?.dispose();
    this.#panel = this.#adopt(panel);
    const kept = v.safeParse(v.object({ saved }), state);
    if (kept.success) {
      void this.#revive(kept.output.saved);
    }
  }

  /** The study that covers an offset of a document, if the panel shows it and it is up to date. */
  studyAt(document: vscode.TextDocument, offset: number): { study: Study; start: number } | null {
    const { place, subject } = this.#current(document) ?? {};
    return place && subject && place.start <= offset && offset <= place.end
      ? { study: subject.study, start: place.start }
      : null;
  }

  /** Shows in the picture which node an offset of the document is in. */
  pointAt(document: vscode.TextDocument, offset: number): void {
    const at = this.studyAt(document, offset);
    const node =
      at && (nodeAt(at.study, offset - at.start) ?? nodeAt(at.study, offset - at.start - 1));
    if (this.#current(document)) {
      this.#panel?.post({ kind: 'reveal', revision: this.#revision, node });
    }
  }

  dispose(): void {
    clearTimeout(this.#frame);
    this.#events.dispose();
    this.#highlight.dispose();
    this.#marks.dispose();
    this.#panel?.dispose();
  }

  #adopt(webviewPanel: vscode.WebviewPanel): Panel {
    const panel: Panel = new Panel(
      webviewPanel,
      this.#context.extensionUri,
      (message) => {
        this.#receive(message);
      },
      () => {
        this.#disposed(panel);
      },
    );
    return panel;
  }

  #disposed(panel: Panel): void {
    if (this.#panel === panel) {
      clearTimeout(this.#frame);
      this.#panel = null;
      this.#shown = null;
      this.#document = null;
      this.#uri = '';
      this.#highlight.clear();
      this.#marks.clear();
    }
  }

  #attach(document: vscode.TextDocument | null, uri: string, readings: Readings): void {
    clearTimeout(this.#frame);
    this.#frame = undefined;
    this.#highlight.clear();
    this.#document = document;
    this.#uri = uri;
    this.#readings = readings;
  }

  #receive(message: ViewMessage): void {
    if (message.kind === 'ready') {
      if (this.#shown) {
        this.#draw();
      } else if (message.saved) {
        void this.#revive(message.saved);
      }
    } else if (message.kind === 'choose') {
      this.#readings = { ...this.#readings, [message.key]: message.reading };
      void rememberReadings(this.#context.workspaceState, this.#uri, this.#readings);
      this.#update();
    } else if (message.revision === this.#revision && this.#shown) {
      this.#answer(message, this.#shown);
    }
  }

  #answer(message: Exclude<ViewMessage, { kind: 'ready' | 'choose' }>, shown: Followed): void {
    const { study } = shown.subject;
    switch (message.kind) {
      case 'setInput':
      case 'resetInput':
      case 'look':
        this.#compute(shown, change(study, message));
        if (message.kind !== 'look') {
          this.#remember(message.name, message.kind === 'setInput' ? message.value : null);
        }
        return;
      case 'writeBack':
      case 'take':
      case 'copyExplanation':
        return;
      case 'hover':
        this.#mark(message.node === null ? [] : spansOf(study, message.node));
        return;
      case 'open':
        void this.#open(spansOf(study, message.node)[0]);
        return;
      case 'explain':
      case 'wiggle':
      case 'order': {
        const reply = answer(study, message);
        if (reply) {
          this.#panel?.post(reply);
        }
        return;
      }
    }
  }

  /** For later studies of the same file; a value that was not taken is not kept. */
  #remember(name: string, value: number | null): void {
    const taken = this.#shown?.subject.study.options.inputs?.[name];
    if (value !== null && taken !== value) {
      return;
    }
    void rememberValue(this.#context.workspaceState, fileOf(this.#uri), name, value);
  }

  /** Another value of an input: new numbers for the same picture, or a picture of another shape. */
  #compute(shown: Followed, study: Study): void {
    const subject = { ...shown.subject, study };
    if (!reads(study)) {
      // A loop bound that no loop can have: the last picture stays, and takes another value.
      this.#panel?.post(staleMessage(subject));
      return;
    }
    const sameShape = study.graph === shown.subject.study.graph;
    this.#shown = { ...shown, subject };
    if (sameShape) {
      this.#count();
    } else {
      this.#draw();
    }
  }

  #mark(spans: readonly Span[]): void {
    const current = this.#document && this.#current(this.#document);
    if (!this.#document || !current) {
      return;
    }
    const by = current.place.start;
    this.#highlight.show(
      this.#document,
      spans.map((span) => shifted(span, by)),
    );
  }

  async #open(span: Span | undefined): Promise<void> {
    const document = this.#document;
    const current = document && this.#current(document);
    if (!document || !current || !span) {
      return;
    }
    const selection = rangeOf(document, shifted(span, current.place.start));
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { selection, viewColumn });
  }

  /** What is shown of a document, unless the text has changed since it was read. */
  #current(document: vscode.TextDocument): Followed | null {
    const upToDate = this.#frame === undefined && this.#shown?.refused === null;
    return document === this.#document && upToDate ? this.#shown : null;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    if (!this.#shown || contentChanges.length === 0 || fileOf(uri) !== fileOf(this.#uri)) {
      return;
    }
    const edits = contentChanges.map((change) => ({
      offset: change.rangeOffset,
      length: change.rangeLength,
      text: change.text,
    }));
    // An edit of another cell of the notebook may give other values.
    this.#shown = document === this.#document ? track(this.#shown, edits) : this.#shown;
    this.#frame ??= setTimeout(() => {
      this.#frame = undefined;
      this.#update();
    }, FRAME);
  }

  /** Reads the formula again and shows what came of it. */
  #update(): void {
    const document = this.#document;
    if (!document || !this.#shown) {
      return;
    }
    const { inputs = {} } = this.#shown.subject.study.options;
    const page = { text: document.getText(), language: document.languageId };
    const lastUsed = recallValues(this.#context.workspaceState, fileOf(this.#uri));
    const knowledge = knowledgeOf(document, { inputs, readings: this.#readings, lastUsed });
    this.#shown = readAgain(this.#shown, page, knowledge);
    this.#draw();
  }

  /** Sends the whole picture; the page lays it out only if its structure is another. */
  #draw(): void {
    if (!this.#shown) {
      return;
    }
    const { subject, refused } = this.#shown;
    this.#revision++;
    const graph = graphMessage(subject.study, this.#setting(this.#shown));
    if (graph) {
      this.#panel?.post(graph);
    }
    if (refused) {
      this.#panel?.post(staleMessage(refused));
    }
    if (this.#document) {
      this.#marks.show(this.#document, refused === 'gone' ? null : (refused ?? subject));
    }
  }

  /** Sends new numbers only. */
  #count(): void {
    const tape = this.#shown && tapeMessage(this.#shown.subject.study, this.#setting(this.#shown));
    if (tape) {
      this.#panel?.post(tape);
    }
  }

  #setting(shown: Followed): Setting {
    return settingOf(shown.subject, this.#revision, shownSettings(), save(shown, this.#uri));
  }

  #selected({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (textEditor.document === this.#document && selection) {
      this.pointAt(textEditor.document, textEditor.document.offsetAt(selection.active));
    }
  }

  #configured(event: vscode.ConfigurationChangeEvent): void {
    if (event.affectsConfiguration('backprop.decimals')) {
      this.#panel?.post({ kind: 'settings', settings: shownSettings() });
    }
    if (
      event.affectsConfiguration('backprop.limits') ||
      event.affectsConfiguration('markdown.math.macros')
    ) {
      this.#update();
    }
  }

  #closed(document: vscode.TextDocument): void {
    if (document === this.#document) {
      this.#document = null;
      this.#marks.clear();
    }
    if (document.isUntitled) {
      // Its name will be another document's.
      void forgetValues(this.#context.workspaceState, fileOf(document.uri.toString()));
    }
  }

  /** The document is back, perhaps changed, or in another language. */
  #opened(document: vscode.TextDocument): void {
    if (!this.#document && this.#shown && document.uri.toString() === this.#uri) {
      this.#resume(save(this.#shown, this.#uri), document);
    }
  }

  /** Shows again what a page showed before the window was reloaded. */
  async #revive(kept: Saved): Promise<void> {
    const document = await openDocument(kept.uri);
    if (this.#panel && !this.#shown) {
      this.#resume(kept, document);
    }
  }

  #resume(kept: Saved, document: vscode.TextDocument | null): void {
    this.#attach(document, kept.uri, kept.readings);
    const page = document && { text: document.getText(), language: document.languageId };
    const pointer = page && findSaved(kept, page);
    const lastUsed = recallValues(this.#context.workspaceState, fileOf(kept.uri));
    const { values: inputs, readings } = kept;
    const knowledge = knowledgeOf(document, { inputs, readings, lastUsed });
    const subject =
      pointer &&
      openSubject(page.text, page.language, find(page.text, pointer, page.language), knowledge);
    const found = pointer && follow(pointer, subject);
    if (!found) {
      // The document is gone, or says something else by now: what was shown stands by itself.
      this.#document = null;
    }
    this.#shown = found ?? studySaved(kept, knowledge);
    this.#draw();
  }
}

/** The document, opened if it can be; an untitled one only if it is there. */
async function openDocument(uri: string): Promise<vscode.TextDocument | null> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open) {
    return open;
  }
  try {
    const parsed = vscode.Uri.parse(uri, true);
    return parsed.scheme === 'untitled' ? null : await vscode.workspace.openTextDocument(parsed);
  } catch {
    return null;
  }
}
