/** What the palette offers while a graph is shown: taking it away, and putting its inputs back. */
import * as vscode from 'vscode';
import type { HostMessage } from '../protocol';
import { offers, PICTURE, type Offer } from './offers';
import type { GraphView } from './view';

type Destination = Extract<HostMessage, { kind: 'take' }>['to'];

/** Registers the commands; a keybinding can name a format by its key as their argument. */
export function registerCommands(view: GraphView): vscode.Disposable {
  const take =
    (to: Destination) =>
    async (key: unknown): Promise<void> => {
      const named = offers.find((format) => format.key === key);
      const format = named ?? (await pickFormat(to));
      // Only a page that has the focus may put a picture on the clipboard.
      const focus = to === 'clipboard' && format?.key === PICTURE;
      if (format) view.ask({ kind: 'take', format: format.key, to }, focus);
    };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('backprop.copyAs', take('clipboard')),
    vscode.commands.registerCommand('backprop.saveAs', take('file')),
    vscode.commands.registerCommand('backprop.resetInputs', () => {
      view.ask({ kind: 'reset' });
    }),
  );
}

async function pickFormat(to: Destination): Promise<Offer | undefined> {
  const possible = offers.filter(({ copied }) => copied || to === 'file');
  const rows = possible.map((format) => ({
    label: format.label,
    description: `.${format.extension}`,
    format,
  }));
  const placeHolder = to === 'clipboard' ? 'Copy the graph as …' : 'Save the graph as …';
  return (await vscode.window.showQuickPick(rows, { placeHolder, matchOnDescription: true }))
    ?.format;
}
