/** The command: shows the graph of what the person points at, or says why it cannot. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { draws, problemsIn, type Subject } from './subject';
import { refusal } from './messages';
import type { Refusals } from './refusals';
import type { GraphView } from './view';

export const showCommand = 'backprop.show';

/** What a hover's link hands over: a place of a document. */
const target = v.object({
  uri: v.string(),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
  end: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** The link that shows the graph of a place. */
export function showLink(document: vscode.TextDocument, { start, end }: Span): string {
  const place: v.InferOutput<typeof target> = { uri: document.uri.toString(), start, end };
  return `command:${showCommand}?${encodeURIComponent(JSON.stringify([place]))}`;
}

/** Runs the command for a link's place, or for the selection or cursor of the active editor. */
export async function showGraph(view: GraphView, refusals: Refusals, link: unknown): Promise<void> {
  const asked = v.safeParse(target, link);
  const editor = vscode.window.activeTextEditor;
  if (asked.success) {
    const { uri, start, end } = asked.output;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    show(view, refusals, document, { start, end });
  } else if (editor) {
    const { document, selection } = editor;
    const start = document.offsetAt(selection.start);
    show(view, refusals, document, { start, end: document.offsetAt(selection.end) });
  } else {
    tell('No text is active. Click into a formula in an editor, then show its graph.');
  }
}

function show(
  view: GraphView,
  refusals: Refusals,
  document: vscode.TextDocument,
  pointer: Span,
): void {
  const subject = view.show(document, pointer);
  refusals.mark(document, subject && !draws(subject.study) ? subject : null);
  if (!subject) {
    const line = document.positionAt(pointer.start).line + 1;
    const here = pointer.start < pointer.end ? 'in this selection' : `at line ${line}`;
    tell(
      `There is no formula ${here}. Put the cursor in a formula or select one, such as x*y + z.`,
    );
  } else if (!draws(subject.study)) {
    tell(`${placeOf(document, subject)}: ${refusal(subject.study)}`);
  }
}

/** "Line 3" of the first problem. */
function placeOf(document: vscode.TextDocument, subject: Subject): string {
  const start = problemsIn(subject)[0]?.span.start ?? subject.span.start;
  return `Line ${document.positionAt(start).line + 1}`;
}

/** Says it without waiting for an answer. */
function tell(message: string): void {
  void vscode.window.showWarningMessage(message);
}
