// The mutation fuzz behind a watchdog: the inputs are answered in a process of their own, so that one
// that hangs or crashes is counted and passed over. Run by run.mjs, which says how many and which.
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** As many milliseconds without a new input count as a hang, on a machine that does much else. */
const PATIENCE = 20_000;
const SHOWN = 20;

const { tried, failures, hangs, crashes, long, slowest } = await fuzz({
  count: Number(process.env.TOUGHNESS_RUNS),
  seed: Number(process.env.TOUGHNESS_SEED),
  tell: ({ tried, failures }) => console.log(`${tried} answered, ${failures.length} failed`),
});
for (const { index, sample, faults } of failures) {
  console.log(`input ${index}: ${faults.join('; ')}\n${JSON.stringify(sample)}`);
}
for (const { index, time, sample } of slowest) {
  console.log(`${time.toFixed(0)} ms: input ${index}, ${JSON.stringify(sample).slice(0, 200)}`);
}
const remark = `${hangs} hung, ${crashes} crashed, ${long.length} took more than 50 ms, the slowest ${slowest[0]?.time.toFixed(0)} ms`;
const what = 'fixtures changed at random';
console.log(`figure ${JSON.stringify({ what, tried, failures: failures.length, remark })}`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Answers `count` inputs of a seed, `from` the first of them; says what came of them. */
async function fuzz({ count, seed, from = 0, tell }) {
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
  if (code === 0 && done < to) throw new Error(`Nothing was told of the inputs from ${done} on.`);
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
