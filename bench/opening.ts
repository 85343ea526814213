/**
 * Opening, in the real VS Code: from the keys of the command to the finished picture, beside an extension
 * that opens an empty page.
 */
import { startWorkbench, type Workbench } from '../test/vscode/workbench.mjs';
import { median } from './race';
import { short, type Section } from './report';

const BESIDE = 'bench/beside';
const COLD_ROUNDS = 3;
const WARM_ROUNDS = 7;

/** What is opened, by the keys that open it. */
const PAGES = {
  'empty page': ['Control+K', 'Control+Alt+B'],
  'quiz circuit': ['Control+K', 'g'],
} as const;
type Name = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Name[];

export async function opening(): Promise<Section> {
  const cold: Record<Name, number[]> = { 'empty page': [], 'quiz circuit': [] };
  const warm: Record<Name, number[]> = { 'empty page': [], 'quiz circuit': [] };
  for (let round = 0; round < COLD_ROUNDS; round++) {
    for (const name of NAMES) {
      await inWorkbench(async (code) => {
        await openSample(code);
        cold[name].push(await openedIn(code, PAGES[name]));
      });
    }
  }
  await inWorkbench(async (code) => {
    for (let round = -1; round < WARM_ROUNDS; round++) {
      for (const name of NAMES) {
        await openSample(code);
        const took = await openedIn(code, PAGES[name]);
        // The first is not warm.
        if (round >= 0) warm[name].push(took);
        await code.closeEditors();
      }
    }
  });
  const row = (what: string, peer: readonly number[], ours: readonly number[]): string[] => [
    what,
    ...[median(peer), median(ours), median(ours) / median(peer)].map(short),
  ];
  return {
    key: 'opening',
    title: 'Opening',
    head: ['in the real VS Code', 'peer, ms', 'ours, ms', 'ratio'],
    rows: [
      row('cold, first of a window', cold['empty page'], cold['quiz circuit']),
      row('warm', warm['empty page'], warm['quiz circuit']),
    ],
    note: `From the key press to the frame after the picture stands with its numbers. The peer is an
extension that opens an empty page.`,
  };
}

async function inWorkbench(measure: (code: Workbench) => Promise<void>): Promise<void> {
  const code = await startWorkbench({ edition: 'newest', beside: BESIDE });
  try {
    await measure(code);
  } finally {
    await code.stop();
  }
}

/** The quiz circuit with the cursor in it. */
const openSample = (code: Workbench): Promise<void> => code.openFile('quiz.md', 5, 14);

/** Presses keys; milliseconds until the page they open has been drawn, or of a large picture all that is in sight. */
export async function openedIn(code: Workbench, keys: readonly string[]): Promise<number> {
  const shown = nextPage(code);
  const pressed = await pressKeys(code, keys);
  return (await shown) - pressed;
}

/** When a page that is not there yet has been drawn, in milliseconds since 1970. */
function nextPage({ page }: Workbench): Promise<number> {
  // Asked within the window, the answer does not wait for the way to this process.
  return page.evaluate(
    () =>
      new Promise<number>((settle) => {
        const pages = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')];
        const before = new Set(pages());
        const look = (): void => {
          const opened = pages().find((frame) => !before.has(frame));
          const inner = opened?.contentDocument?.querySelector('iframe')?.contentDocument;
          if (!/^(seen|ready)$/.test(inner?.querySelector('html')?.dataset['state'] ?? '')) {
            setTimeout(look, 2);
            return;
          }
          requestAnimationFrame(() => {
            setTimeout(() => {
              settle(performance.timeOrigin + performance.now());
            });
          });
        };
        look();
      }),
  );
}

/** Presses keys; when the last was pressed, in milliseconds since 1970. */
export async function pressKeys({ page }: Workbench, keys: readonly string[]): Promise<number> {
  await page.evaluate(() => {
    const note = ({ timeStamp }: KeyboardEvent): void => {
      document.documentElement.dataset['pressed'] = String(performance.timeOrigin + timeStamp);
    };
    addEventListener('keydown', note, true);
  });
  for (const key of keys) await page.keyboard.press(key);
  return Number(await page.evaluate(() => document.documentElement.dataset['pressed']));
}
