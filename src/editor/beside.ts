/** What the desk is given to read: a document as it stands, and what is known beside it. */
import type * as vscode from 'vscode';
import { previewMacros, readLimits } from './configuration';
import type { Beside, Sheet } from './desk/sheet';
import { languageOf } from './dialect';
import { recallReadings, recallValues } from './memory';
import { earlierCells, fileOf } from './notebook';

/** A document as the desk is given it. */
export function sheetOf(document: vscode.TextDocument): Sheet {
  const { uri, version, languageId } = document;
  const text = document.getText();
  const language = languageOf(languageId, uri.path, text);
  return { uri: uri.toString(), version, text, language };
}

interface Known {
  /** Where the text stands or stood; the document's own unless said otherwise. */
  readonly uri?: string;
  /** How disputed texts are read; as the person last chose there unless said otherwise. */
  readonly readings?: Beside['readings'];
}

/** What is known beside a document, or without one under its URI. */
export function besideOf(
  state: vscode.Memento,
  document: vscode.TextDocument | null,
  { uri = document?.uri.toString() ?? '', readings = recallReadings(state, uri) }: Known = {},
): Beside {
  return {
    readings,
    lastUsed: recallValues(state, fileOf(uri)),
    cells: document ? earlierCells(document) : [],
    macros: document ? previewMacros(document) : {},
    limits: readLimits(),
  };
}
