// Checks what is shipped: exactly the expected files, what their code can reach, their licences, and
// what the project depends on. `node test/package.mjs --write` brings ThirdPartyNotices.txt up to date.
import { listFiles } from '@vscode/vsce';
import { readFileSync, writeFileSync } from 'node:fs';
import { report } from './mocha.mjs';
import { dependencyFaults } from './shipping/dependencies.mjs';
import { licenceFaults, thirdPartyNotices } from './shipping/licences.mjs';
import { usesIn } from './shipping/reach.mjs';
import { buildRelease } from './shipping/release.mjs';

const expected = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SUPPORT.md',
  'ThirdPartyNotices.txt',
  'dist/desk.js',
  'dist/elk-worker.min.js',
  'dist/extension.js',
  'dist/layout.js',
  'dist/web/desk.js',
  'dist/web/extension.js',
  'dist/webview.css',
  'dist/standalone.js',
  'dist/webview.js',
  'media/blanks-light.png',
  'media/change.md',
  'media/icon.png',
  'media/neuron-dark.png',
  'media/quiz-light.png',
  'package.json',
];

/** elkjs's own way to start its worker, which is given another. */
const engine = { Worker: 1 };
const host = { 'require(vscode)': Infinity, ...engine };
/** A script of ours or elkjs's in a thread of its own, from a blob. */
const thread = { Worker: engine.Worker + 1 };
/** The same of elkjs's in the host's own thread, where a browser gives it no other. */
const ownThread = { 'import()': 1 };
const nodeThread = { 'require(node:worker_threads)': 1 };
const page = {
  // Draws the picture as a PNG, from an address that holds the picture itself.
  Image: 1,
  // The toolkit asks for the global object that way where there is no globalThis, which is nowhere
  // that VS Code runs; and the policy forbids it there.
  Function: 1,
  // Preact, d3-selection and the toolkit: for templates and styles of theirs. Ours never ask for it.
  '.innerHTML': 8,
};

/** What each script may use, and how often at most; nothing else. */
const allowed = {
  'dist/extension.js': { ...host, ...nodeThread },
  'dist/desk.js': nodeThread,
  'dist/layout.js': { ...nodeThread, 'require(./elk-worker.min.js)': 1 },
  'dist/web/extension.js': { ...host, ...thread, ...ownThread },
  'dist/web/desk.js': {},
  'dist/webview.js': page,
  'dist/standalone.js': { ...page, ...thread },
  'dist/elk-worker.min.js': {},
};

const { texts, folders } = await buildRelease();
const notices = thirdPartyNotices(folders);
if (process.argv.includes('--write')) {
  writeFileSync('ThirdPartyNotices.txt', notices);
} else {
  const packed = (await listFiles({ packageManager: 0 })).map((path) => path.replaceAll('\\', '/'));
  const checks = {
    'packs the expected files and no other': [
      ...expected.filter((path) => !packed.includes(path)).map((path) => `not packed: ${path}`),
      ...packed.filter((path) => !expected.includes(path)).map((path) => `not expected: ${path}`),
    ],
    'packs every picture that the manifest shows': shownIn('package.json').filter(
      (path) => !packed.includes(path),
    ),
    'ships no script that was not looked through': packed.filter(
      (path) => /\.[cm]?js$/.test(path) && !(texts.has(path) && path in allowed),
    ),
    'runs no text as code, asks no network, writes no markup but where it says so': Object.entries(
      allowed,
    ).flatMap(([path, uses]) => reachFaults(path, uses)),
    'starts in the Node host with little: what reads and computes stands in threads': sizeFaults(),
    'has the licences of everything that is shipped': [
      ...licenceFaults(folders),
      ...(readFileSync('ThirdPartyNotices.txt', 'utf8') === notices
        ? []
        : ['ThirdPartyNotices.txt is not up to date: run node test/package.mjs --write']),
    ],
    'depends on pinned tools only, and on nothing at run time': dependencyFaults(),
  };
  for (const [check, faults] of Object.entries(checks)) {
    console.log(`  ${faults.length === 0 ? '✓' : '✗'} ${check}`);
    for (const fault of faults) console.log(`      ${fault}`);
  }
  const failed = Object.values(checks).filter((faults) => faults.length > 0).length;
  report({ passed: Object.keys(checks).length - failed, failed });
}

function reachFaults(path, uses) {
  return [...usesIn(path, texts.get(path) ?? '')].flatMap(([what, count]) => {
    const most = Object.hasOwn(uses, what) ? uses[what] : 0;
    return count > most ? [`${path} uses ${what} ${count} times, not ${most}`] : [];
  });
}

/** One import of the core in the editor's own files would bring all of it to every activation. */
function sizeFaults() {
  const { length } = texts.get('dist/extension.js') ?? '';
  return length > 0 && length < 100_000 ? [] : [`dist/extension.js has ${length} characters`];
}

/** The pictures and pages that a manifest refers to. */
function shownIn(manifest) {
  const { icon, contributes } = JSON.parse(readFileSync(manifest, 'utf8'));
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  return [icon, ...steps.map(({ media }) => media.image ?? media.markdown)];
}
