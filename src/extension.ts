/** Connects the parts when VS Code activates the extension; the host says how it starts threads. */
import * as vscode from 'vscode';
import { ProblemActions, readCommand } from './editor/actions';
import { showGraph, takeReading } from './editor/command';
import { registerCommands } from './editor/commands';
import type { StartDesk } from './editor/desk/thread';
import { GraphHover } from './editor/hover';
import { showCommand } from './editor/link';
import { viewType } from './editor/panel';
import { Engine } from './engine';
import { ProblemMarks } from './editor/problems';
import { Refusals } from './editor/refusals';
import { Source } from './editor/source';
import { GraphView } from './editor/view';
import type { Listener, Script, StartThread, Thread } from './thread';

/** How a host runs a script in a thread of its own. */
export type RunScript = <Sent, Heard>(script: Script, listener: Listener<Heard>) => Thread<Sent>;

/** The scripts, in dist/: the desk's, and the layout engine's. */
export interface Scripts {
  readonly desk: string;
  readonly layout: string;
}

/** What a host puts in the place of a thread that never comes up. */
export interface Secured {
  readonly desk: (start: StartDesk) => StartDesk;
  readonly layout: (start: StartThread, script: Script) => StartThread;
}

const asTheyAre: Secured = { desk: (start) => start, layout: (start) => start };

export function activate(
  context: vscode.ExtensionContext,
  { desk, layout }: Scripts,
  runScript: RunScript,
  secured = asTheyAre,
): void {
  const scriptOf = (name: string): Script => {
    const uri = vscode.Uri.joinPath(context.extensionUri, 'dist', name);
    return { path: uri.fsPath, read: async () => vscode.workspace.fs.readFile(uri) };
  };
  const start = secured.desk((listener) => runScript(scriptOf(desk), listener));
  const lay = scriptOf(layout);
  const engine = new Engine(secured.layout((listener) => runScript(lay, listener), lay));
  const marks = new ProblemMarks();
  const refusals = new Refusals();
  const view = new GraphView(context, new Source(marks), start, engine);
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
    vscode.commands.registerCommand(readCommand, (...asked: unknown[]) =>
      takeReading(view, refusals, asked),
    ),
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
