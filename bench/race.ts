/**
 * Times contenders against one another: in turns, so that a noisy machine is noisy for all of them,
 * and by processor time, so that what else runs on it counts for nobody.
 */

export interface Contender {
  readonly name: string;
  /** Does the work so many times; answers the milliseconds if it took the time itself. */
  readonly work: (times: number) => number | undefined | Promise<number | undefined>;
}

/** Nanoseconds for one piece of work by name of contender, the median of the rounds. */
export type Times = ReadonlyMap<string, number>;

const ROUNDS = 7;
/** A turn lasts about so many milliseconds, or one piece of work if that is longer. */
const TURN = 20;
const TRIALS = 12;

export async function race(contenders: readonly Contender[], rounds = ROUNDS): Promise<Times> {
  const counts = new Map<Contender, number>();
  for (const contender of contenders) counts.set(contender, await warmUp(contender));
  const laps = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const count = counts.get(contender) ?? 1;
      laps.get(contender.name)?.push((await time(contender, count)) / count);
    }
  }
  return new Map([...laps].map(([name, times]) => [name, 1e6 * median(times)]));
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** How often the work fits into a turn, once its code has been compiled: that is work, too. */
async function warmUp(contender: Contender): Promise<number> {
  let count = 1;
  for (let turn = 0; turn < TRIALS; turn++) {
    const took = await time(contender, count);
    if (took > 10 * TURN) return count;
    count = Math.max(1, Math.round(count * Math.min(10, TURN / Math.max(took, 0.01))));
  }
  return count;
}

async function time({ work }: Contender, count: number): Promise<number> {
  const start = process.cpuUsage();
  const own = await work(count);
  const { user, system } = process.cpuUsage(start);
  return own ?? (user + system) / 1000;
}

/** A contender of this process. */
export function contender(name: string, once: () => unknown): Contender {
  return {
    name,
    work: (times) => {
      for (let i = 0; i < times; i++) once();
      return undefined;
    },
  };
}
