/** The workbench that all drives of a stage share, opened by the first that asks. */
import { startWorkbench, type Workbench } from './workbench.mjs';

let opened: Promise<Workbench> | undefined;

export function workbench(): Promise<Workbench> {
  opened ??= startWorkbench({ host: process.env['BACKPROP_HOST'] === 'web' ? 'web' : 'node' });
  return opened;
}

after(async () => {
  const running = await opened;
  await running?.stop();
});
