/** The ways a gradient takes through an op: which operands it flows back to. */
import { arity, opNames, type OpName } from '../ops';
import { rulesOf } from './rules';

/** An op of which some operands vary. */
export interface Way {
  readonly op: OpName;
  /** By operand: does it vary, so that something may flow back to it? */
  readonly varies: readonly boolean[];
}

/** An operand that something may flow back to; one that `closes` not where its rule is 0. */
export interface Opening {
  readonly operand: number;
  readonly closes: boolean;
}

const whole = opNames.map((op): Way => ({ op, varies: Array<boolean>(arity(op)).fill(true) }));

/** All ways: those through which everything flows, by row of the table, then the others. */
export const ways: readonly Way[] = [
  ...whole,
  ...whole.flatMap(({ op, varies }) =>
    choices(varies.length)
      .filter((some) => some.includes(true) && some.includes(false))
      .map((some): Way => ({ op, varies: some })),
  ),
];

function choices(count: number): readonly (readonly boolean[])[] {
  if (count === 0) return [[]];
  return choices(count - 1).flatMap((some) => [
    [...some, true],
    [...some, false],
  ]);
}

const known = new Map<number, readonly Opening[]>();

/** What a way opens, by its number; nothing if there is no such way. */
export function openings(number = NaN): readonly Opening[] {
  const before = known.get(number);
  if (before) return before;
  const { op, varies } = ways[number] ?? NOTHING;
  const local = op === null ? [] : rulesOf(op).local;
  const opened = local.flatMap(({ closes }, operand) =>
    varies[operand] ? [{ operand, closes }] : [],
  );
  known.set(number, opened);
  return opened;
}

const NOTHING = { op: null, varies: [] };
