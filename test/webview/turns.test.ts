/** The turns in which a large picture is drawn. */
import assert from 'node:assert/strict';
import { effect } from '@preact/signals';
import { createTurns, type Piece, type Turns } from '../../webview/turns';
import { openLive } from './live';
import { recurrent } from './large';

/** So many pieces beside one another. */
const row = (count: number, name = 'n'): Piece[] =>
  Array.from({ length: count }, (_, i) => ({
    key: `${name}${i}`,
    x: 10 * i,
    y: 0,
    width: 10,
    height: 10,
  }));

const near = (from: number, to: number) => (piece: Piece) => piece.x >= from && piece.x < to;

/** The keys of pieces in the order in which they are drawn. */
function listen(turns: Turns, pieces: readonly Piece[]): string[] {
  const order: string[] = [];
  for (const { key } of pieces) {
    effect(() => {
      if (turns.isDrawn(key).value) order.push(key);
    });
  }
  return order;
}

const cases: readonly {
  what: string;
  before?: readonly Piece[];
  pieces: readonly Piece[];
  current?: string;
  isInSight: (piece: Piece) => boolean;
  /** Keys, or how many, that are drawn without a turn. */
  atOnce: readonly string[] | number;
  /** And then, in some order. */
  first?: readonly string[];
}[] = [
  { what: 'a few are drawn at once', pieces: row(50), isInSight: () => false, atOnce: 50 },
  {
    what: 'of many those in sight come first',
    pieces: row(1000),
    isInSight: near(5000, 5030),
    atOnce: [],
    first: ['n500', 'n501', 'n502'],
  },
  {
    what: 'the one that Tab reaches waits for nothing',
    pieces: row(1000),
    current: 'n700',
    isInSight: near(0, 10),
    atOnce: ['n700'],
    first: ['n0'],
  },
  {
    what: 'what was drawn stays, and a few more are drawn with it',
    before: row(1000),
    pieces: [...row(1000), ...row(50, 'm')],
    isInSight: () => false,
    atOnce: 1050,
  },
  {
    what: 'what was drawn stays while many more have their turns',
    before: row(3),
    pieces: [...row(3), ...row(1000, 'm')],
    isInSight: near(20, 40),
    atOnce: ['n0', 'n1', 'n2'],
    first: ['m2', 'm3'],
  },
];

describe('turns', () => {
  for (const { what, before = [], pieces, current, isInSight, atOnce, first = [] } of cases) {
    it(what, async () => {
      const turns = createTurns();
      turns.take(before, undefined);
      turns.begin(() => true);
      turns.finish();
      turns.take(pieces, current);
      const order = listen(turns, pieces);
      const known = [...order];
      if (typeof atOnce === 'number') assert.equal(known.length, atOnce);
      else assert.deepEqual(known, atOnce);
      turns.begin(isInSight);
      assert.equal(turns.drawn.value, known.length === pieces.length ? 'whole' : 'some');
      await Promise.resolve();
      assert.deepEqual(order.slice(known.length, known.length + first.length).toSorted(), first);
      turns.finish();
      assert.equal(turns.drawn.value, 'whole');
      assert.deepEqual(order.toSorted(), pieces.map(({ key }) => key).toSorted());
    });
  }

  it('end before a picture is taken away, and before a key looks for the next shape', async () => {
    const panel = await openLive(recurrent(82), {
      language: 'python',
      setting: { formats: [{ key: 'svg', label: 'SVG', copied: true, drawn: true }] },
    });
    const { page } = panel;
    const started = page.evaluate(
      () =>
        new Promise((settle) => {
          const root = document.documentElement;
          const changes = new MutationObserver(() => {
            const shapes = document.querySelectorAll('.shape');
            if (root.dataset['state'] === undefined || shapes.length < 100) return;
            changes.disconnect();
            document.querySelector<SVGElement>('.shape[tabindex="0"]')?.focus();
            const target = document.activeElement ?? root;
            target.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
            settle(document.activeElement?.classList.contains('output'));
          });
          changes.observe(root, { subtree: true, childList: true, attributes: true });
        }),
    );
    await page.getByRole('button', { name: 'All that fits' }).click();
    assert.equal(await started, true);
    await panel.send({ kind: 'take', format: 'svg', to: 'file' });
    const { drawing } = await panel.hears('take');
    const names = drawing?.svg.match(/<path/g) ?? [];
    assert.ok(names.length > 1000, `${names.length} paths`);
    assert.deepEqual(panel.faults, []);
    await panel.close();
  });
});
