/** The command, the hover and the messages, inside the extension host. */
import * as vscode from 'vscode';
import * as assert from './suite/assert';
import { hoverAt, until } from './suite/editor';

const close = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

let opened = 0;

/**
 * An untitled text under a name of its own. VS Code gives the name of a closed one to the next while
 * the closed text lingers, and the next then begins with that text in place of its own.
 */
async function open(language: string, content: string): Promise<vscode.TextEditor> {
  opened += 1;
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `sample-${opened}` });
  const empty = await vscode.workspace.openTextDocument(uri);
  const document = await vscode.languages.setTextDocumentLanguage(empty, language);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), content);
  });
  return editor;
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

function tabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputWebview ? [input.viewType] : []))
    .filter((viewType) => viewType.includes('backprop.graph'));
}

/** What the hovers say at `text`, or so many characters after its start. */
const hoverOn = ({ document }: vscode.TextEditor, text: string, by = 0) =>
  hoverAt(document, document.getText().indexOf(text) + by);

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
    it(`does not fail over ${name}`, async () => {
      await open(language, content);
      await vscode.commands.executeCommand('backprop.show');
      // The page of what takes long comes up meanwhile, and says why it stays empty.
      assert.ok(tabs().length <= 1);
    });
  }
});

describe('the hover', () => {
  afterEach(close);

  it('gives value and gradient of the subexpression, the inputs and one link', async () => {
    const editor = await open('markdown', quiz);
    const text = await hoverOn(editor, 'w_1x_1');
    assert.match(text, /value −3\.00 · gradient −0\.39/);
    assert.match(text, /x₂ \(assumed\) \| 1\.00/);
    assert.equal(text.match(/\(command:/g)?.length, 1);
    const whole = await hoverOn(editor, '\\frac', 1);
    assert.match(whole, /value 0\.73 · gradient 1\.00/);
  });

  it('is silent in code until the selection or the panel covers it', async () => {
    const editor = await open('python', 'x = 3\ny = x*x\n');
    assert.equal(await hoverOn(editor, 'x*x'), '');
    await pointAt(editor, 'y = x*x', true);
    assert.match(await hoverOn(editor, 'x*x', 1), /value 9\.00 · gradient 1\.00/);
    await pointAt(editor, 'y =');
    await vscode.commands.executeCommand('backprop.show');
    assert.match(await hoverOn(editor, 'x*x'), /value 3\.00 · gradient 6\.00/);
  });

  it('reads the selection between lines that the panel shows', async () => {
    const editor = await open('python', 'x = 3\nz = 5*2\ny = x*x\n');
    await pointAt(editor, 'y =');
    await vscode.commands.executeCommand('backprop.show');
    assert.equal(await hoverOn(editor, '5*2', 1), '');
    await pointAt(editor, '5*2', true);
    assert.match(await hoverOn(editor, '5*2', 1), /value 10\.00/);
  });

  it('reads the same text anew in another language', async () => {
    const editor = await open('python', 'x ^ 2');
    await pointAt(editor, 'x ^ 2', true);
    assert.equal(await hoverOn(editor, '^'), '');
    await vscode.languages.setTextDocumentLanguage(editor.document, 'plaintext');
    assert.match(await hoverOn(editor, '^'), /value 1\.00 · gradient 1\.00/);
  });

  it('is silent in prose and on what does not read', async () => {
    const editor = await open('markdown', 'Some prose and $\\frac{1}{$ half.');
    assert.equal(await hoverOn(editor, 'prose'), '');
    assert.equal(await hoverOn(editor, 'frac'), '');
  });

  const silencing: [string, unknown][] = [
    ['backprop.hover.enabled', false],
    ['backprop.limits.nodes', 1],
  ];
  for (const [setting, value] of silencing) {
    it(`follows ${setting}`, async () => {
      const editor = await open('markdown', '$x + y + 2$');
      const settings = vscode.workspace.getConfiguration();
      assert.match(await hoverOn(editor, 'x'), /value 1\.00/);
      await settings.update(setting, value, vscode.ConfigurationTarget.Global);
      const silenced = await hoverOn(editor, 'x');
      await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
      assert.equal(silenced, '');
      assert.match(await hoverOn(editor, 'x'), /value 1\.00/);
    });
  }
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
    assert.match(await hoverOn(editor, 'z'), /value 1\.00 · gradient 1\.00/);
  });
});

describe('the problems of a formula', () => {
  afterEach(close);

  const problemsOf = ({ document }: vscode.TextEditor) =>
    vscode.languages.getDiagnostics(document.uri);

  /** Resolves once so many problems are marked in the text. */
  const marked = (editor: vscode.TextEditor, count: number) =>
    until(vscode.languages.onDidChangeDiagnostics, () => problemsOf(editor).length === count);

  const actionsAt = (editor: vscode.TextEditor, range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );

  it('are marked where nothing can be drawn, and an edit is offered that mends them', async () => {
    const editor = await open('latex', '\\frac{1}{1 + e^{-(w_0x_0 + w_1x_1}}');
    await pointAt(editor, 'frac');
    await vscode.commands.executeCommand('backprop.show');
    await marked(editor, 1);
    const [problem] = problemsOf(editor);
    assert.ok(problem);
    assert.equal(editor.document.getText(problem.range), '(');
    assert.match(problem.message, /never closed\. Write “\)” after “w_1x_1”/);
    const [action] = await actionsAt(editor, problem.range);
    assert.ok(action?.edit);
    assert.equal(action.title, 'Write ) after w_1x_1');
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(editor.document.getText(), '\\frac{1}{1 + e^{-(w_0x_0 + w_1x_1)}}');
    await marked(editor, 0);
  });

  it('are gone when the command finds nothing to refuse', async () => {
    const editor = await open('python', 'y = frobnicate(x)\nz = u*v\n');
    await pointAt(editor, 'y =');
    await vscode.commands.executeCommand('backprop.show');
    await marked(editor, 1);
    await pointAt(editor, 'z =');
    await vscode.commands.executeCommand('backprop.show');
    await marked(editor, 0);
  });

  it('leave the lines before them in the picture', async () => {
    const editor = await open('plaintext', 'z = w*x + b\na = z * (\n');
    await pointAt(editor, 'z = w*x + b\na = z * (', true);
    await vscode.commands.executeCommand('backprop.show');
    await marked(editor, 1);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().length > 0);
    assert.match(await hoverOn(editor, 'w*x'), /value 1\.00 · gradient 1\.00/);
  });

  it('offer the other reading of a disputed formula, and remember it for the document', async () => {
    const editor = await open('plaintext', 'a/b c');
    const { uri } = editor.document;
    await pointAt(editor, 'a/b c');
    await vscode.commands.executeCommand('backprop.show');
    await marked(editor, 1);
    const [dispute] = problemsOf(editor);
    assert.ok(dispute);
    assert.equal(dispute.severity, vscode.DiagnosticSeverity.Information);
    const [other] = await actionsAt(editor, dispute.range);
    assert.ok(other?.command);
    assert.equal(other.title, 'Read as division by the first factor only');
    const { command, arguments: given = [] } = other.command;
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
    const says = () => problemsOf(editor)[0]?.message ?? '';
    await until(vscode.languages.onDidChangeDiagnostics, () =>
      says().includes('Read as division by the first factor only'),
    );
    await vscode.commands.executeCommand('backprop.show');
    await until(vscode.languages.onDidChangeDiagnostics, () =>
      says().includes('Read as division by the first factor only'),
    );
    const [back] = await actionsAt(editor, dispute.range);
    assert.equal(back?.title, 'Read as division by b c');
    assert.equal(editor.document.uri, uri);
  });

  it('offer the other reading of what cannot be drawn, for its own document', async () => {
    const shown = await open('plaintext', 'a/b c');
    await pointAt(shown, 'a/b c');
    await vscode.commands.executeCommand('backprop.show');
    await marked(shown, 1);
    const refused = await open('plaintext', 'frobnicate(d/e f)');
    await pointAt(refused, 'd/e f');
    await vscode.commands.executeCommand('backprop.show');
    await marked(refused, 2);
    const range = new vscode.Range(0, 11, 0, 16);
    const [other] = await actionsAt(refused, range);
    assert.equal(other?.title, 'Read as division by the first factor only');
    const { command = '', arguments: given = [] } = other?.command ?? {};
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
    const says = (editor: vscode.TextEditor, words: string) =>
      problemsOf(editor).some(({ message }) => message.includes(words));
    await until(vscode.languages.onDidChangeDiagnostics, () =>
      says(refused, 'Read as division by the first factor only'),
    );
    assert.ok(says(shown, 'Read as division by b c'));
  });
});
