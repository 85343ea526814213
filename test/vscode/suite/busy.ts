/** How long the extension host was busy at a stretch: it answers nothing meanwhile. */

interface Clock {
  readonly cpuUsage?: () => { readonly user: number; readonly system: number };
}

/** Processor time of this host in ms; the time of the day in a worker, which is told no other. */
function now(): number {
  const usage = (globalThis as { readonly process?: Clock }).process?.cpuUsage?.();
  return usage ? (usage.user + usage.system) / 1000 : performance.now();
}

/** Starts to watch; the answer stops it, and says the longest stretch in ms. */
export function watchBusy(): () => number {
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
