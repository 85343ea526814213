/** Quizzes for tests: blanks by what is called so, answers as they are typed. */
import assert from 'node:assert/strict';
import { callName, callOperation } from '../../src/autodiff/calling';
import { newQuiz, plainLens, type Lens, type Quiz } from '../../src/lens';
import { evaluate } from '../../src/questions';
import { quizOf } from '../../src/quiz';
import { openStudy, type Study, type Values } from '../../src/session';

export interface Asked {
  readonly text: string;
  readonly inputs?: Values;
  readonly language?: string;
}

/** The circuit of the quiz that this began with, as it was handed out. */
export const handedOut: Asked = {
  text: String.raw`$$f(w, x) = \frac{1}{1 + e^{-(w_0x_0 + w_1x_1 + w_2x_2)}}$$`,
  language: 'latex',
  inputs: { w_0: 2, x_0: -1, w_1: -3, x_1: -2, w_2: -3 },
};

/** The CS231n figure: w_2 stands alone. */
export const figure: Asked = { ...handedOut, text: handedOut.text.replace('w_2x_2', 'w_2') };

/** What is asked of a circuit. */
export function open(
  { text, inputs = {}, language = 'plaintext' }: Asked,
  quiz: Quiz = newQuiz('both'),
  lens: Partial<Lens> = {},
): Study {
  return openStudy(text, { language, inputs, lens: { ...plainLens, ...lens, quiz } });
}

/** The blanks in order: `q`, `∂q`, and at a fork `∂x → x + y`. */
export function blanksOf(study: Study): readonly string[] {
  return (quizOf(study)?.blanks ?? []).map((blank) => nameOf(study, blank));
}

function nameOf({ graph }: Study, { node, edge, of }: Quiz['shown'][number]): string {
  assert.ok(graph);
  const call = (id: number): string => {
    const named = graph.nodes[id];
    const own = named?.kind === 'op' ? named.name : undefined;
    return own === undefined ? callOperation(graph, id).line : callName(own);
  };
  const name = of === 'value' ? call(node) : `∂${call(node)}`;
  return edge === null ? name : `${name} → ${call(graph.edges[edge]?.to ?? -1)}`;
}

/** The marks of answers that are given together: state and sentence by name of blank. */
export function mark(
  asked: Asked,
  typed: Readonly<Record<string, string>>,
  lens: Partial<Lens> = {},
): Readonly<Record<string, string>> {
  const study = open(asked, undefined, lens);
  const blanks = quizOf(study)?.blanks ?? [];
  const answers = Object.entries(typed).map(([name, text]) => {
    const blank = blanks.find((each) => nameOf(study, each) === name);
    assert.ok(blank, `no blank ${name} among ${blanksOf(study).join(', ')}`);
    const { node, edge, of } = blank;
    return { node, edge, of, text, value: evaluate(text) ?? NaN, helped: false };
  });
  const marked = open(asked, { ...newQuiz('both'), answers }, lens);
  return Object.fromEntries(
    (quizOf(marked)?.blanks ?? [])
      .filter(({ state }) => state !== 'open')
      .map((blank) => [
        nameOf(marked, blank),
        blank.say === '' ? blank.state : `${blank.state}: ${blank.say}`,
      ]),
  );
}
