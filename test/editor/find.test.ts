/** What a person means by a place in a document, by plain-text fixtures with a cursor. */
import assert from 'node:assert/strict';
import { find, mathAt } from '../../src/editor/find';
import { looksLikeFormula } from '../../src/editor/sentence';
import { cases, marked } from './fixtures';

/** How many blanks stand for what is left out is held by another test. */
function spaced(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/\n(?: ?\n)+/g, '\n')
    .replace(/ $/gm, '');
}

describe('finding the text to read', () => {
  for (const { name, language, source, head, expected } of cases('find.txt')) {
    it(`${name} (${language})`, () => {
      const { text, start, end } = marked(source);
      const found = find(text, { start, end }, language)[0];
      assert.equal(found?.language ?? 'nothing', head);
      assert.equal(spaced(found?.text ?? ''), spaced(expected));
    });
  }

  it('keeps the length of what it finds, so that spans are places in the document', () => {
    for (const { language, source } of cases('find.txt')) {
      const { text, start, end } = marked(source);
      for (const found of find(text, { start, end }, language)) {
        assert.equal(found.text.length, found.span.end - found.span.start);
        Array.from(found.text).forEach((char, i) => {
          assert.ok(/[\s;\\]/.test(char) || text.charAt(found.span.start + i) === char, source);
        });
      }
    }
  });

  it('offers the statement alone after the statement with what it depends on', () => {
    const text = 'a = 2\nb = a*3';
    const found = find(text, { start: text.length, end: text.length }, 'python');
    assert.deepEqual(
      found.map((f) => f.text),
      [text, 'b = a*3'],
    );
  });

  it('finds a method far below the head of its class', () => {
    const filler = '  size() {\n    return this.w * this.h;\n  }\n'.repeat(400);
    const method = 'dot(v) {\n    return this.x * v.x;\n  }';
    const text = `class V {\n${filler}  ${method}\n}\n`;
    const at = text.indexOf('this.x');
    assert.equal(find(text, { start: at, end: at }, 'javascript')[0]?.text.trim(), method);
  });

  it('sees only math under the mouse in prose', () => {
    const text = 'Some $x + y$ and `a*b` text';
    assert.equal(mathAt(text, 7, 'markdown')?.text, 'x + y');
    assert.equal(mathAt(text, 2, 'markdown'), null);
    assert.equal(mathAt(text, 19, 'markdown'), null);
    assert.equal(mathAt(text, 7, 'python'), null);
  });

  it('answers in hostile text', () => {
    const units = [
      '$',
      '$a ',
      '`',
      '``a`',
      '$$',
      '\\(',
      '\\[',
      '\\begin{align}',
      '```\n',
      '\\',
      '"""',
      '(',
      '\n',
    ];
    for (const unit of units) {
      const text = unit.repeat(2e5 / unit.length);
      for (const language of ['markdown', 'latex', 'python', 'c']) {
        assert.ok(Array.isArray(find(text, { start: 1e5, end: 1e5 }, language)));
      }
    }
  }).timeout(60000);

  it('tells formulas from sentences', () => {
    const formulas = [
      'x*y + z',
      'L = (y - t)^2',
      'sigmoid(w x + b)',
      'max(x, y) + min(x, z)',
      'loss = a/b',
      'c > 0 ? a : b',
      'x>0?x:0',
      'x*y + '.repeat(30_000),
      `${'('.repeat(70_000)}x+1`,
      `${'('.repeat(300)}x${')'.repeat(300)}`,
    ];
    const sentences = [
      'Hello world',
      'This is a well-known fact',
      'see section 2/3 for this',
      'x',
      '',
      'a, b and c',
      'Is it? Yes: it is',
      `${'all of this is said, '.repeat(10_000)}a = b`,
    ];
    formulas.forEach((line) => {
      assert.ok(looksLikeFormula(line), line);
    });
    sentences.forEach((line) => {
      assert.ok(!looksLikeFormula(line), line);
    });
  });
});
