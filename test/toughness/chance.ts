/** Chance that can be repeated: the same seed gives the same numbers on every machine. */

export interface Chance {
  /** A whole number from 0 to below the bound. */
  readonly below: (bound: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
}

/** The `index`th stream of a seed (mulberry32, after a mix of both). */
export function chance(seed: number, index = 0): Chance {
  let state = Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) ^ index;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 4294967296) * bound);
  };
  return { below, pick: (list) => list[below(list.length)] ?? list[0] };
}
