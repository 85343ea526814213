/** Marks the problems of the shown formula at their places in the document. */
import * as vscode from 'vscode';
import { refuses } from '../language/syntax';
import { rangeOf } from './highlight';
import { problemsIn, type Subject } from './subject';

export class ProblemMarks implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('backprop');

  /** Marks the problems of this subject and no others. */
  show(document: vscode.TextDocument, subject: Subject | null): void {
    const diagnostics = subject
      ? problemsIn(subject).map((problem) => {
          const severity = refuses(problem)
            ? vscode.DiagnosticSeverity.Warning
            : vscode.DiagnosticSeverity.Information;
          const diagnostic = new vscode.Diagnostic(
            rangeOf(document, problem.span),
            problem.message,
            severity,
          );
          diagnostic.source = 'Backprop Graph';
          return diagnostic;
        })
      : [];
    this.#collection.clear();
    this.#collection.set(document.uri, diagnostics);
  }

  clear(): void {
    this.#collection.clear();
  }

  dispose(): void {
    this.#collection.dispose();
  }
}
