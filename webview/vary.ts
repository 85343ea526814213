/** Values for inputs that nobody gave one: where all are 1, differences vanish and gradients look alike. */

/** Positive and near 1, so that few logarithms, roots and exponentials leave their domain; 1 is no news. */
const TENTHS = Array.from({ length: 28 }, (_, i) => i + 2).filter((tenth) => tenth !== 10);

/** So many numbers with one decimal in any order; none comes twice before all have come. */
export function varied(count: number, random: () => number = Math.random): number[] {
  const drawn = TENTHS.map((tenth) => ({ tenth, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ tenth }) => tenth / 10);
  return Array.from({ length: count }, (_, i) => drawn[i % drawn.length] ?? NaN);
}
