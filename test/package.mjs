// Checks what is shipped: exactly the expected files, and the licence of everything bundled.
// `node test/package.mjs --write` brings ThirdPartyNotices.txt up to date.
import { listFiles } from '@vscode/vsce';
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bundles } from '../esbuild.mjs';

const expected = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'ThirdPartyNotices.txt',
  'dist/elk-worker.min.js',
  'dist/extension.js',
  'dist/web/extension.js',
  'dist/webview.css',
  'dist/standalone.js',
  'dist/webview.js',
  'media/icon.png',
  'package.json',
];

const notices = await thirdPartyNotices();
if (process.argv.includes('--write')) {
  writeFileSync('ThirdPartyNotices.txt', notices);
} else {
  const packed = (await listFiles({ packageManager: 0 })).map((path) => path.replaceAll('\\', '/'));
  const faults = [
    ...expected.filter((path) => !packed.includes(path)).map((path) => `not packed: ${path}`),
    ...packed.filter((path) => !expected.includes(path)).map((path) => `not expected: ${path}`),
    ...(readFileSync('ThirdPartyNotices.txt', 'utf8') === notices
      ? []
      : ['ThirdPartyNotices.txt is not up to date: run node test/package.mjs --write']),
  ];
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** Names and licences of the packages whose code is in the bundles. */
async function thirdPartyNotices() {
  const metafiles = await Promise.all(
    bundles.map((bundle) => build({ ...bundle, write: false, metafile: true })),
  );
  const inputs = metafiles.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => path),
    ),
  );
  // The layout engine is copied, not bundled.
  const folders = new Set(['node_modules/elkjs']);
  for (const path of inputs) {
    const folder = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder) folders.add(folder);
  }
  const sections = [...folders].sort().map(notice);
  return `Backprop Graph contains code of these projects.\n\n${sections.join('\n')}`;
}

function notice(folder) {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const source = (repository.url ?? repository).replace(/^git\+|\.git$/g, '');
  const text = file
    ? readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim()
    : `Its package carries no licence file; its package.json says ${license}.`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n${source}\n\n${text}\n`;
}
