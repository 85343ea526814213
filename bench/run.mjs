// `npm run bench`: brings in the peers, bundles the bench and runs it; `-- PART …` runs only those.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installBrowser, installPackages, installPeers, installServer } from '../test/install.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));
await installPackages();
const peers = await installPeers();
const parts = process.argv.slice(2);
if (
  parts.length === 0 ||
  parts.some((part) => ['activation', 'opening', 'large', 'screen'].includes(part))
) {
  await installBrowser();
  await installServer('newest');
  spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
}
const outfile = `out/bench-${process.pid}.mjs`;
await build({
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...parts], {
  stdio: 'inherit',
  env: { ...process.env, BENCH_PEERS: peers },
});
await rm(outfile);
process.exitCode = status ?? 1;
