/** The command, the hover and the messages, inside the extension host. */
import * as vscode from 'vscode';
import * as assert from './suite/assert';

/** Also waits until the texts are gone: the next document may get the name of one that lingers. */
async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(vscode.workspace.onDidCloseTextDocument, () =>
    vscode.workspace.textDocuments.every((one) => !one.isUntitled || one.getText() === ''),
  );
}

async function open(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Puts the cursor before `text`, or selects it. */
async function pointAt(
  { document }: vscode.TextEditor,
  text: string,
  select = false,
): Promise<void> {
  const offset = document.getText().indexOf(text);
  const start = document.positionAt(offset);
  const end = document.positionAt(select ? offset + text.length : offset);
  const selection = new vscode.Selection(start, end);
  // An editor that has just opened says its first selection late, over one that was set meanwhile.
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection });
  await until(vscode.window.onDidChangeTextEditorSelection, () => {
    return vscode.window.activeTextEditor?.selection.isEqual(selection) === true;
  });
}

/** Resolves once the condition holds; it is asked again at every event. */
function until(event: vscode.Event<unknown>, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const ask = () => {
      if (!condition()) return;
      listener.dispose();
      resolve();
    };
    const listener = event(ask);
    ask();
  });
}

function tabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputWebview ? [input.viewType] : []))
    .filter((viewType) => viewType.includes('backprop.graph'));
}

async function hoverAt({ document }: vscode.TextEditor, text: string, by = 0): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(text) + by);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents
    .map((part) => (part instanceof vscode.MarkdownString ? part.value : ''))
    .join('\n');
}

/** What the text says without its colours. */
const bare = (markdown: string) => markdown.replace(/<[^>]*>/g, '');

const quiz = [
  '$$f(w, x) = \\frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2x_2)}}$$',
  'w_0, x_0, w_1, x_1 and w_2 are initialized to 2.0, -1.0, -3.0, -2.0 and -3.0.',
].join('\n\n');

describe('the command', () => {
  afterEach(close);

  it('opens one panel beside the text and leaves the focus in it', async () => {
    const editor = await open('markdown', quiz);
    await pointAt(editor, 'frac');
    await vscode.commands.executeCommand('backprop.show');
    await vscode.commands.executeCommand('backprop.show');
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().length > 0);
    assert.equal(tabs().length, 1);
    assert.equal(vscode.window.activeTextEditor, editor);
    assert.equal(editor.viewColumn, vscode.ViewColumn.One);
  });

  const bad: [string, string, string][] = [
    ['an empty text', 'markdown', ''],
    ['prose', 'markdown', 'Nothing to compute here.'],
    ['half a formula', 'markdown', '$$\\frac{1}{1 + $$'],
    ['an unknown function', 'python', 'y = frobnicate(x)'],
    ['an empty line of code', 'python', '\n\nx = 2'],
    ['a megabyte', 'plaintext', 'x+'.repeat(524288)],
  ];
  for (const [name, language, content] of bad) {
    it(`opens nothing for ${name} and does not fail`, async () => {
      await open(language, content);
      await vscode.commands.executeCommand('backprop.show');
      assert.deepEqual(tabs(), []);
    });
  }
});

describe('the hover', () => {
  afterEach(close);

  it('is silent in prose and on what does not read', async () => {
    const editor = await open('markdown', 'Some prose and $\\frac{1}{$ half.');
    assert.equal(await hoverAt(editor, 'prose'), '');
    assert.equal(await hoverAt(editor, 'frac'), '');
  });

  it('follows the setting', async () => {
    const editor = await open('markdown', '$x + y$');
    const settings = vscode.workspace.getConfiguration('backprop.hover');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
    assert.equal(await hoverAt(editor, 'x'), '');
    await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    assert.match(bare(await hoverAt(editor, 'x')), /value 1\.00/);
  });
});

describe('an edit of the document', () => {
  afterEach(close);

  it('is followed: the problems of half a formula come and go', async () => {
    const editor = await open('markdown', '$x + y$');
    await pointAt(editor, '+');
    await vscode.commands.executeCommand('backprop.show');
    const problems = () => vscode.languages.getDiagnostics(editor.document.uri);
    assert.equal(problems().length, 0);
    const told = (count: number) =>
      until(vscode.languages.onDidChangeDiagnostics, () => problems().length === count);
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(0, 5, 0, 6), '(');
    });
    await told(1);
    assert.equal(problems()[0]?.source, 'Backprop Graph');
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(0, 5, 0, 6), 'z');
    });
    await told(0);
    assert.match(bare(await hoverAt(editor, 'z')), /value 1\.00 · gradient 1\.00/);
  });
});
