// Runs the tests that live inside the extension host in desktop VS Code, which it downloads.
import { runTests } from '@vscode/test-electron';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleInside } from './inside.mjs';

const tests = resolve('out/inside-electron.js');
await mkdir('out', { recursive: true });
await bundleInside(tests);
try {
  await runTests({
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: tests,
    launchArgs: [resolve('test/workspace'), '--disable-extensions'],
  });
  console.log('The suite passed in desktop VS Code.');
} catch (error) {
  console.error(`The suite did not pass in desktop VS Code: ${error.message}`);
  console.error(
    'It needs a download of VS Code from update.code.visualstudio.com and, on Linux, a display.\n' +
      'Where that cannot be had, `npm test` runs the same suite in the VS Code server.',
  );
  process.exitCode = 1;
} finally {
  await rm(tests, { force: true });
}
