/** How long the extension host was busy at a stretch: it answers nothing meanwhile. */

/** What of Node is looked at here, in a host that has it. */
interface Node {
  getBuiltinModule?(name: 'node:fs'): { readFileSync(path: string, encoding: 'utf8'): string };
}

/** Processor time of this thread alone, in nanoseconds, before a blank; where Linux tells it. */
const SCHEDULED = '/proc/thread-self/schedstat';

/** Processor time of this thread in ms; the time of the day where nobody tells the other. */
function clock(): () => number {
  const { process } = globalThis as { readonly process?: Node };
  try {
    const files = process?.getBuiltinModule?.('node:fs');
    if (files) {
      files.readFileSync(SCHEDULED, 'utf8');
      return () => Number.parseInt(files.readFileSync(SCHEDULED, 'utf8'), 10) / 1e6;
    }
  } catch {
    // Another system.
  }
  return () => performance.now();
}

/** Starts to watch; the answer stops it, and says the longest stretch in ms. */
export function watchBusy(): () => number {
  const now = clock();
  let longest = 0;
  let last = now();
  const look = (): void => {
    const time = now();
    longest = Math.max(longest, time - last);
    last = time;
  };
  const ticking = setInterval(look, 1);
  return () => {
    look();
    clearInterval(ticking);
    return longest;
  };
}
