/** The desk answers with plain data, and another desk can go on where it was. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Shown, Told } from '../../../src/editor/desk/answers';
import { Desk } from '../../../src/editor/desk/desk';
import type { Beside, Sheet } from '../../../src/editor/desk/sheet';
import { defaultLimits } from '../../../src/language/syntax';
import { newQuiz, plainLens } from '../../../src/lens';
import { hostMessage, type HostMessage, type ViewMessage } from '../../../src/protocol';
import { marked } from '../fixtures';

const settings = { decimals: 2, palette: 'classic' } as const;
const beside: Beside = { readings: {}, macros: {}, limits: defaultLimits };
const sheetOf = (text: string, language: string, version = 1): Sheet => {
  return { uri: 'file:///a', text, language, version };
};

/** Shows what the cursor or selection of a marked text means. */
function show(desk: Desk, source: string, language: string): Shown {
  const { text, ...pointer } = marked(source);
  return desk.show({ sheet: sheetOf(text, language), beside, settings, pointer });
}

function drawn(desk: Desk, source: string, language: string): Told {
  const shown = show(desk, source, language);
  assert.equal(shown.kind, 'drawn');
  return shown.told;
}

type Message<K extends HostMessage['kind']> = Extract<HostMessage, { kind: K }>;

function graphIn({ messages }: Told): Message<'graph'> {
  const graph = messages
    .map((message) => v.parse(hostMessage, message))
    .find((message) => message.kind === 'graph');
  assert.ok(graph);
  return graph;
}

const valuesIn = (told: Told): Record<string, number> =>
  Object.fromEntries(graphIn(told).inputs.map(({ name, value }) => [name, value]));

const samples: [language: string, source: string][] = [
  ['markdown', 'With $x = 3$ we have $f = x^2 + ‸e^{x y}$.'],
  ['latex', '$a = bc$, $f = \\sigma(a) + \\su‸m_{i=1}^3 x_i$'],
  ['python', 'w = 2\ndef f(x):\n    return w * x**2\ny = ‸f(3) + b\n'],
  ['plaintext', '«n = 3; \\sum_{i=1}^{n} x i»'],
];

describe('the desk', () => {
  it('says what cannot be drawn and where', () => {
    const desk = new Desk();
    assert.deepEqual(show(desk, 'No formula ‸here.', 'markdown'), { kind: 'nothing' });
    const refused = show(desk, '\ny = frob‸nicate(x)', 'python');
    assert.equal(refused.kind, 'refused');
    assert.equal(refused.start, 5);
    assert.match(refused.message, /frobnicate/);
  });

  for (const [language, source] of samples) {
    it(`answers with what can travel: ${language}`, () => {
      const desk = new Desk();
      const told = drawn(desk, source, language);
      const { revision, inputs } = graphIn(told);
      const [{ name, node } = { name: '', node: 0 }] = inputs;
      const about = { revision, node, edge: null, of: 'gradient' } as const;
      const take = { kind: 'take', revision, to: 'file', drawing: null, done: false } as const;
      const { text, start: offset } = marked(source);
      const hovered = { sheet: sheetOf(text, language), beside, settings, offset };
      const answers = [
        told,
        desk.change({ message: { kind: 'setInput', revision, name, value: 0.5 }, settings }),
        desk.change({ message: { kind: 'look', revision, number: 1, lens: plainLens }, settings }),
        desk.check(),
        desk.answer({ message: { kind: 'explain', ...about }, settings }),
        desk.answer({ message: { kind: 'order', revision }, settings }),
        desk.point({ version: 1, offset }),
        desk.card({ version: 1, offset, settings }),
        desk.hover({ ...hovered, selection: { start: offset, end: offset + 3 } }),
        desk.places({ kind: 'hover', revision, node }),
        desk.rewriting({ kind: 'writeBack', revision, name }),
        desk.take({ message: { ...take, format: 'html' }, settings }),
        desk.take({ message: { ...take, format: 'quiz-page' }, settings }),
        desk.take({ message: { ...take, format: 'pytorch' }, settings }),
        desk.derivation({ message: { kind: 'copyExplanation', ...about }, settings }),
      ];
      assert.deepEqual(structuredClone(answers), answers);
    });

    it(`takes a quiz away as a page, begun anew, and keeps its answers: ${language}`, () => {
      const desk = new Desk();
      const { revision } = graphIn(drawn(desk, source, language));
      const quiz = { ...newQuiz('values'), over: true };
      const lens = { ...plainLens, quiz };
      assert.ok(
        desk.change({ message: { kind: 'look', revision, number: 1, lens }, settings })?.taken,
      );
      const take = { kind: 'take', revision, to: 'file', drawing: null, done: false } as const;
      const quizIn = (format: string): unknown =>
        desk.take({ message: { ...take, format }, settings })?.page?.data.saved.lens?.quiz;
      assert.deepEqual(quizIn('quiz-page'), newQuiz('values'));
      assert.equal(quizIn('html'), null);
      const told = desk.draw({ settings });
      assert.ok(told);
      const { saved } = graphIn(told);
      const sheet = sheetOf(marked(source).text, language);
      const resumed = new Desk().resume({ sheet, beside, settings, saved });
      assert.ok(resumed.told);
      assert.deepEqual(graphIn(resumed.told).lens.quiz, quiz);
    });

    it(`is replaced by another that knows as much: ${language}`, () => {
      const [lost, next] = [new Desk(), new Desk()];
      const told = drawn(lost, source, language);
      const { revision, inputs } = graphIn(told);
      const name = inputs.at(-1)?.name ?? '';
      const message = { kind: 'setInput', revision, name, value: 2 } as const;
      lost.change({ message, settings });
      const before = graphIn(lost.draw({ settings }) ?? told);
      const { saved } = before;
      const { bookmark } = structuredClone(told);
      assert.ok(bookmark);
      const after = next.goOn({ bookmark, saved, revision: before.revision, settings });
      assert.deepEqual({ ...graphIn(after), revision: 0 }, { ...before, revision: 0 });
      assert.ok(graphIn(after).revision > before.revision);
      // And it follows the text on.
      const text = ` ${marked(source).text}`;
      const edits = [[{ offset: 0, length: 0, text: ' ' }]];
      const sheet = sheetOf(text, language, 2);
      const [one, other] = [lost, next].map((desk) =>
        desk.read({ sheet, beside, settings, edits }),
      );
      assert.ok(one && other);
      assert.deepEqual({ ...graphIn(other), revision: 0 }, { ...graphIn(one), revision: 0 });
      assert.deepEqual(other.marks, one.marks);
    });
  }

  it('takes a value that was typed while the text was read again, and no other formula’s', () => {
    const desk = new Desk();
    const { revision } = graphIn(drawn(desk, '$f = x ‸y$', 'markdown'));
    const sheet = sheetOf('$f = x y^2$', 'markdown', 2);
    const edits = [[{ offset: 8, length: 0, text: '^2' }]];
    desk.read({ sheet, beside, settings, edits });
    const late = { kind: 'setInput', revision, name: 'x', value: 7 } as const;
    assert.equal(desk.change({ message: late, settings })?.taken, true);
    assert.deepEqual(valuesIn(drawn(desk, '$f = x ‸y$', 'markdown')), { x: 7, y: 1 });
    const later = { ...late, value: 8 };
    assert.equal(desk.change({ message: later, settings }), null);
  });

  it('takes looks at the same graph that follow on one another, and none of another graph', () => {
    const desk = new Desk();
    const { revision } = graphIn(drawn(desk, '$f = \\sigma(x ‸+ y)$', 'markdown'));
    const gates = { ...plainLens.gates, composites: 'expanded' } as const;
    const lookAt = (lens: Extract<ViewMessage, { kind: 'look' }>['lens']): Told | undefined =>
      desk.change({ message: { kind: 'look', revision, number: 1, lens }, settings })?.told;
    assert.ok(lookAt({ gates }));
    const told = lookAt({ output: 2 });
    assert.ok(told);
    const { lens } = graphIn(told);
    assert.deepEqual([lens.gates.composites, lens.output], ['expanded', 2]);
    const sheet = sheetOf('$f = x y$', 'markdown', 2);
    const edits = [[{ offset: 5, length: 13, text: 'x y' }]];
    desk.read({ sheet, beside, settings, edits });
    assert.equal(lookAt({ output: 1 }), undefined);
    const { revision: again } = graphIn(drawn(desk, '«n = 2; \\sum_{i=1}^{n} x i»', 'plaintext'));
    const set = { kind: 'setInput', revision: again, name: 'n', value: 3 } as const;
    assert.ok(desk.change({ message: set, settings }));
    const late = { kind: 'look', revision: again, number: 2, lens: { output: 1 } } as const;
    assert.equal(desk.change({ message: late, settings }), null);
  });

  for (const value of [NaN, Infinity, -0]) {
    it(`takes ${Object.is(value, -0) ? '-0' : value} as a value`, () => {
      const desk = new Desk();
      const { revision } = graphIn(drawn(desk, '$f = x ‸y$', 'markdown'));
      const message = { kind: 'setInput', revision, name: 'x', value } as const;
      assert.equal(desk.change({ message, settings })?.taken, true);
    });
  }

  it('does not take back a value with whose original the text does not read', () => {
    const desk = new Desk();
    const { revision } = graphIn(drawn(desk, '«n = 2; \\sum_{i=1}^{n} x i»', 'plaintext'));
    const set = { kind: 'setInput', revision, name: 'n', value: 3 } as const;
    assert.equal(desk.change({ message: set, settings })?.taken, true);
    const sheet = sheetOf('n = .5; \\sum_{i=1}^{n} x i', 'plaintext', 2);
    const edits = [[{ offset: 4, length: 1, text: '.5' }]];
    // The sum of the first n numbers.
    const gradient = (told: Told | null) => told && graphIn(told).inputs[0]?.gradient;
    assert.equal(gradient(desk.read({ sheet, beside, settings, edits })), 6);
    const reset = { kind: 'resetInput', revision, name: 'n' } as const;
    const changed = desk.change({ message: reset, settings });
    assert.deepEqual([changed?.told.messages[0]?.kind, changed?.taken], ['stale', false]);
    assert.equal(gradient(desk.draw({ settings })), 6);
  });

  it('places nothing in a version of the document that it has not read', () => {
    const desk = new Desk();
    drawn(desk, '$f = x ‸y$', 'markdown');
    assert.ok(desk.card({ version: 1, offset: 5, settings }));
    assert.equal(desk.card({ version: 2, offset: 5, settings }), null);
    assert.equal(desk.point({ version: 2, offset: 5 }), null);
  });

  it('marks in the text what is so with the values of now', () => {
    const desk = new Desk();
    const told = drawn(desk, 'f = a/‸b', 'plaintext');
    const { revision } = graphIn(told);
    const marksAt = (name: string, value: number): string[] | undefined => {
      const message = { kind: 'setInput', revision, name, value } as const;
      const { marks } = desk.change({ message, settings })?.told ?? {};
      return marks?.problems.map(({ message }) => message);
    };
    assert.deepEqual(told.marks?.problems, []);
    assert.equal(marksAt('a', 2), undefined);
    const [infinite = ''] = marksAt('b', 0) ?? [];
    assert.match(infinite, /2\/0/);
    const [undefinedThere = ''] = marksAt('a', 0) ?? [];
    assert.match(undefinedThere, /0\/0/);
    assert.deepEqual(marksAt('b', 1), []);
  });

  it('gives an input back to the text that was written', () => {
    const desk = new Desk();
    const { revision } = graphIn(drawn(desk, 'x = 2\ny = x ‸* x\n', 'python'));
    const message = { kind: 'setInput', revision, name: 'x', value: -3 } as const;
    desk.change({ message, settings });
    const written = desk.rewriting({ kind: 'writeBack', revision, name: 'x' });
    assert.deepEqual(written, { version: 1, span: { start: 4, end: 5 }, text: '-3' });
    const sheet = sheetOf('x = -3\ny = x * x\n', 'python', 2);
    const edits = [[{ offset: 4, length: 1, text: '-3' }]];
    const told = desk.read({ sheet, beside, settings, edits, reset: 'x' });
    const [input] = told ? graphIn(told).inputs : [];
    assert.deepEqual([input?.value, input?.initial, input?.source], [-3, -3, 'line 1']);
  });
});
