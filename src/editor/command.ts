/** The command: shows the graph of what the person points at, or says why it cannot. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Span } from '../language/syntax';
import { target } from './link';
import type { Refusals } from './refusals';
import type { GraphView } from './view';

/** Runs the command for a link's place, or for the selection or cursor of the active editor. */
export async function showGraph(view: GraphView, refusals: Refusals, link: unknown): Promise<void> {
  const asked = v.safeParse(target, link);
  const editor = vscode.window.activeTextEditor;
  if (asked.success) {
    const { uri, start, end } = asked.output;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    await show(view, refusals, document, { start, end });
  } else if (editor) {
    const { document, selection } = editor;
    const start = document.offsetAt(selection.start);
    await show(view, refusals, document, { start, end: document.offsetAt(selection.end) });
  } else {
    void refusals.say('No text is active. Click into a formula in an editor, then show its graph.');
  }
}

const reading = v.tuple([v.string(), v.string(), v.string()]);

/** Takes another reading, given as the URI of a document, a key and a reading; shows there what was refused. */
export async function takeReading(
  view: GraphView,
  refusals: Refusals,
  asked: unknown,
): Promise<void> {
  const { success, output } = v.safeParse(reading, asked);
  if (!success) return;
  const [uri, key, taken] = output;
  view.choose(uri, key, taken);
  const { refused } = refusals;
  if (refused?.uri === uri) await showGraph(view, refusals, refused);
}

async function show(
  view: GraphView,
  refusals: Refusals,
  document: vscode.TextDocument,
  pointer: Span,
): Promise<void> {
  const shown = await view.show(document, pointer);
  const lineAt = (offset: number): number => document.positionAt(offset).line + 1;
  refusals.mark(document, pointer, shown?.kind === 'refused' ? shown.marks : null);
  // Nobody waits until what is said is closed.
  if (shown?.kind === 'refused') {
    const { start, message } = shown;
    // All of it is seen because of the button.
    const said = refusals.say(`Line ${lineAt(start)}: ${message}`, 'Show the Place');
    void said.then((goes) => {
      const at = document.positionAt(start);
      const selection = new vscode.Range(at, at);
      if (goes) void vscode.window.showTextDocument(document, { selection });
    });
  } else if (shown?.kind === 'nothing') {
    const here =
      pointer.start < pointer.end ? 'in this selection' : `at line ${lineAt(pointer.start)}`;
    // Without a button VS Code shows one line of it.
    void refusals.say(`There is no formula ${here}. Select one.`);
  } else {
    void refusals.hush();
  }
}
