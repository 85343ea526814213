// Runs test/**/*.test.ts in Node: all that needs neither a browser nor VS Code.
// To add a test, put NAME.test.ts beside its peers: test/ mirrors src/. Files are read relative to
// the repository's root. `node test/unit.mjs PART` runs the files with PART in their path.
import { find, report, runFiles } from './mocha.mjs';

const part = process.argv[2] ?? '';
const elsewhere = /^test[\\/](webview|vscode)[\\/]/;
const files = await find(
  'test',
  (path) => path.endsWith('.test.ts') && !elsewhere.test(path) && path.includes(part),
);
report(await runFiles('unit', files));
