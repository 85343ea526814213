// Runs test/webview/**/*.test.ts: the webview's own page, in a real browser, without VS Code.
// To add a test, put NAME.test.ts beside its peers and get a page from `openPanel` in
// test/webview/open.ts. Modules of webview/ that need no page can be imported directly.
import { find, report, runFiles } from './mocha.mjs';

const files = await find('test/webview', (path) => path.endsWith('.test.ts'));
report(await runFiles('panel', files, { timeout: 30_000 }));
