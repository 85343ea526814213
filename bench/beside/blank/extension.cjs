// The extension ours is measured against: it opens a page with next to nothing in it.
const { commands, ViewColumn, window } = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('blank.open', open));
};

function open() {
  const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const { webview } = window.createWebviewPanel('blank', 'Empty', beside, { enableScripts: true });
  webview.html = `<!doctype html><html lang="en"><title>Empty</title><p>empty</p>
<script>requestAnimationFrame(() => { document.documentElement.dataset.state = 'ready'; });</script>`;
}
