/** The bar of a quiz below the picture: what is asked, what is to be said of an answer, the score, and the ways out. */
import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Quiz } from '../src/lens';
import type { Picture } from '../src/protocol';
import { nameBlank } from './blanks';
import { Chip } from './chip';
import { CLOSE, IconButton } from './controls';
import { Typeset } from './formula';
import {
  askFor,
  blankAt,
  endQuiz,
  isSettled,
  keyOf,
  sayScore,
  scoreOf,
  show,
  showAll,
  tryAgain,
  type Blank,
} from './quizzing';
import type { View } from './view';

interface QuizBarProps {
  readonly view: View;
  readonly picture: Picture;
  /** The picture has more or less room now. */
  readonly onResize: () => void;
}

const CHOICES: readonly (readonly [Quiz['asked'], string])[] = [
  ['few', 'A few'],
  ['values', 'Values'],
  ['gradients', 'Gradients'],
  ['both', 'Both'],
];

export function QuizBar({ view, picture, onResize }: QuizBarProps) {
  const asked = view.quiz.value;
  const last = useRef<Quiz | null>(null);
  // What was ended stands until the numbers are there again.
  last.current = view.lens.value.quiz ?? last.current;
  const quiz = last.current;
  useLayoutEffect(() => {
    onResize();
    return onResize;
  }, []);
  useSignalEffect(() => {
    const said = sayVerdict(view, picture);
    if (said !== '') view.announcement.value = said;
  });
  if (!asked || !quiz) return null;
  const { blanks } = asked;
  const current = view.desk.blank.value;
  const here = current ? blankAt(view, current) : undefined;
  const answered = view.desk.answered.value;
  const marked = answered ? blankAt(view, answered) : undefined;
  // What has a mark is told of when one is there; else what was marked last.
  const told = here && here.state !== 'open' ? here : marked;
  const next = here && !isSettled(here) ? here : undefined;
  const score = scoreOf(blanks);
  const done = score.right + score['right with help'];
  return (
    <section class="stepper quiz" aria-label="Quiz">
      <Verdict view={view} picture={picture} blank={told} />
      <div class="transport">
        <label class="asked-for">
          <span class="wide">Ask for</span>
          <select
            aria-label="What is asked"
            title="What is asked"
            value={quiz.asked}
            onChange={(event) => {
              const choice = CHOICES.find(([key]) => key === event.currentTarget.value);
              if (choice) askFor(view, choice[0]);
            }}
          >
            {CHOICES.map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <progress
          class="done"
          max={blanks.length}
          value={done}
          aria-label="Right so far"
          title={sayScore(blanks)}
        />
        <span class="place">
          {done}/{blanks.length}
        </span>
        <span class="stretch" />
        {quiz.over ? null : (
          <>
            <button
              type="button"
              class="plain"
              disabled={!next}
              title="Show the number of the blank that you are in (Ctrl+Enter)"
              onClick={() => {
                if (next) show(view, next);
              }}
            >
              Show
            </button>
            <button
              type="button"
              class="plain"
              title="Show all numbers, and the score"
              onClick={() => {
                showAll(view);
              }}
            >
              Show all
            </button>
          </>
        )}
        <button
          type="button"
          class="plain"
          title="Clear all answers"
          disabled={!quiz.over && score.open === blanks.length}
          onClick={() => {
            tryAgain(view);
          }}
        >
          Try again
        </button>
        <IconButton
          label="End the quiz"
          icon={CLOSE}
          onPress={() => {
            endQuiz(view);
          }}
        />
      </div>
    </section>
  );
}

interface VerdictProps {
  readonly view: View;
  readonly picture: Picture;
  readonly blank: Blank | undefined;
}

const BEGIN: Readonly<Record<Quiz['asked'], string>> = {
  few: 'Fill in the blanks: values from the inputs on, then gradients from the output back.',
  values: 'Fill in the values above the wires, from the inputs on.',
  gradients: 'Fill in the gradients below the wires, from the output back.',
  both: 'Fill in the values above the wires from the inputs on, then the gradients below them from the output back.',
};
const ENOUGH = 'Two decimals are enough.';
const RENEWED = 'The numbers are others now: answers that no longer hold were cleared.';

function Verdict({ view, picture, blank }: VerdictProps) {
  const { quiz } = view.lens.value;
  const blanks = view.quiz.value?.blanks ?? [];
  const plain = quiz && sayPlainly(quiz, blanks, blank);
  return (
    <div
      class={plain !== null ? 'operation verdict' : `operation verdict is-${blank?.state ?? ''}`}
      role="group"
      aria-label="Verdict"
      tabIndex={0}
    >
      {plain !== null || !blank ? (
        <p>{plain}</p>
      ) : (
        <>
          <p class="what">
            <button
              type="button"
              class="link"
              title="Go to this blank"
              onClick={() => {
                document.querySelector<HTMLInputElement>(`[data-blank="${keyOf(blank)}"]`)?.focus();
              }}
            >
              <Name view={view} picture={picture} blank={blank} />
            </button>
          </p>
          <p class="sentence">
            <b>{WORDS[blank.state]}</b> {blank.say}
          </p>
          {isSettled(blank) && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                view.ask(blank);
              }}
            >
              Explain
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** The same in sight as the card of an explanation has it. */
function Name({ view, picture, blank }: VerdictProps & { readonly blank: Blank }) {
  const { node, edge, of } = blank;
  const digits = view.digits.value;
  const find = (id: number | undefined) => picture.nodes.find((each) => each.id === id);
  const call = (called: Picture['nodes'][number] | undefined) =>
    called &&
    (called.name === null ? (
      <Chip node={called} digits={digits} />
    ) : (
      <Typeset formula={called.name} digits={digits} />
    ));
  const wire = edge === null ? undefined : picture.edges.find(({ id }) => id === edge);
  return (
    <>
      {wire ? 'Contribution to' : of === 'value' ? 'Value of' : 'Gradient of'} {call(find(node))}
      {wire && <> through {call(find(wire.to))}</>}
    </>
  );
}

const WORDS = {
  open: '',
  right: 'Right.',
  follows: 'Right so far.',
  wrong: 'No.',
  shown: 'Shown.',
};

/** What is to be said that is of no one blank; null: the verdict on this one. */
function sayPlainly(quiz: Quiz, blanks: readonly Blank[], blank: Blank | undefined): string | null {
  if (blanks.length === 0) return 'There is nothing to ask here: ask for something else.';
  if (quiz.over) return `${sayScore(blanks)}.`;
  if (quiz.renewed) return RENEWED;
  const isDone = blanks.every(({ state }) => state !== 'open' && state !== 'wrong');
  if (isDone) return `Done: ${sayScore(blanks)}.`;
  return blank && blank.state !== 'open' ? null : `${BEGIN[quiz.asked]} ${ENOUGH}`;
}

/** The verdict as a screen reader says it. */
function sayVerdict(view: View, picture: Picture): string {
  const { quiz } = view.lens.value;
  const { blanks = [] } = view.quiz.value ?? {};
  const { answered } = view.desk;
  const blank = answered.value ? blankAt(view, answered.value) : undefined;
  const plain = quiz && sayPlainly(quiz, blanks, blank);
  if (plain !== null || !blank) return plain ?? '';
  return `${nameBlank(view, picture, blank)}: ${WORDS[blank.state]} ${blank.say}`;
}
