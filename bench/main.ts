/** The bench: runs the parts that are asked for and writes their tables and plots beside this file. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { activation } from './activation';
import { differentiation } from './differentiation';
import { large } from './large';
import { layout } from './layout';
import { live } from './live';
import { opening } from './opening';
import { reading } from './reading';
import { drawChart, writeSection, type Section } from './report';
import { screen } from './screen';

const PARTS: Readonly<Record<string, () => Promise<Section>>> = {
  differentiation,
  reading,
  layout,
  live,
  activation,
  opening,
  large,
  screen,
};
const RESULTS = 'bench/results.md';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.log(`Parts: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
const before = await readFile(RESULTS, 'utf8').catch(() => '');
const written: string[] = [];
for (const [key, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(key)) {
    written.push(earlier(key));
    continue;
  }
  const section = await measure();
  const text = `<!-- ${key} -->\n${writeSection(section)}\n${machine()}\n`;
  console.log(text);
  written.push(text);
  if (section.chart) await writeFile(`bench/${key}.svg`, drawChart(section.chart));
}
const head =
  '# The bench\n\nWritten by `npm run bench`; `npm run bench -- PART` measures one part anew.\n';
await writeFile(RESULTS, [head, ...written.filter(Boolean)].join('\n'));

/** What an earlier run wrote of a part that is not measured now. */
function earlier(key: string): string {
  const start = before.indexOf(`<!-- ${key} -->`);
  const next = before.indexOf('<!-- ', start + 1);
  return start < 0 ? '' : before.slice(start, next < 0 ? undefined : next).trimEnd() + '\n';
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? '';
  return `_${cpus().length} × ${cpu?.model ?? 'processor'}, ${memory} GiB, Node ${process.versions.node}, load ${load}, ${new Date().toISOString().slice(0, 10)}. Medians of interleaved rounds._`;
}
