// The test command: installs what is missing, runs every stage and adds up the results.
// `npm test -- unit panel` runs only those; `npm test -- --list` names them all.
import { spawn } from 'node:child_process';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installBrowser, installPackages, installServer } from './install.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

const bin = (name, path) => `node_modules/${name}/${path}`;
const tsc = bin('typescript', 'bin/tsc');
const maps = '--enable-source-maps';

/** A stage is one or more node scripts; each mocha stage reports its tests one by one. */
const stages = {
  types: ['src', 'src/node', 'webview', 'test', 'bench'].map((folder) => [tsc, '-p', folder]),
  lint: [[bin('eslint', 'bin/eslint.js'), '.', '--max-warnings=0']],
  format: [[bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
  layers: [[bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), 'src', 'webview']],
  dead: [[bin('knip', 'bin/knip.js'), '--no-progress']],
  unit: [[maps, '--expose-gc', 'test/unit.mjs']],
  panel: [[maps, 'test/panel.mjs']],
  vscode: [[maps, 'test/vscode/suite.mjs', 'node']],
  web: [[maps, 'test/vscode/suite.mjs', 'web']],
  newest: [[maps, 'test/vscode/suite.mjs', 'newest']],
  package: [['test/package.mjs']],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.log(`Stages: ${Object.keys(stages).join(', ')}`);
  process.exit(asked.includes('--list') ? 0 : 2);
}

const chosen = asked.length > 0 ? asked : Object.keys(stages);
const total = { passed: 0, failed: 0 };

await installPackages();
if (chosen.some((name) => ['panel', 'vscode', 'web', 'newest'].includes(name)))
  await installBrowser();
if (chosen.some((name) => ['vscode', 'web'].includes(name))) await installServer();
if (chosen.includes('newest')) await installServer('newest');
await stage('build', [['esbuild.mjs']]);

// The longest first, two at a time: they mostly wait for one another's processor.
const order = ['web', 'newest', 'vscode', 'panel', 'lint', 'unit', 'types'];
const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
const queue = [...chosen].sort((a, b) => rank(a) - rank(b));
const lane = async () => {
  for (let name = queue.shift(); name; name = queue.shift()) await stage(name, stages[name]);
};
await Promise.all([lane(), lane()]);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one stage, then prints its line and, if it failed or stands alone, all it said. */
async function stage(name, scripts) {
  const start = performance.now();
  let output = '';
  let result = { passed: 0, failed: 0 };
  let ok = true;
  for (const script of scripts) {
    const ended = await node(script);
    output += ended.output;
    ok &&= ended.ok;
    result = ended.counts ?? result;
  }
  // A check without tests of its own counts as one; a crash is never nothing.
  if (result.passed + result.failed === 0) result[ok ? 'passed' : 'failed'] = 1;
  if (!ok && result.failed === 0) result.failed = 1;
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const counts = result.passed + result.failed > 1 ? `${result.passed} passed` : '';
  const line = `${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.padStart(6)} s  ${counts}`;
  console.log(ok && (name === 'build' || chosen.length > 1) ? line : `${line}\n${output}`);
}

function node(script) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let output = '';
    let counts;
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('message', (message) => (counts = message));
    child.on('close', (code) => settle({ ok: code === 0, output, counts }));
  });
}
