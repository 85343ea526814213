/** The math of a long document is found by looking near it, as if all of it had been looked at. */
import assert from 'node:assert/strict';
import { fencesBefore, regionsNear } from '../../src/editor/regions';

const paragraph = 'Let $x = 2$, then $$y = x^2$$ costs \\$5.\n\n```python\n# costs $5\n```\n\n';
const far = paragraph.repeat(4000);
const inside = 'some text $a + b$ of it\n\n'.repeat(5000);

/** What stands around the place: its name, the language, the text before it, after it, what is found. */
const table: [string, string, string, string, string[]][] = [
  ['paragraphs', 'markdown', far, far, ['q + 1', 'x = 2']],
  ['an open fence', 'markdown', `${far}\`\`\`\`text\n${inside}`, `${inside}\`\`\`\`\n`, []],
  ['a closed fence', 'markdown', `${far}~~~\n${inside}~~~\n\n`, far, ['q + 1', 'x = 2']],
  ['a comment', 'markdown', `${far}<!--\n${inside.slice(0, 60000)}`, `${far}-->`, []],
  [
    'paragraphs of TeX',
    'latex',
    far.replaceAll('$5', '5'),
    far.replaceAll('$5', '5'),
    ['q + 1', 'x = 2'],
  ],
  [
    'verbatim text',
    'latex',
    `${inside}\\begin{verbatim}\n${inside.slice(0, 60000)}`,
    `${inside}\\end{verbatim}`,
    [],
  ],
];

describe('the math of a long document', () => {
  for (const [name, language, before, after, expected] of table) {
    it(`after ${name} (${language})`, () => {
      const start = before.length;
      const text = `${before}It is $q + 1$ here.\n\n${after}`;
      const near = regionsNear(text, language, { start, end: start })
        .filter(({ kind, span }) => kind === 'math' && Math.abs(span.start - start) < 60)
        .map(({ content }) => text.slice(content.start, content.end))
        .filter((math) => math !== 'y = x^2');
      assert.deepEqual(near, expected);
    });
  }

  it('counts the fences before a place', () => {
    const fences = fencesBefore(far, far.length);
    assert.equal(fences.length, 4000);
    const last = fences.at(-1);
    assert.equal(far.slice(last?.content.start, last?.content.end), '# costs $5\n');
    assert.equal(last?.language, 'python');
    assert.deepEqual(fencesBefore('`a` ``` b\n```c', 40).length, 1);
  });
});
