// Bundles test files for Node and runs them with mocha; the shared part of every mocha stage.
import { build } from 'esbuild';
import fc from 'fast-check';
import Mocha from 'mocha';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Every file below a folder whose path satisfies `wanted`, in order. */
export async function find(folder, wanted) {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .map((entry) => join(folder, entry))
    .filter(wanted)
    .sort();
}

/** Runs test files; answers how many passed and failed. A skipped test counts as failed. */
export async function runFiles(stage, files, { timeout = 60_000 } = {}) {
  if (files.length === 0) return { passed: 0, failed: 0 };
  // The same programs in every run, so that a failure is the change's; SEED=n looks at others.
  fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
  const outdir = resolve('out', `${stage}-${process.pid}`);
  await build({
    entryPoints: files,
    outdir,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Shared modules stay shared, so one browser or one workbench serves all files of a stage.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  const mocha = new Mocha({
    reporter: 'spec',
    timeout,
    forbidOnly: true,
    forbidPending: true,
    color: Boolean(process.stdout.isTTY),
  });
  for (const file of await find(outdir, (path) => path.endsWith('.mjs') && isEntry(path))) {
    mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  return new Promise((settle) => {
    const runner = mocha.run(() => {
      settle({ passed: runner.stats.passes, failed: runner.stats.failures });
    });
  }).finally(() => rm(outdir, { recursive: true, force: true }));
}

const isEntry = (path) => /\.(test|drive)\.mjs$/.test(path);

/** Tells the test command the result of this stage. */
export function report({ passed, failed }) {
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  process.send?.({ passed, failed });
}
