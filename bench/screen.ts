/**
 * What a person waits for in the real VS Code: from a key press in a field to the changed digits on the
 * screen, through the extension host, beside a page that shows one number its host sends; and the frames
 * while an input is dragged.
 */
import type { ElementHandle } from 'playwright-core';
import { startWorkbench, type Workbench } from '../test/vscode/workbench.mjs';
import { UNFOLDED } from '../src/lens';
import { sumOf } from './circuits';
import { median } from './race';
import { short, type Section } from './report';
import { inWorkspace } from './workspace';

const BESIDE = 'bench/beside';
const PRESSES = 30;
/** Presses that come before those, and warm the page up. */
const WARM = 10;
const DRAGS = 120;
/** Terms and inputs of a sum, and whether all of its circuit that fits is unfolded. */
const CIRCUITS = [
  { terms: 4, inputs: 4, unfolded: false },
  { terms: 160, inputs: 40, unfolded: true },
  { terms: 320, inputs: 40, unfolded: false },
];

export async function screen(): Promise<Section> {
  const rows: string[][] = [];
  const texts = CIRCUITS.map(({ terms, inputs }, i) => [`${i}.txt`, sumOf(terms, inputs)] as const);
  await inWorkspace(texts, async (workspace) => {
    const code = await startWorkbench({
      edition: 'newest',
      workspace,
      width: 1600,
      height: 1000,
      beside: BESIDE,
    });
    try {
      for (const [i, { terms, unfolded }] of CIRCUITS.entries()) {
        // In the last line, on which all the others depend.
        const open = () => code.openFile(`${i}.txt`, Math.ceil(terms / 50) + 1, 2);
        await open();
        const peer = await measurePeer(code);
        await open();
        rows.push(await measure(code, unfolded, peer));
      }
    } finally {
      await code.stop();
    }
  });
  return {
    key: 'screen',
    title: 'On the screen',
    head: [
      'nodes',
      'drawn',
      'key to digits, ms',
      'key to screen, ms',
      'of the peer’s',
      'frames a second, dragging',
    ],
    rows,
    note: `Medians of ${PRESSES} presses of the up arrow in a field: until the digits have changed, and
until the frame that shows them. The peer is an extension whose page sends its host one number on a key,
gets one back and shows it, measured just before each row; no extension can be faster. The frames are
those of a drag of ${DRAGS} steps. The browser draws without a graphics processor.`,
  };
}

/** How long the peer takes from the key to the screen, in ms. */
async function measurePeer(code: Workbench): Promise<number> {
  await code.page.keyboard.press('Control+K');
  await code.page.keyboard.press('Control+Alt+E');
  await code.panelReady();
  await code.panelFrame().locator('input').click();
  const { painted } = await press(code);
  await code.closeEditors();
  return median(painted);
}

async function measure(code: Workbench, unfolded: boolean, peer: number): Promise<string[]> {
  const frame = code.panelFrame();
  await code.page.keyboard.press('Control+K');
  await code.page.keyboard.press('g');
  await code.panelReady();
  if (unfolded) {
    await frame.getByRole('button', { name: 'All that fits' }).click();
    await frame.locator('.shape').nth(UNFOLDED).waitFor({ state: 'attached' });
    await code.panelReady();
  }
  const [status = ''] = await frame.locator('.folding [role=status]').allInnerTexts();
  const drawn = await frame.locator('.shape').count();
  const whole = Number(/([\d,]+) nodes/.exec(status)?.[1]?.replaceAll(',', '') ?? drawn);
  await frame.locator('.rows input[type=text]').first().click();
  const { digits, painted } = await press(code);
  const rate = await drag(code);
  await code.closeEditors();
  return [
    whole.toLocaleString('en'),
    drawn.toLocaleString('en'),
    ...[median(digits), median(painted)].map(short),
    `${short(median(painted) / peer)}×`,
    short(rate),
  ];
}

interface Times {
  readonly digits: number[];
  readonly painted: number[];
}
/** What `watch` leaves in the page. */
type Watched = typeof globalThis & { times: Times; shown: () => void };

/** Presses the up arrow in the field that has the focus, each time when the last change stands. */
async function press(code: Workbench): Promise<Times> {
  // Asked by this handle, the page is not searched, which would take as long as what is measured.
  const html = await code.panelFrame().locator('html').elementHandle();
  await watch(html);
  for (let i = 0; i < WARM + PRESSES; i++) {
    const shown = html.evaluate(
      () =>
        new Promise<void>((settle) => {
          (globalThis as Watched).shown = settle;
        }),
    );
    await code.page.keyboard.press('ArrowUp');
    await shown;
  }
  const { digits, painted } = await html.evaluate(() => (globalThis as Watched).times);
  return { digits: digits.slice(WARM), painted: painted.slice(WARM) };
}

/** Notes in the page how long each press takes: until the numbers change, and until that is drawn. */
async function watch(html: ElementHandle): Promise<void> {
  await html.evaluate(() => {
    const found: Times = { digits: [], painted: [] };
    const watched = globalThis as Watched;
    watched.times = found;
    let pressed: number | null = null;
    const note = ({ timeStamp }: KeyboardEvent): void => {
      pressed = timeStamp;
    };
    addEventListener('keydown', note, true);
    const changes = new MutationObserver((records) => {
      const isDrawn = records.some(({ target }) => target.parentElement?.closest('.scene, output'));
      if (pressed === null || !isDrawn) return;
      const start = pressed;
      pressed = null;
      found.digits.push(performance.now() - start);
      requestAnimationFrame(() => {
        setTimeout(() => {
          found.painted.push(performance.now() - start);
          watched.shown();
        });
      });
    });
    changes.observe(document.body, { subtree: true, characterData: true, childList: true });
  });
}

/** Drags the name of the first input to and fro; answers the frames a second. */
async function drag(code: Workbench): Promise<number> {
  const { page } = code;
  const frame = code.panelFrame();
  const name = frame.locator('.rows [title*=":"]').first();
  const { x = 0, y = 0, width = 0, height = 0 } = (await name.boundingBox()) ?? {};
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await frame.locator('html').evaluate((html) => {
    let [count, start] = [0, performance.now()];
    const next = (): void => {
      count += 1;
      html.dataset['rate'] = String((1000 * count) / (performance.now() - start));
      requestAnimationFrame(next);
    };
    requestAnimationFrame(() => {
      start = performance.now();
      requestAnimationFrame(next);
    });
  });
  for (let i = 0; i < DRAGS; i++) await page.mouse.move(left + 40 * Math.sin(i / 6), top);
  await page.mouse.up();
  return Number(await frame.locator('html').getAttribute('data-rate'));
}
