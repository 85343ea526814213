/** The document a formula stands in: marks its text, shows it, writes into it. */
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { Highlight, rangeOf } from './highlight';
import type { ProblemMarks } from './problems';
import type { Subject } from './subject';
import type { Edit } from './tracking';

export class Source implements vscode.Disposable {
  readonly #highlight = new Highlight();
  readonly #marks: ProblemMarks;
  #document: vscode.TextDocument | null = null;
  #uri = '';

  constructor(marks: ProblemMarks) {
    this.#marks = marks;
  }

  /** Null while nobody has the document open. */
  get document(): vscode.TextDocument | null {
    return this.#document;
  }

  get uri(): string {
    return this.#uri;
  }

  attach(document: vscode.TextDocument | null, uri: string): void {
    this.#highlight.clear();
    this.#document = document;
    this.#uri = uri;
  }

  /** The document was closed; its name is kept, for it may come back. */
  close(): void {
    this.#document = null;
    this.#marks.clear();
  }

  forget(): void {
    this.attach(null, '');
    this.#marks.clear();
  }

  /** Marks these spans, and nothing else. */
  mark(spans: readonly Span[]): void {
    if (this.#document) {
      this.#highlight.show(this.#document, spans);
    }
  }

  /** Marks the problems of a subject, and no others. */
  markProblems(subject: Subject | null): void {
    if (this.#document) {
      this.#marks.show(this.#document, subject);
    }
  }

  /** Selects a span in an editor, beside the panel. */
  async select(span: Span): Promise<void> {
    const document = this.#document;
    if (document) {
      const selection = rangeOf(document, span);
      const visible = vscode.window.visibleTextEditors.find(
        (editor) => editor.document === document,
      );
      const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
      await vscode.window.showTextDocument(document, { selection, viewColumn });
    }
  }

  /** Replaces a span by another text, as one step that can be undone; false: the editor refused. */
  async replace(span: Span, text: string): Promise<boolean> {
    const document = this.#document;
    if (!document) {
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, span), text);
    return vscode.workspace.applyEdit(edit);
  }

  dispose(): void {
    this.#highlight.dispose();
  }
}

/** The edits of a change, as offsets. */
export function editsOf(changes: readonly vscode.TextDocumentContentChangeEvent[]): Edit[] {
  return changes.map(({ rangeOffset, rangeLength, text }) => {
    return { offset: rangeOffset, length: rangeLength, text };
  });
}

/** The document, opened if it can be; an untitled one only if it is there. */
export async function openDocument(uri: string): Promise<vscode.TextDocument | null> {
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
