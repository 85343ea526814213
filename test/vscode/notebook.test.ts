/** The command and the hover in the cells of a notebook. */
import * as vscode from 'vscode';
import * as assert from './suite/assert';
import { hoverAt, until } from './suite/editor';

const { Code, Markup } = vscode.NotebookCellKind;
const cells = [
  new vscode.NotebookCellData(Markup, 'Let $x = -2$ and $y = 5$.', 'markdown'),
  new vscode.NotebookCellData(Code, 'x = 4\nw = x*3', 'python'),
  new vscode.NotebookCellData(Markup, '$$f = (x + y) w + z$$', 'markdown'),
  new vscode.NotebookCellData(Code, 'q = w + y', 'python'),
];

describe('a notebook', () => {
  let notebook: vscode.NotebookDocument;

  before(async () => {
    const data = new vscode.NotebookData(cells);
    notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('gives the formula of a Markdown cell the values of earlier cells', async () => {
    const text = await hoverAt(notebook.cellAt(2).document, 2);
    assert.match(text, /\| x \| 4\.00/);
    assert.match(text, /\| y \| 5\.00/);
    assert.match(text, /\| w \| 12\.00/);
    assert.match(text, /\| z \(assumed\) \| 1\.00/);
  });

  it('shows the graph of the cell with the cursor', async () => {
    const { document } = notebook.cellAt(3);
    await vscode.window.showTextDocument(document);
    await until(
      vscode.window.onDidChangeActiveTextEditor,
      () => vscode.window.activeTextEditor?.document === document,
    );
    assert.equal(await hoverAt(document, 4), '');
    await vscode.commands.executeCommand('backprop.show');
    assert.match(await hoverAt(document, 6), /value 17\.00 · gradient 1\.00/);
  });
});
