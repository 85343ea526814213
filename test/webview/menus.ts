/** The toolbar's menus as a person uses them, and the numbers that come of it. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** The menu of a tool of the toolbar, opened by a click. */
export async function openMenu(page: Page, tool: string): Promise<Locator> {
  const menu = page.locator(`#tool-${tool}`);
  if (!(await menu.isVisible())) await page.locator(`[data-tool=${tool}]`).click();
  await menu.waitFor();
  return menu;
}

/** Takes one of several in an open menu. */
export async function choose(menu: Locator, group: string, option: string): Promise<void> {
  const choice = menu.getByRole('group', { name: group }).getByRole('radio', { name: option });
  await choice.check({ force: true });
}

/** Gradients by name of input, as they stand below the wires. */
export async function gradients(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>('.field input[data-node]');
    return Object.fromEntries(
      [...fields].map((field) => {
        const selector = `.shape:not(.reference) .number[data-of=gradient][data-node="${field.dataset['node'] ?? ''}"]`;
        const name = field.getAttribute('aria-label')?.replace('Value of ', '') ?? '';
        return [name, document.querySelector(selector)?.textContent ?? ''];
      }),
    );
  });
}

/** The operators in the gates, in the order of the nodes. */
export function labels(page: Page): Promise<string[]> {
  return page.locator('.scene .op .label').allTextContents();
}

/** Waits until what is read from the page is that; if it never is, says what it was. */
export async function becomes<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const until = performance.now() + 15_000;
  for (let now = await read(); ; now = await read()) {
    if (JSON.stringify(now) === JSON.stringify(wanted)) return;
    if (performance.now() > until) assert.deepEqual(now, wanted);
  }
}
