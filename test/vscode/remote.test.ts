/** What stands between the editor and the desk when one of them is late or fails. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { Panel } from '../../src/editor/panel';
import { ProblemMarks } from '../../src/editor/problems';
import { RemoteStudy } from '../../src/editor/remote';
import { Source } from '../../src/editor/source';
import { GraphView } from '../../src/editor/view';
import type { Asked } from '../../src/editor/desk/serve';
import { startHere, type StartDesk } from '../../src/editor/desk/thread';
import { Engine } from '../../src/engine';
import { hostMessage, type HostMessage, type ViewMessage } from '../../src/protocol';
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

/** A panel of VS Code with nobody behind it but the test. */
function openWindow() {
  const heard = new vscode.EventEmitter<HostMessage>();
  const said = new vscode.EventEmitter<unknown>();
  const nothing = { dispose: () => undefined };
  let disposed = (): void => undefined;
  const webview = {
    cspSource: '',
    html: '',
    options: {},
    asWebviewUri: (uri: vscode.Uri) => uri,
    postMessage: (message: unknown) => {
      heard.fire(v.parse(hostMessage, message));
    },
    onDidReceiveMessage: said.event,
  };
  const window = {
    webview,
    visible: true,
    onDidDispose: (then: () => void) => {
      disposed = then;
      return nothing;
    },
    onDidChangeViewState: () => nothing,
    reveal: () => undefined,
    dispose: () => undefined,
  };
  return {
    panel: window as unknown as vscode.WebviewPanel,
    heard: heard.event,
    say: (message: ViewMessage) => {
      said.fire(message);
    },
    close: () => {
      disposed();
    },
  };
}

/** The tabs of real panels. */
const graphTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ label }) => label === 'Backprop Graph');

describe('a panel whose page is still on its way', () => {
  it('keeps what it is asked until the page listens', () => {
    const heard: HostMessage[] = [];
    const window = openWindow();
    window.heard((message) => heard.push(message));
    const panel = new Panel(
      window.panel,
      vscode.Uri.file('/'),
      () => undefined,
      () => undefined,
    );
    panel.ask({ kind: 'reset' }, false);
    assert.equal(heard.length, 0);
    window.say({ kind: 'ready', saved: null });
    assert.match(JSON.stringify(heard), /reset/);
  });
});

/** A desk in our thread that does something else when it is asked so. */
const deskThat =
  (asked: Asked['kind'], instead: (listener: Parameters<StartDesk>[0]) => void): StartDesk =>
  (listener) => {
    const thread = startHere(listener);
    return {
      ...thread,
      post: (each) => {
        if (each.kind === asked) instead(listener);
        else thread.post(each);
      },
    };
  };

describe('a page', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** A view that starts desks so, its page, and what is kept of chosen readings. */
  function openView(start: StartDesk) {
    const kept: string[] = [];
    const workspaceState: vscode.Memento = {
      ...state,
      update: (key) => {
        kept.push(key);
        return Promise.resolve();
      },
    };
    const context = { workspaceState, extensionUri: vscode.Uri.file('/') };
    const engine = new Engine(() => ({ post: () => undefined, end: () => undefined }));
    const source = new Source(new ProblemMarks());
    const view = new GraphView(
      context as unknown as vscode.ExtensionContext,
      source,
      start,
      engine,
    );
    const window = openWindow();
    let last: HostMessage | null = null;
    window.heard((message) => (last = message));
    view.restore(window.panel);
    window.say({ kind: 'ready', saved: null });
    return {
      view,
      kept,
      say: window.say,
      close: window.close,
      /** Shows a text and answers the revision of its picture. */
      show: async (content: string): Promise<number> => {
        const document = await vscode.workspace.openTextDocument({ language: 'latex', content });
        let revision = 0;
        const listening = window.heard((message) => {
          if (message.kind === 'graph') ({ revision } = message);
        });
        await view.show(document, { start: 0, end: content.length });
        listening.dispose();
        return revision;
      },
      hears: (kind: HostMessage['kind']) => until(window.heard, () => last?.kind === kind),
    };
  }

  it('hears of a value over which the desk was lost', async () => {
    const lose = deskThat('change', (listener) => {
      listener.died();
    });
    const { view, say, show, hears } = openView(lose);
    const revision = await show('x*y');
    const refused = hears('refused');
    say({ kind: 'setInput', revision, name: 'x', value: 5 });
    await refused;
    view.dispose();
  });

  it('hears that a text is no number over which the desk made a mistake', async () => {
    const mistake = deskThat('evaluate', (listener) => {
      listener.replied({ kind: 'failure', message: 'a mistake' });
    });
    const { view, say, show, hears } = openView(mistake);
    await show('x*y');
    const evaluated = hears('evaluated');
    say({ kind: 'evaluate', text: 'pi/2' });
    await evaluated;
    view.dispose();
  });

  it('stays and hears why it is empty, if it came up before the text was refused', async () => {
    const { view, show, close } = openView((listener) => {
      const thread = startHere(listener);
      const cameUp = new vscode.EventEmitter<void>();
      const tabs = vscode.window.tabGroups.onDidChangeTabs(() => {
        if (graphTabs().length > 0) cameUp.fire();
      });
      return {
        post: (asked) => {
          if (asked.kind !== 'show') thread.post(asked);
          else {
            void until(cameUp.event, () => graphTabs().length > 0).then(() => {
              thread.post(asked);
            });
          }
        },
        end: () => {
          tabs.dispose();
          thread.end();
        },
      };
    });
    close();
    await show('\\frobnicate{x}{');
    assert.equal(graphTabs().length, 1);
    view.dispose();
  });

  it('chooses a reading for the document whose picture it shows, and for no other', async () => {
    const { view, kept, say, show } = openView(startHere);
    const choose = (revision: number) => {
      say({ kind: 'choose', revision, key: 'division', reading: 'loose' });
      return kept.filter((key) => key === 'backprop.readings').length;
    };
    const before = await show('1/2x');
    const now = await show('1/3y');
    assert.ok(before < now);
    assert.equal(choose(before), 0);
    assert.equal(choose(now), 1);
    view.dispose();
  });
});
