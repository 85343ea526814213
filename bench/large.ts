/**
 * Large graphs, in the real VS Code: from the keys of the command to the folded picture, and from a
 * click on a group to what is in it.
 */
import type { ElementHandle } from 'playwright-core';
import { startWorkbench, type Workbench } from '../test/vscode/workbench.mjs';
import { productOf, recurrent, sumOf } from './circuits';
import { openedIn, pressKeys } from './opening';
import { median } from './race';
import { short, type Section } from './report';
import { inWorkspace } from './workspace';

const ROUNDS = 3;
const KEYS = ['Control+K', 'g'];

/** What the table calls it, how its files end, and its text, which is another in every round. */
type Kind = readonly [what: string, ending: string, textOf: (round: number) => string];
const KINDS: readonly Kind[] = [
  ['recurrent network in Python, 82 steps', 'py', (round) => recurrent(82 + round)],
  ['sum of 320 products', 'txt', (round) => sumOf(320, 40 + round)],
  ['recurrent network in Python, 1,300 steps', 'py', (round) => recurrent(1300 + round)],
  ['product of 3,200 sums', 'txt', (round) => productOf(3200 + round)],
];

export async function large(): Promise<Section> {
  const rows: string[][] = [];
  const files = KINDS.map(([, ending, textOf], kind) =>
    Array.from({ length: ROUNDS + 1 }, (_, i) => [`${kind}-${i}.${ending}`, textOf(i)] as const),
  );
  await inWorkspace(files.flat(), async (workspace) => {
    for (const [kind, [what]] of KINDS.entries()) {
      const code = await startWorkbench({
        edition: 'newest',
        workspace,
        width: 1600,
        height: 1000,
      });
      try {
        rows.push([what, ...(await measure(code, files[kind] ?? []))]);
      } finally {
        await code.stop();
      }
    }
  });
  return {
    key: 'large',
    title: 'Large graphs',
    head: [
      'in the real VS Code',
      'nodes',
      'drawn',
      'first, ms',
      'again, ms',
      'in the open panel, ms',
      'unfold, ms',
    ],
    rows,
    note: `From the key press to the frame after all that is in sight of the folded picture stands with its
numbers: the first of a window, which brings everything up, and the medians of ${ROUNDS} later ones, each of
one more step, input or factor, which open a panel or find one open. Parts of pictures that are equal are laid
out once. Unfold: from the click on a group to the frame after what is in sight of its inside stands in its
place, the median of as many.`,
  };
}

async function measure(
  code: Workbench,
  files: readonly (readonly [name: string, text: string])[],
): Promise<string[]> {
  const opened: number[] = [];
  const unfolded: number[] = [];
  let sizes: string[] = [];
  for (const [name, text] of files) {
    await code.openFile(name, text.split('\n').length, 2);
    opened.push(await openedIn(code, KEYS));
    if (sizes.length === 0) sizes = await sizesIn(code);
    unfolded.push(await unfoldedIn(code));
    await code.closeEditors();
  }
  const followed: number[] = [];
  for (const [i, [name, text]] of files.entries()) {
    await code.openFile(name, text.split('\n').length, 2);
    if (i === 0) await openedIn(code, KEYS);
    else followed.push(await followedIn(code));
  }
  const [first = NaN, ...again] = opened;
  const times = [first, median(again), median(followed), median(unfolded.slice(1))];
  return [...sizes, ...times.map(short)];
}

/** Shows another circuit in the panel that is open; milliseconds until it has been drawn. */
async function followedIn(code: Workbench): Promise<number> {
  const shown = nextPicture(await code.panelFrame().locator('html').elementHandle());
  const pressed = await pressKeys(code, KEYS);
  return (await shown) - pressed;
}

/** How many nodes the circuit has, and how many are drawn. */
async function sizesIn(code: Workbench): Promise<string[]> {
  const frame = code.panelFrame();
  const [status = ''] = await frame.locator('.folding [role=status]').allInnerTexts();
  const [, drawn = '', whole = ''] = /([\d,]+) of ([\d,]+)/.exec(status) ?? [];
  return [whole, drawn];
}

/** Clicks a folded group, wherever it is; milliseconds until what is in it has been drawn. */
async function unfoldedIn(code: Workbench): Promise<number> {
  const frame = code.panelFrame();
  const group = await frame.locator('.shape.group .fold').first().elementHandle();
  const shown = nextPicture(await frame.locator('html').elementHandle());
  const clicked = await group.evaluate((handle) => {
    const now = performance.timeOrigin + performance.now();
    handle.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    return now;
  });
  return (await shown) - clicked;
}

/** When of a picture with other sizes than the one that stands now all that is in sight has been drawn, in milliseconds since 1970. */
function nextPicture(html: ElementHandle<HTMLElement | SVGElement>): Promise<number> {
  // Asked by this handle, the page is not searched, which would take as long as what is measured.
  return html.evaluate(
    (handle) =>
      new Promise<number>((settle) => {
        const sizes = (): string | null | undefined =>
          handle.querySelector('.folding [role=status]')?.textContent;
        const before = sizes();
        const changes = new MutationObserver(() => {
          if (!/^(seen|ready)$/.test(handle.dataset['state'] ?? '') || sizes() === before) return;
          changes.disconnect();
          requestAnimationFrame(() => {
            setTimeout(() => {
              settle(performance.timeOrigin + performance.now());
            });
          });
        });
        changes.observe(handle, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      }),
  );
}
