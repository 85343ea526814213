/** Says that something takes a while, and lets the person stop it. */
import * as vscode from 'vscode';

/** Shows it until the result is called; `stop` is what its button does. */
export function showProgress(title: string, stop: () => void): () => void {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  void vscode.window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(stop);
    return finished;
  });
  return () => {
    finish();
  };
}
