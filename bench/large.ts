/**
 * Large graphs, in the real VS Code: from the keys of the command to the folded picture, and from a
 * click on a group to what is in it.
 */
import { startWorkbench, type Workbench } from '../test/vscode/workbench.mjs';
import { productOf, recurrent, sumOf } from './circuits';
import { openedIn } from './opening';
import { median } from './race';
import { short, type Section } from './report';
import { inWorkspace } from './workspace';

const ROUNDS = 3;

/** By what the table calls it: the file, and the line and column of the cursor. */
const TEXTS: readonly (readonly [what: string, file: string, text: string])[] = [
  ['recurrent network in Python, 82 steps', 'steps-82.py', recurrent(82)],
  ['sum of 320 products', 'sum-320.txt', sumOf(320, 40)],
  ['recurrent network in Python, 1,300 steps', 'steps-1300.py', recurrent(1300)],
  ['product of 3,200 sums', 'factors-3200.txt', productOf(3200)],
];

export async function large(): Promise<Section> {
  const rows: string[][] = [];
  const texts = TEXTS.map(([, file, text]) => [file, text] as const);
  await inWorkspace(texts, async (workspace) => {
    for (const [what, file, text] of TEXTS) {
      const code = await startWorkbench({ workspace, width: 1600, height: 1000 });
      try {
        rows.push([what, ...(await measure(code, file, text.split('\n').length))]);
      } finally {
        await code.stop();
      }
    }
  });
  return {
    key: 'large',
    title: 'Large graphs',
    head: ['in the real VS Code', 'nodes', 'drawn', 'first, ms', 'again, ms', 'unfold, ms'],
    rows,
    note: `From the key press to the frame after the folded picture stands with its numbers: the first of a
window, which brings everything up, and the median of ${ROUNDS} later ones, each read anew. Unfold: from the
click on a group to the frame after its inside stands in its place, the median of as many.`,
  };
}

async function measure(code: Workbench, file: string, line: number): Promise<string[]> {
  const opened: number[] = [];
  const unfolded: number[] = [];
  let sizes: string[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await code.openFile(file, line, 2);
    opened.push(await openedIn(code, ['Control+K', 'g']));
    sizes = await sizesIn(code);
    unfolded.push(await unfoldedIn(code));
    await code.closeEditors();
  }
  const [first = NaN, ...again] = opened;
  return [...sizes, ...[first, median(again), median(unfolded.slice(1))].map(short)];
}

/** How many nodes the circuit has, and how many are drawn. */
async function sizesIn(code: Workbench): Promise<string[]> {
  const frame = code.panelFrame();
  const [status = ''] = await frame.locator('.folding [role=status]').allInnerTexts();
  const [, drawn = '', whole = ''] = /([\d,]+) of ([\d,]+)/.exec(status) ?? [];
  return [whole, drawn];
}

/** Clicks a folded group, wherever it is; milliseconds until what is in it has been drawn. */
function unfoldedIn(code: Workbench): Promise<number> {
  const group = code.panelFrame().locator('.shape.group .fold').first();
  return group.evaluate(
    (handle) =>
      new Promise<number>((settle) => {
        const html = document.documentElement;
        const shapes = (): number => html.querySelectorAll('.shape').length;
        const before = shapes();
        const start = performance.now();
        const changes = new MutationObserver(() => {
          if (html.dataset['state'] !== 'ready' || shapes() === before) return;
          changes.disconnect();
          requestAnimationFrame(() => {
            setTimeout(() => {
              settle(performance.now() - start);
            });
          });
        });
        changes.observe(html, { subtree: true, childList: true, attributes: true });
        handle.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      }),
  );
}
