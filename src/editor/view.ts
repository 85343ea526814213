/** The panel with the formula it shows: follows the document, answers the page, points both ways. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { withoutNodes } from '../circuit';
import { plainLens } from '../lens';
import { saved, type HostMessage, type Saved, type ViewMessage } from '../protocol';
import { shownAt, shownSpans } from '../picture';
import { answer, change, checkMessage, graphMessage, tapeMessage, type Setting } from '../replies';
import { resetInput, type Study } from '../session';
import { changesLooks, changesReadings, knowledgeOf, shownSettings } from './configuration';
import { Delay } from './delay';
import { follow, followSaved, readAgain, save, studySaved, track, type Followed } from './follow';
import {
  forgetValues,
  recallReadings,
  recallValues,
  rememberEdits,
  rememberReadings,
  rememberValue,
  withEdits,
  type Readings,
} from './memory';
import { settingOf, staleMessage } from './messages';
import { fileOf } from './notebook';
import { Panel } from './panel';
import { editsOf, openDocument, type Source } from './source';
import { copyExplanation, takeAway } from './taking';
import { openSubject, reads, shifted, type Knowledge, type Subject } from './subject';
import { find } from './find';
import { writeInput } from './writing';

/** A frame: what is typed within one is read once. */
const FRAME = 16;
/** Who stops for that long wants to know whether the gradients are right. */
const REST = 200;

export class GraphView implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #source: Source;
  readonly #events: vscode.Disposable;
  #panel: Panel | null = null;
  #shown: Followed | null = null;
  #readings: Readings = {};
  #revision = 0;
  /** Pending while the text has changed and has not been read. */
  readonly #reading = new Delay(FRAME, () => {
    this.#update();
  });
  /** Pending while the gradients shown have not been checked. */
  readonly #checking = new Delay(REST, () => {
    this.#post(this.#shown && checkMessage(this.#shown.subject.study, this.#revision));
  });

  constructor(context: vscode.ExtensionContext, source: Source) {
    [this.#context, this.#source] = [context, source];
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

  /** Shows what a cursor or selection means; if nothing of it can be drawn, nothing changes. */
  show(document: vscode.TextDocument, pointer: Span): Subject | null {
    const uri = document.uri.toString();
    const readings = recallReadings(this.#context.workspaceState, uri);
    const { inputs = {}, lens = plainLens } = this.#shown?.subject.study.options ?? {};
    // Values set in the panel are kept by name as long as it shows the same document.
    const kept = { inputs: uri === this.#source.uri ? inputs : {}, lens: withoutNodes(lens) };
    const text = document.getText();
    const found = find(text, pointer, document.languageId);
    const knowledge = this.#knowledge(document, uri, { ...kept, readings });
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
    if (kept.success) void this.#revive(kept.output.saved);
  }

  /** Brings the picture to the front, perhaps with the focus, and asks its page for something. */
  ask(message: HostMessage, focus = false): void {
    this.#panel?.ask(message, focus);
  }

  /** Takes another reading of what is shown, and remembers it for the document. */
  choose(key: string, reading: string): void {
    this.#readings = { ...this.#readings, [key]: reading };
    void rememberReadings(this.#context.workspaceState, this.#source.uri, this.#readings);
    this.#update();
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
    const node = at && shownAt(at.study, offset - at.start);
    this.#post(this.#current(document) && { kind: 'reveal', revision: this.#revision, node });
  }

  dispose(): void {
    vscode.Disposable.from(this.#reading, this.#checking, this.#events, this.#source).dispose();
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
      this.#reading.cancel();
      this.#checking.cancel();
      this.#panel = null;
      this.#shown = null;
      this.#source.forget();
    }
  }

  #attach(document: vscode.TextDocument | null, uri: string, readings: Readings): void {
    this.#reading.cancel();
    this.#source.attach(document, uri);
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
      this.choose(message.key, message.reading);
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
      case 'unfold':
        this.#compute(shown, change(study, message));
        if ('name' in message) {
          this.#remember(message.name, message.kind === 'setInput' ? message.value : null);
        }
        return;
      case 'writeBack':
        void this.#writeBack(shown, message.name);
        return;
      case 'take':
        void takeAway(this.#context.extensionUri, shown, this.#source.uri, message);
        return;
      case 'copyExplanation':
        void copyExplanation(study, message);
        return;
      case 'hover':
        this.#source.mark(this.#placed(shownSpans(study, message.node)));
        return;
      case 'open':
        void this.#open(shownSpans(study, message.node));
        return;
      case 'explain':
      case 'wiggle':
      case 'evaluate':
      case 'order':
      case 'find':
        this.#post(answer(study, message));
        return;
    }
  }

  /** For later studies of the same file; a value that was not taken is not kept. */
  #remember(name: string, value: number | null): void {
    const shown = this.#shown;
    const taken = shown?.subject.study.options.inputs?.[name];
    if (!shown || (value !== null && taken !== value)) return;
    void rememberValue(this.#context.workspaceState, fileOf(this.#source.uri), name, value);
    void rememberEdits(this.#context.workspaceState, save(shown, this.#source.uri));
  }

  /** Another value of an input: new numbers for the same picture, or a picture of another shape. */
  #compute(shown: Followed, study: Study): void {
    const subject = { ...shown.subject, study };
    if (!reads(study)) {
      // A loop bound that no loop can have: the last picture stays, and takes another value.
      this.#panel?.post(staleMessage(subject));
      return;
    }
    this.#shown = { ...shown, subject };
    if (study.circuit === shown.subject.study.circuit) {
      this.#count();
    } else {
      this.#draw();
    }
  }

  /** Where spans of the shown text are in the document by now; none while it is being edited. */
  #placed(spans: readonly Span[]): Span[] {
    const { document } = this.#source;
    const current = document && this.#current(document);
    return current ? spans.map((span) => shifted(span, current.place.start)) : [];
  }

  async #open(spans: readonly Span[]): Promise<void> {
    const [span] = this.#placed(spans);
    if (span) {
      await this.#source.select(span);
    }
  }

  /** Writes an input's value into the text; from there it comes back as the text's own. */
  async #writeBack({ subject }: Followed, name: string): Promise<void> {
    const { document } = this.#source;
    const upToDate = document !== null && this.#current(document) !== null;
    if (upToDate && (await writeInput(this.#source, subject, name)) && this.#shown) {
      const { subject: edited } = this.#shown;
      const study = resetInput(edited.study, name);
      this.#shown = { ...this.#shown, subject: { ...edited, study } };
      this.#remember(name, null);
      this.#update();
    }
  }

  /** What is shown of a document, unless the text has changed since it was read. */
  #current(document: vscode.TextDocument): Followed | null {
    const upToDate = !this.#reading.pending && this.#shown?.refused === null;
    return document === this.#source.document && upToDate ? this.#shown : null;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    if (!this.#shown || contentChanges.length === 0 || fileOf(uri) !== fileOf(this.#source.uri)) {
      return;
    }
    // An edit of another cell of the notebook may give other values.
    this.#shown =
      document === this.#source.document
        ? track(this.#shown, editsOf(contentChanges))
        : this.#shown;
    this.#reading.start();
  }

  /** Reads the formula again and shows what came of it. */
  #update(): void {
    const document = this.#source.document;
    if (!document || !this.#shown) {
      return;
    }
    const { inputs = {}, lens = plainLens } = this.#shown.subject.study.options;
    const page = { text: document.getText(), language: document.languageId };
    const person = { inputs, lens, readings: this.#readings };
    this.#shown = readAgain(this.#shown, page, this.#knowledge(document, this.#source.uri, person));
    this.#draw();
  }

  #knowledge(
    document: vscode.TextDocument | null,
    uri: string,
    person: Pick<Knowledge, 'inputs' | 'readings' | 'lens'>,
  ): Knowledge {
    const lastUsed = recallValues(this.#context.workspaceState, fileOf(uri));
    return knowledgeOf(document, { ...person, lastUsed });
  }

  /** Sends the whole picture; the page lays it out only if its structure is another. */
  #draw(): void {
    if (!this.#shown) {
      return;
    }
    const { subject, refused } = this.#shown;
    this.#revision++;
    this.#post(graphMessage(subject.study, this.#setting(this.#shown)));
    this.#post(refused && staleMessage(refused));
    this.#checking.restart();
    this.#source.markProblems(refused === 'gone' ? null : (refused ?? subject));
  }

  /** Sends new numbers only. */
  #count(): void {
    this.#checking.restart();
    const shown = this.#shown;
    this.#post(shown && tapeMessage(shown.subject.study, this.#setting(shown)));
  }

  #post(message: HostMessage | null): void {
    if (message) {
      this.#panel?.post(message);
    }
  }

  #setting(shown: Followed): Setting {
    return settingOf(shown.subject, {
      revision: this.#revision,
      settings: shownSettings(),
      saved: save(shown, this.#source.uri),
    });
  }

  #selected({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (textEditor.document === this.#source.document && selection) {
      this.pointAt(textEditor.document, textEditor.document.offsetAt(selection.active));
    }
  }

  #configured(event: vscode.ConfigurationChangeEvent): void {
    if (changesLooks(event)) {
      this.#post({ kind: 'settings', settings: shownSettings() });
    }
    if (changesReadings(event)) {
      this.#update();
    }
  }

  #closed(document: vscode.TextDocument): void {
    if (document === this.#source.document) {
      this.#source.close();
    }
    if (document.isUntitled) {
      // Its name will be another document's.
      void forgetValues(this.#context.workspaceState, fileOf(document.uri.toString()));
    }
  }

  /** The document is back, perhaps changed, or in another language. */
  #opened(document: vscode.TextDocument): void {
    if (!this.#source.document && this.#shown && document.uri.toString() === this.#source.uri) {
      this.#resume(save(this.#shown, this.#source.uri), document);
    }
  }

  /** Shows again what a page showed before the window was reloaded. */
  async #revive(kept: Saved): Promise<void> {
    const document = await openDocument(kept.uri);
    if (this.#panel && !this.#shown) {
      this.#resume(withEdits(this.#context.workspaceState, kept), document);
    }
  }

  #resume(kept: Saved, document: vscode.TextDocument | null): void {
    this.#attach(document, kept.uri, kept.readings);
    const page = document && { text: document.getText(), language: document.languageId };
    const { values: inputs, readings, lens = plainLens } = kept;
    const knowledge = this.#knowledge(document, kept.uri, { inputs, readings, lens });
    const found = page && followSaved(kept, page, knowledge);
    if (!found) {
      // The document is gone, or says something else by now: what was shown stands by itself.
      this.#source.close();
    }
    this.#shown = found ?? studySaved(kept, knowledge);
    this.#draw();
  }
}
