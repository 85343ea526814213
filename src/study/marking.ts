/** Marks answers: right by any way to round, following from an earlier answer, or wrong, and then why. */
import { incomingOf, type Edge, type Graph } from '../autodiff/graph';
import { roundTo, type RunOptions, type Tape } from '../autodiff/tape';
import type { Digits } from '../numbers';
import { agrees, decimalsIn, leastDecimals, roundingSlip, type Written } from './agreement';
import { sayGate, slipsAt, type Board } from './slips';
import { keyOf, numberIn, type Spot } from './spots';
import { workOut, type Worked } from './working';

/** What was typed at a spot. */
export interface Answer extends Spot, Written {}

/** `say`: what is to be said of it, in a sentence that does not give the number away. */
export interface Mark {
  readonly state: 'right' | 'follows' | 'wrong';
  readonly say: string;
}

/** A circuit with its numbers before any rounding, how they come about, and how they are written. */
export interface Task {
  readonly graph: Graph;
  readonly tape: Tape;
  readonly terms: Pick<RunOptions, 'held' | 'seed' | 'kinks'>;
  readonly digits: Digits;
  /** Whether a number stands in the picture without being asked: whoever answers goes on with it. */
  readonly isGiven: (spot: Spot) => boolean;
  /** Whether a number is 0 but for rounding. */
  readonly isZero: (spot: Spot) => boolean;
}

/** How somebody rounds: every step to so many decimals, or not at all; and whether to begin with what is shown. */
interface Way {
  readonly decimals: number | null;
  readonly shown: boolean;
}

/** Of what is 0 but for rounding no more is left, whichever way it is worked out. */
const NOTHING = 1e-6;

/** Rounds a step of a computation. Nobody goes on with 0 where something is left. */
function roundStep(decimals: number): (x: number) => number {
  const round = roundTo(decimals);
  return (x) => {
    const rounded = round(x);
    return rounded === 0 ? x : rounded;
  };
}

/** A board with what was worked out where answers stand, before one of them was gone on with. */
interface Sheet extends Board {
  readonly found: ReadonlyMap<string, number>;
}

/** Nobody rounds to more decimals at every step. */
const FINEST = 6;

/** The marks of all answers, by the key of their spots. */
export function markAnswers(task: Task, answers: readonly Answer[]): ReadonlyMap<string, Mark> {
  const given = new Map(answers.map((answer) => [keyOf(answer), answer]));
  const { graph, digits } = task;
  const answered = new Set(answers.map(({ node }) => node));
  const ways = waysToRound(digits, answers);
  const right = new Map<string, string>();
  const following = new Set<string>();
  const isRight = (spot: Spot, written: Written, number: number, say: string): boolean => {
    const key = keyOf(spot);
    if (!right.has(key) && agrees(written, number, digits)) right.set(key, say);
    return right.has(key);
  };
  const work = (
    { decimals, shown }: Way,
    goOn: (spot: Spot, written: Written, worked: number) => number,
  ): Worked => {
    const { tape } = task;
    const round = decimals === null ? undefined : roundStep(decimals);
    const terms = { ...task.terms, ...(round && { round }) };
    const see = (number: number): number => (round ? round(number) : number);
    return workOut(graph, shown ? tape.value.map(see) : tape.value, terms, (spot, worked) => {
      const written = answered.has(spot.node) ? given.get(keyOf(spot)) : undefined;
      const isNothing = Math.abs(worked) < NOTHING && task.isZero(spot);
      if (written) return goOn(spot, written, isNothing ? 0 : worked);
      return shown && task.isGiven(spot) ? see(numberIn(tape, spot)) : worked;
    });
  };

  const boards: Sheet[] = [];
  const back = wiresBack(graph, task.tape);
  /** Works it out, and keeps what was worked out where answers stand. */
  const lay = (way: Way, own: boolean, goOn: Parameters<typeof work>[1]): void => {
    const found = new Map<string, number>();
    const worked = work(way, (spot, written, number) => {
      found.set(keyOf(spot), number);
      return goOn(spot, written, number);
    });
    boards.push({ own, graph, worked, back, found });
  };
  for (const way of ways) {
    lay(way, true, (spot, written, worked) => {
      isRight(spot, written, worked, sayWay(way));
      return worked;
    });
  }
  // Whoever goes on with numbers that were rounded is right as well.
  for (const way of ways) {
    work(way, (spot, written, worked) =>
      isRight(spot, written, worked, CARRIED) ? written.value : worked,
    );
  }
  for (const way of ways) {
    lay(way, false, (spot, written, worked) => {
      if (agrees(written, worked, digits)) following.add(keyOf(spot));
      return written.value;
    });
  }

  const marks = new Map<string, Mark>();
  for (const [key, answer] of given) {
    const say = right.get(key);
    if (say !== undefined) marks.set(key, { state: 'right', say });
    else if (following.has(key)) marks.set(key, { state: 'follows', say: FOLLOWS });
    else
      marks.set(key, { state: 'wrong', say: sayWhy(boards, answer, [...given.values()], digits) });
  }
  return marks;
}

const CARRIED = 'You went on from your rounded numbers.';
const FOLLOWS = 'This follows from your earlier answer. That one is not right.';

function sayWay({ decimals, shown }: Way): string {
  if (decimals === null) return '';
  return shown
    ? 'You went on from the numbers as they are shown.'
    : `Every step is rounded to ${sayDecimals(decimals)}.`;
}

function sayDecimals(count: number): string {
  return count === 1 ? '1 decimal' : `${count} decimals`;
}

/** Not at all, which comes first, or every step to as many decimals as are shown or were typed. */
function waysToRound(digits: Digits, answers: readonly Answer[]): readonly Way[] {
  const least = leastDecimals(digits);
  const typed = answers.flatMap(({ text }) => decimalsIn(text) ?? []);
  const shown = digits.kind === 'decimals' ? [digits.count] : [];
  const counts = [least, ...shown, ...typed].filter((count) => count >= least && count <= FINEST);
  const rounded = [false, true].flatMap((shown) =>
    [...new Set(counts)].map((decimals) => ({ decimals, shown })),
  );
  return [{ decimals: null, shown: true }, ...rounded];
}

/** The wires that bring something back to a node. */
function wiresBack(graph: Graph, { reached, held }: Tape): (node: number) => readonly Edge[] {
  const leaving = new Map<number, Edge[]>();
  const incoming = incomingOf(graph);
  for (const { id } of graph.nodes.slice(0, graph.output + 1)) {
    if (!reached[id] || held.has(id)) continue;
    for (const edge of incoming(id)) {
      const others = leaving.get(edge.from);
      if (others) others.push(edge);
      else leaving.set(edge.from, [edge]);
    }
  }
  return (node) => leaving.get(node) ?? [];
}

/** One sentence on what was done wrong, as far as that can be told from the number. */
function sayWhy(
  boards: readonly Sheet[],
  answer: Answer,
  others: readonly Answer[],
  digits: Digits,
): string {
  const foundIn = ({ found }: Sheet, spot: Spot): number => found.get(keyOf(spot)) ?? NaN;
  const numbers = boards.map((board) => foundIn(board, answer));
  const slips = numbers.map((number) => roundingSlip(answer, number, digits));
  if (slips.includes('cut off')) return 'Nearly: the digits were cut off. Round the last one.';
  const [first] = boards;
  if (!first) return '';
  const listed = boards.map((board) => slipsAt(board, answer));
  const matching = listed.flatMap((list) => {
    const rank = list.findIndex(({ number }) => agrees(answer, number, digits));
    const say = list[rank]?.say;
    return say === undefined ? [] : [{ rank, say }];
  });
  const [best] = matching.toSorted((a, b) => a.rank - b.rank);
  if (best) return best.say;
  const swapped = others.find(
    (other) =>
      keyOf(other) !== keyOf(answer) &&
      agrees(answer, foundIn(first, other), digits) &&
      agrees(other, foundIn(first, answer), digits),
  );
  if (swapped) {
    const whose = sayGate(first.graph, swapped.node);
    return `That is exchanged with the ${swapped.of} of ${whose}.`;
  }
  if (slips.includes('rounded to nothing')) {
    return 'Rounded too far: nothing is left of it. Give two digits, from the first that is not 0.';
  }
  if (slips.includes('rounded too far')) {
    return `Rounded too far: give ${sayDecimals(leastDecimals(digits))}.`;
  }
  if (slips.includes('off by one')) return 'Nearly: the last digit is off by one.';
  return hintAt(first, answer);
}

/** What to do at a spot. */
function hintAt({ graph, back }: Pick<Board, 'graph' | 'back'>, spot: Spot): string {
  const { node, edge, of } = spot;
  if (of === 'value') return `Put the numbers that enter into ${sayGate(graph, node)}.`;
  const wires =
    edge === null ? back(node) : [graph.edges[edge]].filter((wire) => wire !== undefined);
  const [only] = wires;
  if (edge === null && node === graph.output) {
    return 'The backward pass starts here, with the derivative of the output by itself.';
  }
  if (wires.length > 1) {
    return `It is used ${wires.length} times: add up what the wires bring back.`;
  }
  return only
    ? `It comes back through ${sayGate(graph, only.to)}: upstream gradient × local derivative.`
    : 'Nothing comes back here.';
}
