/** The document a formula stands in: marks its text, shows it, writes into it. */
import * as vscode from 'vscode';
import type { Marks, Placed, Rewriting } from './desk/answers';
import { Highlight, rangeOf } from './highlight';
import type { ProblemMarks } from './problems';
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

  /** Marks these places, and nothing else; none while the text is another one. */
  mark(placed: Placed | null): void {
    if (this.#document) {
      this.#highlight.show(this.#document, this.#current(placed) ? placed.spans : []);
    }
  }

  /** Marks these problems, and no others. */
  markProblems(marks: Marks): void {
    if (this.#document) {
      this.#marks.show(this.#document, marks);
    }
  }

  /** Selects the first of some places in an editor, beside the panel. */
  async select(placed: Placed | null): Promise<void> {
    const document = this.#document;
    const [span] = this.#current(placed) ? placed.spans : [];
    if (document && span) {
      const selection = rangeOf(document, span);
      const visible = vscode.window.visibleTextEditors.find(
        (editor) => editor.document === document,
      );
      const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
      await vscode.window.showTextDocument(document, { selection, viewColumn });
    }
  }

  /** Rewrites a place, as one step that can be undone; false: the text is another, or the editor refused. */
  async rewrite(rewriting: Rewriting | null): Promise<boolean> {
    const document = this.#document;
    if (!document || !this.#current(rewriting)) {
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, rewriting.span), rewriting.text);
    return vscode.workspace.applyEdit(edit);
  }

  #current<Part extends { readonly version: number }>(part: Part | null): part is Part {
    return part !== null && part.version === this.#document?.version;
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
