/** Connects the parts when VS Code activates the extension. */
import * as vscode from 'vscode';
import { ProblemActions, readCommand } from './editor/actions';
import { showCommand, showGraph } from './editor/command';
import { registerCommands } from './editor/commands';
import { GraphHover } from './editor/hover';
import { viewType } from './editor/panel';
import { ProblemMarks } from './editor/problems';
import { Refusals } from './editor/refusals';
import { Source } from './editor/source';
import { GraphView } from './editor/view';

export function activate(context: vscode.ExtensionContext): void {
  const marks = new ProblemMarks();
  const refusals = new Refusals();
  const view = new GraphView(context, new Source(marks));
  const hover = new GraphHover(view, context.workspaceState);
  context.subscriptions.push(
    view,
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
      deserializeWebviewPanel: (panel, state: unknown) => {
        view.restore(panel, state);
        return Promise.resolve();
      },
    }),
  );
}
