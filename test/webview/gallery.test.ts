/** Every circuit of the gallery is drawn so that each label can be read and is told from the others. */
import assert from 'node:assert/strict';
import { openDialogue } from '../../src/dialogue';
import { plainLens, type Lens } from '../../src/lens';
import type { HostMessage } from '../../src/protocol';
import { openStudy } from '../../src/session';
import { placeFaults } from './faults';
import { gallery, type Exhibit } from './gallery';
import { openPanel, type Panel } from './open';

type Graph = Extract<HostMessage, { kind: 'graph' }>;

/** Numbers of every length that is written, and those that are none. */
const AWKWARD = [1e-12, -123456.79, NaN, Infinity, -0.0012345, -Infinity, 9.99e99, -0];

/** Everything that fits: nothing is folded. */
const unfolded: Lens = { ...plainLens, folding: { open: [], closed: [], most: 1000 } };

function messageFor({ text, language, inputs }: Exhibit, lens: Lens): Graph {
  const study = openStudy(text, { language, surroundings: inputs, lens });
  const messages = openDialogue(study, {
    settings: { decimals: 2, palette: 'classic' },
    saved: { uri: '', language, start: 0, end: 1, text, values: {}, readings: {} },
    formats: [],
    sourceOf: ({ from }) => ({ source: from, literal: null }),
  }).open();
  const graph = messages.find((message) => message.kind === 'graph');
  assert.ok(graph, text);
  return graph;
}

/** The same picture with numbers that are hard to place. */
function withAwkwardNumbers(graph: Graph): HostMessage {
  const { revision, inputs, tape, remarks, unrounded, exact, zeros, along, quiz, lens, saved } =
    graph;
  const other = (numbers: Float64Array): Float64Array =>
    numbers.map((_, i) => AWKWARD[i % AWKWARD.length] ?? 0);
  const changed = { ...tape, value: other(tape.value), gradient: other(tape.gradient) };
  const wires = { carried: other(tape.carried), contribution: other(tape.contribution) };
  const numbers = { ...changed, ...wires };
  return {
    kind: 'tape',
    revision,
    inputs,
    tape: numbers,
    remarks,
    unrounded,
    exact,
    zeros,
    along,
    quiz,
    lens,
    saved,
  };
}

describe('the gallery', () => {
  let panel: Panel;
  let revision = 0;
  before(async () => {
    panel = await openPanel({ theme: 'light' });
  });
  after(async () => {
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });

  const sheets = [
    ...gallery.map((exhibit) => [exhibit, plainLens, 1400] as const),
    ...gallery.slice(-1).map((exhibit) => [exhibit, unfolded, 1400] as const),
    // In rows, where they can be read so.
    ...gallery.slice(1, 6).map((exhibit) => [exhibit, plainLens, 465] as const),
  ];
  for (const [exhibit, lens, width] of sheets) {
    const how = lens === plainLens ? `${width} wide` : 'unfolded';
    it(`shows ${exhibit.name} ${how} with every label in its place, whatever the numbers`, async () => {
      const { page } = panel;
      const graph = {
        ...messageFor(exhibit, lens),
        revision: ++revision,
        title: `sheet ${revision}`,
      };
      await page.setViewportSize({ width, height: 900 });
      await panel.send(graph);
      await page.locator('.written').filter({ hasText: graph.title }).waitFor();
      assert.deepEqual(await placeFaults(page), []);
      await panel.send(withAwkwardNumbers(graph));
      await page.locator('.number', { hasText: '∞' }).first().waitFor();
      assert.deepEqual(await placeFaults(page), []);
    });
  }
});
