// The mutation fuzz behind a watchdog: the inputs are answered in a process of their own, so that one
// that hangs or crashes is counted and passed over. `node test/toughness/fuzz.mjs INPUTS SEED FROM`.
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** As many milliseconds without a new input count as a hang, on a machine that does much else. */
const PATIENCE = 20_000;
const SHOWN = 20;

/** Answers `count` inputs of a seed, `from` the first of them; says what came of them. */
export async function fuzz({ count, seed, from = 0, tell = () => {} }) {
  const folder = resolve('out', `fuzz-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const script = join(folder, 'fuzz.mjs');
  const outcome = { tried: 0, failures: [], hangs: 0, crashes: 0, long: [], slowest: [] };
  try {
    await build({
      entryPoints: ['test/toughness/fuzz.ts'],
      outfile: script,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
    });
    const ranges = [[from, from + count]];
    for (let range = ranges.pop(); range; range = ranges.pop()) {
      ranges.push(...(await answer({ script, folder, seed, range, outcome, tell })));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  outcome.slowest = outcome.slowest.sort((a, b) => b.time - a.time).slice(0, SHOWN);
  return outcome;
}

/** One process for a range of inputs; the ranges that are still to be answered if it ended early. */
async function answer({ script, folder, seed, range: [from, to], outcome, tell }) {
  const file = join(folder, 'at');
  await rm(file, { force: true });
  const child = fork(script, [file, seed, from, to].map(String), {
    execArgv: ['--enable-source-maps', '--max-old-space-size=1024'],
  });
  let done = from;
  child.on('message', ({ tried, failures, slowest, long }) => {
    done += tried;
    outcome.tried += tried;
    outcome.failures.push(...failures);
    outcome.long.push(...long);
    outcome.slowest.push(slowest);
    tell(outcome);
  });
  let seen = '';
  let isHung = false;
  const watch = setInterval(async () => {
    const now = await readFile(file, 'hex').catch(() => '');
    isHung = now === seen && now !== '';
    seen = now;
    if (isHung) child.kill('SIGKILL');
  }, PATIENCE);
  const code = await new Promise((settle) => child.once('exit', settle));
  clearInterval(watch);
  if (code === 0) return [];
  const ended = (await readFile(file)).readDoubleLE();
  outcome.tried += 1;
  outcome[isHung ? 'hangs' : 'crashes'] += 1;
  outcome.failures.push({ index: ended, sample: null, faults: [isHung ? 'hung' : 'crashed'] });
  // What it had answered but not told is answered again.
  return [
    [ended + 1, to],
    [done, ended],
  ].filter(([first, last]) => first < last);
}
