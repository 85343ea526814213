// Launches the browser that every picture and every panel test is made with.
import { chromium } from 'playwright-core';
import { installBrowser } from './install.mjs';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser; the caller closes it. */
export async function launchBrowser() {
  const { executablePath, env } = await installBrowser();
  // The sandbox of Chromium does not start for root, which is what CI runs as.
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    headless: true,
    env: { ...process.env, ...env },
    args: root ? [...quiet, '--no-sandbox', '--headless=shell'] : [...quiet, '--headless=shell'],
  });
}

/** Runs in a page that axe was put into; one readable line per violation and element within `part`. */
export async function findViolations(part = 'html') {
  const { violations } = await globalThis.axe.run(part, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target}: ${failureSummary}`),
  );
}
