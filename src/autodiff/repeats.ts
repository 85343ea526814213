/** What is alike in a circuit: parts of the same shape, and sequences that repeat as loops do. */

/** A stretch of a sequence in which a period recurs: `start`, then `times` × `period` elements. */
export interface Stretch {
  readonly start: number;
  readonly period: number;
  readonly times: number;
}

// Longer periods are not tried, so that time stays linear.
const LONGEST = 400;

/** Finds the stretches of a sequence in which a period recurs at least `fewest` times. */
export function findStretches(tokens: readonly string[], fewest: number): readonly Stretch[] {
  const next = nextEqual(tokens);
  const stretches: Stretch[] = [];
  for (let start = 0; start < tokens.length;) {
    const period = (next[start] ?? 0) - start;
    let end = start + period;
    if (period > 0 && period <= LONGEST) {
      while (end < tokens.length && tokens[end] === tokens[end - period]) end++;
    }
    const times = period > 0 ? Math.floor((end - start) / period) : 0;
    if (times >= fewest) {
      stretches.push({ start, period, times });
      start += times * period;
    } else {
      start++;
    }
  }
  return stretches;
}

/** By position, the next position of the same token; the length if there is none. */
function nextEqual(tokens: readonly string[]): Int32Array {
  const next = new Int32Array(tokens.length).fill(tokens.length);
  const last = new Map<string, number>();
  for (const [i, token] of tokens.entries()) {
    const before = last.get(token);
    if (before !== undefined) next[before] = i;
    last.set(token, i);
  }
  return next;
}

/** A number from 1 on for every pair of such numbers, or of them and 0; the same for equal ones. */
export function startPairing(): (first: number, second: number) => number {
  const known = new Map<number, number>();
  return (first, second) => {
    const pair = first * 2 ** 26 + second;
    const before = known.get(pair);
    if (before !== undefined) return before;
    known.set(pair, known.size + 1);
    return known.size;
  };
}

/** A small text for every text, the same for equal ones. */
export function startInterning(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const short = known.get(text) ?? String(known.size);
    known.set(text, short);
    return short;
  };
}
