// The extension ours is measured against: it opens pages with next to nothing in them.
const { commands, ViewColumn, window } = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('blank.open', () => open(EMPTY)),
    commands.registerCommand('blank.echo', () => open(ECHO)),
  );
};

const READY = `requestAnimationFrame(() => { document.documentElement.dataset.state = 'ready'; });`;
const EMPTY = `<p>empty</p><script>${READY}</script>`;
/** On a key in the field the page sends one number, and shows the one that comes back. */
const ECHO = `<input type="text" /><output>0</output><script>
  const vscode = acquireVsCodeApi();
  const [output] = document.getElementsByTagName('output');
  addEventListener('keydown', () => { vscode.postMessage(Number(output.textContent)); });
  addEventListener('message', ({ data }) => { output.firstChild.data = data; });
  ${READY}
</script>`;

function open(body) {
  const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const { webview } = window.createWebviewPanel('blank', 'Empty', beside, { enableScripts: true });
  webview.onDidReceiveMessage((number) => webview.postMessage(number + 1));
  webview.html = `<!doctype html><html lang="en"><title>Empty</title>${body}`;
}
