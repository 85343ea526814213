// Toughness in figures: what was tried, and how often it failed. `npm run toughness` runs every part;
// `npm run toughness -- PART [RUNS] [SEED]` one of them, with as many runs and that seed.
import { spawn } from 'node:child_process';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installBrowser, installServer } from '../install.mjs';

chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** The scripts of each part, and how many runs it makes if nobody says otherwise. */
const parts = {
  fixtures: { script: ['test/unit.mjs', 'test/toughness/fuzz'], runs: 1 },
  fuzz: { script: ['test/toughness/fuzz.mjs'], runs: 100_000 },
  properties: { script: ['test/unit.mjs', 'test/toughness/properties'], runs: 5_000 },
  messages: { script: ['test/unit.mjs', 'test/toughness/messages'], runs: 5_000 },
  names: { script: ['test/panel.mjs', 'names'], runs: 1 },
  page: { script: ['test/panel.mjs', 'chaos'], runs: 100 },
  state: { script: ['test/unit.mjs', 'test/toughness/state'], runs: 1_000 },
  lost: { script: ['test/unit.mjs', 'test/toughness/lost'], runs: 1_000 },
  memory: { script: ['test/unit.mjs', 'test/toughness/memory'], runs: 400 },
  vscode: { script: ['test/vscode/suite.mjs', 'node'], runs: 1 },
  shipping: { script: ['test/package.mjs'], runs: 1 },
};

const [asked, runs, seed = '1'] = process.argv.slice(2);
if (asked !== undefined && !(asked in parts)) {
  console.log(`Parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

await run('build', ['esbuild.mjs'], {});
await installBrowser();
await installServer();
const rows = [];
for (const [part, { script, ...usual }] of Object.entries(parts)) {
  if (asked !== undefined && asked !== part) continue;
  rows.push(...(await run(part, script, { runs: runs ?? usual.runs, seed })));
}
const table = rows.map(({ what, tried, failures, remark }) => {
  return `| ${what} | ${tried.toLocaleString('en')} | ${failures} | ${remark} |`;
});
console.log(
  ['| What was tried | inputs | failures | |', '| --- | --: | --: | --- |', ...table].join('\n'),
);
process.exitCode = rows.some(({ failures }) => failures > 0) ? 1 : 0;

/** Runs a script to its end; the figures it told, and one for it if it failed. */
async function run(part, script, { runs, seed }) {
  const env = { ...process.env, TOUGHNESS_RUNS: String(runs), TOUGHNESS_SEED: String(seed) };
  const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', ...script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((settle) => child.once('close', settle));
  const figures = Array.from(output.matchAll(/^figure (.*)$/gm), ([, figure]) => {
    return { failures: 0, remark: '', ...JSON.parse(figure) };
  });
  const told = figures.reduce((sum, { failures }) => sum + failures, 0);
  if (code === 0 || told > 0) return figures;
  console.log(output);
  return [...figures, { what: part, tried: 1, failures: 1, remark: `seed ${seed}` }];
}
