/** No state of the page has an accessibility violation that axe knows, in any theme. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { plainLens } from '../../src/lens';
import { fork } from './circuits';
import { openLive } from './live';
import { openMenu } from './menus';
import type { Theme } from './open';

const formats = [{ key: 'dot', label: 'Graphviz', drawn: false, copied: true }];

/** A key to leave with, a place to go to, a key there, and what then is to be seen. */
async function press(
  page: Page,
  leave: string,
  place: string,
  key: string,
  seen: string,
): Promise<void> {
  await page.keyboard.press(leave);
  await page
    .locator(`.shape${place.replace('.shape', '')}`)
    .first()
    .focus();
  await page.keyboard.press(key);
  await page.locator(seen).waitFor();
}

/** Nudges an operand, and puts the focus on a path that lights up. */
async function wiggle(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Wiggle it' }).click();
  await page.locator('.wiggle table').waitFor();
  await page.locator('.way').first().focus();
}

/** Gives an inner gate a value of its own. */
async function give(page: Page): Promise<void> {
  await press(page, 'Escape', '.shape.op', 'Shift+F10', '.node-menu');
  await page.getByRole('menuitem', { name: 'Give it a value…' }).click();
  await page.getByRole('textbox', { name: /^Give / }).fill('3');
  await page.keyboard.press('Enter');
  await page.locator('.giving').waitFor({ state: 'detached' });
}

/** From wherever someone walks, to a step of the two passes. */
async function step(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave the steps' }).click();
  await page.getByRole('button', { name: 'Step forward' }).click();
  await page.locator('.operation').waitFor();
}

describe('accessibility', () => {
  for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] satisfies Theme[]) {
    it(`has no accessibility violation in any state in ${theme}`, async () => {
      const lens = { ...plainLens, seed: 2, byHand: 2 };
      const panel = await openLive(fork.text, { ...fork, theme, lens, setting: { formats } });
      const { page } = panel;
      const states: readonly (readonly [what: string, enter: () => Promise<void>])[] = [
        ['notices', () => page.locator('.notices').waitFor()],
        ...['gates', 'numbers', 'derivative', 'take', 'check'].map(
          (tool) => [tool, () => openMenu(page, tool).then(() => undefined)] as const,
        ),
        ['the menu of a gate', () => press(page, 'Escape', '.shape.op', 'Shift+F10', '.node-menu')],
        ['a ledger', () => press(page, 'Escape', '[data-id="1"]', 'g', '.explanation .ledger')],
        ['a wiggle', () => wiggle(page)],
        [
          'the other order',
          () => page.getByRole('button', { name: 'Why this order?' }).first().click(),
        ],
        ['a visit of both orders', () => page.keyboard.press(']')],
        [
          'both orders to their ends',
          () => page.getByRole('button', { name: 'To the end' }).click(),
        ],
        ['a step', () => step(page)],
        ['a step further', () => page.keyboard.press(']')],
        ['a step backward', () => page.getByRole('button', { name: 'To the end' }).click()],
        ['the table', () => page.locator('[data-tool=table]').click()],
        ['the search', () => press(page, 'Escape', '.shape.op', '/', '.search')],
        ['sliders', () => page.getByRole('button', { name: 'Sliders' }).click()],
        ['a value that was given', () => give(page)],
      ];
      const found: string[] = [];
      for (const [what, enter] of states) {
        await enter();
        found.push(...(await panel.axe()).map((violation) => `${what}: ${violation}`));
      }
      assert.deepEqual(found, []);
      assert.deepEqual(panel.faults, []);
      await panel.close();
    }).timeout(240_000);
  }
});
