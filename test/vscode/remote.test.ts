/** What stands between the editor and the desk when one of them is late or fails. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { Panel } from '../../src/editor/panel';
import { ProblemMarks } from '../../src/editor/problems';
import { RemoteStudy } from '../../src/editor/remote';
import { Source } from '../../src/editor/source';
import { startHere, type StartDesk } from '../../src/editor/desk/thread';
import { hostMessage, type HostMessage } from '../../src/protocol';
import * as assert from './suite/assert';
import { until } from './suite/editor';

/** A memory with nothing in it that keeps nothing. */
const state: vscode.Memento = {
  keys: () => [],
  get: () => undefined,
  update: () => Promise.resolve(),
};

describe('a study at a desk that makes a mistake', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('follows all edits with the next reading', async () => {
    let mistakes = 1;
    const mistaken = new vscode.EventEmitter<void>();
    const start: StartDesk = (listener) => {
      const thread = startHere(listener);
      return {
        ...thread,
        post: (asked) => {
          if (asked.kind !== 'read' || mistakes === 0) {
            thread.post(asked);
            return;
          }
          mistakes--;
          listener.replied({ kind: 'failure', message: 'a mistake' });
          mistaken.fire();
        },
      };
    };
    const said = new vscode.EventEmitter<HostMessage>();
    let last: HostMessage | null = null;
    said.event((message) => (last = message));
    const source = new Source(new ProblemMarks());
    const study = new RemoteStudy(start, source, state, (message) => {
      said.fire(v.parse(hostMessage, message));
    });
    const content = 'Here $x y$ and there $x y$.';
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await study.show(document, { start: 22, end: 22 });

    /** Writes into the document as a person does, and tells the study. */
    const write = async (position: vscode.Position, text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, position, text);
      await vscode.workspace.applyEdit(edit);
      const range = new vscode.Range(position, position);
      const rangeOffset = document.offsetAt(position);
      study.edited(document, [{ range, rangeOffset, rangeLength: 0, text }]);
    };
    await write(new vscode.Position(0, 0), 'Look: ');
    // While the desk checks gradients, a later reading takes the place of this one, and its mistake.
    study.read().catch(() => undefined);
    await until(mistaken.event, () => mistakes === 0);
    await write(new vscode.Position(0, 31), ' z');
    await until(said.event, () => last?.kind === 'graph' && last.inputs.length === 3);
    study.dispose();
    source.dispose();
  });
});

describe('a panel whose page is still on its way', () => {
  it('keeps what it is asked until the page listens', () => {
    const heard: unknown[] = [];
    let page: (said: unknown) => void = () => undefined;
    const nothing = { dispose: () => undefined };
    const webview = {
      cspSource: '',
      html: '',
      options: {},
      asWebviewUri: (uri: vscode.Uri) => uri,
      postMessage: (message: unknown) => heard.push(message),
      onDidReceiveMessage: (listener: (said: unknown) => void) => {
        page = listener;
        return nothing;
      },
    };
    const window = {
      webview,
      visible: true,
      onDidDispose: () => nothing,
      onDidChangeViewState: () => nothing,
      reveal: () => undefined,
    };
    const panel = new Panel(
      window as unknown as vscode.WebviewPanel,
      vscode.Uri.file('/'),
      () => undefined,
      () => undefined,
    );
    panel.ask({ kind: 'reset' }, false);
    assert.equal(heard.length, 0);
    page({ kind: 'ready', saved: null });
    assert.match(JSON.stringify(heard), /reset/);
  });
});
