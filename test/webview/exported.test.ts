/** The page that is taken away: one file that draws, computes and explains by itself. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { printPage } from '../../src/exports/page';
import { newQuiz, plainLens } from '../../src/lens';
import type { PageData } from '../../src/protocol';
import { launchBrowser } from '../browser.mjs';

const data: PageData = {
  saved: {
    uri: 'file:///notes.md',
    language: 'latex',
    start: 0,
    end: 1,
    text: String.raw`f(w, x) = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2)}}`,
    values: { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 },
    readings: {},
  },
  settings: { decimals: 2, palette: 'classic' },
  sources: { w_0: 'line 8' },
};

describe('an exported page', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  /** Opens the page from a file, without a network; answers it, and what to do at the end. */
  const open = async (given: PageData): Promise<[Page, () => Promise<void>]> => {
    const dist = (name: string): Promise<string> => readFile(`dist/${name}`, 'utf8');
    const html = await printPage({
      title: given.saved.text,
      lang: 'en',
      script: await dist('standalone.js'),
      style: await dist('webview.css'),
      layoutEngine: await dist('elk-worker.min.js'),
      data: JSON.stringify(given),
    });
    const folder = await mkdtemp(join(tmpdir(), 'backprop-graph-'));
    const file = join(folder, 'circuit.html');
    await writeFile(file, html);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    const address = pathToFileURL(file).href;
    await page.goto(address);
    await page.locator('html[data-state=ready]').waitFor({ state: 'attached' });
    const finish = async (): Promise<void> => {
      assert.deepEqual(faults, []);
      const outside = asked.filter((url) => url !== address && !/^(?:blob|data):/.test(url));
      assert.deepEqual(outside, []);
      await context.close();
      await rm(folder, { recursive: true });
    };
    return [page, finish];
  };

  it('computes, is edited and explains without anything beside it', async () => {
    const [page, finish] = await open(data);
    await page.locator('.number[data-of="value"]', { hasText: '0.73' }).waitFor();
    await page.getByText('line 8').waitFor();
    const w = page.getByLabel('Value of w_0', { exact: true });
    await w.fill('1');
    await w.press('Enter');
    await page.locator('.number[data-of="value"]', { hasText: '0.88' }).waitFor();
    await page.locator('.number[data-of="gradient"]').first().click();
    await page.locator('.explanation math').first().waitFor();
    await finish();
  });

  it('is a quiz that marks its answers, if it is taken away as one', async () => {
    const lens = { ...plainLens, quiz: newQuiz('few') };
    const [page, finish] = await open({ ...data, saved: { ...data.saved, lens } });
    const first = page.locator('[data-blank]').first();
    await first.fill('-4');
    await first.press('Enter');
    await page.getByText('The sign is the other way round.').first().waitFor();
    await first.fill('4');
    await first.press('Enter');
    await page.locator('.blank.is-right').waitFor();
    await finish();
  });

  it('is light all over, its fields too', async () => {
    const [page, finish] = await open(data);
    const field = page.locator('vscode-text-field').first();
    const drawn = await field.evaluate((element) => {
      const { backgroundColor, color } = getComputedStyle(
        element.shadowRoot?.querySelector('.root') ?? element,
      );
      return [backgroundColor, color];
    });
    assert.deepEqual(drawn, ['rgb(255, 255, 255)', 'rgb(31, 31, 31)']);
    await finish();
  });
});
