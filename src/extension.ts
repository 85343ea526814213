/** Connects the parts when VS Code activates the extension. */
import * as vscode from 'vscode';
import { showCommand, showGraph } from './editor/command';
import { registerCommands } from './editor/commands';
import { GraphHover } from './editor/hover';
import { viewType } from './editor/panel';
import { GraphView } from './editor/view';

export function activate(context: vscode.ExtensionContext): void {
  const view = new GraphView(context);
  const hover = new GraphHover(view, context.workspaceState);
  context.subscriptions.push(
    view,
    vscode.commands.registerCommand(showCommand, (link: unknown) => showGraph(view, link)),
    registerCommands(view),
    vscode.languages.registerHoverProvider('*', hover),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        view.restore(panel, state);
        return Promise.resolve();
      },
    }),
  );
}
