// Checks that the package contains exactly what it should: nothing forgotten, nothing leaked.
import { listFiles } from '@vscode/vsce';

const expected = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'ThirdPartyNotices.txt',
  'dist/elk-worker.min.js',
  'dist/extension.js',
  'dist/web/extension.js',
  'dist/webview.css',
  'dist/webview.js',
  'media/icon.png',
  'package.json',
];

const packed = (await listFiles({ dependencies: false })).map((path) => path.replaceAll('\\', '/'));
const missing = expected.filter((path) => !packed.includes(path));
const extra = packed.filter((path) => !expected.includes(path));
for (const path of missing) console.log(`missing from the package: ${path}`);
for (const path of extra) console.log(`not expected in the package: ${path}`);
process.exitCode = missing.length + extra.length === 0 ? 0 : 1;
