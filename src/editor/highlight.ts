/** Marks in the editors the text that a node of the picture stands for. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';

export class Highlight implements vscode.Disposable {
  readonly #mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('focusBorder'),
    borderRadius: '2px',
  });

  /** Marks these spans of a document wherever it is visible, and nothing else. */
  show(document: vscode.TextDocument, spans: readonly Span[]): void {
    const ranges = spans.map((span) => rangeOf(document, span));
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.#mark, editor.document === document ? ranges : []);
    }
  }

  clear(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.#mark, []);
    }
  }

  dispose(): void {
    this.#mark.dispose();
  }
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
