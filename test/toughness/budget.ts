/** How much is tried: a fixed budget in the tests, and as much as `npm run toughness` is asked for. */
import type { Parameters } from 'fast-check';

const asked = process.env['TOUGHNESS_RUNS'];

/** The seed of everything random; a failure says which one it had. */
export const seed = Number(process.env['TOUGHNESS_SEED'] ?? 1);

/** As many runs as the command asks for, or as the tests usually make. */
export function budget(usual: number): number {
  return asked === undefined ? usual : Number(asked);
}

/** What a property is run with; every run it makes is told as a figure once it holds. */
export function runs<T>(usual: number): Parameters<T> {
  return { numRuns: budget(usual), seed };
}

/** Tells the command how much was tried of what; a failed test tells nothing and fails. */
export function tell(what: string, tried: number, remark = ''): void {
  if (asked !== undefined) console.log(`figure ${JSON.stringify({ what, tried, remark })}`);
}
