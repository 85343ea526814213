/** The webview panel: its page, the handshake, and messages checked at arrival. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { writeDoubles } from '../double';
import { viewMessage, type HostMessage, type SentMessage, type ViewMessage } from '../protocol';
import { panelPage } from './page';

export const viewType = 'backprop.graph';

export class Panel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  #listens = false;
  /** What is asked of a page that does not listen yet, or is not there while its tab is behind another. */
  #asked: HostMessage | null = null;

  /** Fills the panel with our page; `receive` gets what the page says, `ready` first. */
  constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    receive: (message: ViewMessage) => void,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(extension, 'dist');
    const resource = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    setShown(true);
    panel.onDidDispose(() => {
      setShown(false);
      onDispose();
    });
    panel.onDidChangeViewState(() => {
      // Behind another tab the page is gone; a new one says that it listens.
      this.#listens &&= panel.visible;
    });
    webview.onDidReceiveMessage((data: unknown) => {
      const message = v.safeParse(viewMessage, data);
      if (message.success) {
        this.#listens ||= message.output.kind === 'ready';
        receive(message.output);
        if (message.output.kind === 'ready' && this.#asked) {
          this.post(this.#asked);
          this.#asked = null;
        }
      }
    });
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = panelPage({
      cspSource: webview.cspSource,
      nonce: globalThis.crypto.randomUUID().replaceAll('-', ''),
      script: resource('webview.js'),
      style: resource('webview.css'),
    });
  }

  /** Opens an empty panel beside the editor, which keeps the focus. */
  static create(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return vscode.window.createWebviewPanel(viewType, 'Backprop Graph', column, {});
  }

  /** Says something to the page; before it listens, nothing is lost that `ready` does not ask for. */
  post(message: SentMessage): void {
    if (this.#listens) {
      void this.#panel.webview.postMessage(writeDoubles(message));
    }
  }

  /** Brings the panel to the front, perhaps with the focus, and asks its page once it is there. */
  ask(message: HostMessage, focus: boolean): void {
    if (this.#listens) {
      this.post(message);
    } else {
      this.#asked = message;
    }
    this.#panel.reveal(undefined, !focus);
  }

  /** Brings the panel to the front without taking the focus. */
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

/** Tells VS Code whether there is a graph, on which commands depend. */
function setShown(shown: boolean): void {
  void vscode.commands.executeCommand('setContext', 'backprop.shown', shown);
}
