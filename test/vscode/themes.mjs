// Writes test/webview/themes.json: the styles VS Code gives a webview in each of the four themes.
// Run it by hand (`node test/vscode/themes.mjs`) after the extension contributes another colour.
import { writeFile } from 'node:fs/promises';
import { startWorkbench, themes } from './workbench.mjs';

// What a panel of ours can meet; the hundreds of colours of terminals, merges and chats are left out.
const wanted =
  /^--vscode-(backprop|font|editor-(font|fore|back|line)|editorWidget|editorHover|(fore|error|description|disabled)|focusBorder|contrast|input|button|dropdown|checkbox|list|badge|icon|textLink|textCode|panel|widget|scrollbar|toolbar|progress|settings|menu|quickInput|tab-(border|active)|symbolIcon|charts)/;

const captured = {};
for (const theme of Object.keys(themes)) {
  const workbench = await startWorkbench({ theme });
  await workbench.runCommand('Show Backprop Graph');
  const frame = workbench.panelFrame();
  await frame.locator('body[data-vscode-theme-kind]').waitFor({ state: 'attached' });
  const { style, kind, classes } = await frame.locator('html').evaluate((html) => ({
    style: [...html.style].map((name) => [name, html.style.getPropertyValue(name)]),
    kind: document.body.dataset.vscodeThemeKind,
    classes: document.body.className,
  }));
  await workbench.stop();
  captured[theme] = {
    kind,
    classes,
    style: Object.fromEntries(style.filter(([name]) => wanted.test(name))),
  };
}
await writeFile('test/webview/themes.json', JSON.stringify(captured, null, 2));
