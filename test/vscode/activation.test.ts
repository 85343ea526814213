/** The extension starts in this host and brings its command. */
import * as vscode from 'vscode';
import * as assert from './suite/assert';

describe('activation', () => {
  const extension = () => {
    const found = vscode.extensions.getExtension('backprop-graph.backprop-graph');
    assert.ok(found, 'the extension is not installed');
    return found;
  };

  it('activates without an error', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers the command of the palette', async () => {
    await extension().activate();
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('backprop.show'));
  });
});
