/** Quick fixes at the problems in the text: the edit that mends one, and the other readings of another. */
import * as vscode from 'vscode';
import { sayPlace } from '../language/mending';
import type { Choice, Fix } from '../language/syntax';
import { rangeOf } from './highlight';
import type { Marked, ProblemMarks } from './problems';

/** Takes another reading; not for the palette, because it needs to be told which. */
export const readCommand = 'backprop.read';

export class ProblemActions implements vscode.CodeActionProvider {
  readonly #marks: readonly ProblemMarks[];

  constructor(marks: readonly ProblemMarks[]) {
    this.#marks = marks;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#marks
      .flatMap((marks) => marks.at(document, range))
      .flatMap(({ problem: { choices = [], fix, otherFixes = [] }, diagnostic }: Marked) => {
        const fixes = [...(fix ? [fix] : []), ...otherFixes].map((each) =>
          fixAction(document, each, otherFixes.length === 0),
        );
        const actions = [...fixes, ...choices.map((choice) => readingAction(document, choice))];
        for (const action of actions) action.diagnostics = [diagnostic];
        return actions;
      });
  }
}

function readingAction(
  { uri }: vscode.TextDocument,
  { key, reading, label }: Choice,
): vscode.CodeAction {
  const action = new vscode.CodeAction(`Read as ${label}`, vscode.CodeActionKind.QuickFix);
  const asked = [uri.toString(), key, reading];
  action.command = { command: readCommand, title: action.title, arguments: asked };
  return action;
}

function fixAction(
  document: vscode.TextDocument,
  fix: Fix,
  isPreferred: boolean,
): vscode.CodeAction {
  const range = rangeOf(document, fix.span);
  const action = new vscode.CodeAction(
    titleOf(document, range, fix.text),
    vscode.CodeActionKind.QuickFix,
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, range, fix.text);
  action.isPreferred = isPreferred;
  return action;
}

/** What an edit does, in a line. */
function titleOf(document: vscode.TextDocument, range: vscode.Range, text: string): string {
  const replaced = document.getText(range);
  if (text === '') return `Delete ${replaced.trim()}`;
  const written = text.trim() === '' ? 'blanks' : text.trim();
  if (replaced !== '') return `Write ${written} instead of ${replaced}`;
  const { text: line } = document.lineAt(range.start);
  return `Write ${written} ${sayPlace(line, range.start.character).replaceAll('`', '')}`;
}
