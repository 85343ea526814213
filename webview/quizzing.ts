/** The quiz on the page's side: what is asked where, what is hidden meanwhile, and what the person does in it. */
import { newQuiz, type Quiz } from '../src/lens';
import type { HostMessage, Picture } from '../src/protocol';
import type { Moment, Spot } from './steps';
import type { Tape } from './tape';
import type { View } from './view';

/** What is asked, as the host marks it. */
export type Asked = NonNullable<Extract<HostMessage, { kind: 'tape' }>['quiz']>;
export type Blank = Asked['blanks'][number];

/** Equal for spots that are the same. */
export function keyOf({ node, edge, of }: Spot): string {
  return `${of} ${node} ${String(edge)}`;
}

/** The blank at a spot; undefined: nothing is asked there. */
export function blankAt(view: View, spot: Spot): Blank | undefined {
  const asked = view.quiz.value;
  if (!asked) return undefined;
  // Every number of the picture asks.
  let blanks = known.get(asked);
  if (!blanks)
    known.set(asked, (blanks = new Map(asked.blanks.map((each) => [keyOf(each), each]))));
  return blanks.get(keyOf(spot));
}

const known = new WeakMap<Asked, ReadonlyMap<string, Blank>>();

/** Whether nothing more is asked at a blank. */
export function isSettled({ state }: Blank): boolean {
  return state === 'right' || state === 'shown';
}

/** The moment at which all is known but what is hidden; null: nothing is. */
export function momentAsked(asked: Asked, { nodes, edges }: Picture, tape: Tape): Moment | null {
  const { hidden } = asked;
  const veiled = new Set([...hidden.value, ...hidden.gradient, ...hidden.contribution]);
  if (veiled.size === 0) return null;
  const [values, gradients] = [new Set(hidden.value), new Set(hidden.gradient)];
  const contributions = new Set(hidden.contribution);
  const known = (all: readonly { readonly id: number }[], without: ReadonlySet<number>) =>
    all.map(({ id }) => id).filter((id) => !without.has(id));
  return {
    kind: 'rest',
    node: null,
    busy: new Set(),
    values: new Set(known(nodes, values)),
    gradients: new Map(
      known(nodes, gradients).map((id) => [id, { sum: tape.gradient[id] ?? NaN, whole: true }]),
    ),
    contributions: new Set(known(edges, contributions)),
    flows: [],
    wrong: new Set(),
  };
}

/** Begins a quiz, or asks something else in the one that is on. */
export function askFor(view: View, asked: Quiz['asked']): void {
  const { quiz } = view.lens.value;
  if (quiz) {
    view.look({ quiz: { ...quiz, asked, over: false, renewed: false } });
    return;
  }
  view.dismiss();
  view.desk.beginning.value = true;
  // Along one input there are tangents where gradients are asked.
  view.look({ quiz: newQuiz(asked), along: null });
}

export function endQuiz(view: View): void {
  view.desk.blank.value = null;
  view.desk.answered.value = null;
  view.look({ quiz: null });
}

/** Writes an answer; one that comes after a wrong one was helped. */
export function answer(view: View, spot: Spot, text: string, value: number): void {
  view.desk.answered.value = spot;
  const before = blankAt(view, spot);
  const helped = before !== undefined && (before.helped || before.state === 'wrong');
  const { node, edge, of } = spot;
  change(view, ({ answers, ...quiz }) => ({
    ...quiz,
    answers: [...without(answers, spot), { node, edge, of, text, value, helped }],
    renewed: false,
  }));
}

/** Shows the number of a blank. */
export function show(view: View, { node, edge, of }: Spot): void {
  const spot = { node, edge, of };
  view.desk.answered.value = spot;
  change(view, (quiz) => ({ ...quiz, shown: [...without(quiz.shown, spot), spot] }));
}

/** Shows all numbers, and what the answers came to. */
export function showAll(view: View): void {
  change(view, (quiz) => ({ ...quiz, over: true, renewed: false }));
}

export function tryAgain(view: View): void {
  view.desk.answered.value = null;
  change(view, ({ asked }) => newQuiz(asked));
}

function change(view: View, to: (quiz: Quiz) => Quiz): void {
  const { quiz } = view.lens.value;
  if (quiz) view.look({ quiz: to(quiz) });
}

function without<Each extends Spot>(spots: readonly Each[], spot: Spot): Each[] {
  const key = keyOf(spot);
  return spots.filter((each) => keyOf(each) !== key);
}

/** How many blanks came out how. What follows from an earlier answer counts as right. */
export function scoreOf(blanks: readonly Blank[]): Record<(typeof OUTCOMES)[number], number> {
  const score = { right: 0, 'right with help': 0, wrong: 0, shown: 0, open: 0 };
  for (const { state, helped } of blanks) {
    const isRight = state === 'right' || state === 'follows';
    score[isRight ? (helped ? 'right with help' : 'right') : state]++;
  }
  return score;
}

const OUTCOMES = ['right', 'right with help', 'wrong', 'shown', 'open'] as const;

/** "9 of 12 right, 1 right with help, 2 open" */
export function sayScore(blanks: readonly Blank[]): string {
  const score = scoreOf(blanks);
  const rest = OUTCOMES.slice(1).filter((outcome) => score[outcome] > 0);
  return [
    `${score.right} of ${blanks.length} right`,
    ...rest.map((outcome) => `${score[outcome]} ${outcome}`),
  ].join(', ');
}
