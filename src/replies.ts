/** What a study says to the page that shows it. Pure. */
import { writeName } from './autodiff/notation';
import type { Tape } from './autodiff/tape';
import { headingOf } from './heading';
import { refuses, type Problem } from './language/syntax';
import { plainLens } from './lens';
import { drawStudy, findFolded, lensOn, shownRemarks, shownTape } from './picture';
import type {
  HostMessage,
  Input,
  Saved,
  Settings,
  ShownProblem,
  TapeNumbers,
  ViewMessage,
} from './protocol';
import { hideFractions, hideNumbers, isAsking, quizMessage, quizOf, zerosTold } from './quiz';
import {
  checkStudy,
  explain,
  fractionsOf,
  ordersOf,
  tangentsOf,
  wiggleNode,
  zerosOf,
} from './questions';
import {
  inputsOf,
  lookAt,
  problemsOf,
  quote,
  resetInput,
  setInput,
  titleOf,
  type Study,
  type StudyInput,
} from './session';

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;
type Request<K extends ViewMessage['kind']> = Extract<ViewMessage, { kind: K }>;

/** What the messages of a study carry beside the study. */
export interface Setting {
  readonly revision: number;
  readonly settings: Settings;
  readonly saved: Saved;
  readonly formats: Message<'graph'>['formats'];
  /** Where an input's value comes from, in words, and how the text writes it if it does. */
  readonly sourceOf: (input: StudyInput) => Pick<Input, 'source' | 'literal'>;
}

/** The circuit with its numbers; null if the study has none. */
export function graphMessage(study: Study, setting: Setting): Message<'graph'> | null {
  const picture = drawStudy(study);
  const numbers = tapeMessage(study, setting);
  if (!picture || !numbers) return null;
  const { text, program } = study;
  const { settings, formats } = setting;
  const title = titleOf(study);
  // Kinks and infinities are marked at their nodes; the list is for what reading found.
  const problems = program.problems.map((problem) => showProblem(text, problem));
  const heading = headingOf(study);
  return {
    ...numbers,
    kind: 'graph',
    title,
    heading,
    picture,
    problems,
    settings,
    formats: [...formats],
  };
}

/** New numbers for the same circuit; null if the study has none. */
export function tapeMessage(study: Study, setting: Setting): Message<'tape'> | null {
  const folded = study.circuit?.fold();
  if (!study.tape || !folded) return null;
  const { revision, saved, settings, sourceOf } = setting;
  const asked = quizOf(study, settings.decimals);
  const shown = (tape: Tape): TapeNumbers => {
    const numbers = shownTape(folded, tape);
    return asked ? hideNumbers(numbers, folded, asked.veil) : numbers;
  };
  const tape = shown(study.tape);
  const unrounded = study.unrounded && shown(study.unrounded);
  const inputs = inputsOf(study).map((input): Input => {
    const { node, name, value, gradient, initial, assumed } = input;
    return {
      node,
      name,
      label: writeName(name),
      value,
      gradient: asked?.veil.gradient.has(node) ? NaN : gradient,
      initial,
      assumed,
      ...sourceOf(input),
    };
  });
  return {
    kind: 'tape',
    revision,
    inputs,
    tape,
    unrounded,
    exact: asked ? hideFractions(fractionsOf(study), folded, asked.veil) : fractionsOf(study),
    zeros: asked ? zerosTold(zerosOf(study), unrounded ?? tape) : [...zerosOf(study)],
    // Tangents say what is asked another way.
    along: asked ? null : tangentsOf(study),
    remarks: asked ? remarksAsked(study) : [...shownRemarks(study)],
    quiz: quizMessage(asked),
    lens: study.options.lens ?? plainLens,
    saved,
  };
}

/** Where to look twice, without the numbers that are asked. */
function remarksAsked(study: Study): Message<'tape'>['remarks'] {
  return shownRemarks(study).flatMap(({ node, kind }) =>
    kind === 'kink' ? [{ node, kind, message: AT_KINK }] : [],
  );
}

const AT_KINK =
  'There is a kink or a tie here: the convention that is chosen in the menu Derivative decides.';

/** How the gradients compare with other ways to compute them; null if the study has none, or they are asked. */
export function checkMessage(study: Study, revision: number): Message<'check'> | null {
  const check = isAsking(study) ? null : checkStudy(study);
  return check && { kind: 'check', revision, ...check, rows: [...check.rows] };
}

/** The problems a study has, for a page that cannot show its circuit. */
export function problemsShown(study: Study): ShownProblem[] {
  return problemsOf(study).map((problem) => showProblem(study.text, problem));
}

function showProblem(text: string, problem: Problem): ShownProblem {
  const { kind, message, span, choices = [] } = problem;
  const refused = refuses(problem);
  return { kind, message, refuses: refused, quote: quote(text, span), choices: [...choices] };
}

/** What of the study the person changes. */
export type Change = Request<'setInput' | 'resetInput' | 'look' | 'unfold'>;

/** The study after what the person did to it in the page. */
export function change(study: Study, message: Change): Study {
  switch (message.kind) {
    case 'setInput':
      return setInput(study, message.name, message.value);
    case 'resetInput':
      return resetInput(study, message.name);
    case 'look':
      return lookAt(study, { ...(study.options.lens ?? plainLens), ...message.lens });
    case 'unfold':
      return lookAt(study, lensOn(study, message.node));
  }
}

/** No answer to this look is to come any more. */
export function lookedMessage({ number }: Request<'look'>): Message<'looked'> {
  return { kind: 'looked', number };
}

/** The answer to a question of the page; null if the study has none. */
export function answer(
  study: Study,
  message: Request<'explain' | 'wiggle' | 'order' | 'find'>,
  { decimals }: Settings,
): HostMessage | null {
  const { revision } = message;
  switch (message.kind) {
    case 'explain': {
      const { node, edge, of } = message;
      return {
        ...explain(study, { node, edge, of }, decimals),
        kind: 'explanation',
        revision,
        node,
        edge,
        of,
      };
    }
    case 'find': {
      const { query } = message;
      return { kind: 'found', revision, query, hits: findFolded(study, query) };
    }
    case 'wiggle': {
      const { node, h } = message;
      const wiggled = isAsking(study) ? null : wiggleNode(study, node, h);
      return wiggled && { ...wiggled, kind: 'wiggle', revision, node, h };
    }
    case 'order': {
      const orders = isAsking(study) ? null : ordersOf(study);
      return (
        orders && {
          ...orders,
          kind: 'order',
          revision,
          topological: [...orders.topological],
          naive: [...orders.naive],
        }
      );
    }
  }
}
