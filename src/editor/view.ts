/** The panel: shows what the desk tells of a study, carries out what its page says, points both ways. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import type { HostMessage, Saved, ViewMessage } from '../protocol';
import { changesLooks, changesReadings, shownSettings } from './configuration';
import type { Card, Shown } from './desk/answers';
import type { StartDesk } from './desk/thread';
import type { Engine } from '../engine';
import { forgetValues, rememberEdits, rememberValue, withEdits } from './memory';
import { fileOf } from './notebook';
import { Panel } from './panel';
import { RemoteStudy } from './remote';
import { Underway } from './underway';
import { openDocument, type Source } from './source';
import { copyText, takeAway } from './taking';

type Said<K extends ViewMessage['kind']> = Extract<ViewMessage, { kind: K }>;

/** After so many milliseconds what is computed is large, and most likely can be drawn. */
const SOON = 250;
const NOTHING = 'There is no formula where you pointed. Select one.';

export class GraphView implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #source: Source;
  readonly #study: RemoteStudy;
  readonly #engine: Engine;
  readonly #events: vscode.Disposable;
  /** What the desk has not yet taken. */
  readonly #underway = new Underway();
  #panel: Panel | null = null;

  constructor(context: vscode.ExtensionContext, source: Source, start: StartDesk, engine: Engine) {
    [this.#context, this.#source, this.#engine] = [context, source, engine];
    this.#study = new RemoteStudy(start, source, context.workspaceState, (message) => {
      this.#panel?.post(message);
    });
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
  async show(document: vscode.TextDocument, pointer: Span): Promise<Shown | null> {
    // The page of a large formula comes up while that is computed.
    const early: { panel?: Panel } = {};
    const soon = setTimeout(() => {
      if (!this.#panel) this.#panel = early.panel = this.#adopt(Panel.create());
    }, SOON);
    const shown = await this.#study.show(document, pointer).finally(() => {
      clearTimeout(soon);
    });
    if (shown?.kind === 'drawn') {
      this.#panel ??= this.#adopt(Panel.create());
      this.#panel.reveal();
      this.#engine.warm();
    } else if (this.#panel && !this.#study.saved) {
      // A page that came up too soon says why there is nothing on it.
      const message = shown?.kind === 'refused' ? shown.message : NOTHING;
      if (shown) this.#panel.ask({ kind: 'stale', message, problems: [] }, false);
      else if (this.#panel === early.panel) this.#panel.dispose();
    }
    return shown;
  }

  /** Takes over a panel that VS Code brought back; its page says what it had kept once it is ready. */
  restore(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#engine.warm();
    this.#panel = this.#adopt(panel);
  }

  /** Brings the picture to the front, perhaps with the focus, and asks its page for something. */
  ask(message: HostMessage, focus = false): void {
    this.#panel?.ask(message, focus);
  }

  /** Takes another reading in a document, and remembers it there; what is shown follows if it is of that. */
  choose(uri: string, key: string, reading: string): void {
    this.#study.choose(uri, key, reading);
  }

  /** What a hover at an offset of a document says, if the panel shows that. */
  async cardAt(
    document: vscode.TextDocument,
    offset: number,
    isWanted: () => boolean,
  ): Promise<Card | null> {
    if (document !== this.#source.document) return null;
    const { version } = document;
    return this.#study.ask(
      'card',
      () => (isWanted() ? { version, offset, settings: shownSettings() } : null),
      (card) => card,
      'card',
    );
  }

  /** Shows in the picture which node an offset of the document is in. */
  pointAt(document: vscode.TextDocument, offset: number): void {
    if (document !== this.#source.document || !this.#study.saved) return;
    const { version } = document;
    void this.#study.ask('point', () => ({ version, offset }), this.#post, 'point');
  }

  dispose(): void {
    vscode.Disposable.from(this.#events, this.#source, this.#study).dispose();
    this.#panel?.dispose();
    this.#engine.end();
  }

  readonly #post = (message: HostMessage | null): void => {
    if (message) this.#panel?.post(message);
  };

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
      this.#panel = null;
      this.#study.forget();
      // Nobody waits for a layout any more.
      this.#engine.stop();
    }
  }

  #receive(message: ViewMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#ready(message.saved);
        return;
      case 'choose':
        if (this.#study.isOf(message)) {
          this.choose(this.#source.uri, message.key, message.reading);
        }
        return;
      case 'setInput':
      case 'resetInput':
        this.#give(message);
        return;
      case 'look':
        void this.#study.change(message, 'look').finally(() => {
          this.#post({ kind: 'looked', number: message.number });
        });
        return;
      case 'unfold':
        void this.#study.change(message);
        return;
      case 'layOut':
        void this.#engine.answer(message).then(this.#post);
        return;
      case 'stopLayout':
        this.#engine.stop();
        return;
      case 'writeBack':
        void this.#writeBack(message);
        return;
      case 'take':
        void this.#take(message);
        return;
      case 'copyExplanation':
        void this.#copyExplanation(message);
        return;
      case 'hover':
        void this.#study.ask(
          'places',
          () => message,
          (placed) => {
            this.#source.mark(placed);
          },
          'places',
        );
        return;
      case 'open':
        void this.#study.ask(
          'places',
          () => message,
          (placed) => this.#source.select(placed),
        );
        return;
      case 'evaluate':
        void this.#evaluate(message);
        return;
      case 'explain':
      case 'wiggle':
      case 'order':
      case 'find':
        void this.#study.ask('answer', () => ({ message, settings: shownSettings() }), this.#post);
        return;
    }
  }

  /** The page listens: it is told what is shown, or shows again what an earlier page was told. */
  #ready(kept: Saved | null): void {
    if (this.#study.saved) {
      const told = () => ({ settings: shownSettings() });
      void this.#study.ask('draw', told, (drawn) => {
        this.#study.tell(drawn);
      });
    } else if (kept) {
      void this.#revive(kept);
    }
  }

  /**
   * Another value of an input. It is remembered at once, in case that the window is killed before it
   * is computed; a value that is not taken is not kept, and the page waits for it no longer.
   */
  #give(message: Said<'setInput' | 'resetInput'>): void {
    const { name } = message;
    const value = message.kind === 'setInput' ? message.value : null;
    const settle = this.#underway.give(name, value);
    this.#rememberEdits();
    const end = (taken: boolean): void => {
      if (settle() && !taken) this.#post({ kind: 'refused', name, value });
    };
    const remember = (taken: boolean): void => {
      end(taken);
      this.#remember(name, value, taken);
    };
    void this.#study.change(message, `value ${name}`, remember).finally(() => {
      end(false);
    });
  }

  /**
   * The number that a text is. Whoever typed it waits, so that one over which the desk is lost, or makes a
   * mistake, is none.
   */
  async #evaluate({ text }: Said<'evaluate'>): Promise<void> {
    let value: number | null = null;
    const keep = (evaluated: number | null): void => {
      value = evaluated;
    };
    try {
      await this.#study.ask('evaluate', () => text, keep);
    } finally {
      this.#post({ kind: 'evaluated', text, value });
    }
  }

  /** For later studies of the same file, and for when the window is killed. */
  #remember(name: string, value: number | null, taken = true): void {
    const { saved: shown } = this.#study;
    const { workspaceState } = this.#context;
    if (shown && taken) void rememberValue(workspaceState, fileOf(shown.uri), name, value);
    this.#rememberEdits();
  }

  #rememberEdits(): void {
    const { saved: shown } = this.#study;
    if (!shown) return;
    const values = this.#underway.over(shown.values);
    void rememberEdits(this.#context.workspaceState, { ...shown, values });
  }

  /** Writes an input's value into the text; from there it comes back as the text's own. */
  async #writeBack(message: Said<'writeBack'>): Promise<void> {
    const written = await this.#study.ask(
      'rewriting',
      () => message,
      (rewriting) => this.#source.rewrite(rewriting),
    );
    if (!written) return;
    // Until it is read, what is shown has the value from the person.
    await this.#study.read(message.name);
    this.#remember(message.name, null);
  }

  async #take(message: Said<'take'>): Promise<void> {
    const given = () => ({ message, settings: shownSettings() });
    const taken = await this.#study.ask('take', given, (circuit) => circuit);
    await takeAway(this.#context.extensionUri, message, taken);
  }

  async #copyExplanation(message: Said<'copyExplanation'>): Promise<void> {
    const given = () => ({ message, settings: shownSettings() });
    const latex = await this.#study.ask('derivation', given, (lines) => lines);
    if (latex !== null) await copyText(latex, 'the explanation as LaTeX');
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length > 0) this.#study.edited(document, contentChanges);
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
      void this.#study.read();
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
    const { saved: shown } = this.#study;
    if (!this.#source.document && shown && document.uri.toString() === this.#source.uri) {
      this.#study.resume(shown, document);
    }
  }

  /** Shows again what a page showed before the window was reloaded. */
  async #revive(kept: Saved): Promise<void> {
    const document = await openDocument(kept.uri);
    const isWanted = (): boolean => this.#panel !== null && !this.#study.saved;
    this.#study.resume(withEdits(this.#context.workspaceState, kept), document, isWanted);
  }
}
