/** Marks the problems of a formula at their places in the document. */
import * as vscode from 'vscode';
import { refuses, type Problem } from '../language/syntax';
import type { Marks } from './desk/answers';
import { quoteCode } from './quoting';
import { rangeOf } from './highlight';

/** A problem with its mark in the text. */
export interface Marked {
  readonly problem: Problem;
  readonly diagnostic: vscode.Diagnostic;
}

export class ProblemMarks implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('backprop');
  #document: vscode.TextDocument | null = null;
  /** Of the document when it was marked: in another version the places are others. */
  #version = 0;
  #marked: readonly Marked[] = [];

  /** The document with marks. */
  get document(): vscode.TextDocument | null {
    return this.#document;
  }

  /** Marks these problems and no others; those of another version of the document are not here any more. */
  show(document: vscode.TextDocument, { version, problems }: Marks): void {
    if (version !== document.version) return;
    this.clear();
    this.#document = document;
    this.#version = document.version;
    this.#marked = problems.map((problem) => {
      return { problem, diagnostic: diagnosticOf(document, problem) };
    });
    const diagnostics = this.#marked.map(({ diagnostic }) => diagnostic);
    this.#collection.set(document.uri, diagnostics);
  }

  /** The problems at a place of a document, as long as it is the text that was read. */
  at(document: vscode.TextDocument, range: vscode.Range): readonly Marked[] {
    if (document !== this.#document || document.version !== this.#version) return [];
    return this.#marked.filter(({ diagnostic }) => diagnostic.range.intersection(range));
  }

  clear(): void {
    this.#document = null;
    this.#marked = [];
    this.#collection.clear();
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

function diagnosticOf(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const { Warning, Information } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem.span),
    quoteCode(problem.message),
    refuses(problem) ? Warning : Information,
  );
  diagnostic.source = 'Backprop Graph';
  return diagnostic;
}
