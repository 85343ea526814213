/** A study as a quiz: what is asked, how the answers are marked, and what is hidden meanwhile. */
import { drawsSame, runOptions, type Circuit } from './circuit';
import { zerosAt } from './autodiff/roundoff';
import type { Tape } from './autodiff/tape';
import { digitsOf, newQuiz, plainLens, type Lens, type Quiz } from './lens';
import type { HostMessage, TapeNumbers } from './protocol';
import { listBlanks } from './study/blanks';
import { markAnswers, type Answer, type Mark } from './study/marking';
import { keyOf, type Spot } from './study/spots';
import { veilOver, type Veil } from './study/veil';

type Asked = NonNullable<Extract<HostMessage, { kind: 'tape' }>['quiz']>;
type Blank = Asked['blanks'][number];
type Fractions = Extract<HostMessage, { kind: 'tape' }>['exact'];

/** What of a study is needed. */
interface Asking {
  readonly options: { readonly lens?: Lens };
  readonly circuit: Circuit | null;
  readonly tape: Tape | null;
  readonly unrounded: Tape | null;
}

/** As many decimals as are shown if nobody knows better. */
const USUAL = 2;

/** Whether a quiz is on. */
export function isAsking({ options }: Pick<Asking, 'options'>): boolean {
  return (options.lens?.quiz ?? null) !== null;
}

/** The blanks of a study with their marks, and the veil over its numbers; null: nothing is asked. */
export function quizOf(
  { options, circuit, tape, unrounded }: Asking,
  decimals = USUAL,
): { readonly blanks: readonly Blank[]; readonly veil: Veil; readonly quiz: Quiz } | null {
  const { lens = plainLens } = options;
  const { quiz } = lens;
  const exactly = unrounded ?? tape;
  if (!quiz || !circuit || !exactly) return null;
  const { graph } = circuit;
  const folded = circuit.fold();
  const spots = listBlanks(graph, folded, exactly, quiz.asked);
  const terms = runOptions(circuit, lens);
  const asked = new Set(spots.map(keyOf));
  const drawn = new Set(folded.nodes.map(({ id }) => id));
  const forks = forksIn(folded);
  const isGiven = (spot: Spot): boolean => {
    const stands = spot.edge === null ? drawn.has(spot.node) : forks.has(spot.node);
    return stands && !asked.has(keyOf(spot));
  };
  const isZeroAt = zerosAt(graph, exactly);
  const isZero = ({ node, edge, of }: Spot): boolean =>
    edge === null ? isZeroAt(of, node) : isZeroAt('contribution', edge);
  const task = { graph, tape: exactly, terms, digits: digitsOf(lens, decimals), isGiven, isZero };
  const answers = quiz.answers.filter((answer) => asked.has(keyOf(answer)));
  const marks = answers.length === 0 ? NO_MARKS : markAnswers(task, answers);
  const shown = new Set(quiz.shown.map(keyOf));
  const byKey = new Map(answers.map((answer) => [keyOf(answer), answer]));
  const blanks = spots.map((spot): Blank => {
    const key = keyOf(spot);
    return { ...spot, ...blankOf(byKey.get(key), marks.get(key), shown.has(key)) };
  });
  const hidden = quiz.over ? [] : blanks.filter(isOpen);
  return { blanks, veil: veilOver(graph, folded, hidden), quiz };
}

/** The nodes of which every wire has its own numbers. */
function forksIn({ edges }: Folded): ReadonlySet<number> {
  const [once, twice] = [new Set<number>(), new Set<number>()];
  for (const { from } of edges) (once.has(from) ? twice : once).add(from);
  return twice;
}

const NO_MARKS: ReadonlyMap<string, Mark> = new Map();

function blankOf(
  answer: (Answer & { readonly helped: boolean }) | undefined,
  mark: Mark | undefined,
  shown: boolean,
): Omit<Blank, keyof Spot> {
  const { text = '', helped = false } = answer ?? {};
  if (shown) return { state: 'shown', text, say: '', helped };
  return { state: mark?.state ?? 'open', text, say: mark?.say ?? '', helped };
}

/** Whether the number there is still to be found. */
function isOpen({ state }: Blank): boolean {
  return state !== 'right' && state !== 'shown';
}

/** What the page is told of a quiz. */
export function quizMessage(given: ReturnType<typeof quizOf>): Asked | null {
  if (!given) return null;
  const { blanks, veil } = given;
  const ids = (hidden: ReadonlySet<number>): number[] => [...hidden];
  return {
    blanks: [...blanks],
    hidden: {
      value: ids(veil.value),
      gradient: ids(veil.gradient),
      carried: ids(veil.carried),
      local: ids(veil.local),
      contribution: ids(veil.contribution),
    },
  };
}

type Folded = ReturnType<Circuit['fold']>;

/** What stands in the picture, of each kind in its order; what is hidden is `blank`. */
function hide<Each>(
  shown: Readonly<Record<keyof Veil, Iterable<Each>>>,
  { nodes, edges }: Folded,
  veil: Veil,
  blank: Each,
): Record<keyof Veil, Each[]> {
  const at = (of: keyof Veil, places: readonly { readonly id: number }[]): Each[] =>
    Array.from(shown[of], (each, i) => (veil[of].has(places[i]?.id ?? -1) ? blank : each));
  return {
    value: at('value', nodes),
    gradient: at('gradient', nodes),
    carried: at('carried', edges),
    local: at('local', edges),
    contribution: at('contribution', edges),
  };
}

/** The numbers of the picture; what is hidden is NaN. */
export function hideNumbers(tape: TapeNumbers, folded: Folded, veil: Veil): TapeNumbers {
  const { value, gradient, carried, local, contribution } = hide(tape, folded, veil, NaN);
  return {
    value: Float64Array.from(value),
    gradient: Float64Array.from(gradient),
    carried: Float64Array.from(carried),
    local: Float64Array.from(local),
    contribution: Float64Array.from(contribution),
  };
}

/** Those of the zeros that stand in what is told. */
export function zerosTold(zeros: readonly number[], tape: TapeNumbers): number[] {
  const told = new Set(Object.values(tape).flatMap((numbers) => [...numbers]));
  return zeros.filter((zero) => told.has(zero));
}

/** The fractions of the picture, of which none is known that is hidden. */
export function hideFractions(exact: Fractions, folded: Folded, veil: Veil): Fractions {
  return exact && hide(exact, folded, veil, null);
}

/** How much of a number may be explained. */
export function explains(veil: Veil, { edges }: Folded, { node, edge, of }: Spot): Openness {
  if (edge === null ? veil[of].has(node) : veil.contribution.has(edge)) return 'nothing';
  const around = edges.filter(({ id, from, to }) =>
    of === 'value' ? to === node : edge === null ? from === node : id === edge,
  );
  const isHidden = around.some(({ id, to }) =>
    of === 'value'
      ? veil.carried.has(id)
      : veil.local.has(id) || veil.contribution.has(id) || veil.gradient.has(to),
  );
  return isHidden ? 'symbols' : 'all';
}

/** In symbols, where a number that it is made of is asked. */
type Openness = 'nothing' | 'symbols' | 'all';

/** After other numbers: only answers that are still right stay. Another circuit has other blanks. */
export function renewQuiz<Study extends Asking>(study: Study, before: Asking): Study {
  const { lens = plainLens } = study.options;
  const { quiz } = lens;
  if (!quiz) return study;
  const renewed = (answers: Quiz['answers']): Study => {
    const gone = answers.length < quiz.answers.length || quiz.shown.length > 0;
    const next = { ...newQuiz(quiz.asked), answers, renewed: gone || quiz.renewed };
    return { ...study, options: { ...study.options, lens: { ...lens, quiz: next } } };
  };
  if (!drawsSame(before.options.lens ?? plainLens, lens)) return renewed([]);
  if (sameNumbers(study, before)) return study;
  // What the settings say is not known here: whoever rounded far is not made to do it again.
  const right = new Set(
    quizOf(study, 0)
      ?.blanks.filter(({ state }) => state === 'right')
      .map(keyOf),
  );
  return renewed(quiz.answers.filter((answer) => right.has(keyOf(answer))));
}

function sameNumbers(a: Asking, b: Asking): boolean {
  const [one, other] = [a.unrounded ?? a.tape, b.unrounded ?? b.tape];
  if (!one || !other) return one === other;
  return (
    sameArrays(one.value, other.value) &&
    sameArrays(one.gradient, other.gradient) &&
    sameArrays(one.contribution, other.contribution)
  );
}

function sameArrays(a: Float64Array, b: Float64Array): boolean {
  return a === b || (a.length === b.length && a.every((number, i) => Object.is(number, b[i])));
}
