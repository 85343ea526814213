// The extension ours is measured against: it opens a page with next to nothing in it.
const { commands, extensions, ViewColumn, window } = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('blank.open', () => open('empty')),
    commands.registerCommand('blank.activate', async () => {
      const idle = await activate('bench.idle');
      const ours = await activate('backprop-graph.backprop-graph');
      open(JSON.stringify({ idle, ours }));
    }),
  );
};

/** Milliseconds until an extension is active. */
async function activate(name) {
  const start = performance.now();
  await extensions.getExtension(name).activate();
  return performance.now() - start;
}

function open(text) {
  const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const { webview } = window.createWebviewPanel('blank', 'Empty', beside, { enableScripts: true });
  webview.html = `<!doctype html><html lang="en"><title>Empty</title><p>${text}</p>
<script>requestAnimationFrame(() => { document.documentElement.dataset.state = 'ready'; });</script>`;
}
