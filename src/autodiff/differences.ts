/** The derivative of a function from its values alone, as good as doubles allow. */

/** The slope at a point, and whether it differs to the left and to the right. */
export interface Difference {
  /** NaN where the function is not finite around the point, or its values drown what they differ by. */
  readonly slope: number;
  readonly kink: boolean;
}

// Each step is a quarter of the one before, from large to the smallest that changes anything.
const SHRINK = 4;
const STEPS = 24;
const GOOD_ENOUGH = 1e-11;
const SETTLED = 1e-7;
const COLUMNS = 8;
// A slope of which rounding alone may change this part says nothing.
const DROWNED = 1e-5;

/**
 * Central differences with ever smaller steps, extrapolated to step 0 (Ridders 1982, Advances in
 * Engineering Software 4:75): the estimate whose neighbours in the table agree with it best.
 */
export function differentiate(f: (x: number) => number, x: number): Difference {
  const here = f(x);
  let best = { slope: NaN, error: Infinity, drowned: false, kink: false };
  let previous: readonly number[] = [];
  let gapBefore = NaN;
  let h = Math.max(1, Math.abs(x)) / 64;
  for (let step = 0; step < STEPS && best.error > GOOD_ENOUGH; step++, h /= SHRINK) {
    const [above, below] = [x + h, x - h];
    if (above === x || below === x) break;
    const [up, down] = [f(above), f(below)];
    if (!Number.isFinite(up - down)) continue;
    const row = extrapolate((up - down) / (above - below), previous);
    // Slopes to the right and to the left differ by h·f″ where f is smooth, and by more at a kink.
    const gap = (up - 2 * here + down) / h;
    const rounding = (Number.EPSILON * Math.max(Math.abs(up), Math.abs(down))) / h;
    // What cancels on the way leaves more rounding than the values tell.
    const least = Math.max(64 * rounding, GOOD_ENOUGH);
    const kink = Math.abs(gap) > least && Math.abs(gap) > 0.7 * Math.abs(gapBefore);
    let smallest = Infinity;
    for (const [column, slope] of row.entries()) {
      const neighbours = [row[column - 1], previous[column - 1]];
      const size = Math.max(1, Math.abs(slope));
      const apart = Math.max(...neighbours.map((other) => Math.abs(slope - (other ?? NaN))));
      // With a step so small that values differ by their last digits, estimates agree by chance.
      const error = (apart + rounding) / size;
      smallest = Math.min(smallest, error);
      if (error < best.error) best = { slope, error, drowned: rounding > DROWNED * size, kink };
    }
    // Smaller steps would only add rounding errors.
    if (best.error < SETTLED && smallest > 1e3 * best.error) break;
    previous = row;
    gapBefore = gap;
  }
  if (!Number.isFinite(here)) return { slope: NaN, kink: false };
  return { slope: best.drowned ? NaN : best.slope, kink: best.kink };
}

/** The row of the table that starts with this quotient, each column of two orders more. */
function extrapolate(quotient: number, previous: readonly number[]): readonly number[] {
  const row = [quotient];
  let factor = 1;
  for (const [column, before] of previous.slice(0, COLUMNS).entries()) {
    factor *= SHRINK * SHRINK;
    const last = row[column] ?? NaN;
    row.push(last + (last - before) / (factor - 1));
  }
  return row;
}
