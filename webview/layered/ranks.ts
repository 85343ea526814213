/** The rank of each box: how many others stand before it on the way from the inputs. */
import type { Net, Netlist } from './nets';

/**
 * A rank for every box, greater than those of all that lead to it: the least, but a box stands nearer to what
 * it leads to, and takes with it what leads to nothing else, if that makes the nets shorter. What is on the left
 * border has the first rank for itself, what is on the right border the last.
 */
export function rankBoxes({ boxes, nets }: Netlist): readonly number[] {
  const outgoing = boxes.map((): Net[] => []);
  for (const net of nets) outgoing[net.box]?.push(net);
  const targetsOf = (box: number): number[] =>
    (outgoing[box] ?? []).flatMap(({ ends }) => ends.map((end) => end.box));
  const sorted = sortBoxes(boxes.map((_, box) => targetsOf(box)));

  const bordered = boxes.some(({ of }) => of === 'entry');
  const ranks = boxes.map(({ of }): number => (bordered && of !== 'entry' ? 1 : 0));
  // How many nets would become longer if the box stood further right.
  const stretched = boxes.map(() => 0);
  for (const box of sorted) {
    const targets = targetsOf(box);
    const follows = targets.length === 1 && !boxes[box]?.first;
    for (const to of targets) {
      ranks[to] = Math.max(ranks[to] ?? 0, (ranks[box] ?? 0) + 1);
      stretched[to] = (stretched[to] ?? 0) + (follows ? (stretched[box] ?? 0) : 1);
    }
  }
  const inner = ranks.filter((_, box) => boxes[box]?.of !== 'exit');
  const last = Math.max(0, ...inner) + 1;
  boxes.forEach(({ of }, box) => {
    if (of === 'exit') ranks[box] = last;
  });
  for (const box of sorted.toReversed()) {
    const shortened = outgoing[box]?.length ?? 0;
    if (boxes[box]?.first || shortened <= (stretched[box] ?? 0)) continue;
    ranks[box] = Math.min(...targetsOf(box).map((to) => ranks[to] ?? last)) - 1;
  }
  return ranks;
}

/** In topological order; a circle is cut before the first of its boxes. */
function sortBoxes(targets: readonly (readonly number[])[]): readonly number[] {
  const waiting = targets.map(() => 0);
  for (const to of targets.flat()) waiting[to] = (waiting[to] ?? 0) + 1;
  const sorted = new Set<number>();
  const visit = (first: number): void => {
    const free = [first];
    for (const box of free) {
      sorted.add(box);
      for (const to of targets[box] ?? []) {
        waiting[to] = (waiting[to] ?? 0) - 1;
        if (waiting[to] === 0 && !sorted.has(to)) free.push(to);
      }
    }
  };
  const roots = targets.flatMap((_, box) => (waiting[box] === 0 ? [box] : []));
  for (const box of [...roots, ...targets.keys()]) if (!sorted.has(box)) visit(box);
  return [...sorted];
}
