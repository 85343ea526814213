// Runs the suite in the real VS Code: `node test/vscode/suite.mjs node|web|newest` chooses the extension
// host, or Node's in the newest VS Code instead of the oldest that the extension is for.
// To add a test that runs inside the host and may import `vscode`: test/vscode/NAME.test.ts.
// To add one that uses VS Code from outside as a person does: test/vscode/NAME.drive.ts, with
// `workbench()` of test/vscode/current.ts. Both kinds run in every stage; a second argument runs only
// the drives with that in their path.
import { rm } from 'node:fs/promises';
import { find, report, runFiles } from '../mocha.mjs';
import { bundleInside } from './inside.mjs';
import { startWorkbench } from './workbench.mjs';

/** An extension host that never starts says nothing: as many milliseconds are waited for it. */
const LONGEST = 600_000;

const stage = process.argv[2] ?? 'node';
const host = stage === 'web' ? 'web' : 'node';
const edition = stage === 'newest' ? 'newest' : 'oldest';
// The drives read these to open their workbench in the same place.
process.env.BACKPROP_HOST = host;
process.env.BACKPROP_EDITION = edition;

const inside = await runInside();
const part = process.argv[3] ?? '';
// While it is driven, the newest VS Code shows no notification.
const isShown = (path) => edition !== 'newest' || !/(?:refusals|stopping)\.drive/.test(path);
const drives = await find(
  'test/vscode',
  (path) => path.endsWith('.drive.ts') && path.includes(part) && isShown(path),
);
const outside = await runFiles(`drive-${stage}`, drives, { timeout: 120_000 });
report({ passed: inside.passed + outside.passed, failed: inside.failed + outside.failed });

async function runInside() {
  const tests = `out/inside-${stage}-${process.pid}.js`;
  await bundleInside(tests);
  const result = { passed: 0, failed: 0 };
  let exit = () => {};
  const exited = new Promise((settle) => (exit = settle));
  const workbench = await startWorkbench({
    host,
    edition,
    tests,
    onLog: (_level, values) => read(String(values[0]), result),
    onExit: exit,
  });
  AbortSignal.timeout(LONGEST).addEventListener('abort', () => exit(1));
  const code = await exited;
  await workbench.stop();
  await rm(tests);
  if (code !== 0 && result.failed === 0) {
    console.log('✗ VS Code ended before the suite did');
    result.failed += 1;
  }
  return result;
}

/** The suite says each result in a line of the log, among whatever else VS Code has to say. */
function read(line, result) {
  if (line.startsWith('figure ')) console.log(line);
  if (!line.startsWith('verdict ')) return;
  const { title, error } = JSON.parse(line.slice('verdict '.length));
  console.log(error ? `  ✗ ${title}\n${error}` : `  ✓ ${title}`);
  result[error ? 'failed' : 'passed'] += 1;
}
