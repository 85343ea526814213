// Runs test/webview/**/*.test.ts: the webview's own page, in a real browser, without VS Code.
// To add a test, put NAME.test.ts beside its peers and get a page from `openPanel` in
// test/webview/open.ts. Modules of webview/ that need no page can be imported directly.
// `node test/panel.mjs PART` runs the files with PART in their path.
import { find, report, runFiles } from './mocha.mjs';

const part = process.argv[2] ?? '';
const files = await find(
  'test/webview',
  (path) => path.endsWith('.test.ts') && path.includes(part),
);
report(await runFiles('panel', files));
