/** What tests ask of the editor they run in: to wait for it, and what a hover says. */
import * as vscode from 'vscode';

/** Resolves once the condition holds; it is asked again at every event. */
export function until(event: vscode.Event<unknown>, condition: () => boolean): Promise<void> {
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

/** What the hovers at an offset say, without its colours; empty if there are none. */
export async function hoverAt(document: vscode.TextDocument, offset: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset),
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((part) => (part instanceof vscode.MarkdownString ? part.value : ''))
    .join('\n')
    .replace(/<[^>]*>/g, '');
}
