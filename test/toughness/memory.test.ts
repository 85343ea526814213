/** Studies that were opened, edited, asked about and closed leave nothing behind. */
import assert from 'node:assert/strict';
import { openDialogue } from '../../src/dialogue';
import { openStudy } from '../../src/session';
import { budget, tell } from './budget';
import { readSamples } from './samples';

const saved = { uri: '', language: '', start: 0, end: 0, text: '', values: {}, readings: {} };
const settings = { decimals: 2, palette: 'classic' } as const;

/** Bytes that are reached, after what is not was collected. */
function reached(): number {
  assert.ok(globalThis.gc, 'node has to be started with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function live(from: number, count: number): void {
  const samples = readSamples();
  const sourceOf = (): { source: string; literal: null } => ({ source: '', literal: null });
  for (let i = from; i < from + count; i++) {
    const { text, language, inputs } = samples[i % samples.length] ?? samples[0];
    // Each text is another one, so that what is remembered by text would grow.
    const study = openStudy(`${text}\n` + ' '.repeat(i % 50), { language, inputs });
    const dialogue = openDialogue(study, { settings, saved, formats: [], sourceOf });
    dialogue.open();
    const node = study.graph?.output ?? 0;
    dialogue.receive({ kind: 'explain', revision: 1, node, edge: null, of: 'gradient' });
    for (const name of Object.keys(inputs)) {
      dialogue.receive({ kind: 'setInput', revision: 1, name, value: 2 });
    }
  }
}

describe('memory', () => {
  it('is flat over many studies', () => {
    const count = budget(200);
    live(0, count);
    const before = reached();
    live(count, count);
    const growth = reached() / before - 1;
    assert.ok(growth < 0.05, `${(100 * growth).toFixed(1)} % more`);
    tell('studies opened, edited and closed', count, `heap ${(100 * growth).toFixed(1)} % larger`);
  }).timeout(300_000);
});
