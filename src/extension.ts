/** Connects the parts when VS Code activates the extension; the host says how it starts threads. */
import * as vscode from 'vscode';
import { ProblemActions, readCommand } from './editor/actions';
import { showGraph } from './editor/command';
import { registerCommands } from './editor/commands';
import { orHere, type Listener, type Script, type Thread } from './editor/desk/thread';
import { GraphHover } from './editor/hover';
import { showCommand } from './editor/link';
import { viewType } from './editor/panel';
import { ProblemMarks } from './editor/problems';
import { Refusals } from './editor/refusals';
import { Source } from './editor/source';
import { GraphView } from './editor/view';

/** How a host runs a script in a thread of its own. */
export type RunScript = (script: Script, listener: Listener) => Thread;

/** `script` is the desk's, in dist/. */
export function activate(
  context: vscode.ExtensionContext,
  name: string,
  runScript: RunScript,
): void {
  const uri = vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  const script = { path: uri.fsPath, read: async () => vscode.workspace.fs.readFile(uri) };
  const start = orHere((listener) => runScript(script, listener));
  const marks = new ProblemMarks();
  const refusals = new Refusals();
  const view = new GraphView(context, new Source(marks), start);
  const hover = new GraphHover(view, context.workspaceState, start);
  context.subscriptions.push(
    view,
    hover,
    registerCommands(view),
    marks,
    refusals,
    vscode.commands.registerCommand(showCommand, (link: unknown) =>
      showGraph(view, refusals, link),
    ),
    vscode.commands.registerCommand(readCommand, (key: unknown, reading: unknown) => {
      if (typeof key === 'string' && typeof reading === 'string') view.choose(key, reading);
    }),
    vscode.languages.registerCodeActionsProvider('*', new ProblemActions([marks, refusals.marks]), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerHoverProvider('*', hover),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        view.restore(panel);
        return Promise.resolve();
      },
    }),
  );
}
