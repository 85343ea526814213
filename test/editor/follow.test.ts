/** A studied formula stays found while its document is edited. */
import assert from 'node:assert/strict';
import { find } from '../../src/editor/find';
import {
  findSaved,
  follow,
  readAgain,
  save,
  studySaved,
  track,
  type Followed,
} from '../../src/editor/follow';
import { openSubject, type Knowledge } from '../../src/editor/subject';
import { defaultLimits } from '../../src/language/syntax';
import { inputsOf, setInput } from '../../src/session';
import { marked } from './fixtures';

const nothing: Knowledge = { inputs: {}, readings: {}, macros: {}, limits: defaultLimits };

function start(source: string, language: string): Followed {
  const { text, start, end } = marked(source);
  const subject = openSubject(text, language, find(text, { start, end }, language), nothing);
  const followed = follow({ start, end }, subject);
  assert.ok(followed, source);
  return followed;
}

function inputs({ subject }: Followed): Record<string, number> {
  return Object.fromEntries(inputsOf(subject.study).map(({ name, value }) => [name, value]));
}

/** Types `put` over the first occurrence of `old` and reads again. */
function type(
  followed: Followed,
  text: string,
  language: string,
  old: string,
  put: string,
): [Followed, string] {
  const offset = text.indexOf(old);
  const now = text.slice(0, offset) + put + text.slice(offset + old.length);
  const { inputs: kept = {}, readings = {} } = followed.subject.study.options;
  const moved = track(followed, [{ offset, length: old.length, text: put }]);
  const again = readAgain(moved, { text: now, language }, { ...nothing, inputs: kept, readings });
  return [again, now];
}

describe('following a formula', () => {
  const source = 'With x = 2 and y = 3 see $x ‸y + w$.';
  const { text } = marked(source);

  it('takes values from around it and assumes the rest', () => {
    assert.deepEqual(inputs(start(source, 'markdown')), { x: 2, y: 3, w: 1 });
  });

  it('reads what is typed', () => {
    const [followed] = type(start(source, 'markdown'), text, 'markdown', 'y + w', 'y - w');
    assert.equal(followed.subject.study.text, 'x y - w');
    assert.equal(followed.refused, null);
  });

  it('takes another value when the prose says another', () => {
    const [followed] = type(start(source, 'markdown'), text, 'markdown', 'x = 2', 'x = 25');
    assert.deepEqual(inputs(followed), { x: 25, y: 3, w: 1 });
  });

  it('keeps by name what the person set', () => {
    const shown = start(source, 'markdown');
    const study = setInput(shown.subject.study, 'y', 7);
    const [followed] = type(
      { ...shown, subject: { ...shown.subject, study } },
      text,
      'markdown',
      'w$',
      'v y$',
    );
    assert.deepEqual(inputs(followed), { x: 2, y: 7, v: 1 });
  });

  it('keeps the last study while the text does not read, and recovers', () => {
    const [half, halfText] = type(start(source, 'markdown'), text, 'markdown', 'y + w', 'y + (');
    assert.notEqual(half.refused, null);
    assert.equal(half.subject.study.text, 'x y + w');
    const [whole] = type(half, halfText, 'markdown', 'y + (', 'y + (w)');
    assert.equal(whole.refused, null);
    assert.equal(whole.subject.study.text, 'x y + (w)');
  });

  it('says when the formula is gone', () => {
    const [followed] = type(start(source, 'markdown'), text, 'markdown', '$x y + w$', '');
    assert.equal(followed.refused, 'gone');
    assert.equal(followed.subject.study.text, 'x y + w');
  });

  it('comes back when its deletion is undone', () => {
    const lines = 'With x = 2:\n\n$$x ‸y + w$$\n\nand so on.';
    const before = marked(lines).text;
    const line = '$$x y + w$$\n';
    const [gone, rest] = type(start(lines, 'markdown'), before, 'markdown', line, '');
    assert.equal(gone.refused, 'gone');
    const undo = { offset: before.indexOf(line), length: 0, text: line };
    assert.equal(rest.length + line.length, before.length);
    const back = readAgain(track(gone, [undo]), { text: before, language: 'markdown' }, nothing);
    assert.equal(back.refused, null);
    assert.deepEqual(inputs(back), { x: 2, y: 1, w: 1 });
  });

  it('grows with a selection', () => {
    const [followed] = type(start('y = «a*b»', 'python'), 'y = a*b', 'python', 'a*b', 'a*b*c');
    assert.equal(followed.subject.study.text, 'a*b*c');
  });

  it('shows the statement alone where what it depends on cannot be read', () => {
    const followed = start('x = open("f").read()\ny = x*x‸', 'python');
    assert.equal(followed.subject.study.text, 'y = x*x');
    assert.deepEqual(inputs(followed), { x: 1 });
  });

  for (const [name, code] of [
    ['a statement', 'h = 0\nw = 2\nh = mystery(w*h)\nloss = w*h**2‸'],
    ['a loop', 'h = 0\nw = 2\nfor t in range(5000):\n    h = w*h\nloss = w*h**2‸'],
  ] as const) {
    it(`gives a name no value from before ${name} that is left out`, () => {
      assert.deepEqual(inputs(start(code, 'python')), { w: 2, h: 1 });
    });
  }

  it('finds a saved formula in a changed document', () => {
    const saved = save(start(source, 'markdown'), 'file:///a.md');
    const pointer = findSaved(saved, { text: `New line.\n${text}`, language: 'markdown' });
    assert.ok(pointer);
    assert.equal(pointer.start, pointer.end);
    assert.equal(findSaved(saved, { text: 'Something else', language: 'markdown' }), null);
  });

  it('finds saved code by its place, with what was left out', () => {
    const code = 'a = 2\nprint(a)\nb = a*3‸';
    const saved = save(start(code, 'python'), 'file:///a.py');
    assert.ok(findSaved(saved, { text: marked(code).text, language: 'python' }));
  });

  it('stands by itself when the document is gone', () => {
    const shown = start(source, 'markdown');
    const study = setInput(shown.subject.study, 'y', 7);
    const saved = save({ ...shown, subject: { ...shown.subject, study } }, 'file:///a.md');
    const alone = studySaved(saved, nothing);
    assert.ok(alone);
    assert.deepEqual(inputs(alone), { x: 2, y: 7, w: 1 });
  });
});

describe('places of numbers', () => {
  it('are lines of the document, within the found text too', () => {
    const { subject } = start('import torch\n\nx = torch.tensor(2.0)\ny = x * x‸', 'python');
    assert.equal(subject.places.get('x')?.words, 'line 3');
  });
});
