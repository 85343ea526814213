/** The workbench that all drives of a stage share, opened by the first that asks. */
import { join } from 'node:path';
import { startWorkbench, type Workbench } from './workbench.mjs';

const host = process.env['BACKPROP_HOST'] === 'web' ? 'web' : 'node';
const edition = process.env['BACKPROP_EDITION'] === 'newest' ? 'newest' : 'oldest';
/** The VS Code and the extension host of this stage. */
export const place = { host, edition } as const;
let opened: Promise<Workbench> | undefined;

export function workbench(): Promise<Workbench> {
  opened ??= startWorkbench(place);
  return opened;
}

// What stood on the screen when a drive failed says more than its error.
afterEach(async function () {
  const test = this.currentTest;
  if (test?.state !== 'failed' || !opened) return;
  const path = join('out', `${edition} ${host} ${test.fullTitle().replace(/\W+/g, ' ')}.png`);
  await (await opened).page.screenshot({ path });
  console.log(`      ${path}`);
});

after(async () => {
  const running = await opened;
  await running?.stop();
});
