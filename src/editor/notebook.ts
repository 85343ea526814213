/** The notebook around a document that is one of its cells. */
import * as vscode from 'vscode';
import type { Cell } from './cells';

function cellOf(uri: string): vscode.NotebookCell | undefined {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  return cells.find(({ document }) => document.uri.toString() === uri);
}

/** The cells before a document in its notebook, in order; none if it is not a cell. */
export function earlierCells(document: vscode.TextDocument): readonly Cell[] {
  const cell = cellOf(document.uri.toString());
  const cells = cell?.notebook.getCells().slice(0, cell.index) ?? [];
  return cells.map((one) => ({
    number: one.index + 1,
    text: one.document.getText(),
    language: one.document.languageId,
  }));
}

/** The URI of what the person sees as the file: for a cell its notebook's. */
export function fileOf(uri: string): string {
  return cellOf(uri)?.notebook.uri.toString() ?? uri;
}
