/** The order in which operations are computed: as many of one kind in a row as their operands allow. */

/** Operations by themselves; arrays by node. The operands of a node have smaller numbers. */
export interface Operations {
  /** What a node computes; NO_KIND: nothing, its value is given. */
  readonly kinds: Uint16Array;
  /** The operands; of a unary op both are the same. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Empty if no op has three operands. */
  readonly third: Uint32Array;
}

export const NO_KIND = 0xffff;

/** All operations, each after its operands, in runs of one kind. */
export interface Schedule {
  /** The node by place. */
  readonly order: Uint32Array;
  /** By run, its kind and the place after its last. */
  readonly kinds: Uint16Array;
  readonly ends: Uint32Array;
}

/** So many nodes are put in order at a time: what they need is at hand in the nearest memory. */
const STRETCH = 2048;

/** By kind, the operations that can be computed next. */
type Ready = Map<number, number[]>;

/**
 * Puts operations in order: of what can be computed next, the kind of which there is most. A processor
 * that does the same again and again need not guess what comes next, and a wrong guess costs more than
 * ten additions. The order depends on nothing but the operations.
 */
export function schedule(operations: Operations): Schedule {
  const { kinds } = operations;
  const order = new Uint32Array(kinds.length);
  const runs: { kind: number; end: number }[] = [];
  let place = 0;
  for (let start = 0; start < kinds.length; start += STRETCH) {
    const { ready, complete } = waitingFrom(operations, start);
    for (let kind = most(ready); kind !== NO_KIND; kind = most(ready)) {
      const run = ready.get(kind) ?? [];
      // Whatever gets ready on the way joins the run.
      for (const id of run) {
        order[place++] = id;
        complete(id);
      }
      run.length = 0;
      runs.push({ kind, end: place });
    }
  }
  return {
    order: order.slice(0, place),
    kinds: Uint16Array.from(runs, ({ kind }) => kind),
    ends: Uint32Array.from(runs, ({ end }) => end),
  };
}

/** The operations of a stretch that are ready, and how others get ready when one is complete. */
function waitingFrom(
  { kinds, first, second, third }: Operations,
  start: number,
): { readonly ready: Ready; readonly complete: (id: number) => void } {
  const end = Math.min(start + STRETCH, kinds.length);
  const ready: Ready = new Map();
  const awaited = new Uint8Array(STRETCH);
  // The wires out of a node: the last one, and of each wire the one before. Wires are numbered by
  // operand, and among those by consumer.
  const last = new Int32Array(STRETCH).fill(NO_WIRE);
  const previous = new Int32Array(3 * STRETCH);
  const wait = (id: number, from: number, operand: number): void => {
    if (from < start || kinds[from] === NO_KIND) return;
    const wire = operand * STRETCH + id - start;
    previous[wire] = last[from - start] ?? NO_WIRE;
    last[from - start] = wire;
    awaited[id - start] = (awaited[id - start] ?? 0) + 1;
  };
  const settle = (id: number): void => {
    if (awaited[id - start] !== 0) return;
    const kind = kinds[id] ?? NO_KIND;
    const list = ready.get(kind);
    if (list) list.push(id);
    else ready.set(kind, [id]);
  };
  for (let id = start; id < end; id++) {
    if (kinds[id] === NO_KIND) continue;
    wait(id, first[id] ?? 0, 0);
    wait(id, second[id] ?? 0, 1);
    if (third.length > 0) wait(id, third[id] ?? 0, 2);
    settle(id);
  }
  const complete = (id: number): void => {
    for (
      let wire = last[id - start] ?? NO_WIRE;
      wire !== NO_WIRE;
      wire = previous[wire] ?? NO_WIRE
    ) {
      const next = wire % STRETCH;
      awaited[next] = (awaited[next] ?? 0) - 1;
      settle(start + next);
    }
  };
  return { ready, complete };
}

const NO_WIRE = -1;

/** The kind of which most is ready; NO_KIND if nothing is. */
function most(ready: Ready): number {
  let best = NO_KIND;
  let count = 0;
  for (const [kind, { length }] of ready) if (length > count) [best, count] = [kind, length];
  return best;
}
