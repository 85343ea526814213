/** Where the number of an input stands in the document, and how another is written there. */
import assert from 'node:assert/strict';
import { find } from '../../src/editor/find';
import { openSubject, type Subject } from '../../src/editor/subject';
import { literalOf, writeLiteral } from '../../src/editor/writeback';
import { defaultLimits } from '../../src/language/syntax';
import { inputsOf, setInput } from '../../src/session';
import { cases, marked } from './fixtures';

function open(text: string, at: { start: number; end: number }, language: string): Subject {
  const subject = openSubject(text, language, find(text, at, language), {
    inputs: {},
    readings: {},
    macros: {},
    limits: defaultLimits,
  });
  assert.ok(subject, text);
  return subject;
}

describe('the literal that gives an input its value', () => {
  for (const { name, language, source, head, expected } of cases('writeback.txt')) {
    it(`${name} (${language})`, () => {
      const { text, start, end } = marked(source);
      const subject = open(text, { start, end }, language);
      const lines = head.split(' ').flatMap((input) => {
        const literal = literalOf(subject, input);
        if (!literal) {
          return [];
        }
        assert.equal(text.slice(literal.span.start, literal.span.end), literal.text);
        return [`${input} ${literal.text} ${subject.places.get(input)?.words ?? ''}`];
      });
      assert.equal(lines.join('\n'), expected);
    });

    it(`takes another number: ${name} (${language})`, () => {
      const { text, start, end } = marked(source);
      const subject = open(text, { start, end }, language);
      for (const input of head.split(' ')) {
        const literal = literalOf(subject, input);
        if (!literal) {
          continue;
        }
        for (const value of [7, -0.25]) {
          const before = text.slice(0, literal.span.start);
          const put = writeLiteral(before, value, literal.text);
          const now: string = before + put + text.slice(literal.span.end);
          const moved = start > literal.span.start ? put.length - literal.text.length : 0;
          const again = open(now, { start: start + moved, end: end + moved }, language);
          const values = inputsOf(again.study).filter((one) => one.name === input);
          assert.deepEqual(
            values.map((one) => one.value),
            [value],
            now,
          );
        }
      }
    });
  }

  it('is the same while the person tries another value', () => {
    const text = 'See $x y$ with x = 2 and y = 3.';
    const subject = open(text, { start: 5, end: 5 }, 'markdown');
    const tried = { ...subject, study: setInput(subject.study, 'x', 9) };
    assert.deepEqual(literalOf(tried, 'x'), { span: { start: 19, end: 20 }, text: '2' });
  });
});

describe('writing a number in place of another', () => {
  /** What stands before, the old literal, the new number, how it is written. */
  const table: [string, string, number, string][] = [
    ['x = ', '2', 3, '3'],
    ['x = ', '2', 2.5, '2.5'],
    ['x = ', '2.0', 3, '3.0'],
    ['x = ', '2.00', 1.5, '1.50'],
    ['x = ', '2.0', 1.625, '1.625'],
    ['x = ', '2.', 3, '3.'],
    ['x = ', '2.', 2.5, '2.5'],
    ['x = ', '.5', 0.25, '.25'],
    ['x = ', '.5', -0.25, '-.25'],
    ['x = ', '.5', 1.25, '1.25'],
    ['x = ', '2', -3, '-3'],
    ['x = ', '-2', 3, '3'],
    ['x = ', '−2', -3, '−3'],
    ['x = ', '−2.0', -3, '−3.0'],
    ['x = ', '+2', 3, '+3'],
    ['x = ', '+2', -3, '-3'],
    ['x = ', '2', -0, '0'],
    ['x = ', '0.30', 0.1 + 0.2, '0.30'],
    ['x = ', '1e-3', 0.002, '2e-3'],
    ['x = ', '1E-3', 0.002, '2E-3'],
    ['x = ', '1e-3', 0.5, '0.5'],
    ['x = ', '1e6', 2500000, '2.5e6'],
    ['x = ', '1', 1e-7, '0.0000001'],
    ['x = ', '1', 1e21, '1000000000000000000000'],
    ['x = ', '1', 1e300, '1e300'],
    ['x = ', '1', 1.5e-300, '1.5e-300'],
    ['x = ', '1_000', 2000, '2000'],
    ['x = ', '1/2', 0.75, '0.75'],
    ['x = ', '1/2', 0.5, '1/2'],
    ['x = ', '\\frac{1}{2}', 2, '2'],
    ['x = ', '−π/2', -1, '−1'],
    ['x = ', '2', NaN, '2'],
    ['x = ', '2', Infinity, '2'],
    ['2*', '1', -3, '(-3)'],
    ['2*', '-1', -3, '-3'],
    ['2*', '-1', 3, '3'],
    ['5 - ', '1', -3, '(-3)'],
    ['5 − ', '1', -3, '(-3)'],
    ['5 - ', '1', 3, '3'],
    ['f(', '1', -3, '-3'],
    ['5 -= ', '1', -3, '-3'],
    ['x <- ', '1', -3, '-3'],
    ['x =', '1', -3, '-3'],
  ];
  for (const [before, like, value, written] of table) {
    it(`${before}${like} with ${value} is ${before}${written}`, () => {
      assert.equal(writeLiteral(before, value, like), written);
    });
  }
});
