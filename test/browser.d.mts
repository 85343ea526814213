/** What TypeScript tests may ask of browser.mjs. */
import type { Browser } from 'playwright-core';

export function launchBrowser(): Promise<Browser>;

/** Runs in a page that axe was put into; one readable line per violation and element of a part. */
export function findViolations(part?: string): Promise<string[]>;
