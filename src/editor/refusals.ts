/** What was asked for and cannot be drawn: its problems stay marked until the text is another. */
import * as vscode from 'vscode';
import type { Marks } from './desk/answers';
import { ProblemMarks } from './problems';

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

  /** Marks what was refused, and nothing else; null: nothing was. */
  mark(document: vscode.TextDocument, marks: Marks | null): void {
    this.marks.clear();
    if (marks) this.marks.show(document, marks);
  }

  dispose(): void {
    this.#events.dispose();
    this.marks.dispose();
  }
}
