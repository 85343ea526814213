/** What was asked for and cannot be drawn: its problems stay marked until the text is another. */
import * as vscode from 'vscode';
import { ProblemMarks } from './problems';
import type { Subject } from './subject';

export class Refusals implements vscode.Disposable {
  readonly marks = new ProblemMarks();
  readonly #events: vscode.Disposable;

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

  /** Marks a subject that was refused; null: nothing was. */
  mark(document: vscode.TextDocument, subject: Subject | null): void {
    if (subject) this.marks.show(document, subject);
    else this.marks.clear();
  }

  dispose(): void {
    this.#events.dispose();
    this.marks.dispose();
  }
}
