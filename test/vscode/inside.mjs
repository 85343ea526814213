// Bundles the tests that run inside an extension host into one file that VS Code can load.
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { find } from '../mocha.mjs';

/** One script for both hosts: mocha, every test/vscode/*.test.ts, and `run` for VS Code to call. */
export async function bundleInside(outfile) {
  const tests = await find('test/vscode', (path) => path.endsWith('.test.ts'));
  const inOrder = ['./suite/setup', ...tests.map((file) => resolve(file))];
  await build({
    stdin: {
      contents: [
        ...inOrder.map((file) => `import ${JSON.stringify(file)};`),
        `export { run } from './suite/run';`,
      ].join('\n'),
      resolveDir: 'test/vscode',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
