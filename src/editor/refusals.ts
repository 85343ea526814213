/** What was asked for and cannot be drawn: it is said, and its problems stay marked until the text is another. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import type { Marks } from './desk/answers';
import type { Target } from './link';
import { ProblemMarks } from './problems';
import { quoteCode } from './quoting';

export class Refusals implements vscode.Disposable {
  readonly marks = new ProblemMarks();
  readonly #events: vscode.Disposable;
  #pointer: Span = { start: 0, end: 0 };
  /** How much was said that nobody has closed. */
  #open = 0;

  constructor() {
    this.#events = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === this.marks.document && contentChanges.length > 0) this.marks.clear();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.marks.document) this.marks.clear();
      }),
    );
  }

  /** Where what was refused was asked for; null while nothing is. */
  get refused(): Target | null {
    const { document } = this.marks;
    return document && { uri: document.uri.toString(), ...this.#pointer };
  }

  /** Marks what was refused for this cursor or selection, and nothing else; null: nothing was. */
  mark(document: vscode.TextDocument, pointer: Span, marks: Marks | null): void {
    this.marks.clear();
    this.#pointer = pointer;
    if (marks) this.marks.show(document, marks);
  }

  /** Says it in the place of what was said before; answers whether the person chose the button. */
  async say(message: string, button?: string): Promise<boolean> {
    await this.hush();
    this.#open++;
    const buttons = button ? [button] : [];
    const chosen = await vscode.window.showWarningMessage(quoteCode(message), ...buttons);
    this.#open--;
    return chosen !== undefined;
  }

  /** What was said before is no longer what counts. It can still be read among VS Code's notifications. */
  async hush(): Promise<void> {
    // VS Code closes no message for an extension; this puts away those of others that show just then, too.
    if (this.#open > 0) await vscode.commands.executeCommand('notifications.hideToasts');
  }

  dispose(): void {
    this.#events.dispose();
    this.marks.dispose();
  }
}
