/** What a page is told while a quiz is on: nothing that gives a blank away. */
import assert from 'node:assert/strict';
import { openDialogue } from '../../src/dialogue';
import type { Formula } from '../../src/formula';
import { newQuiz, plainLens, type Quiz } from '../../src/lens';
import type { HostMessage, ViewMessage } from '../../src/protocol';
import { explain } from '../../src/questions';
import { quizOf } from '../../src/quiz';
import { numberIn } from '../../src/study/spots';
import { lookAt, setInput } from '../../src/session';
import { blanksOf, figure, open, type Asked } from './quizzes';

const saved = { uri: '', language: '', start: 0, end: 1, text: '', values: {}, readings: {} };

const asked: readonly Asked[] = [
  figure,
  { text: '(x + y)·max(y, z)', inputs: { x: 1.3, y: 2.7, z: 0.4 } },
  { text: 'a = x*1.7\nb = tanh(a) + exp(x)\nb^2/a', inputs: { x: 0.37 } },
];

function numbersIn(formula: Formula): number[] {
  if (typeof formula === 'string') return [];
  return formula.form === 'number' ? [formula.value] : formula.parts.flatMap(numbersIn);
}

/** All numbers that a message says. */
function numbersOf(message: HostMessage): number[] {
  switch (message.kind) {
    case 'graph':
    case 'tape': {
      const { tape, unrounded, along, inputs } = message;
      return [
        ...[tape, unrounded].flatMap((numbers) => Object.values(numbers ?? {})),
        ...(along ? [along.tangent, along.second] : []),
        inputs.map(({ gradient }) => gradient),
      ].flatMap((numbers) => [...numbers]);
    }
    case 'explanation':
      return [...message.lines, ...message.where].flatMap(numbersIn);
    default:
      return [NaN];
  }
}

describe('a quiz hides', () => {
  for (const circuit of asked) {
    for (const kind of ['few', 'values', 'gradients', 'both'] as const) {
      it(`what it asks, whatever is asked for: ${kind} of ${circuit.text}`, () => {
        const lens = { byHand: 3, along: 'x', digits: { kind: 'exact' } as const };
        const study = open(circuit, newQuiz(kind), lens);
        const { circuit: drawn, unrounded, tape } = study;
        assert.ok(drawn && unrounded && tape);
        const blanks = quizOf(study)?.blanks ?? [];
        assert.ok(blanks.length > 0);
        // What stands elsewhere as well is no secret: 1, and what is given.
        const given = new Set<number>();
        const spots = drawn
          .fold()
          .nodes.flatMap(({ id }) =>
            (['value', 'gradient'] as const).map((of) => ({ node: id, edge: null, of })),
          );
        const keys = new Set(blanks.map(({ node, edge, of }) => `${node} ${String(edge)} ${of}`));
        for (const spot of spots) {
          if (keys.has(`${spot.node} null ${spot.of}`)) continue;
          for (const numbers of [tape, unrounded]) given.add(numberIn(numbers, spot));
        }
        for (const numbers of [tape, unrounded]) {
          for (const local of numbers.local) if (Number.isInteger(local)) given.add(local);
          if (kind === 'values') numbers.contribution.forEach((number) => given.add(number));
        }
        const secret = new Set(
          blanks
            .flatMap((blank) => [numberIn(tape, blank), numberIn(unrounded, blank)])
            .filter((number) => !given.has(number)),
        );
        const dialogue = openDialogue(study, {
          settings: { decimals: 2, palette: 'classic' },
          saved,
          formats: [],
          sourceOf: () => ({ source: '', literal: null }),
        });
        const revision = 1;
        const questions: ViewMessage[] = [
          ...spots.map((spot) => ({ ...spot, kind: 'explain' as const, revision })),
          ...drawn.fold().edges.map(({ id, from }) => {
            const spot = { node: from, edge: id, of: 'gradient' as const };
            return { ...spot, kind: 'explain' as const, revision };
          }),
          { kind: 'wiggle', revision, node: 0, h: 0.1 },
          { kind: 'order', revision },
        ];
        const told = [...dialogue.open(), ...questions.flatMap(dialogue.receive)];
        assert.deepEqual(
          told.filter((message) => numbersOf(message).some((number) => secret.has(number))),
          [],
        );
        assert.deepEqual(
          told.filter(({ kind }) => !['graph', 'explanation'].includes(kind)),
          [],
        );
      });
    }
  }

  it('how far the output moves, which is a gradient in words', () => {
    const study = open({ text: 'a·7', inputs: { a: 2 } }, newQuiz('gradients'));
    const value = { node: 0, edge: null, of: 'value' } as const;
    assert.equal(explain(study, value).intuition, '');
    const over = open({ text: 'a·7', inputs: { a: 2 } }, { ...newQuiz('gradients'), over: true });
    assert.match(explain(over, value).intuition, /7 times/);
  });

  it('nothing any more once it is over, or was answered', () => {
    const study = open(figure, { ...newQuiz('both'), over: true });
    assert.equal(quizOf(study)?.veil.value.size, 0);
  });
});

describe('other numbers', () => {
  const answers = (study: ReturnType<typeof open>): Quiz['answers'] =>
    study.options.lens?.quiz?.answers ?? [];
  const first = quizOf(open(figure))?.blanks ?? [];
  const typed = ['-2', '9', '4'].map((text, i) => {
    const { node = 0, edge = null, of = 'value' } = first[i] ?? {};
    return { node, edge, of, text, value: Number(text), helped: false };
  });
  const quiz = { ...newQuiz('both'), answers: typed };

  it('take away the answers that no longer hold, and keep the others', () => {
    const changed = setInput(open(figure, quiz), 'w_1', -4);
    assert.deepEqual(
      answers(changed).map(({ text }) => text),
      ['-2'],
    );
    assert.equal(changed.options.lens?.quiz?.renewed, true);
  });

  it('take nothing away if they are the same', () => {
    assert.equal(answers(setInput(open(figure, quiz), 'w_1', -3)).length, 3);
  });

  it('stand where nothing is asked when the last value is not finite', () => {
    const study = setInput(open({ text: 'log(x)', inputs: { x: 1 } }, quiz), 'x', 0);
    assert.deepEqual(blanksOf(study), ['∂log(x)']);
  });

  it('of a picture of other gates have no answers', () => {
    const study = open(figure, quiz);
    const { lens = plainLens } = study.options;
    const gates = { ...lens.gates, composites: 'fused' as const };
    assert.deepEqual(answers(lookAt(study, { ...lens, gates })), []);
  });
});
